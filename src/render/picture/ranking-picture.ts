import { compare, type Decimal, decimal, percentOf } from "../../domain/decimal.ts";
import { rankingPicture as english } from "../../locales/en/ranking-picture.ts";
import type { RankingPictureWords } from "../../locales/ranking-picture.ts";
import { rankingPicture as chinese } from "../../locales/zh-CN/ranking-picture.ts";
import type { RankedRow, RankingPicture } from "../../views/ranking.ts";
import type { Language } from "../chat.ts";
import { column, fixed, px, row, words } from "./boxes.ts";
import { COLORS, LAMP_COLORS, MEDALS } from "./colors.ts";
import type { Drawing, DrawingNode } from "./drawing.ts";
import { bulb } from "./lamp-bulb.ts";

/** Wide enough for a telephone held upright, on which 36 rows are read without zooming. */
const WIDTH = 1080;
const MARGIN = 24;
const ROW = 56;
const HEAD = 76;
const HEADER = 244;
const LINE = 34;
/** More do not fit beside one another; the rest is named below. */
const MOST_INDICATORS = 3;
/** Letters of a unit's name in the usual size. */
const USUAL_NAME = 7;

const WIDTHS = { rank: 64, moved: 66, lamp: 52, score: 172 } as const;

export const rankingPictureWords = (language: Language): RankingPictureWords => (language === "zh-CN" ? chinese : english);

/** The picture of a ranking: one row a unit, raw numbers beside percentages, lamps with letters. The same data give the same drawing. */
export const drawRanking = (picture: RankingPicture, language: Language): Drawing => {
	const say = rankingPictureWords(language);
	const shown = picture.indicators.slice(0, MOST_INDICATORS);
	const hidden = picture.indicators.length - shown.length;
	const widths = columnWidths(shown.length);
	const foot = footLines(picture, say, hidden);
	const tableHeight = HEAD + picture.rows.length * ROW + 8;
	const height = HEADER + tableHeight + foot.length * LINE + 36;
	const best = picture.rows.reduce<Decimal>((most, { score }) => (compare(score, most) > 0 ? score : most), decimal(100));
	return {
		width: WIDTH,
		height,
		root: column(
			{ width: px(WIDTH), height: px(height), backgroundColor: COLORS.page },
			header(picture, say, shown),
			column(
				{
					width: px(WIDTH - 2 * MARGIN),
					height: px(tableHeight),
					marginLeft: px(MARGIN),
					marginTop: "-20px",
					backgroundColor: COLORS.paper,
					borderRadius: "18px",
					overflow: "hidden",
				},
				headings(picture, say, shown, widths),
				...picture.rows.map((one, index) => rankedRow(one, say, shown.length, widths, { best, striped: index % 2 === 1 })),
			),
			column({ marginLeft: px(MARGIN + 6), marginRight: px(MARGIN + 6), marginTop: "14px" }, ...foot),
		),
	};
};

type Shown = RankingPicture["indicators"];

interface Widths {
	readonly name: number;
	readonly figure: number;
}

/** Names take what the figures leave. */
const columnWidths = (figures: number): Widths => {
	const rest = WIDTH - 2 * MARGIN - 16 - WIDTHS.rank - WIDTHS.moved - WIDTHS.lamp - WIDTHS.score;
	const figure = 158;
	return { name: rest - figures * figure, figure };
};

const header = (picture: RankingPicture, say: RankingPictureWords, shown: Shown): DrawingNode => {
	const lamps = (["green", "yellow", "red"] as const).map((lamp) => ({
		lamp,
		count: picture.rows.filter((one) => one.lamp === lamp).length,
	}));
	return column(
		{
			width: px(WIDTH),
			height: px(HEADER),
			padding: `26px ${MARGIN + 6}px 0`,
			backgroundImage: `linear-gradient(120deg, ${COLORS.deep} 0%, ${COLORS.bright} 100%)`,
		},
		row(
			{ justifyContent: "space-between", height: "58px" },
			words(say.title(picture), 42, "#ffffff", { fontWeight: 700, maxWidth: "790px" }),
			row(
				{
					height: "44px",
					padding: "0 18px",
					borderRadius: "22px",
					backgroundColor: picture.edition === 0 ? COLORS.open : picture.edition === 1 ? COLORS.final : COLORS.corrected,
				},
				words(say.state(picture), 24, picture.edition === 0 ? COLORS.ink : "#ffffff", { fontWeight: 700 }),
			),
		),
		words(say.subtitle(picture), 24, "rgba(255,255,255,0.92)", { height: "34px" }),
		row(
			{ marginTop: "12px", justifyContent: "space-between", alignItems: "stretch", height: "82px" },
			card(190, say.reported, [words(`${picture.reported}/${picture.due}`, 30, "#ffffff", { fontWeight: 700 })]),
			...shown.map((one) =>
				card(shown.length > 2 ? 200 : 240, one.label, [
					words(one.percent === null ? say.noTarget : `${fixed(one.percent, 1)}%`, 30, "#ffffff", { fontWeight: 700 }),
				]),
			),
			card(204, say.lamp, [
				row(
					{ gap: "10px" },
					...lamps.map(({ lamp, count }) =>
						row({ gap: "5px" }, bulb(lamp, say.lamps[lamp], 26), words(String(count), 26, "#ffffff", { fontWeight: 700 })),
					),
				),
			]),
		),
	);
};

const card = (width: number, label: string, content: readonly DrawingNode[]): DrawingNode =>
	column(
		{
			width: px(width),
			height: "82px",
			padding: "9px 12px 0",
			borderRadius: "12px",
			backgroundColor: "rgba(255,255,255,0.16)",
			justifyContent: "flex-start",
		},
		words(label, 19, "rgba(255,255,255,0.9)", { width: px(width - 24), height: "25px" }),
		row({ height: "40px" }, ...content),
	);

