import { expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import { leadingDate } from "../../src/language/leading-date.ts";
import { readLeave } from "../../src/language/read-leave.ts";

/** A Friday. */
const TODAY = "2026-11-20" as DateText;

const DATES: readonly [typed: string, date: string | null, time: string | null, rest: string][] = [
	["11月21日12:00 大雪", "2026-11-21", "12:00", "大雪"],
	["11月21日 12点 连日大雪，下乡不便", "2026-11-21", "12:00", "连日大雪，下乡不便"],
	["１１月２１日１２：００", "2026-11-21", "12:00", ""],
	["11-21 9:05 大雪", "2026-11-21", "09:05", "大雪"],
	["2026-12-01", "2026-12-01", null, ""],
	["2026年12月1日下午5点半，路断", "2026-12-01", "17:30", "路断"],
	["明天中午12点", "2026-11-21", "12:00", ""],
	["周六中午 下雪", "2026-11-21", "12:00", "下雪"],
	["明天中午1点半", "2026-11-21", "13:30", ""],
	["十一月二十三日中午十二点 大雪", "2026-11-23", "12:00", "大雪"],
	["明天下午两点半 大雪", "2026-11-21", "14:30", "大雪"],
	["明天 一点也走不动", "2026-11-21", null, "一点也走不动"],
	["月底 大雪", "2026-11-30", null, "大雪"],
	["本月底", "2026-11-30", null, ""],
	["下月底", "2026-12-31", null, ""],
	["1月底", "2027-01-31", null, ""],
	["十三月底", null, null, ""],
	["后天", "2026-11-22", null, ""],
	["周五", "2026-11-20", null, ""],
	["下周一 12:00", "2026-11-23", "12:00", ""],
	["1月5日", "2027-01-05", null, ""],
	["10月31日", "2026-10-31", null, ""],
	["2月29日", null, null, ""],
	["2026-02-30", null, null, ""],
	["11月21日25:00", null, null, ""],
	["大雪", null, null, ""],
];

for (const [typed, date, time, rest] of DATES)
	it(`reads 「${typed}」 as ${date ?? "no day"}${time === null ? "" : ` ${time}`}`, () => {
		expect(leadingDate(typed, TODAY)).toEqual(date === null ? null : { date, time, rest });
	});

const LEAVES: readonly [typed: string, first: string | null, last: string | null, deputy: string][] = [
	["11月20日到11月25日 代理 王伟", "2026-11-20", "2026-11-25", "王伟"],
	["11月20日-25日 由王伟代理", "2026-11-20", "2026-11-25", "王伟"],
	["从明天到下周一 代理人：王伟", "2026-11-21", "2026-11-23", "王伟"],
	["今天至11月30号 代理王伟", "2026-11-20", "2026-11-30", "王伟"],
	["明天 代理 王伟", "2026-11-21", "2026-11-21", "王伟"],
	["12月30日～1月3日 代理 王伟", "2026-12-30", "2027-01-03", "王伟"],
	["11月20日到11月25日", "2026-11-20", "2026-11-25", ""],
	["2026-11-20 - 2026-11-25 deputy K-7", "2026-11-20", "2026-11-25", "K-7"],
	["代理 王伟", null, null, "王伟"],
	["三天 代理 王伟", null, null, "王伟"],
	["", null, null, ""],
];

for (const [typed, first, last, deputy] of LEAVES)
	it(`reads leave 「${typed}」`, () => {
		expect(readLeave(typed, TODAY)).toEqual({ days: first === null ? null : { first, last }, deputy });
	});
