import type { SheetName } from "../views/workbook.ts";
import { DEFAULT_REMINDERS_TEXT } from "./reminders.ts";
import { ALL_UNITS, CADENCE_WORDS, DAY_WORDS, QUESTION_WORDS, ROLE_WORDS, UNIT_WORDS, YEAR_END_WORDS, YES_NO_WORDS } from "./words.ts";

/** One column of a sheet, found by its title wherever it stands. */
export interface Column {
	readonly title: string;
	/** Other titles taken for it. */
	readonly also?: readonly string[];
	/** In characters. */
	readonly width: number;
	/** A sheet without it cannot be read. */
	readonly needed: boolean;
	/** The explanation under the title. */
	readonly note: string;
	readonly format: "text" | "number" | "date";
	/** Closed choices, offered as a drop-down and held to. */
	readonly choices?: readonly string[];
	/** A column of another sheet whose entries are offered, other text being left to the check at import. */
	readonly offered?: { readonly sheet: SheetName; readonly title: string };
}

/** What marks the row of explanations: its first note begins with this, and such a row is never data. */
export const NOTE_MARK = "说明：";

const text = (title: string, width: number, needed: boolean, note: string, more: Partial<Column> = {}): Column => ({
	title,
	width,
	needed,
	note,
	format: "text",
	...more,
});
const number = (title: string, width: number, needed: boolean, note: string, more: Partial<Column> = {}): Column => ({
	...text(title, width, needed, note, more),
	format: "number",
});
const date = (title: string, note: string): Column => ({ ...text(title, 13, false, note), format: "date" });

const MONTH_NAMES = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/** 「1月」 to 「12月」. */
export const MONTH_TITLES = MONTH_NAMES.map((_, index) => `${index + 1}月`);

