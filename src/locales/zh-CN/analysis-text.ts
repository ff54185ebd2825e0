import { compare, type Decimal, isNegative, negate, ZERO } from "../../domain/decimal.ts";
import { type PeriodKey, parsePeriod } from "../../domain/period.ts";
import type { AnalysisFacts, AnalysisIndicator, AnalysisRow, CauseGroup, Lag, Quote } from "../../views/analysis.ts";
import type { AnalysisBlock, AnalysisColumn, AnalysisWords } from "../analysis.ts";
import { formats } from "./formats.ts";

const { quantity, day } = formats;
const HAN = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const LAMPS = { green: "绿", yellow: "黄", red: "红", none: "—" } as const;
/** Units that speak at the meeting; others write. */
const MOST_SPEAKERS = 10;

const han = (index: number): string => (index < 10 ? (HAN[index] ?? "") : `十${HAN[index - 10] ?? ""}`);

/** 2026年第三季度 */
export const quarterName = (period: PeriodKey): string => {
	const { year, number } = parsePeriod(period);
	return `${year}年第${HAN[number - 1]}季度`;
};

const heading = (level: 1 | 2, text: string): AnalysisBlock => ({ kind: "heading", level, text });
const text = (words: string): AnalysisBlock => ({ kind: "text", text: words });
const column = (title: string, align: AnalysisColumn["align"] = "right", wraps = false): AnalysisColumn => ({
	title,
	align,
	...(wraps ? { wraps } : {}),
});
const signed = (value: Decimal | null): string => (value === null ? "—" : isNegative(value) || value === "0" ? value : `+${value}`);
const or = (value: Decimal | null): string => value ?? "—";

const against = (ahead: Decimal | null, measure: string): string =>
	ahead === null || compare(ahead, ZERO) === 0
		? "与计划持平"
		: isNegative(ahead)
			? `欠计划${quantity(negate(ahead), measure)}`
			: `超计划${quantity(ahead, measure)}`;

const indicatorLine = ({ label, measure, county }: AnalysisIndicator): string => {
	const reached = `${label}累计完成${quantity(county.total, measure)}`;
	if (county.annual === null) return `${reached}，没有年度任务。`;
	return [
		`${reached}，占年度任务${quantity(county.annual, measure)}的${county.percent}%`,
		`；按计划应完成${quantity(county.due ?? ZERO, measure)}（${county.planned}%），${against(county.ahead, measure)}，${LAMPS[county.lamp]}灯。`,
		`本季新增${quantity(county.gained, measure)}，本季计划新增${quantity(county.dueInQuarter ?? ZERO, measure)}。`,
	].join("");
};

const overall = (facts: AnalysisFacts): AnalysisBlock[] => {
	const projects = [...new Set(facts.indicators.map(({ project }) => project))];
	return [
		heading(1, "一、全县完成情况"),
		text(
			`本材料根据各单位报送并按规定审核通过的数据生成，数据截至${day(facts.asOf)}。${facts.over ? "" : "本季度还没有结束。"}${facts.open > 0 ? `本季度还有${facts.open}期报送没有关闭，数字可能还会变。` : ""}`,
		),
		...projects.flatMap((project, index) => {
			const own = facts.indicators.filter((one) => one.project === project);
			return [
				heading(2, `（${han(index)}）${project}${own[0]?.department ? `（${own[0].department}组织实施）` : ""}`),
				...own.map((one) => text(indicatorLine(one))),
			];
		}),
		...(facts.unreported.length > 0 ? [text(`${facts.unreported.join("、")}没有按周、按月或按季报送，本材料不分析。`)] : []),
		{
			kind: "table",
			caption: "全县各项指标完成情况",
			columns: [
				column("指标", "left"),
				column("单位", "center"),
				column("年度任务"),
				column("累计完成"),
				column("完成率%"),
				column("计划应完成"),
				column("超(+)欠(-)计划"),
				column("本季新增"),
				column("灯", "center"),
			],
			rows: facts.indicators.map(({ short, measure, county }) => [
				short,
				measure,
				or(county.annual),
				county.total,
				or(county.percent),
				or(county.due),
				signed(county.ahead),
				county.gained,
				LAMPS[county.lamp],
			]),
		},
	];
};

const remarks = ({ exempt, joined, since, owed, missed, annual }: AnalysisRow): string =>
	[
		...(exempt === null ? [] : [`不参加排名（${exempt}）`]),
		...(annual === null ? ["没有任务"] : []),
		...(joined.length > 0 ? [`含原${joined.join("、")}`] : []),
		...(since === null ? [] : [`${day(since)}设立`]),
		...(missed === 0 ? [] : [missed === owed ? "本季没有报" : `缺报${missed}期`]),
	].join("；");

