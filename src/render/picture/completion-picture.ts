import { compare, type Decimal, decimal, divide, percentOf, sum } from "../../domain/decimal.ts";
import type { AnalysisWords } from "../../locales/analysis.ts";
import type { AnalysisFacts, AnalysisIndicator, AnalysisRow } from "../../views/analysis.ts";
import { column, fixed, px, row, words } from "./boxes.ts";
import { COLORS } from "./colors.ts";
import type { Drawing, DrawingNode } from "./drawing.ts";
import { bulb } from "./lamp-bulb.ts";
import { PICTURE_HEAD, PICTURE_MARGIN, PICTURE_WIDTH, pictureHead } from "./picture-head.ts";

const NAME = 186;
const ROW = 42;
const HEADING = 58;
const FOOT = 60;
const FIGURE = 130;
const BAR = "#3b6fb5";
const WHOLE = PICTURE_WIDTH - 2 * PICTURE_MARGIN;

interface UnitLine {
	readonly unit: string;
	readonly rows: readonly (AnalysisRow | null)[];
	readonly mean: Decimal | null;
}

/** Units by the mean of their per cents, best first; those without any target last. */
const linesOf = (indicators: readonly AnalysisIndicator[]): UnitLine[] => {
	const names = [...new Set(indicators.flatMap(({ rows }) => rows.map(({ unit }) => unit)))];
	const lines = names.map((unit): UnitLine => {
		const rows = indicators.map((indicator) => indicator.rows.find((one) => one.unit === unit) ?? null);
		const percents = rows.flatMap((one) => one?.percent ?? []);
		return { unit, rows, mean: divide(sum(percents), decimal(percents.length), 3) };
	});
	return lines.toSorted((a, b) =>
		a.mean === null || b.mean === null ? Number(a.mean === null) - Number(b.mean === null) : compare(b.mean, a.mean),
	);
};

/** Completion of every unit beside its plan, one bar an indicator. The same facts give the same drawing. */
export const drawCompletion = (facts: AnalysisFacts, indicators: readonly AnalysisIndicator[], say: AnalysisWords): Drawing => {
	const lines = linesOf(indicators);
	const height = PICTURE_HEAD + HEADING + lines.length * ROW + FOOT;
	const cell = (WHOLE - NAME) / Math.max(1, indicators.length);
	const most = lines
		.flatMap(({ rows }) => rows.flatMap((one) => one?.percent ?? []))
		.reduce<Decimal>((highest, one) => (compare(one, highest) > 0 ? one : highest), decimal(100));
	return {
		width: PICTURE_WIDTH,
		height,
		root: column(
			{ width: px(PICTURE_WIDTH), height: px(height), backgroundColor: COLORS.paper },
			pictureHead(say.completionTitle(facts), say.pictureNote(facts)),
			row(
				{ width: px(WHOLE), height: px(HEADING), marginLeft: px(PICTURE_MARGIN) },
				row({ width: px(NAME) }, words(say.unit, 21, COLORS.soft, { fontWeight: 700 })),
				...indicators.map(({ label }) =>
					row({ width: px(cell) }, words(label, 21, COLORS.soft, { maxWidth: px(cell - 12), fontWeight: 700 })),
				),
			),
			...lines.map((line, index) => unitRow(line, { cell, most, striped: index % 2 === 0, say })),
			row(
				{ width: px(WHOLE), height: px(FOOT), marginLeft: px(PICTURE_MARGIN) },
				words(say.completionLegend(facts), 20, COLORS.soft, { maxWidth: px(WHOLE) }),
			),
		),
	};
};

interface Layout {
	readonly cell: number;
	readonly most: Decimal;
	readonly striped: boolean;
	readonly say: AnalysisWords;
}

const unitRow = ({ unit, rows }: UnitLine, { cell, most, striped, say }: Layout): DrawingNode =>
	row(
		{ width: px(WHOLE), height: px(ROW), marginLeft: px(PICTURE_MARGIN), backgroundColor: striped ? COLORS.stripe : COLORS.paper },
		row({ width: px(NAME) }, words(unit, [...unit].length > 7 ? 19 : 24, COLORS.ink, { maxWidth: px(NAME - 10) })),
		...rows.map((one) => row({ width: px(cell), height: px(ROW) }, ...cellOf(one, cell - FIGURE - 14, most, say))),
	);

const cellOf = (one: AnalysisRow | null, width: number, most: Decimal, say: AnalysisWords): DrawingNode[] => {
	if (one === null || one.percent === null) return [words(say.noTarget, 19, COLORS.faint)];
	const length = (of: Decimal): number => (width * Number(percentOf(of, most, 3) ?? 0)) / 100;
	return [
		row(
			{ position: "relative", width: px(width), height: "18px", backgroundColor: COLORS.track, borderRadius: "3px" },
			row({ width: px(Math.max(0, length(one.percent))), height: "18px", backgroundColor: BAR, borderRadius: "3px" }),
			...(one.planned === null
				? []
				: [
						row({
							position: "absolute",
							left: px(Math.min(width, length(one.planned)) - 3),
							top: "-5px",
							width: "6px",
							height: "28px",
							backgroundColor: COLORS.ink,
							border: "1px solid #ffffff",
						}),
					]),
		),
		row(
			{ width: px(FIGURE), paddingLeft: "10px", gap: "8px", justifyContent: "flex-end" },
			words(`${fixed(one.percent, 1)}%`, 22, COLORS.ink, { fontWeight: 700 }),
			...(one.lamp === "none" ? [] : [bulb(one.lamp, say.lamps[one.lamp], 26)]),
		),
	];
};
