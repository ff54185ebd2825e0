import { describe, expect, it } from "vitest";
import type { Duty, DutyId } from "../../src/domain/duty.ts";
import type { Instant, PeriodKey } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { RoundBook } from "../../src/domain/round-book.ts";
import type { RoundChange } from "../../src/domain/round-change.ts";
import { publishedCalendar } from "../../src/domain/working-calendar.ts";
import { dueSteps } from "../../src/reminders/due-steps.ts";
import { at, byHours, hours, monthly, onDay, weekly } from "./duties.ts";

const extended = (until: string): RoundChange => ({
	id: "c",
	kind: "extend",
	duty: weekly.id,
	period: "2026-W47" as PeriodKey,
	unit: null,
	until: at(until),
	reason: "雨大",
	by: personKey("p"),
	at: at("2026-11-20T10:00"),
});
const due = (
	now: string,
	duty: Duty = weekly,
	{ changes = [], start = null, recorded = [] }: { changes?: RoundChange[]; start?: Instant | null; recorded?: string[] } = {},
) => {
	const starts = new Map<DutyId, Instant>(start === null ? [] : [[duty.id, start]]);
	const rounds = new RoundBook(publishedCalendar, changes, starts);
	return dueSteps({ duties: [duty], rounds, hours, now: at(now), recorded: new Set(recorded) });
};
const keys = (...given: Parameters<typeof due>): string[] => due(...given).map(({ key }) => key);

describe("steps that are due", () => {
	it("come one by one around the deadline, each until the next to the same people or the deadline or the close", () => {
		expect(keys("2026-11-19T08:59")).toEqual([]);
		expect(due("2026-11-20T15:00").map(({ key, at, expiresAt }) => [key, at, expiresAt])).toEqual([
			["remind:weekly:2026-W47:private d-1@09:00", at("2026-11-19T09:00"), at("2026-11-20T15:00")],
			["remind:weekly:2026-W47:group h-2", at("2026-11-20T15:00"), at("2026-11-20T17:00")],
		]);
		expect(
			due("2026-11-23T10:00")
				.slice(2)
				.map(({ key, at, expiresAt }) => [key, at, expiresAt]),
		).toEqual([
			["remind:weekly:2026-W47:group d1@09:00", at("2026-11-23T09:00"), at("2026-11-23T12:00")],
			["remind:weekly:2026-W47:principals d1@10:00", at("2026-11-23T10:00"), at("2026-11-23T12:00")],
		]);
	});

	it("are none of a closed round, of one that is not owed, and those recorded are left out", () => {
		expect(keys("2026-11-23T12:01")).toEqual([]);
		// The week of Spring Festival has no working day.
		expect(keys("2026-02-20T16:00")).toEqual([]);
		expect(keys("2026-11-20T15:00", weekly, { recorded: ["remind:weekly:2026-W47:private d-1@09:00"] })).toEqual([
			"remind:weekly:2026-W47:group h-2",
		]);
	});

	it("are none of moments before the duty was there: who has just been asked is not reminded at once", () => {
		expect(keys("2026-11-20T16:00", weekly, { start: at("2026-11-20T15:30") })).toEqual([]);
		expect(keys("2026-11-20T16:00", weekly, { start: at("2026-11-20T14:30") })).toEqual(["remind:weekly:2026-W47:group h-2"]);
	});

	it("count working days: the day before a deadline moved off the holiday is the last day before the holiday", () => {
		// 30 September 2026 is worked, 1 to 7 October are off: the close of 3 October is before the first working day after.
		expect(keys("2026-10-03T11:00", monthly)).toEqual(["remind:monthly:2026-09:private d-1@09:00", "remind:monthly:2026-09:group h-2"]);
		// 31 January 2027 is a Sunday, so the report is due on Monday and the day before is Friday.
		expect(due("2027-02-01T15:00", monthly).map(({ at }) => at)).toEqual([at("2027-01-29T09:00"), at("2027-02-01T15:00")]);
	});

	it("happen again when the deadline is moved, under keys of their own", () => {
		const moved = [extended("2026-11-24T12:00")];
		expect(due("2026-11-24T11:00", weekly, { changes: moved }).map(({ key, at }) => [key, at])).toEqual([
			[`remind:weekly:2026-W47:private d-1@09:00:${at("2026-11-24T12:00")}`, at("2026-11-23T09:00")],
			[`remind:weekly:2026-W47:group h-2:${at("2026-11-24T12:00")}`, at("2026-11-24T10:00")],
		]);
		// Moved back to where it was, it is what has been.
		const back = [extended("2026-11-24T12:00"), extended("2026-11-20T17:00")];
		expect(keys("2026-11-20T15:00", weekly, { changes: back })).toEqual(keys("2026-11-20T15:00"));
	});

	it("wait for waking hours", () => {
		const early: Duty = { ...weekly, due: { day: 5, time: "09:30" } };
		expect(due("2026-11-20T09:00", early).at(-1)?.at).toBe(at("2026-11-20T08:00"));
		// After the deadline a Friday evening waits for Monday.
		const evening: Duty = { ...weekly, reminders: [onDay(0, "20:30", "group")] };
		expect(due("2026-11-23T09:00", evening).map(({ at }) => at)).toEqual([at("2026-11-23T08:00")]);
	});

	it("are brought forward to the evening before where they would come after the deadline, unless those people hear something that day", () => {
		const saturday = [extended("2026-11-21T12:00")];
		const alone: Duty = { ...weekly, reminders: [byHours(-2, "group")] };
		expect(due("2026-11-20T19:00", alone, { changes: saturday }).map(({ at }) => at)).toEqual([at("2026-11-20T19:00")]);
		expect(
			keys("2026-11-20T19:30", { ...weekly, reminders: [onDay(-1, "09:00", "private"), byHours(-2, "group")] }, { changes: saturday }),
		).toEqual([`remind:weekly:2026-W47:private d-1@09:00:${at("2026-11-21T12:00")}`]);
		const night: Duty = { ...weekly, due: { day: 5, time: "22:00" }, reminders: [onDay(-1, "09:00", "private"), byHours(-1, "group")] };
		expect(due("2026-11-20T19:00", night).map(({ at }) => at)).toEqual([at("2026-11-19T09:00"), at("2026-11-20T19:00")]);
	});

	it("are left out before the round opens, whose opening says the deadline, and from its close on", () => {
		const busy: Duty = { ...weekly, reminders: [onDay(-5, "09:00", "group"), onDay(-4, "09:00", "group"), onDay(1, "12:00", "group")] };
		expect(keys("2026-11-23T08:59", busy)).toEqual(["remind:weekly:2026-W47:group d-4@09:00"]);
		expect(keys("2026-11-23T12:00", busy)).toEqual(["remind:weekly:2026-W47:group d-4@09:00", "remind:weekly:2026-W48:group d-4@09:00"]);
	});

	it("expire at once where two wait for the same moment: the later one speaks", () => {
		const evening: Duty = { ...weekly, reminders: [onDay(0, "21:00", "group"), onDay(0, "20:30", "private")] };
		expect(due("2026-11-23T08:00", evening).map(({ step, expiresAt }) => [step.way, expiresAt])).toEqual([
			["group", at("2026-11-23T12:00")],
			["private", at("2026-11-23T08:00")],
		]);
	});
});
