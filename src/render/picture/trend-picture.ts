import { compare, type Decimal, decimal, percentOf } from "../../domain/decimal.ts";
import type { AnalysisWords } from "../../locales/analysis.ts";
import type { AnalysisFacts, AnalysisIndicator, TrendPoint } from "../../views/analysis.ts";
import { column, fixed, px, row, words } from "./boxes.ts";
import { COLORS } from "./colors.ts";
import type { Drawing, DrawingNode } from "./drawing.ts";
import { bulb } from "./lamp-bulb.ts";
import { PICTURE_HEAD, PICTURE_MARGIN, PICTURE_WIDTH, pictureHead } from "./picture-head.ts";

const AXIS = 64;
const CHART = 250;
const PANEL = 382;
const LEGEND = 64;
/** Columns of the quarter are dark, those before light: told apart without colour. */
const DARK = "#1d4f91";
const LIGHT = "#a9c3e6";
/** A column lower than this holds no figure. */
const ROOM_FOR_FIGURE = 34;

/** What an indicator's columns and plan are measured by: a hundred per cent, or the next quarter of a hundred above the highest. */
const topOf = ({ trend }: AnalysisIndicator): number => {
	const most = trend
		.flatMap(({ percent, planned }) => [percent, planned])
		.reduce<Decimal>((highest, one) => (one !== null && compare(one, highest) > 0 ? one : highest), decimal(100));
	return Math.ceil(Number(most) / 25) * 25;
};

/**
 * The year's curve of each indicator: what was reached by the end of each month, and the plan as steps. In a document, which says what it is, it has no head of
 * its own. The same facts give the same drawing.
 */
export const drawTrend = (facts: AnalysisFacts, indicators: readonly AnalysisIndicator[], say: AnalysisWords, headed = true): Drawing => {
	const height = (headed ? PICTURE_HEAD : 0) + indicators.length * PANEL + LEGEND;
	return {
		width: PICTURE_WIDTH,
		height,
		root: column(
			{ width: px(PICTURE_WIDTH), height: px(height), backgroundColor: COLORS.paper },
			...(headed ? [pictureHead(say.trendTitle(facts), say.pictureNote(facts))] : []),
			...indicators.map((indicator) => panel(indicator, say)),
			legend(say),
		),
	};
};

const panel = (indicator: AnalysisIndicator, say: AnalysisWords): DrawingNode => {
	const width = PICTURE_WIDTH - 2 * PICTURE_MARGIN;
	const top = topOf(indicator);
	const slot = (width - AXIS) / Math.max(1, indicator.trend.length);
	return column(
		{ width: px(width), height: px(PANEL), marginLeft: px(PICTURE_MARGIN), paddingTop: "20px" },
		row(
			{ height: "40px", gap: "12px" },
			words(indicator.label, 28, COLORS.ink, { fontWeight: 700, maxWidth: "330px" }),
			words(say.panel(indicator), 23, COLORS.soft, { maxWidth: "620px" }),
			...(indicator.county.lamp === "none" ? [] : [bulb(indicator.county.lamp, say.lamps[indicator.county.lamp], 30)]),
		),
		row(
			{ position: "relative", width: px(width), height: px(CHART + 30), marginTop: "18px" },
			...gridLines(top, width),
			...indicator.trend.flatMap((point, index) => columnOf(point, AXIS + index * slot, slot, top)),
			...indicator.trend.map(({ period, current }, index) =>
				row(
					{
						position: "absolute",
						left: px(AXIS + index * slot),
						top: px(CHART + 4),
						width: px(slot),
						height: "28px",
						justifyContent: "center",
					},
					words(say.point(period), 20, current ? COLORS.ink : COLORS.soft, { fontWeight: current ? 700 : 400 }),
				),
			),
		),
	);
};

const gridLines = (top: number, width: number): DrawingNode[] => {
	const step = top > 200 ? 50 : 25;
	return Array.from({ length: top / step + 1 }, (_, index) => index * step).flatMap((percent) => {
		const y = CHART - (CHART * percent) / top;
		return [
			row({
				position: "absolute",
				left: px(AXIS),
				top: px(y - 1),
				width: px(width - AXIS),
				height: percent === 100 || percent === 0 ? "2px" : "1px",
				backgroundColor: percent === 100 || percent === 0 ? COLORS.faint : COLORS.line,
			}),
			row(
				{ position: "absolute", left: "0px", top: px(y - 14), width: px(AXIS - 10), height: "28px", justifyContent: "flex-end" },
				words(`${percent}%`, 18, COLORS.soft),
			),
		];
	});
};

const columnOf = ({ percent, planned, current }: TrendPoint, left: number, slot: number, top: number): DrawingNode[] => {
	const lengthOf = (value: Decimal): number => (CHART * Number(percentOf(value, decimal(top), 3) ?? 0)) / 100;
	const parts: DrawingNode[] = [];
	const reached = percent === null ? 0 : Math.max(0, lengthOf(percent));
	const plan = planned === null ? 0 : lengthOf(planned);
	if (percent !== null)
		parts.push(
			row({
				position: "absolute",
				left: px(left + slot * 0.12),
				top: px(CHART - reached),
				width: px(slot * 0.76),
				height: px(reached),
				borderRadius: "4px 4px 0 0",
				backgroundColor: current ? DARK : LIGHT,
			}),
		);
	// Nothing planned yet is no line on the ground.
	if (planned !== null && plan > 0)
		parts.push(
			row({
				position: "absolute",
				left: px(left),
				top: px(CHART - plan - 4),
				width: px(slot),
				height: "8px",
				backgroundColor: percent === null ? COLORS.faint : COLORS.ink,
				border: "2px solid #ffffff",
			}),
		);
	if (percent !== null) {
		const inside = reached >= ROOM_FOR_FIGURE && !(plan > 2 && plan < ROOM_FOR_FIGURE);
		const at = inside ? CHART - 32 : CHART - Math.max(reached, plan) - 34;
		parts.push(
			row(
				{ position: "absolute", left: px(left), top: px(at), width: px(slot), height: "28px", justifyContent: "center" },
				words(fixed(percent, 1), 20, inside && current ? "#ffffff" : COLORS.ink, { fontWeight: 700 }),
			),
		);
	}
	return parts;
};

const legend = (say: AnalysisWords): DrawingNode => {
	const sign = (color: string, height: number): DrawingNode =>
		row({ width: "30px", height: px(height), backgroundColor: color, borderRadius: height > 10 ? "4px" : "0px" });
	const entry = (mark: DrawingNode, text: string): DrawingNode => row({ gap: "10px" }, mark, words(text, 20, COLORS.soft));
	return row(
		{ marginLeft: px(PICTURE_MARGIN + AXIS), height: px(LEGEND), gap: "36px" },
		entry(sign(DARK, 22), say.legend.reached),
		entry(sign(LIGHT, 22), say.legend.earlier),
		entry(sign(COLORS.ink, 5), say.legend.planned),
	);
};
