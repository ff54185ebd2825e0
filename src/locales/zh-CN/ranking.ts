import { isNegative, negate } from "../../domain/decimal.ts";
import type { RuleSet, ScorePartId } from "../../domain/ranking.ts";
import type { ExemptUnit, Moved, Placed, RankingHeading, RankingView, WhyPart } from "../../views/ranking.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

/** What a set of scoring rules is called. */
export const RULE_SETS: Readonly<Record<RuleSet["name"], string>> = { progress: "工程进度评分细则" };

const PARTS: Readonly<Record<ScorePartId, string>> = {
	completion: "年度完成",
	change: "比上月",
	"on-time": "按时报送",
	problems: "问题解决",
};
const LAMPS = { green: "绿灯", yellow: "黄灯", red: "红灯", none: "" } as const;

const state = (edition: number): string => (edition === 0 ? "尚未定榜" : edition === 1 ? "已定榜" : `更正，第${edition}版`);

/** 「2026年第46周周报」, 「2026年10月」: months are ranked from what was reported weekly. */
export const rankedPeriod = ({ title, period, weeks }: Pick<RankingHeading, "title" | "period" | "weeks">): string =>
	weeks === null ? `${formats.period(period)}${title}` : formats.period(period);

/** 「不参加排名：大巴镇（移民搬迁）」 */
export const exemptLine = (units: readonly ExemptUnit[]): string =>
	`不参加排名：${units.map(({ unit, reason }) => `${unit}（${reason}）`).join("、")}`;

const headline = (heading: RankingHeading): string =>
	`${heading.county}工程进度排名　${rankedPeriod(heading)}（${state(heading.edition)}）`;

const weeksWords = ({ weeks, title }: RankingHeading): string => {
	if (weeks === null) return "";
	const { first, last } = weeks;
	return first === last ? `，含${formats.period(first)}${title}` : `，含${formats.period(first)}到${formats.period(last)}${title}`;
};

const made = (heading: RankingHeading): string =>
	`按《${RULE_SETS[heading.rules.name]}》版本${heading.rules.version}，截至${formats.day(heading.asOf)}${weeksWords(heading)}，${heading.weeks === null ? "已报" : "至少报过一期的"}${heading.reported}/${heading.due}。`;

const place = ({ rank, score }: Placed): string => (rank === null ? "没有名次" : `第${rank}名${score}分`);

const movedWords = (moved: Moved, { comparedWith }: RankingHeading): string => {
	if (comparedWith === null) return "";
	if (moved === null) return "，新上榜";
	if (moved === 0) return `，和${formats.period(comparedWith)}一样`;
	return `，比${formats.period(comparedWith)}${moved > 0 ? "上升" : "下降"}${Math.abs(moved)}名`;
};

const ownLine = (own: ViewOf<"ranking">["own"][number], { heading, of }: ViewOf<"ranking">): string =>
	own.rank === null
		? `${own.unit}：${own.exempt === null ? "没有任务，不参加排名" : `不参加排名（${own.exempt}）`}`
		: `${own.unit}：第${own.rank}名（共${of}个），${own.score}分${movedWords(own.moved, heading)}`;

const places = (units: ViewOf<"ranking">["risen"]): string => units.map(({ unit, places: count }) => `${unit} ${count}名`).join("、");

const figureLine = (figure: WhyPart["figures"][number]): string => {
	const done = isNegative(figure.done)
		? `减少${formats.quantity(negate(figure.done), figure.measure)}`
		: formats.quantity(figure.done, figure.measure);
	return `　${figure.label}：${done} ÷ 计划${formats.quantity(figure.planned, figure.measure)} = ${figure.points}分${figure.bounded === null ? "" : figure.bounded === "cap" ? "（封顶）" : "（保底）"}`;
};

const partLines = (part: WhyPart): string[] => [
	`${PARTS[part.part]}：${part.points}分 × ${part.weight}% = ${part.adds}`,
	...part.figures.map(figureLine),
	...(part.figures.length > 1 ? [`　平均${part.points}分`] : []),
	...(part.onTime ? [`　近${part.onTime.due}期按时${part.onTime.count}期 = ${part.points}分`] : []),
	...(part.solved ? [`　到期问题${part.solved.due}件，按期解决${part.solved.count}件 = ${part.points}分`] : []),
];

