import { County, type CountyData } from "../../src/domain/county.ts";
import { type Decimal, decimal } from "../../src/domain/decimal.ts";
import type { Duty, DutyId, DutyQuestion, QuestionId } from "../../src/domain/duty.ts";
import type { Indicator, IndicatorId, ProjectId, Target } from "../../src/domain/indicator.ts";
import { measure } from "../../src/domain/measure.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import { type Unit, type UnitKind, unitCode } from "../../src/domain/unit.ts";

const unit = (code: string, name: string, kind: UnitKind, parent: string | null, aliases: readonly string[] = []): Unit => ({
	code: unitCode(code),
	name,
	kind,
	parent: parent === null ? null : unitCode(parent),
	aliases,
	validFrom: null,
	validTo: null,
	successor: null,
});

const COUNTY = "210921";
/** The township whose reports the small county's dialogs are about. */
export const TOWNSHIP = unitCode("210921108");

const UNITS: readonly Unit[] = [
	unit(COUNTY, "样例县", "county", null),
	unit("D01", "县农业局", "department", COUNTY),
	unit(TOWNSHIP, "大巴镇", "township", COUNTY, ["大巴"]),
	unit("210921109", "富荣镇", "township", COUNTY),
	unit("210921108201", "西沟村", "village", TOWNSHIP),
	unit("210921108202", "东沟村", "village", TOWNSHIP),
];

const indicator = (id: string, name: string, aliases: readonly string[], unitOf: string, places: number): Indicator => ({
	id: id as IndicatorId,
	project: "works" as ProjectId,
	name,
	aliases,
	measure: measure(unitOf),
	places,
	yearEnd: "restart",
});

const INDICATORS: readonly Indicator[] = [
	indicator("greenhouse", "暖棚小区面积", ["暖棚", "大棚"], "亩", 2),
	indicator("orchard", "新增果树面积", ["果树", "果园"], "亩", 2),
	indicator("livestock", "标准化畜禽养殖小区", ["养殖小区", "养殖"], "个", 0),
	indicator("patrols", "巡查次数", ["巡查"], "次", 0),
	indicator("baled", "秸秆离田面积", ["离田"], "亩", 1),
];

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

const figure = (id: string, label: string, help: string | null = null): DutyQuestion =>
	question(id, "number", label, { indicator: id as IndicatorId, help });

const issues = question("issues", "text", "本周有什么问题需要县里帮助？", { required: false, problem: true });

const moments = {
	opens: { day: 1, time: "08:00" },
	due: { day: 5, time: "17:00" },
	closes: { day: 8, time: "12:00" },
	// None: cases that want them say so.
	reminders: [],
	review: false,
};

const duty = (id: string, name: string, questions: readonly DutyQuestion[]): Duty => ({
	id: id as DutyId,
	name,
	cadence: "week",
	units: { kind: "township" },
	...moments,
	questions,
});

const DUTIES: readonly Duty[] = [
	duty("weekly", "周报", [
		figure("greenhouse", "暖棚小区面积", "写本周新增，如“45亩”；写总数请加“累计”。"),
		figure("orchard", "新增果树面积"),
		figure("livestock", "标准化畜禽养殖小区"),
		issues,
		question("photos", "files", "现场照片", { required: false }),
	]),
	// Another campaign: nothing but data.
	duty("straw", "秸秆禁烧周报", [
		figure("patrols", "巡查次数"),
		figure("baled", "秸秆离田面积"),
		question("burning", "yesno", "本周有没有发现火点"),
		question("where", "text", "火点位置和处置情况", { when: { question: "burning" as QuestionId, oneOf: ["是"] } }),
	]),
	duty("front", "一线问题表", [
		issues,
		question("help", "text", "需要哪些部门帮助", { required: false, when: { question: "issues" as QuestionId, oneOf: ["有"] } }),
		question("solved", "text", "上周已解决的问题"),
	]),
	duty("survey", "摸底表", [
		question("road", "choice", "道路状况", { options: ["畅通", "部分不通", "不通"] }),
		question("detail", "text", "哪段不通", { when: { question: "road" as QuestionId, oneOf: ["部分不通", "不通"] } }),
		question("power", "choice", "供电", { required: false, options: ["正常", "不正常"] }),
		question("proof", "files", "证明材料"),
	]),
];

const PLAN: readonly Decimal[] = [0, 0, 5, 15, 30, 45, 60, 70, 80, 90, 95, 100].map(decimal);

const target = (id: string, annual: string): Target => ({
	unit: TOWNSHIP,
	indicator: id as IndicatorId,
	year: 2026,
	annual: decimal(annual),
	fourYear: null,
	plan: PLAN,
	opening: decimal(0),
});

const DATA: CountyData = {
	units: UNITS,
	people: [],
	projects: [{ id: "works" as ProjectId, name: "样例工程", aliases: [], department: unitCode("D01") }],
	indicators: INDICATORS,
	targets: [
		target("greenhouse", "1200"),
		target("orchard", "2000"),
		target("livestock", "8"),
		target("patrols", "500"),
		target("baled", "30000"),
	],
	duties: DUTIES,
	rules: defaultRules(),
	calendar: [],
};

/** A county small enough to know by heart: one township, three weekly figures, a campaign and a survey. */
export const smallCounty = (): County => new County(DATA);
