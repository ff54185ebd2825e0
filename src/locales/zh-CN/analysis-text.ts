import { compare, ZERO } from "../../domain/decimal.ts";
import { parsePeriod } from "../../domain/period.ts";
import type { AnalysisFacts, AnalysisIndicator, AnalysisRow } from "../../views/analysis.ts";
import type { AnalysisBlock, AnalysisWords } from "../analysis.ts";
import { agenda } from "./analysis-agenda.ts";
import { against, column, HAN, han, heading, LAMPS, orDash, quarterName, signed, text } from "./analysis-blocks.ts";
import { lagging } from "./analysis-lags.ts";
import { formats } from "./formats.ts";

const { quantity, day } = formats;

/** Names told one by one; of more the first and how many they are. */
const MOST_NAMES = 15;
const few = (names: readonly string[]): string =>
	names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join("、")}等${names.length}个` : names.join("、");

const indicatorLine = ({ label, measure, county }: AnalysisIndicator): string => {
	const reached = `${label}累计完成${quantity(county.total, measure)}`;
	if (county.annual === null) return `${reached}，没有年度任务。`;
	return [
		`${reached}，占年度任务${quantity(county.annual, measure)}的${county.percent}%`,
		`；按计划应完成${quantity(county.due ?? ZERO, measure)}（${county.planned}%），${against(county.ahead, measure)}${county.lamp === "none" ? "" : `，${LAMPS[county.lamp]}灯`}。`,
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
				column("指标", "left", true),
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
				orDash(county.annual),
				county.total,
				orDash(county.percent),
				orDash(county.due),
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
				column("单位", "left", true),
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
				orDash(one.annual),
				one.total,
				orDash(one.percent),
				orDash(one.due),
				signed(one.ahead),
				one.gained,
				LAMPS[one.lamp],
				...(noted ? [remarks(one)] : []),
			]),
		},
	];
};

const withTarget = ({ indicators }: AnalysisFacts): AnalysisIndicator[] => indicators.filter(({ county }) => county.annual !== null);

const untargeted = ({ indicators }: AnalysisFacts): AnalysisBlock[] => {
	const names = indicators.filter(({ county }) => county.annual === null).map(({ label }) => label);
	return names.length === 0 ? [] : [text(`${names.join("、")}没有年度任务，不列名次。`)];
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
					columns: [
						column("单位", "left", true),
						column("指标", "left", true),
						column("打算"),
						column("实际"),
						column("达到没有", "center"),
					],
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
					columns: [column("单位", "left", true), column("上季度的打算", "left", true), column("本季度的情况", "left", true)],
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
					columns: [column("单位", "left", true), column("下步打算", "left", true)],
					rows: next.map(({ unit, text: words }) => [unit, words]),
				} as const,
			]),
];

const reportsLine = ({ reports }: AnalysisFacts): AnalysisBlock[] =>
	reports.map(({ title, due, reported, missing }) =>
		text(`本季度${title}应报${due}个单位，已报${reported}个${missing.length === 0 ? "" : `；还没有报的：${few(missing)}`}。`),
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
			...withTarget(facts).flatMap(unitTable),
			...untargeted(facts),
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
