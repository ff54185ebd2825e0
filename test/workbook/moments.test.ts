import { describe, expect, it } from "vitest";
import type { Moment } from "../../src/domain/duty.ts";
import type { Cadence } from "../../src/domain/period.ts";
import { formatMoment, parseMoment } from "../../src/workbook/moments.ts";

const READ: readonly [Cadence, string, Moment][] = [
	["week", "周一08:00", { day: 1, time: "08:00" }],
	["week", "周五 17：00", { day: 5, time: "17:00" }],
	["week", "星期天9:05", { day: 7, time: "09:05" }],
	["week", "下周一12:00", { day: 8, time: "12:00" }],
	["week", "周五17点", { day: 5, time: "17:00" }],
	["month", "25日17:00", { day: 25, time: "17:00" }],
	["month", "25号7:00", { day: 25, time: "07:00" }],
	["month", "月末17:00", { day: 0, time: "17:00" }],
	["month", "次月3日12:00", { day: 3, time: "12:00", next: true }],
	["quarter", "季末17:00", { day: 0, time: "17:00" }],
	["quarter", "次月10日17:00", { day: 10, time: "17:00", next: true }],
	["quarter", "第80天08:00", { day: 80, time: "08:00" }],
	["year", "年末17:00", { day: 0, time: "17:00" }],
	["year", "次年1月15日12:00", { day: 15, time: "12:00", next: true }],
];

describe("moments of a duty", () => {
	it.each(READ)("reads %s %s", (cadence, text, moment) => {
		expect(parseMoment(cadence, text)).toEqual(moment);
	});

	it.each(READ)("writes what it read of %s %s so that it reads the same", (cadence, _, moment) => {
		expect(parseMoment(cadence, formatMoment(cadence, moment))).toEqual(moment);
	});

	it.each<[Cadence, string]>([
		["week", "25日17:00"],
		["week", "周八08:00"],
		["week", "周五"],
		["week", "周五25:00"],
		["week", "上周五17:00"],
		["month", "周五17:00"],
		["month", "31日17:00"],
		["month", "次月31日17:00"],
		["month", "0日17:00"],
		["quarter", "25日17:00"],
		["year", "次月3日12:00"],
	])("does not guess at %s %s", (cadence, text) => {
		expect(parseMoment(cadence, text)).toBeNull();
	});
});