const summaryRow = (row: ViewOf<"round-summary">["rows"][number]): string => {
	const target = row.annual === null ? "" : `，年度任务${formats.quantity(row.annual, row.measure)}`;
	const percent = row.percent === null ? "" : `，完成${row.percent}%`;
	const planned = row.planned === null || row.percent === null ? "" : `（按计划应到${row.planned}%）`;
	const lamp = LAMPS[row.lamp] === "" ? "" : `，${LAMPS[row.lamp]}`;
	const odd = row.outliers.map(
		(one) => `　${one.above ? "偏高" : "偏低"}：${one.unit} ${formats.quantity(one.increment, row.measure)}，占年度任务${one.percent}%`,
	);
	const usual = row.outliers.length > 0 && row.usual !== null ? [`　（一般占${row.usual}%，请核对）`] : [];
	return [
		`${row.label}：本期新增${formats.quantity(row.increment, row.measure)}，累计${formats.quantity(row.total, row.measure)}${target}${percent}${planned}${lamp}`,
		...odd,
		...usual,
	].join("\n");
};

export const ranking: SentencesOf<RankingView["key"]> = {
	ranking: (view) => {
		const { heading, top, of, own, risen, fallen, absent, exempt, files } = view;
		return [
			headline(heading),
			...top.map(({ rank, unit, score }) => `${rank}. ${unit} ${score}分`),
			...(of > top.length ? [`（共${of}个单位${files.length > 0 ? "，全部见图" : ""}）`] : []),
			...own.map((one) => ownLine(one, view)),
			...(risen.length > 0 ? [`上升最多：${places(risen)}`] : []),
			...(fallen.length > 0 ? [`下降最多：${places(fallen)}`] : []),
			...(absent.length > 0 ? [`没有任务、不参加：${absent.join("、")}`] : []),
			...(exempt.length > 0 ? [exemptLine(exempt)] : []),
			made(heading),
			...(files.length === 0 ? ["排名图没有做出来，先看文字。"] : []),
			"怎么算的，请发“为什么”。",
		].join("\n");
	},
	"ranking-corrected": ({ heading, changes, more, also, files }) =>
		[
			`更正　${headline(heading)}`,
			"定榜以后有报数更正或者延期，名次变了：",
			...changes.map(({ unit, before, after }) => `${unit}：${place(before)} → ${place(after)}`),
			...(more > 0 ? [`（另有${more}个单位名次变了${files.length > 0 ? "，见图" : ""}）`] : []),
			...(also.length > 0 ? [`${also.map(formats.period).join("、")}的排名也更正了，可以发“排名”加期次看。`] : []),
			made(heading),
			...(files.length === 0 ? ["排名图没有做出来，先看文字。"] : []),
			"怎么算的，请发“为什么”。",
		].join("\n"),
	"no-ranking": ({ period }) =>
		period === null ? "现在还没有排名：还没有单位报数。" : `${formats.period(period)}没有排名：没有单位报数。`,
	why: ({ heading, unit, rank, of, score, parts, leftOut, exempt, noRounds, cap, floor }) => {
		const noTarget = leftOut.filter(({ why }) => why === "no-target").map(({ label }) => label);
		const smallBase = leftOut.filter(({ why }) => why === "small-base").map(({ label }) => label);
		return [
			`${unit}　${rankedPeriod(heading)}得分（${state(heading.edition)}）`,
			exempt !== null
				? `不参加排名：${exempt}（督查考核办在“单位”表里定的）。`
				: rank === null
					? "没有任务，不参加排名。"
					: `${score}分，第${rank}名（共${of}个）`,
			...parts.flatMap(partLines),
			...(parts.length > 1 ? [`合计：${parts.map(({ adds }) => adds).join(" + ")} = ${score}`] : []),
			...(noTarget.length > 0 ? [`没有任务、不计分：${noTarget.join("、")}`] : []),
			...(smallBase.length > 0 ? [`计划数太小、“比上月”不计分：${smallBase.join("、")}`] : []),
			...(noRounds ? ["还没有一期到截止时间，“按时报送”不计分。"] : []),
			...(parts.length > 0 ? [`每项最高${cap}分，最低${floor}分。`] : []),
			made(heading),
		].join("\n");
	},
	"not-ranked": ({ unit }) => `${unit}不在排名里，没有得分。可以发“为什么”加乡镇的名字。`,
	"round-summary": ({ title, period, dueAt, due, reported, onTime, late, rows }) =>
		[
			`${formats.period(period)}${title}汇总　截止${formats.moment(dueAt)}`,
			`应报${due} 已报${reported} 按时${onTime} 迟报${late} 未报${due - reported}`,
			...rows.map(summaryRow),
			...(rows.some(({ usual }) => usual !== null) && rows.every(({ outliers }) => outliers.length === 0) ? ["没有偏离太大的数。"] : []),
		].join("\n"),
};
