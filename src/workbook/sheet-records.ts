import type { CountyData } from "../domain/county.ts";
import type { Duty, DutyQuestion } from "../domain/duty.ts";
import type { Target } from "../domain/indicator.ts";
import type { Post } from "../domain/person.ts";
import { RULES, type RuleId } from "../domain/rule.ts";
import { SHEET_NAMES, type SheetName } from "../views/workbook.ts";
import { MONTH_TITLES } from "./columns.ts";
import { formatDutyUnits, unitLookup } from "./duty-units.ts";
import { formatExemptions } from "./exemptions.ts";
import { formatMoment } from "./moments.ts";
import { NameLookup } from "./name-lookup.ts";
import { formatCondition } from "./read-questions.ts";
import { formatReminders } from "./reminders.ts";
import { CADENCE_WORDS, DAY_WORDS, LIST_MARK, QUESTION_WORDS, ROLE_WORDS, UNIT_WORDS, YEAR_END_WORDS, YES_NO_WORDS } from "./words.ts";

/** One row by column title, every value as text; what a sheet leaves empty is absent or "". */
export type Fields = Readonly<Record<string, string>>;

/** One record of a sheet: its key, what people call it, and its rows (several for a person's posts and a duty's questions). */
export interface SheetRecord {
	readonly key: string;
	readonly label: string;
	readonly rows: readonly Fields[];
}

/** The county as the sheets show it. References are written as the clerk reads them, or by key alone, for telling what really differs. */
export const sheetRecords = (
	data: CountyData,
	references: "names" | "keys" = "names",
): Readonly<Record<SheetName, readonly SheetRecord[]>> => {
	const context = references === "names" ? namesOf(data) : KEYS;
	return {
		单位: data.units.map((unit) => ({ key: unit.code, label: unit.name, rows: [unitRow(unit)] })),
		人员: data.people.map((person) => ({
			key: person.key,
			label: person.name,
			rows: person.posts.map((post) => ({ 编号: person.key, 姓名: person.name, 手机: person.phone ?? "", ...postFields(post, context) })),
		})),
		工程: data.projects.map((project) => ({
			key: project.id,
			label: project.name,
			rows: [{ 编号: project.id, 名称: project.name, 别名: list(project.aliases), 组织实施部门: context.unitLabel(project.department) }],
		})),
		指标: data.indicators.map((indicator) => ({
			key: indicator.id,
			label: indicator.name,
			rows: [
				{
					编号: indicator.id,
					工程: context.projectLabel(indicator.project),
					名称: indicator.name,
					别名: list(indicator.aliases),
					计量单位: indicator.measure,
					小数位: String(indicator.places),
					年末: YEAR_END_WORDS.labelOf(indicator.yearEnd),
				},
			],
		})),
		任务: data.targets.map((target) => targetRecord(target, context)),
		报送: data.duties.map((duty) => dutyRecord(duty, context)),
		细则: Object.keys(RULES).map((id) => ruleRecord(id as RuleId, data)),
		日历: data.calendar.map((day) => ({
			key: day.date,
			label: day.date,
			rows: [{ 日期: day.date, "休/班": DAY_WORDS.labelOf(day.works), 说明: day.note }],
		})),
	};
};

/** No records: what an empty template holds, the rules at their defaults apart. */
export const noRecords = (): Record<SheetName, readonly SheetRecord[]> =>
	Object.fromEntries(SHEET_NAMES.map((name) => [name, []])) as unknown as Record<SheetName, readonly SheetRecord[]>;

const list = (parts: readonly string[]): string => parts.join(LIST_MARK);

interface Context {
	readonly dutyUnits: (duty: Duty) => string;
	readonly unitName: (code: string) => string;
	readonly unitLabel: (code: string) => string;
	readonly projectLabel: (id: string) => string;
	readonly indicatorLabel: (id: string | null) => string;
	readonly indicatorName: (id: string) => string;
}

const KEYS: Context = {
	// In one order: units that were merely sorted otherwise in their sheet are the same units.
	dutyUnits: ({ units }) => ("kind" in units ? units.kind : list([...units.codes].sort())),
	unitName: (code) => code,
	unitLabel: (code) => code,
	projectLabel: (id) => id,
	indicatorLabel: (id) => id ?? "",
	indicatorName: (id) => id,
};