const unitTable = ({ label, measure, rows }: AnalysisIndicator, index: number): AnalysisBlock[] => {
	const noted = rows.some((one) => remarks(one) !== "");
	return [
		heading(2, `（${han(index)}）${label}`),
		{
			kind: "table",
			caption: `各单位${label}完成情况（${measure}）`,
			columns: [
				column("名次", "center"),
				column("单位", "left"),
				column("年度任务"),
				column("累计完成"),
				column("完成率%"),
				column("计划应完成"),
				column("超(+)欠(-)计划"),
				column("本季新增"),
				column("灯", "center"),
				...(noted ? [column("备注", "left", true)] : []),
			],
			rows: rows.map((one) => [
				one.rank === null ? "—" : String(one.rank),
				one.unit,
				or(one.annual),
				one.total,
				or(one.percent),
				or(one.due),
				signed(one.ahead),
				one.gained,
				LAMPS[one.lamp],
				...(noted ? [remarks(one)] : []),
			]),
		},
	];
};

const lagList = ({ indicator, red, yellow }: Lag): AnalysisBlock[] => [
	...(red.length === 0
		? []
		: [
				{
					kind: "table",
					caption: `${indicator.label}红灯单位（${indicator.measure}）`,
					columns: [
						column("单位", "left"),
						column("计划应完成"),
						column("累计完成"),
						column("欠计划"),
						column("完成计划%"),
						column("年度完成率%"),
					],
					rows: red.map((one) => [
						one.owed > 0 && one.missed === one.owed ? `${one.unit}（没有报）` : one.unit,
						or(one.due),
						one.total,
						one.ahead === null ? "—" : negate(one.ahead),
						or(one.ofPlan),
						or(one.percent),
					]),
				} as const,
			]),
	...(yellow.length === 0
		? []
		: [
				text(
					`${indicator.label}黄灯${yellow.length}个：${yellow.map(({ unit, ahead }) => `${unit}（${against(ahead, indicator.measure)}）`).join("、")}。`,
				),
			]),
];

const where = ({ unit, on, problem, report }: Quote): string =>
	`${unit}${day(on)}${problem === null ? (report ?? "") : `第${problem}号问题`}`;

const cause = ({ about, units, quotes, more }: CauseGroup, index: number): AnalysisBlock =>
	text(
		`${index + 1}. ${about === null ? "其他原因" : `${about}（${units}个单位）`}：${quotes.map((quote) => `${where(quote)}：“${quote.text}”`).join("；")}${more > 0 ? `；还有${more}条，见问题台账和各单位报告` : ""}。`,
	);

const lagging = (facts: AnalysisFacts): AnalysisBlock[] => {
	const { problems, bounds } = facts;
	return [
		heading(1, "四、滞后情况和原因"),
		heading(2, "（一）滞后名单"),
		...(facts.lags.length === 0
			? [text("各单位都达到计划进度，没有黄灯、红灯。")]
			: [
					text(`完成计划数的${bounds.yellow}%以上、不到${bounds.green}%的是黄灯，不到${bounds.yellow}%的是红灯；从最慢的排起。`),
					...facts.lags.flatMap(lagList),
				]),
		heading(2, "（二）滞后原因"),
		...(facts.causes.length === 0
			? [text("滞后单位没有在问题台账和报告里写明原因，请会前了解。")]
			: [text("以下是滞后单位在问题台账和报告里的原话，说同一件事的放在一起。"), ...facts.causes.map(cause)]),
		heading(2, "（三）问题解决"),
		text(
			`本季新提出问题${problems.raised}个，解决${problems.solved}个；截至${day(facts.asOf)}未解决${problems.open}个，其中超期${problems.overdue}个。`,
		),
	];
};

const promises = ({ planned, promised }: AnalysisFacts): AnalysisBlock[] => [
	heading(1, "五、上季度打算落实情况"),
	...(promised.length === 0
		? [text("上季度的报告里没有写下步打算。")]
		: [text("上季度报告里写的打算，和本季度的数字、报告放在一起，落实没有请核对。")]),
	...(planned.length === 0
		? []
		: [
				{
					kind: "table",
					caption: "打算里写明的数（从原话认出，请核对）",
					columns: [column("单位", "left"), column("指标", "left"), column("打算"), column("实际"), column("达到没有", "center")],
					rows: planned.map(({ unit, label, measure, basis, planned: said, reached }) => {
						const word = basis === "total" ? "累计" : "新增";
						return [
							unit,
							label,
							`${word}${quantity(said, measure)}`,
							`${word}${quantity(reached, measure)}`,
							compare(reached, said) >= 0 ? "达到" : "没有达到",
						];
					}),
				} as const,
			]),
	...(promised.length === 0
		? []
		: [
				{
					kind: "table",
					caption: "打算和落实（原话对照）",
					columns: [column("单位", "left"), column("上季度的打算", "left", true), column("本季度的情况", "left", true)],
					rows: promised.map(({ unit, said, became }) => [unit, said, became ?? "本季度没有报"]),
				} as const,
			]),
];

