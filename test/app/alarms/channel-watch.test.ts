import { expect, it } from "vitest";
import { type ChannelState, look, told, toTell, WELL } from "../../../src/app/alarms/channel-watch.ts";
import { addMs, type Instant } from "../../../src/domain/period.ts";

const START = "2026-11-16T01:00:00.000Z" as Instant;
const at = (minute: number): Instant => addMs(START, minute * 60_000);
const UP = { state: "up", reason: "" } as const;
const DOWN = { state: "down", reason: "unreachable" } as const;

/** Looks once a minute, telling what is due at once; what was told, with its minute. */
const watch = (minutes: number, isUp: (minute: number) => boolean, reason: string = DOWN.reason): string[] => {
	const said: string[] = [];
	let state: ChannelState = WELL;
	for (let minute = 0; minute <= minutes; minute += 1) {
		state = look(state, isUp(minute) ? UP : { ...DOWN, reason }, at(minute));
		const what = toTell(state, at(minute));
		if (!what) continue;
		said.push(`${minute} ${what}`);
		state = told(state, what, at(minute));
	}
	return said;
};

it("tells of an outage after five minutes, once, and of its end when that has lasted", () => {
	expect(watch(60, (minute) => minute < 10 || minute >= 40)).toEqual(["15 down", "45 back"]);
});

it("keeps quiet about what ends by itself within five minutes", () => {
	expect(watch(60, (minute) => minute < 10 || minute >= 14)).toEqual([]);
});

it("tells at once of what waiting does not mend", () => {
	expect(watch(3, (minute) => minute < 2, "bad-token")).toEqual(["2 down"]);
});

it("takes a messenger that comes and goes for one outage, and tells of it once", () => {
	const said = watch(300, (minute) => minute % 2 === 0);
	expect(said).toEqual(["7 down"]);
});

it("gives at most one alarm an hour, however the outages fall", () => {
	const downs = watch(600, (minute) => minute % 13 >= 6).filter((line) => line.endsWith("down"));
	const minutes = downs.map((line) => Number(line.split(" ")[0]));
	expect(minutes.length).toBeGreaterThan(3);
	for (const [index, minute] of minutes.slice(1).entries()) expect(minute - (minutes[index] ?? 0)).toBeGreaterThanOrEqual(60);
});

it("tells afterwards of a long outage nobody could be told of, and not of a short one", () => {
	const end = (minutes: number): string | null => {
		let state: ChannelState = WELL;
		for (let minute = 0; minute < minutes; minute += 1) state = look(state, DOWN, at(minute));
		for (let minute = minutes; minute < minutes + 8; minute += 1) state = look(state, UP, at(minute));
		return toTell(state, at(minutes + 8));
	};
	expect(end(10)).toBeNull();
	expect(end(40)).toBe("back");
});

it("learns nothing from a messenger that is only starting", () => {
	const down = look(WELL, DOWN, at(0));
	expect(look(down, { state: "starting", reason: "" }, at(9))).toBe(down);
});
