import { expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import { readAssignment } from "../../src/language/read-assignment.ts";

const MONDAY = "2026-11-16" as DateText;

it.each([
	["11月30日", "2026-11-30", ""],
	["期限11月30日前办结，连同配电一起", "2026-11-30", "连同配电一起"],
	["限15天", "2026-12-01", ""],
	["3天内办结", "2026-11-19", ""],
	["2周内 报结果", "2026-11-30", ""],
	["一周内", "2026-11-23", ""],
	["十天", "2026-11-26", ""],
	["两周内办结", "2026-11-30", ""],
	["半个月", "2026-12-01", ""],
	["半个月前就说过了", null, "半个月前就说过了"],
	["月底", "2026-11-30", ""],
	["下月底前办完", "2026-12-31", ""],
	["12月底", "2026-12-31", ""],
	["年底前", "2026-12-31", ""],
	["十一月三十日前", "2026-11-30", ""],
	["一天也不能拖", null, "一天也不能拖"],
	["下周五前", "2026-11-27", ""],
	["25日前", "2026-11-25", ""],
	["10日", "2026-12-10", ""],
	["１２月１日，先修东头的", "2026-12-01", "先修东头的"],
	["先修东头的，别等", null, "先修东头的，别等"],
	["", null, ""],
])("「%s」", (text, dueOn, words) => {
	expect(readAssignment(text, MONDAY)).toEqual({ dueOn, words });
});

it.each(["11月31日", "十一月三十一日前", "2026-02-30"])("「%s」 is a day that is not there", (text) => {
	expect(readAssignment(text, MONDAY)).toEqual({ dueOn: null, words: text, isNoDay: true });
});
