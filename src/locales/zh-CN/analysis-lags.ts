import { negate } from "../../domain/decimal.ts";
import type { AnalysisFacts, CauseGroup, Lag, Quote } from "../../views/analysis.ts";
import type { AnalysisBlock } from "../analysis.ts";
import { against, column, heading, orDash, text } from "./analysis-blocks.ts";
import { formats } from "./formats.ts";

const { day } = formats;

const lagList = ({ indicator, red, yellow }: Lag): AnalysisBlock[] => [
	...(red.length === 0
		? []
		: [
				{
					kind: "table",
					caption: `${indicator.label}红灯单位（${indicator.measure}）`,
					columns: [
						column("单位", "left", true),
						column("计划应完成"),
						column("累计完成"),
						column("欠计划"),
						column("完成计划%"),
						column("年度完成率%"),
					],
					rows: red.map((one) => [
						one.owed > 0 && one.missed === one.owed ? `${one.unit}（没有报）` : one.unit,
						orDash(one.due),
						one.total,
						one.ahead === null ? "—" : negate(one.ahead),
						orDash(one.ofPlan),
						orDash(one.percent),
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

/** Who is behind, why in their own words, and how the ledger stood. */
export const lagging = (facts: AnalysisFacts): AnalysisBlock[] => {
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
