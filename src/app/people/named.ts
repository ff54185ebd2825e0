import type { County } from "../../domain/county.ts";
import type { DateText } from "../../domain/period.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import type { PersonLine } from "../../views/people.ts";

/** What people leave out when they write a name: spaces, and a mark in brackets behind it. */
const bare = (name: string): string =>
	name
		.normalize("NFKC")
		.replace(/\s+/gu, "")
		.replace(/\(.*?\)$/u, "");

/**
 * People with a post today who go by a name: the key itself, the name as stored, the name without its mark in brackets, or unit and name
 * together (大巴镇王伟). Several people of one name are all returned.
 */
export const peopleNamed = (county: County, typed: string, day: DateText): Person[] => {
	const wanted = bare(typed);
	const active = county.data.people.filter((person) => postsOn(person, day).length > 0);
	const byKey = active.filter((person) => person.key === typed.trim());
	if (byKey.length > 0) return byKey;
	const byName = active.filter((person) => bare(person.name) === wanted);
	if (byName.length > 0) return byName;
	return active.filter((person) =>
		postsOn(person, day).some((post) => bare(`${county.unit(post.unit)?.name ?? ""}${person.name}`) === wanted),
	);
};

/** Name, unit and post, as lists show a person. */
export const personLine = (county: County, person: Person, day: DateText): PersonLine => {
	const post = postsOn(person, day)[0] ?? person.posts[0];
	return { name: person.name, unit: post ? (county.unit(post.unit)?.name ?? post.unit) : "", post: post?.title ?? "" };
};