const nextSteps = ({ next }: AnalysisFacts): AnalysisBlock[] => [
	heading(1, "六、下步打算"),
	...(next.length === 0
		? [text("本季度的报告还没有写下步打算。请会前催报，或由督查考核办补写。")]
		: [
				text("以下是各单位报告里的原话，供研究修改。"),
				{
					kind: "table",
					caption: null,
					columns: [column("单位", "left"), column("下步打算", "left", true)],
					rows: next.map(({ unit, text: words }) => [unit, words]),
				} as const,
			]),
];

const speakers = (facts: AnalysisFacts): string => {
	const behind = new Map<string, string[]>();
	for (const { indicator, red } of facts.lags) for (const { unit } of red) behind.set(unit, [...(behind.get(unit) ?? []), indicator.short]);
	const all = [...behind].toSorted(([, a], [, b]) => b.length - a.length);
	const shown = all.slice(0, MOST_SPEAKERS).map(([unit, labels]) => `${unit}（${labels.join("、")}）`);
	return `${shown.join("、")}${all.length > shown.length ? `；其余${all.length - shown.length}个红灯单位书面说明` : ""}`;
};

const agenda = (facts: AnalysisFacts): AnalysisBlock[] => {
	const missed = facts.planned.filter(({ reached, planned }) => compare(reached, planned) < 0).length;
	const together = facts.causes.filter(({ about }) => about !== null);
	const reds = facts.lags.filter(({ red }) => red.length > 0);
	const items = [
		`督查考核办通报${quarterName(facts.period)}完成情况。`,
		...(reds.length === 0
			? []
			: [
					`组织实施部门分析进度：${reds.map(({ indicator, red }) => `${indicator.department}（${indicator.short}，红灯${red.length}个）`).join("、")}。`,
					`滞后单位说明原因、措施和时限：${speakers(facts)}。`,
				]),
		...(together.length === 0
			? []
			: [`研究几个单位都有的问题：${together.map(({ about, units }) => `${about}（${units}个单位）`).join("、")}。`]),
		...(facts.promised.length === 0 ? [] : [`核对上季度打算落实情况${missed > 0 ? `，写明了数、没有达到的${missed}项` : ""}。`]),
		"研究下步工作，县领导讲话。",
	];
	return [
		heading(1, "七、重点工作分析会议程（草拟）"),
		text("时间、地点、参加人员：（会前填写）"),
		...items.map((item, index) => text(`${index + 1}. ${item}`)),
	];
};

const reportsLine = ({ reports }: AnalysisFacts): AnalysisBlock[] =>
	reports.map(({ title, due, reported, missing }) =>
		text(`本季度${title}应报${due}个单位，已报${reported}个${missing.length === 0 ? "" : `；还没有报的：${missing.join("、")}`}。`),
	);

/** Words of the quarter's analysis. */
export const analysisWords: AnalysisWords = {
	text: (facts, office) => ({
		title: `${facts.county}${quarterName(facts.period)}重点工作分析材料${facts.over ? "" : `（截至${day(facts.asOf)}）`}`,
		by: office,
		blocks: [
			...overall(facts),
			...reportsLine(facts),
			heading(1, "二、进度走势"),
			text("柱子是每月底的完成率，横线是按计划应达到的百分比；还没有到的月份只有计划。"),
			{ kind: "pictures", of: "trend" },
			heading(1, "三、各单位完成情况"),
			text("按完成率排名次，完成率一样的名次一样；没有任务的、不参加排名的列在最后，累计数算在全县里。"),
			{ kind: "pictures", of: "completion" },
			...facts.indicators.flatMap(unitTable),
			...lagging(facts),
			...promises(facts),
			...nextSteps(facts),
			...agenda(facts),
		],
	}),
	fileName: (period, what) =>
		({
			document: `${quarterName(period)}重点工作分析材料.docx`,
			trend: `${quarterName(period)}进度走势.png`,
			completion: `${quarterName(period)}各单位完成率.png`,
		})[what],
	trendTitle: ({ county, period }) => `${county}${quarterName(period)}进度走势`,
	completionTitle: ({ county, period }) => `${county}${quarterName(period)}各单位完成率`,
	pictureNote: ({ asOf, over }) =>
		`数据截至${Number(asOf.slice(0, 4))}年${day(asOf)}${over ? "" : "（本季度还没有结束）"}　完成率=累计完成÷年度任务`,
	panel: ({ measure, county }) =>
		county.annual === null
			? `累计${quantity(county.total, measure)}，没有任务`
			: `${county.total}/${quantity(county.annual, measure)}　${county.percent}%　计划${county.planned}%`,
	point: (period) => {
		const { cadence, number } = parsePeriod(period);
		return cadence === "quarter" ? `${HAN[number - 1]}季度` : `${number}月`;
	},
	legend: { reached: "本季各月完成率", earlier: "以前各月", planned: "计划（还没到的月份颜色浅）" },
	completionLegend: () => "竖线是按计划应达到的百分比；绿、黄、红是和计划比",
	unit: "单位",
	noTarget: "没有任务",
	lamps: { green: "绿", yellow: "黄", red: "红", none: "无" },
};