const namesOf = (data: CountyData): Context => {
	const units = unitLookup(data.units);
	const projects = new NameLookup();
	const indicators = new NameLookup();
	for (const { id, name, aliases } of data.projects) projects.add({ key: id, name, aliases });
	for (const { id, name, aliases } of data.indicators) indicators.add({ key: id, name, aliases });
	const nameIn = (entries: readonly (readonly [string, string])[]) => {
		const names = new Map(entries);
		return (key: string): string => names.get(key) ?? key;
	};
	const unitName = nameIn(data.units.map(({ code, name }) => [code, name]));
	const projectName = nameIn(data.projects.map(({ id, name }) => [id, name]));
	const indicatorName = nameIn(data.indicators.map(({ id, name }) => [id, name]));
	return {
		dutyUnits: (duty) => formatDutyUnits(duty, data.units, units),
		unitName,
		unitLabel: (code) => units.label(code, unitName(code)),
		projectLabel: (id) => projects.label(id, projectName(id)),
		indicatorLabel: (id) => (id === null ? "" : indicators.label(id, indicatorName(id))),
		indicatorName,
	};
};

const unitRow = (unit: CountyData["units"][number]): Fields => ({
	代码: unit.code,
	名称: unit.name,
	类型: UNIT_WORDS.labelOf(unit.kind),
	上级代码: unit.parent ?? "",
	别名: list(unit.aliases),
	启用日期: unit.validFrom ?? "",
	停用日期: unit.validTo ?? "",
	接续单位代码: unit.successor ?? "",
	不参加排名: formatExemptions(unit.exempt ?? []),
});

const postFields = (post: Post, { unitName }: Context): Fields => ({
	单位代码: post.unit,
	单位名称: unitName(post.unit),
	角色: ROLE_WORDS.labelOf(post.role),
	职务: post.title,
	任职日期: post.from ?? "",
	免职日期: post.to ?? "",
});

const targetRecord = (target: Target, { unitName, indicatorLabel, indicatorName }: Context): SheetRecord => ({
	key: `${target.unit} ${target.indicator} ${target.year}`,
	label: `${unitName(target.unit)} ${indicatorName(target.indicator)} ${target.year}`,
	rows: [
		{
			单位代码: target.unit,
			单位名称: unitName(target.unit),
			指标: indicatorLabel(target.indicator),
			年度: String(target.year),
			年度任务: target.annual,
			四年任务: target.fourYear?.value ?? "",
			四年起始年: target.fourYear ? String(target.fourYear.firstYear) : "",
			期初累计: target.opening,
			...Object.fromEntries(MONTH_TITLES.map((title, index) => [title, target.plan[index] ?? ""])),
		},
	],
});

const dutyRecord = (duty: Duty, context: Context): SheetRecord => {
	const head: Fields = {
		报送编号: duty.id,
		名称: duty.name,
		频次: CADENCE_WORDS.labelOf(duty.cadence),
		填报单位: context.dutyUnits(duty),
		开放: formatMoment(duty.cadence, duty.opens),
		截止: formatMoment(duty.cadence, duty.due),
		关闭: formatMoment(duty.cadence, duty.closes),
		提醒: formatReminders(duty.reminders),
		审核: YES_NO_WORDS.labelOf(duty.review),
	};
	const questions = duty.questions.map((question) => questionFields(question, context));
	return { key: duty.id, label: duty.name, rows: questions.map((fields, index) => (index === 0 ? { ...head, ...fields } : fields)) };
};

const questionFields = (question: DutyQuestion, { indicatorLabel }: Context): Fields => ({
	题号: question.id,
	题型: QUESTION_WORDS.labelOf(question.kind),
	题目: question.label,
	指标: indicatorLabel(question.indicator),
	选项: list(question.options),
	必答: YES_NO_WORDS.labelOf(question.required),
	出现条件: formatCondition(question.when),
	问题题: YES_NO_WORDS.labelOf(question.problem),
	提示: question.help ?? "",
});

const ruleRecord = (id: RuleId, { rules }: Pick<CountyData, "rules">): SheetRecord => {
	const rule = RULES[id];
	const note = `默认 ${rule.default}，可填 ${rule.min} 到 ${rule.max}。${rule.measure === "时" ? "7.5 是七点半。" : ""}`;
	return { key: id, label: rule.name, rows: [{ 编号: id, 名称: rule.name, 取值: rules[id], 单位: rule.measure, 说明: note }] };
};

/** The rules as records, for a template that holds nothing else. */
export const ruleRecords = (rules: CountyData["rules"]): SheetRecord[] =>
	Object.keys(RULES).map((id) => ruleRecord(id as RuleId, { rules }));
