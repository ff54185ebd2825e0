import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
	addDays,
	addMs,
	type DateText,
	dateOf,
	daysOf,
	type Instant,
	instantAt,
	type PeriodKey,
	periodOf,
	shiftPeriod,
	wallClock,
} from "../../src/domain/period.ts";

const day = (text: string) => text as DateText;
const key = (text: string) => text as PeriodKey;

describe("period", () => {
	it.each([
		["2026-11-16", "2026-W47"],
		["2026-11-22", "2026-W47"],
		["2026-12-31", "2026-W53"],
		["2027-01-03", "2026-W53"],
		["2027-01-04", "2027-W01"],
		["2024-12-30", "2025-W01"],
	])("puts %s into week %s", (date, week) => expect(periodOf("week", day(date))).toBe(week));

	it("knows months and quarters", () => {
		expect(periodOf("month", day("2026-02-28"))).toBe("2026-02");
		expect(periodOf("quarter", day("2026-10-01"))).toBe("2026-Q4");
		expect(daysOf(key("2028-02"))).toEqual({ first: "2028-02-01", last: "2028-02-29" });
		expect(daysOf(key("2026-Q2"))).toEqual({ first: "2026-04-01", last: "2026-06-30" });
		expect(daysOf(key("2026-W53"))).toEqual({ first: "2026-12-28", last: "2027-01-03" });
	});

	it("steps over the turn of the year", () => {
		expect(shiftPeriod(key("2026-W53"), 1)).toBe("2027-W01");
		expect(shiftPeriod(key("2027-W01"), -1)).toBe("2026-W53");
		expect(shiftPeriod(key("2026-12"), 1)).toBe("2027-01");
		expect(shiftPeriod(key("2026-Q1"), -1)).toBe("2025-Q4");
	});

	it("refuses what is no period", () => {
		expect(() => daysOf(key("47周"))).toThrow(RangeError);
	});

	it("reckons what the time zone's history says, from 1985 to 2099", () => {
		const hour = 3_600_000;
		const instants: number[] = [];
		for (let ms = Date.UTC(1985, 0, 1); ms < Date.UTC(2099, 0, 1); ms += 497 * hour + 61_007) instants.push(ms);
		for (let date = Date.UTC(2020, 0, 1) - 8 * hour; date < Date.UTC(2029, 0, 1); date += 24 * hour) instants.push(date - 1, date);
		for (const ms of instants) {
			const at = new Date(ms).toISOString() as Instant;
			const zoned = Temporal.Instant.from(at).toZonedDateTimeISO("Asia/Shanghai");
			const { year, month, day: dayOfMonth, hour: hours, minute, dayOfWeek: weekday } = zoned;
			expect(wallClock(at)).toEqual({ year, month, day: dayOfMonth, hour: hours, minute, weekday });
			const date = zoned.toPlainDate();
			const text = date.toString() as DateText;
			expect(dateOf(at)).toBe(text);
			const days = (ms % 900) - 450;
			expect(addDays(text, days)).toBe(date.add({ days }).toString());
			const time = zoned.toPlainTime().toString({ smallestUnit: "minute" });
			const evening = date.toZonedDateTime({ timeZone: "Asia/Shanghai", plainTime: time }).epochMilliseconds;
			expect(instantAt(text, time)).toBe(new Date(evening).toISOString());
			const monday = date.subtract({ days: weekday - 1 });
			expect(daysOf(periodOf("week", text))).toEqual({ first: monday.toString(), last: monday.add({ days: 6 }).toString() });
		}
	});

	it("refuses dates and instants that do not exist", () => {
		for (const date of ["2026-02-30", "2026-13-01", "2025-02-29", "2026-2-3x"])
			for (const reckon of [() => addDays(day(date), 1), () => instantAt(day(date), "17:00")]) expect(reckon).toThrow(RangeError);
		expect(() => instantAt(day("2026-11-20"), "24:61")).toThrow(RangeError);
		expect(() => dateOf("2026-02-30" as Instant)).toThrow(RangeError);
		expect(() => wallClock("yesterday, a quarter to" as Instant)).toThrow(RangeError);
	});

	it("reads the clock of Shanghai whatever the machine's zone is", () => {
		const at = "2026-11-19T16:30:00.000Z" as Instant;
		expect(dateOf(at)).toBe("2026-11-20");
		expect(wallClock(at)).toEqual({ year: 2026, month: 11, day: 20, hour: 0, minute: 30, weekday: 5 });
		expect(instantAt(day("2026-11-20"), "17:00")).toBe("2026-11-20T09:00:00.000Z");
		expect(addMs(at, 60_000)).toBe("2026-11-19T16:31:00.000Z");
	});
});
