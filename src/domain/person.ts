import type { DateText } from "./period.ts";
import type { UnitCode } from "./unit.ts";

/** The office's own key of a person (工号 or any unique text): three 王伟 are three keys. */
export type PersonKey = string & { readonly __brand: "PersonKey" };
export const personKey = (key: string): PersonKey => key as PersonKey;

export const ROLES = ["supervisor", "organiser", "department", "principal", "reporter", "village", "leader"] as const;
/** What a post lets its holder do (brief.md, "The people"). */
export type Role = (typeof ROLES)[number];

/** A role held in a unit, for a time. Dates are inclusive; null is open. */
export interface Post {
	readonly unit: UnitCode;
	readonly role: Role;
	/** 职务 as the office writes it (分管副镇长). */
	readonly title: string;
	readonly from: DateText | null;
	readonly to: DateText | null;
}

export interface Person {
	readonly key: PersonKey;
	readonly name: string;
	/** Kept for the office's slips; never logged, never sent to a group. */
	readonly phone: string | null;
	readonly posts: readonly Post[];
}

/** The posts a person holds on a day. */
export const postsOn = (person: Person, day: DateText): Post[] =>
	person.posts.filter((post) => (post.from === null || post.from <= day) && (post.to === null || post.to >= day));
