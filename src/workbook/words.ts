import type { QuestionKind } from "../domain/duty.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { Cadence } from "../domain/period.ts";
import type { Role } from "../domain/person.ts";
import type { UnitKind } from "../domain/unit.ts";

/** The workbook's words of a closed list, both ways. */
export interface Words<T> {
	readonly labels: readonly string[];
	readonly valueOf: (label: string) => T | undefined;
	readonly labelOf: (value: T) => string;
}

const words = <T extends string | boolean>(pairs: readonly (readonly [value: T, label: string, ...also: string[]])[]): Words<T> => {
	const values = new Map(pairs.flatMap(([value, ...labels]) => labels.map((label) => [label, value] as const)));
	const labels = new Map(pairs.map(([value, label]) => [value, label] as const));
	return { labels: [...labels.values()], valueOf: (label) => values.get(label), labelOf: (value) => labels.get(value) ?? "" };
};

/** 类型 of a unit. */
export const UNIT_WORDS = words<UnitKind>([
	["county", "县", "县级"],
	["department", "部门", "县直部门"],
	["township", "乡镇", "乡", "镇", "街道", "乡镇街道"],
	["village", "村", "社区", "行政村"],
]);

/** 角色 of a post. */
export const ROLE_WORDS = words<Role>([
	["supervisor", "督查考核办", "县督查考核办"],
	["organiser", "组织部门", "组织部", "县委组织部"],
	["department", "县直部门"],
	["principal", "主要领导"],
	["reporter", "报送员"],
	["village", "村干部"],
	["leader", "县领导"],
]);

/** 频次 of a duty. */
export const CADENCE_WORDS = words<Cadence>([
	["week", "每周", "周"],
	["month", "每月", "月"],
	["quarter", "每季", "每季度", "季", "季度"],
	["year", "每年", "年", "年度"],
]);

/** 题型 of a question. */
export const QUESTION_WORDS = words<QuestionKind>([
	["number", "数字", "数值"],
	["text", "文字", "文本"],
	["choice", "选择", "单选"],
	["yesno", "是否", "是/否"],
	["files", "附件", "照片", "文件"],
]);

/** 休/班 of a day: whether it is worked. */
export const DAY_WORDS = words<boolean>([
	[false, "休", "放假", "休息"],
	[true, "班", "上班", "调休上班"],
]);

/** 年末: what happens to an indicator's total on 1 January. */
export const YEAR_END_WORDS = words<Indicator["yearEnd"]>([
	["restart", "清零"],
	["carry", "结转"],
]);

export const YES_NO_WORDS = words<boolean>([
	[true, "是", "Y", "YES", "TRUE", "√", "✓", "1"],
	[false, "否", "N", "NO", "FALSE", "×", "0"],
]);

/** 「全部乡镇」 and the like, in 填报单位. */
export const ALL_UNITS: Readonly<Record<UnitKind, string>> = {
	county: "县本级",
	department: "全部部门",
	township: "全部乡镇",
	village: "全部村",
};

/** What parts a list inside a cell. */
export const LIST_MARK = "、";
export const splitList = (text: string): string[] =>
	text
		.split(/[、，,;；\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== "");
