import type { CountyData } from "../../src/domain/county.ts";
import { benchCounty } from "../bench/county.ts";

/** The bench's county with everybody in one post only: nobody is asked for which unit. */
export const crashCounty = (townships: number): CountyData => {
	const data = benchCounty(townships);
	return { ...data, people: data.people.map((person) => ({ ...person, posts: person.posts.slice(0, 1) })) };
};
