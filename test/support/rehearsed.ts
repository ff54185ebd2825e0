import type { HabitId } from "../../src/app/rehearsal/habit.ts";
import type { Rehearsal } from "../../src/app/rehearsal/rehearsal.ts";
import { type CountedRehearsal, countRehearsal } from "../../src/app/rehearsal/rehearsal-totals.ts";
import type { CountyData } from "../../src/domain/county.ts";
import type { DateText } from "../../src/domain/period.ts";
import type { UnitCode } from "../../src/domain/unit.ts";
import { playRehearsal } from "../../src/program/rehearsal-play.ts";
import { demoSource } from "../../src/program/rehearsal-source.ts";
import { demoData, temporaryFolder } from "./demo-store.ts";

/** The demo county with these townships and the villages of the first of them, so that a month is played in seconds. */
export const smallDemo = (townships: readonly string[]): CountyData => {
	const kept = demoData.units.filter(
		({ kind, code, parent }) =>
			(kind !== "township" || townships.includes(code)) && (kind !== "village" || (parent !== null && parent === townships[0])),
	);
	const codes = new Set<string>(kept.map(({ code }) => code));
	return {
		...demoData,
		units: kept,
		people: demoData.people
			.map((person) => ({ ...person, posts: person.posts.filter(({ unit }) => codes.has(unit)) }))
			.filter(({ posts }) => posts.length > 0),
		targets: demoData.targets.filter(({ unit }) => codes.has(unit)),
		duties: demoData.duties.map((duty) =>
			"codes" in duty.units ? { ...duty, units: { codes: duty.units.codes.filter((code) => codes.has(code)) } } : duty,
		),
	};
};

/** Plays a span of a demo county, with the habits given and drawn ones for everybody else. */
export const rehearsed = async (asked: {
	readonly data: CountyData;
	readonly from: string;
	readonly to: string;
	readonly habits?: Readonly<Record<string, HabitId>>;
	readonly seed?: string;
}): Promise<{ readonly rehearsal: Rehearsal; readonly counted: CountedRehearsal }> => {
	const [from, to] = [asked.from as DateText, asked.to as DateText];
	const seed = asked.seed ?? "1";
	const rehearsal = await playRehearsal(temporaryFolder(), {
		from,
		to,
		seed,
		habits: new Map(Object.entries(asked.habits ?? {}) as [UnitCode, HabitId][]),
		source: demoSource(asked.data, { from, seed }),
		onDay: () => undefined,
	});
	return { rehearsal, counted: countRehearsal(rehearsal) };
};
