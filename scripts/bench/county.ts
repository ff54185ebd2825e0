import type { CountyData } from "../../src/domain/county.ts";
import { decimal } from "../../src/domain/decimal.ts";
import type { Duty } from "../../src/domain/duty.ts";
import { growthCounty } from "../growth/county.ts";

/** Always one round open, whenever it is measured. */
const always = (duty: Duty): Duty => ({
	...duty,
	opens: { day: 1, time: "00:00" },
	due: { day: 5, time: "17:00" },
	closes: { day: 8, time: "00:00" },
});

/** A county of so many townships, each with its reporter and the demo's weekly report of five questions. */
export const benchCounty = (townships: number): CountyData => {
	const data = growthCounty({ townships, villages: 0 });
	// Beside these the answers are plain increases that nobody has to be asked about.
	const targets = data.targets.map((target) => ({ ...target, annual: decimal(6000), opening: decimal(1000) }));
	// Nobody has to be asked which unit is meant.
	const people = data.people.map((person) => ({ ...person, posts: person.posts.slice(0, 1) }));
	return {
		...data,
		people,
		targets,
		duties: data.duties.filter((duty) => "kind" in duty.units && duty.units.kind === "township").map(always),
	};
};
