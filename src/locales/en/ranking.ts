import type { RuleSet, ScorePartId } from "../../domain/ranking.ts";
import type { ExemptUnit, Moved, Placed, RankingHeading, RankingView, WhyPart } from "../../views/ranking.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

/** What a set of scoring rules is called. */
export const RULE_SETS: Readonly<Record<RuleSet["name"], string>> = { progress: "Rules for scoring progress" };

const PARTS: Readonly<Record<ScorePartId, string>> = {
	completion: "The year",
	change: "Since last month",
	"on-time": "On time",
	problems: "Problems solved",
};
const LAMPS = { green: "green", yellow: "yellow", red: "red", none: "" } as const;

const state = (edition: number): string => (edition === 0 ? "not final" : edition === 1 ? "final" : `corrected, edition ${edition}`);

/** “周报 2026 week 46”, “October 2026”: months are ranked from what was reported weekly. */
export const rankedPeriod = ({ title, period, weeks }: Pick<RankingHeading, "title" | "period" | "weeks">): string =>
	weeks === null ? `${title} ${formats.period(period)}` : formats.period(period);

/** “Not ranked: 大巴镇 (移民搬迁)” */
export const exemptLine = (units: readonly ExemptUnit[]): string =>
	`Not ranked: ${units.map(({ unit, reason }) => `${unit} (${reason})`).join(", ")}`;

const headline = (heading: RankingHeading): string =>
	`${heading.county}, progress of the works: ${rankedPeriod(heading)} (${state(heading.edition)})`;

const weeksWords = ({ weeks, title }: RankingHeading): string => {
	if (weeks === null) return "";
	const { first, last } = weeks;
	return first === last
		? `, from ${title} ${formats.period(first)}`
		: `, from ${title} ${formats.period(first)} to ${formats.period(last)}`;
};

const made = (heading: RankingHeading): string =>
	`By “${RULE_SETS[heading.rules.name]}”, version ${heading.rules.version}, as of ${formats.day(heading.asOf)}${weeksWords(heading)}; ${heading.reported}/${heading.due} reported${heading.weeks === null ? "" : " at least once"}.`;

const place = ({ rank, score }: Placed): string => (rank === null ? "no place" : `no. ${rank}, ${score} points`);

const movedWords = (moved: Moved, { comparedWith }: RankingHeading): string => {
	if (comparedWith === null) return "";
	if (moved === null) return ", new";
	if (moved === 0) return `, as in ${formats.period(comparedWith)}`;
	return `, ${moved > 0 ? "up" : "down"} ${Math.abs(moved)} since ${formats.period(comparedWith)}`;
};

const ownLine = (own: ViewOf<"ranking">["own"][number], { heading, of }: ViewOf<"ranking">): string =>
	own.rank === null
		? `${own.unit}: ${own.exempt === null ? "no targets, not ranked" : `not ranked (${own.exempt})`}`
		: `${own.unit}: ${own.rank} of ${of}, ${own.score} points${movedWords(own.moved, heading)}`;

const places = (units: ViewOf<"ranking">["risen"]): string => units.map(({ unit, places: count }) => `${unit} ${count}`).join(", ");

const figureLine = ({ label, done, planned, measure, points, bounded }: WhyPart["figures"][number]): string =>
	`  ${label}: ${formats.quantity(done, measure)} ÷ planned ${formats.quantity(planned, measure)} = ${points}${bounded === null ? "" : ` (${bounded})`}`;

const partLines = (part: WhyPart): string[] => [
	`${PARTS[part.part]}: ${part.points} × ${part.weight}% = ${part.adds}`,
	...part.figures.map(figureLine),
	...(part.figures.length > 1 ? [`  mean ${part.points}`] : []),
	...(part.onTime ? [`  ${part.onTime.count} of the last ${part.onTime.due} on time = ${part.points}`] : []),
	...(part.solved ? [`  ${part.solved.count} of ${part.solved.due} problems due solved in time = ${part.points}`] : []),
];

