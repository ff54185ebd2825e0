import type { Duty, DutyId, DutyQuestion, QuestionId } from "../../domain/duty.ts";
import type { IndicatorId } from "../../domain/indicator.ts";
import { type Unit, unitCode } from "../../domain/unit.ts";
import { DEPARTMENTS } from "./demo-units.ts";

const question = (id: string, kind: DutyQuestion["kind"], label: string, more: Partial<DutyQuestion> = {}): DutyQuestion => ({
	id: id as QuestionId,
	kind,
	label,
	help: null,
	required: true,
	indicator: null,
	options: [],
	when: null,
	problem: false,
	...more,
});

const figure = (indicator: string, label: string, help: string): DutyQuestion =>
	question(indicator, "number", label, { indicator: indicator as IndicatorId, help });

const FIGURES: readonly DutyQuestion[] = [
	figure("greenhouse", "暖棚小区面积", "写本周新增，如“45亩”；写总数请加“累计”，如“累计320亩”。"),
	figure("orchard", "新增果树面积", "写本周新增，如“一百二十亩”；没有新增写“0”。"),
	figure("livestock", "标准化畜禽养殖小区", "写本周新建成的个数，如“1个”；没有写“0”。"),
];

const issues = (label: string): DutyQuestion => question("issues", "text", label, { required: false, problem: true, help: "没有写“无”。" });

const VILLAGE_REMINDERS: Duty["reminders"] = [
	{ at: { hours: -2 }, way: "group" },
	{ at: { days: 1, time: "09:00" }, way: "group" },
	{ at: { days: 1, time: "10:00" }, way: "principals" },
];

/** The weekly, monthly and quarterly duties of the policy's part four, (二) and (三). */
export const demoDuties = (units: readonly Unit[]): Duty[] => {
	const townships = units.filter((unit) => unit.kind === "township").map((unit) => unit.code);
	const implementing = { codes: [...townships, ...[DEPARTMENTS.agriculture, DEPARTMENTS.forestry, DEPARTMENTS.husbandry].map(unitCode)] };
	return [
		{
			id: "weekly" as DutyId,
			name: "周报",
			cadence: "week",
			units: { kind: "township" },
			opens: { day: 1, time: "08:00" },
			due: { day: 5, time: "17:00" },
			closes: { day: 8, time: "12:00" },
			reminders: null,
			review: false,
			questions: [
				...FIGURES,
				issues("本周有什么问题需要县里帮助？"),
				question("photos", "files", "现场照片", { required: false, help: "可以发几张，也可以跳过。" }),
			],
		},
		{
			id: "village-weekly" as DutyId,
			name: "村周报",
			cadence: "week",
			units: { kind: "village" },
			opens: { day: 1, time: "08:00" },
			due: { day: 4, time: "17:00" },
			closes: { day: 7, time: "20:00" },
			// Most villages report on the last day of their own accord: the group is asked once, nobody is written to a day ahead.
			reminders: VILLAGE_REMINDERS,
			review: false,
			questions: [...FIGURES, issues("本周有什么问题需要乡镇帮助？")],
		},
		{
			id: "monthly" as DutyId,
			name: "月报",
			cadence: "month",
			units: implementing,
			opens: { day: 25, time: "08:00" },
			due: { day: 0, time: "17:00" },
			closes: { day: 3, time: "12:00", next: true },
			reminders: null,
			review: true,
			questions: [
				question("issues", "text", "本月需到一线解决的问题", { required: false, problem: true, help: "一行一个问题；没有写“无”。" }),
				question("help", "text", "需要哪些部门到一线帮助解决？", {
					required: false,
					when: { question: "issues" as QuestionId, oneOf: ["有"] },
				}),
				question("solved", "text", "上月已解决的问题", { help: "一行一个问题；没有写“无”。" }),
				question("progress", "text", "本月工作进展"),
			],
		},
		{
			id: "quarterly" as DutyId,
			name: "季报",
			cadence: "quarter",
			units: implementing,
			opens: { day: 0, time: "08:00" },
			due: { day: 10, time: "17:00", next: true },
			closes: { day: 15, time: "12:00", next: true },
			reminders: null,
			review: true,
			questions: [
				question("completion", "text", "本季度任务完成情况"),
				question("causes", "text", "没有按进度完成的原因和解决措施", { required: false }),
				question("next", "text", "下步工作思路"),
				question("material", "files", "汇报材料", { help: "Word、PDF 或照片都可以。" }),
			],
		},
	];
};
