import { afterEach, beforeEach, expect, it } from "vitest";
import { type DateText, instantAt } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const DEPUTY = "210921108-3";
const CLERK = "BM03-2";
const HEAD = "BM03-1";

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const said = async (): Promise<{ who: string; text: string }[]> => {
	await universe.settle();
	return (await universe.stage.heard()).flatMap(({ where, text }) => ("person" in where ? [{ who: where.person, text }] : []));
};

const say = async (who: string, text: string): Promise<string> => {
	await universe.stage.say(who, null, text);
	return (await said())
		.filter((one) => one.who === who)
		.map((one) => one.text)
		.join("\n");
};

const at = async (day: string, time: string): Promise<{ who: string; text: string }[]> => {
	await universe.moveTo(instantAt(day as DateText, time));
	return (await said()).filter(({ text }) => /^(?:本周在办|请过问|问题台账一周)/u.test(text));
};

const ownerOf = async (): Promise<string> => {
	const unit = universe.county.person(personKey(CLERK))?.posts[0]?.unit;
	return unit === undefined ? "" : (universe.county.unit(unit)?.name ?? "");
};

const assigned = async (due: string): Promise<void> => {
	// The week begins without problems: its lists are over.
	await at("2026-11-16", "09:31");
	await say(DEPUTY, "问题 机井不足");
	await say(OFFICE, `交办 1 ${await ownerOf()} ${due}`);
};

it("goes out once a week, on its first working day, however often the minute comes and the program starts", async () => {
	await assigned("12月20日");
	expect(await at("2026-11-17", "08:30")).toEqual([]);
	expect(await at("2026-11-22", "08:30")).toEqual([]);
	expect(await at("2026-11-23", "08:29")).toEqual([]);
	const monday = await at("2026-11-23", "08:30");
	expect(monday.filter(({ who }) => who === CLERK)).toHaveLength(1);
	expect(monday.filter(({ who }) => who === HEAD)).toEqual([]);
	expect(monday.filter(({ who }) => who === OFFICE)).toHaveLength(1);
	await universe.restart();
	for (const time of ["08:31", "11:00"]) expect(await at("2026-11-23", time)).toEqual([]);
	expect(await at("2026-11-24", "08:30")).toEqual([]);
});

it("comes after the program stood still, for the newest week alone and in waking hours", async () => {
	await assigned("12月20日");
	expect(await at("2026-12-01", "21:00")).toEqual([]);
	expect(await at("2026-12-02", "08:10")).toEqual([]);
	expect((await at("2026-12-02", "08:30")).filter(({ who }) => who === CLERK)).toHaveLength(1);
	expect(await at("2026-12-03", "08:30")).toEqual([]);
});

it("tells a principal once that a problem is overdue, and again when a new due date has passed", async () => {
	await assigned("11月18日");
	expect(await at("2026-11-18", "08:30")).toEqual([]);
	expect((await at("2026-11-19", "08:30")).map(({ who }) => who)).toEqual([HEAD]);
	expect(await at("2026-11-20", "08:30")).toEqual([]);
	await say(OFFICE, "交办 1 11月24日");
	expect((await at("2026-11-23", "08:30")).map(({ who }) => who)).not.toContain(HEAD);
	expect(await at("2026-11-24", "08:30")).toEqual([]);
	expect((await at("2026-11-25", "08:30")).map(({ who }) => who)).toEqual([HEAD]);
});

it("says nothing of a problem whose closure waits for its verification", async () => {
	await assigned("11月18日");
	await say(CLERK, "销号 1 打好了");
	expect(await at("2026-11-19", "08:30")).toEqual([]);
	const monday = await at("2026-11-23", "08:30");
	expect(monday.filter(({ who }) => who === CLERK || who === HEAD)).toEqual([]);
});

it("spares a principal who was reminded often enough that day, and tells them on the next", async () => {
	await assigned("11月18日");
	const record = (message: string) =>
		({
			at: universe.now,
			day: "2026-11-19" as DateText,
			person: personKey(HEAD),
			unit: null,
			kind: "round",
			subject: "weekly:2026-W47",
			message,
			inGroup: false,
			outcome: "sent",
		}) as const;
	await universe.store.commit([{ do: "add-reminder-records", records: [record("a"), record("b")] }]);
	expect(await at("2026-11-19", "08:30")).toEqual([]);
	expect((await at("2026-11-20", "08:30")).map(({ who }) => who)).toEqual([HEAD]);
});