const headings = (picture: RankingPicture, say: RankingPictureWords, shown: Shown, widths: Widths): DrawingNode => {
	const small = { fontWeight: 700 } as const;
	return row(
		{ height: px(HEAD), padding: "0 8px", borderBottom: `2px solid ${COLORS.line}` },
		row({ width: px(WIDTHS.rank), justifyContent: "center" }, words(say.rank, 21, COLORS.soft, small)),
		row({ width: px(widths.name), paddingLeft: "6px" }, words(say.unit, 21, COLORS.soft, small)),
		...shown.map((one) =>
			column(
				{ width: px(widths.figure), alignItems: "flex-end", paddingRight: "14px" },
				words(one.short, 20, COLORS.soft, { ...small, maxWidth: px(widths.figure - 14) }),
				words(say.column(one.measure), 16, COLORS.faint, { maxWidth: px(widths.figure - 14) }),
			),
		),
		row({ width: px(WIDTHS.score), paddingLeft: "4px" }, words(say.score, 21, COLORS.soft, small)),
		row({ width: px(WIDTHS.moved), justifyContent: "center" }, words(say.moved(picture), 21, COLORS.soft, small)),
		row({ width: px(WIDTHS.lamp), justifyContent: "center" }, words(say.lamp, 21, COLORS.soft, small)),
	);
};

const rankedRow = (
	one: RankedRow,
	say: RankingPictureWords,
	figures: number,
	widths: Widths,
	{ best, striped }: { best: Decimal; striped: boolean },
): DrawingNode => {
	const leading = one.rank <= 3;
	const size = [...one.unit].length > USUAL_NAME ? 20 : 26;
	return row(
		{ height: px(ROW), padding: "0 8px", backgroundColor: striped ? COLORS.stripe : COLORS.paper },
		row({ width: px(WIDTHS.rank), justifyContent: "center" }, place(one.rank)),
		row(
			{ width: px(widths.name), paddingLeft: "6px" },
			words(one.unit, size, COLORS.ink, { fontWeight: leading ? 700 : 400, maxWidth: px(widths.name - 8) }),
		),
		...one.figures
			.slice(0, figures)
			.map((figure) =>
				column(
					{ width: px(widths.figure), alignItems: "flex-end", paddingRight: "14px" },
					...(figure === null
						? [words(say.noTarget, 19, COLORS.faint)]
						: [
								words(`${fixed(figure.percent, 1)}%`, 23, COLORS.ink, { fontWeight: 700 }),
								words(say.ratio(figure.total, figure.annual), 18, COLORS.soft, { maxWidth: px(widths.figure - 14) }),
							]),
				),
			),
		score(one, best),
		row({ width: px(WIDTHS.moved), justifyContent: "center" }, moved(one, say)),
		row({ width: px(WIDTHS.lamp), justifyContent: "center" }, bulb(one.lamp, say.lamps[one.lamp], 32)),
	);
};

const place = (rank: number): DrawingNode => {
	const medal = MEDALS[rank];
	if (medal === undefined) return words(String(rank), 24, COLORS.soft, { fontWeight: 700 });
	return row(
		{ width: "38px", height: "38px", borderRadius: "19px", backgroundColor: medal, justifyContent: "center" },
		words(String(rank), 23, "#ffffff", { fontWeight: 700 }),
	);
};

const score = (one: RankedRow, best: Decimal): DrawingNode => {
	const whole = WIDTHS.score - 22;
	const length = (of: Decimal): number => (whole * Number(percentOf(of, best) ?? 0)) / 100;
	const { bar, text } = LAMP_COLORS[one.lamp];
	return column(
		{ width: px(WIDTHS.score), paddingLeft: "4px" },
		words(fixed(one.score, 2), 24, text, { fontWeight: 700, height: "30px" }),
		row(
			{ position: "relative", width: px(whole), height: "10px", borderRadius: "5px", backgroundColor: COLORS.track },
			row({ width: px(Math.max(0, length(one.score))), height: "10px", borderRadius: "5px", backgroundImage: bar }),
			row({
				position: "absolute",
				left: px(length(decimal(100)) - 2),
				top: "-3px",
				width: "2px",
				height: "16px",
				backgroundColor: COLORS.soft,
			}),
		),
	);
};

const moved = ({ moved: places }: RankedRow, say: RankingPictureWords): DrawingNode => {
	if (places === null) return words(say.newcomer, 21, COLORS.faint);
	if (places === 0) return words("—", 21, COLORS.faint);
	const up = places > 0;
	return words(`${up ? "▲" : "▼"}${Math.abs(places)}`, 23, up ? COLORS.up : COLORS.down, { fontWeight: 700 });
};

const footLines = (picture: RankingPicture, say: RankingPictureWords, hidden: number): DrawingNode[] => {
	const width = WIDTH - 2 * MARGIN - 12;
	const line = (text: string): DrawingNode => words(text, 19, COLORS.soft, { height: px(LINE), maxWidth: px(width) });
	return [
		...(picture.absent.length > 0 ? [line(say.absent(picture.absent))] : []),
		...(picture.exempt.length > 0 ? [line(say.exempt(picture.exempt))] : []),
		...(hidden > 0 ? [line(say.moreIndicators(hidden))] : []),
		line(say.legend(picture)),
		row({ justifyContent: "space-between", width: px(width) }, line(say.rules(picture)), line(say.madeAt(picture))),
	];
};
