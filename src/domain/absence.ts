import type { DateText, Instant } from "./period.ts";
import type { Person, PersonKey } from "./person.ts";

/** 请假: the days, both counted, on which a deputy of the same unit holds a person's posts. */
export interface Absence {
	readonly id: string;
	readonly person: PersonKey;
	readonly deputy: PersonKey;
	readonly first: DateText;
	readonly last: DateText;
	readonly at: Instant;
}

/** Whether an absence counts on a day. */
export const isAwayOn = ({ first, last }: Absence, day: DateText): boolean => first <= day && day <= last;

/**
 * The person with the posts they hold for somebody who is away added, each for the days of the absence only. Whoever is away keeps their own: they
 * may do what they like, they are merely not asked.
 */
export const withActingPosts = (person: Person, absences: readonly Absence[], personOf: (key: PersonKey) => Person | undefined): Person => {
	const posts = absences
		.filter((absence) => absence.deputy === person.key)
		.flatMap((absence) =>
			(personOf(absence.person)?.posts ?? []).map((post) => ({
				...post,
				from: post.from !== null && post.from > absence.first ? post.from : absence.first,
				to: post.to !== null && post.to < absence.last ? post.to : absence.last,
			})),
		)
		.filter(({ from, to }) => from <= to);
	return posts.length === 0 ? person : { ...person, posts: [...person.posts, ...posts] };
};
