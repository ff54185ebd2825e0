import type { ChainView, LineFigure, LineReading } from "../../views/chains.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { change, dueText } from "./dialog-parts.ts";
import { formats } from "./formats.ts";

/** 「暖棚小区面积新增45亩」, 「新增果树面积120亩」, 「养殖小区累计40个」. */
const figure = ({ name, basis, value, measure, approximate, written }: LineFigure): string => {
	const about = approximate ? "约" : "";
	const amount = `${about}${formats.quantity(value, measure)}`;
	const added = basis === "unstated" || name.startsWith("新增") ? amount : change(value, measure, about);
	return `${name}${basis === "total" ? `累计${amount}` : added}${written === null ? "" : `（${written}）`}`;
};

/** How one answers, with a correction that fits the first figure shown. */
const answers = (lines: ViewOf<"chain-read">["lines"]): string => {
	const [first] = lines.flatMap((one) => (one.is === "waiting" ? one.figures : []));
	return `对就发“确认”，不对就发“不对，${first ? `${first.name}是54${first.measure}` : "是54亩"}”。`;
};

const reading = ({ figures, texts, missing, asks, unused }: LineReading): string =>
	[
		[...figures.map(figure), ...texts.map(({ name, text }) => `${name}：${text === "" ? "无" : text}`)].join("，"),
		...(missing.length > 0 ? [`还缺${missing.join("、")}`] : []),
		...(asks.length > 0 ? [`${asks.join("、")}要再问一句`] : []),
		...(unused.length > 0 ? [`“${unused.join("”“")}”不知道是哪一项`] : []),
	]
		.filter((part) => part !== "")
		.join("；");

/** More of one's own line is not needed to know it again. */
const SHORT = 40;

/** A line's words in one breath, as somebody reads them who wrote them. */
export const listedWords = (words: string): string => {
	const text = words.replaceAll("\n", "，");
	return `接龙里那行还没确认（${text.length > SHORT ? `${text.slice(0, SHORT)}…` : text}），对就发“确认”`;
};

const RESULTS = {
	differs: "已经报过，数不一样，不再记；要改请发“修改”",
	reported: "已经报过，不再记",
	returned: "退回待补正，请发“周报”补",
	closed: "这一期没有开着，没记",
} as const;

const line = (one: ViewOf<"chain-read">["lines"][number]): string => {
	switch (one.is) {
		case "waiting":
			return `${one.number}. ${one.unit}：${reading(one)}`;
		case "unclear":
			return `第${one.number}行没看懂，请写单位全称和数`;
		case "elsewhere":
			return `第${one.number}行不归这里报，没记`;
		case "reported":
		case "differs":
		case "returned":
		case "closed":
			return `${one.number}. ${one.unit}：${RESULTS[one.is]}`;
		default:
			return one satisfies never;
	}
};

export const chains: SentencesOf<ChainView["key"]> = {
	"chain-read": ({ again, rounds, lines, inGroup }) => {
		const about = rounds.map(
			({ title, period, dueAt, dueNote, late }) =>
				`${formats.period(period)}${title}，截止${dueText(dueAt, dueNote)}${late ? "，已过，现在算迟报" : ""}`,
		);
		const head = again ? "接龙里新的和改过的" : about.length === 0 ? "接龙看过了" : `接龙看过了（${about.join("；")}）`;
		const waits = lines.some(({ is }) => is === "waiting");
		const how = inGroup
			? `请各单位看自己那一行：${answers(lines)}确认了才算报。`
			: "这些要各单位自己确认才算报。电话里核对过、要替他们报的，请用“代报”。";
		return [`${head}：`, ...lines.map(line), ...(waits ? [again && inGroup ? answers(lines) : how] : [])].join("\n");
	},
	"chain-unchanged": () => "这份接龙没有新的内容。",
	"which-line": ({ lines }) =>
		[
			"您有几行要确认，是哪一行？",
			...lines.map(({ unit, title, period }) => `· ${unit} ${formats.period(period)}${title}`),
			`也可以写上单位，如：确认 ${lines[0]?.unit ?? ""}`,
		].join("\n"),
	"line-corrected": ({ unit, line: corrected }) => `改了。${unit}：${reading(corrected)}。\n对就发“确认”。`,
	"line-which-figure": ({ unit, names }) => `${unit}改哪一项？请写全，如：不对，${names[0] ?? ""}是54亩。`,
	"line-not-yours": ({ unit }) => `${unit}那一行要由${unit}自己确认。`,
	"no-line-waits": ({ name }) => `${name}，这里没有等您确认的行，可能您单位已经有人确认了。`,
};