/** The columns of every sheet, in the order they are written. */
export const COLUMNS: Readonly<Record<SheetName, readonly Column[]>> = {
	单位: [
		text("代码", 16, true, `${NOTE_MARK}单位的唯一代码。县、乡镇、村用国家区划代码，部门自编（如 BM01）。定了就不要改。`, {
			also: ["单位代码"],
		}),
		text("名称", 24, true, "单位全称。", { also: ["单位名称"] }),
		text("类型", 9, true, "点格子右边的箭头选。全县只有一个“县”。", { choices: UNIT_WORDS.labels }),
		text("上级代码", 16, true, "村填乡镇的代码，乡镇和部门填县的代码，县不填。", { also: ["上级"] }),
		text("别名", 28, false, "平时的简称，几个用顿号“、”隔开，如：大巴、大巴镇政府。", { also: ["简称"] }),
		date("启用日期", "从哪天起有这个单位，可不填。写 2026-01-31。"),
		date("停用日期", "撤并、改名的最后一天，可不填。"),
		text("接续单位代码", 16, false, "撤并、改名后由哪个单位接着报，可不填。", { also: ["接续单位"] }),
		text("不参加排名", 22, false, "哪一年不参加排名、为什么，如：2026 移民搬迁。几年的用分号“；”隔开。可不填。"),
	],
	人员: [
		text("编号", 18, true, `${NOTE_MARK}每人一个，不重复（工号即可）。一人兼两职写两行，编号相同。`, { also: ["人员编号", "工号"] }),
		text("姓名", 19, true, "真实姓名。同名的人靠编号区分。"),
		text("手机", 15, false, "只有办公室看得到，可不填。", { also: ["手机号", "电话"] }),
		text("单位代码", 16, true, "“单位”表里的代码；单位名称不重名时也可填名称。", { also: ["单位"] }),
		text("单位名称", 22, false, "只供查看，以单位代码为准。"),
		text("角色", 13, true, "点箭头选。决定这人能看什么、报什么。", { choices: ROLE_WORDS.labels }),
		text("职务", 18, false, "如：分管副镇长、党委书记。"),
		date("任职日期", "从哪天起，可不填。"),
		date("免职日期", "到哪天止（含当天），可不填。"),
	],
	工程: [
		text("编号", 14, true, `${NOTE_MARK}工程的唯一编号，字母或数字。`, { also: ["工程编号"] }),
		text("名称", 28, true, "工程全称。", { also: ["工程", "工程名称"] }),
		text("别名", 34, false, "简称，用顿号“、”隔开。", { also: ["简称"] }),
		text("组织实施部门", 26, true, "“单位”表里的部门，填代码或名称。", { also: ["实施部门", "部门"] }),
	],
	指标: [
		text("编号", 14, true, `${NOTE_MARK}指标的唯一编号，字母或数字。`, { also: ["指标编号"] }),
		text("工程", 24, true, "属于哪个工程，填“工程”表的名称或编号。", { offered: { sheet: "工程", title: "名称" } }),
		text("名称", 28, true, "指标全称，不能重名。", { also: ["指标", "指标名称"] }),
		text("别名", 36, false, "大家怎么叫它，用顿号“、”隔开，如：暖棚、大棚。", { also: ["简称"] }),
		text("计量单位", 11, true, "亩、个、头、万元……", { also: ["单位"] }),
		number("小数位", 9, true, "保留几位小数，数个数的填 0。"),
		text("年末", 9, true, "清零：每年1月1日从零算；结转：接着算。", { choices: YEAR_END_WORDS.labels }),
	],
	任务: [
		text("单位代码", 16, true, `${NOTE_MARK}“单位”表里的代码；不重名时也可填名称。`, { also: ["单位"] }),
		text("单位名称", 16, false, "只供查看，以单位代码为准。"),
		text("指标", 22, true, "“指标”表的名称或编号。", { offered: { sheet: "指标", title: "名称" } }),
		number("年度", 8, true, "四位年份，如 2026。"),
		number("年度任务", 11, true, "这一年要完成多少，没有任务填 0。"),
		number("四年任务", 11, false, "四年合计，没有不填。"),
		number("四年起始年", 12, false, "四年任务的第一年。"),
		number("期初累计", 11, false, "开始用本系统前已完成的数，没有填 0。"),
		...MONTH_TITLES.map((title, index) =>
			number(title, 7, true, index === 0 ? "到月底累计应完成年度任务的百分之几。" : index === 11 ? "必须是 100。" : "同左，不能变小。", {
				also: [`${MONTH_NAMES[index]}月`],
			}),
		),
	],
	报送: [
		text("报送编号", 14, true, `${NOTE_MARK}一项报送一个编号，写在第一题那行；其余题的行不写或照抄。`),
		text("名称", 10, true, "如：周报。群里就发这个词开始填报。", { also: ["报送名称"] }),
		text("频次", 8, true, "点箭头选。", { choices: CADENCE_WORDS.labels }),
		text("填报单位", 30, true, `${Object.values(ALL_UNITS).slice(1).join("、")}，或单位代码、名称，用顿号隔开。`),
		text("开放", 14, true, "几时开始收。周：周一08:00；月：25日08:00、月末08:00；季：季末08:00。"),
		text("截止", 14, true, "几时算逾期。周：周五17:00；月：月末17:00；季：次月10日17:00。"),
		text("关闭", 15, true, "几时不再收。周：下周一12:00；月：次月3日12:00；年：次年1月15日12:00。"),
		text(
			"提醒",
			26,
			false,
			`几时提醒没报的。不填就是：${DEFAULT_REMINDERS_TEXT}。不提醒写“无”。天数按工作日算；碰上夜里、休息日，挪到上班时间。`,
		),
		text("审核", 8, false, "主要领导审核通过才算数的填“是”，不填算“否”。", { choices: YES_NO_WORDS.labels }),
		text("题号", 14, true, "本项报送里不重复，字母或数字。"),
		text("题型", 8, true, "点箭头选。", { choices: QUESTION_WORDS.labels }),
		text("题目", 40, true, "问什么，一句话。"),
		text("指标", 22, true, "数字题必填：这个数算到哪个指标。", { offered: { sheet: "指标", title: "名称" } }),
		text("选项", 20, false, "选择题必填，用顿号“、”隔开。"),
		text("必答", 7, false, "是或否，不填算“是”。", { choices: YES_NO_WORDS.labels }),
		text("出现条件", 20, false, "前面某题答了什么才问，如：issues=有；几种答案用“/”隔开。"),
		text("问题题", 9, false, "答案记作“问题”的填“是”。", { choices: YES_NO_WORDS.labels }),
		text("提示", 44, false, "填写时的说明，可不填。"),
	],
	细则: [
		text("编号", 18, true, `${NOTE_MARK}不要改。`),
		text("名称", 24, false, "这一条管什么。"),
		number("取值", 12, true, "只改这一列。"),
		text("单位", 10, false, "取值的单位，只供查看。"),
		text("说明", 40, false, "默认值和可填的范围，只供查看。"),
	],
	日历: [
		text(
			"日期",
			24,
			true,
			`${NOTE_MARK}国务院公布放假安排后，把一年的放假日和调休上班日逐天填上。2024—2026年程序里已有，不用填；没填的年份周末休息，截止日期标“暂定”。`,
			{
				format: "date",
			},
		),
		text("休/班", 24, true, "休：放假；班：调休上班。截止遇到休，顺延到下一个工作日同一时刻；关闭早于新截止的，跟着顺延。", {
			also: ["休或班", "休班"],
			choices: DAY_WORDS.labels,
		}),
		text("说明", 30, false, "如：春节、春节调休。整周没有工作日，这一周不用报。"),
	],
};
