import type { CountyData } from "../../src/domain/county.ts";
import { addDays, dateOf, toInstant } from "../../src/domain/period.ts";
import { benchCounty } from "../bench/county.ts";

/**
 * The bench's county with everybody in one post only, so that nobody is asked for which unit. The days around now are off: the real program runs by the real
 * clock, and what it says of its own on a working day (a digest on Monday, a reminder on Friday) would stand between a question and its answer.
 */
export const crashCounty = (townships: number): CountyData => {
	const data = benchCounty(townships);
	const today = dateOf(toInstant(Date.now()));
	const calendar = [-1, 0, 1].map((days) => ({ date: addDays(today, days), works: false, note: "" }));
	return { ...data, calendar, people: data.people.map((person) => ({ ...person, posts: person.posts.slice(0, 1) })) };
};