const summaryRow = (row: ViewOf<"round-summary">["rows"][number]): string => {
	const target = row.annual === null ? "" : ` of ${formats.quantity(row.annual, row.measure)}`;
	const percent = row.percent === null ? "" : `, ${row.percent}%`;
	const planned = row.planned === null || row.percent === null ? "" : ` (planned ${row.planned}%)`;
	const lamp = LAMPS[row.lamp] === "" ? "" : `, ${LAMPS[row.lamp]}`;
	const odd = row.outliers.map(
		(one) => `  ${one.above ? "high" : "low"}: ${one.unit} ${formats.quantity(one.increment, row.measure)}, ${one.percent}% of its target`,
	);
	const usual = row.outliers.length > 0 && row.usual !== null ? [`  (usual: ${row.usual}%; please check)`] : [];
	return [
		`${row.label}: ${formats.quantity(row.increment, row.measure)} now, total ${formats.quantity(row.total, row.measure)}${target}${percent}${planned}${lamp}`,
		...odd,
		...usual,
	].join("\n");
};

export const ranking: SentencesOf<RankingView["key"]> = {
	ranking: (view) => {
		const { heading, top, of, own, risen, fallen, absent, exempt, files } = view;
		return [
			headline(heading),
			...top.map(({ rank, unit, score }) => `${rank}. ${unit} ${score}`),
			...(of > top.length ? [`(${of} units${files.length > 0 ? "; all in the picture" : ""})`] : []),
			...own.map((one) => ownLine(one, view)),
			...(risen.length > 0 ? [`Rose most: ${places(risen)}`] : []),
			...(fallen.length > 0 ? [`Fell most: ${places(fallen)}`] : []),
			...(absent.length > 0 ? [`Without a target, not ranked: ${absent.join(", ")}`] : []),
			...(exempt.length > 0 ? [exemptLine(exempt)] : []),
			made(heading),
			...(files.length === 0 ? ["The picture could not be made; here is the text."] : []),
			"How it is computed: /why",
		].join("\n");
	},
	"ranking-corrected": ({ heading, changes, more, also, files }) =>
		[
			`Correction: ${headline(heading)}`,
			"Reports were corrected or a deadline moved after it was final; places changed:",
			...changes.map(({ unit, before, after }) => `${unit}: ${place(before)} → ${place(after)}`),
			...(more > 0 ? [`(${more} more units${files.length > 0 ? ": see the picture" : ""})`] : []),
			...(also.length > 0 ? [`Also corrected: ${also.map(formats.period).join(", ")}. Send /ranking and the period.`] : []),
			made(heading),
			...(files.length === 0 ? ["The picture could not be made."] : []),
			"How it is worked out: /why",
		].join("\n"),
	"no-ranking": ({ period }) =>
		period === null ? "There is no ranking yet: nobody has reported." : `No ranking for ${formats.period(period)}: nobody reported.`,
	why: ({ heading, unit, rank, of, score, parts, leftOut, exempt, noRounds, cap, floor }) => {
		const noTarget = leftOut.filter(({ why }) => why === "no-target").map(({ label }) => label);
		const smallBase = leftOut.filter(({ why }) => why === "small-base").map(({ label }) => label);
		return [
			`${unit}: score, ${rankedPeriod(heading)} (${state(heading.edition)})`,
			exempt !== null
				? `Not ranked: ${exempt} (set by the office in sheet 单位).`
				: rank === null
					? "No targets, not ranked."
					: `${score} points, ${rank} of ${of}`,
			...parts.flatMap(partLines),
			...(parts.length > 1 ? [`Sum: ${parts.map(({ adds }) => adds).join(" + ")} = ${score}`] : []),
			...(noTarget.length > 0 ? [`No target, not scored: ${noTarget.join(", ")}`] : []),
			...(smallBase.length > 0 ? [`Too little planned since last month to score: ${smallBase.join(", ")}`] : []),
			...(noRounds ? ["No round was due yet: punctuality is not scored."] : []),
			...(parts.length > 0 ? [`Each at most ${cap}, at least ${floor}.`] : []),
			made(heading),
		].join("\n");
	},
	"not-ranked": ({ unit }) => `${unit} is in no ranking and has no score. Try /why with a township's name.`,
	"round-summary": ({ title, period, dueAt, due, reported, onTime, late, rows }) =>
		[
			`${title}, ${formats.period(period)}, so far. Due ${formats.moment(dueAt)}`,
			`To report ${due}, reported ${reported}, on time ${onTime}, late ${late}, missing ${due - reported}`,
			...rows.map(summaryRow),
			...(rows.some(({ usual }) => usual !== null) && rows.every(({ outliers }) => outliers.length === 0)
				? ["No figure is out of the ordinary."]
				: []),
		].join("\n"),
};
