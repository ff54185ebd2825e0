import type { ChainView, LineFigure, LineReading } from "../../views/chains.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

const figure = ({ name, basis, value, measure, approximate, written }: LineFigure): string => {
	const amount = `${approximate ? "about " : ""}${formats.quantity(value, measure)}`;
	return `${name} ${{ total: "in total ", increment: "+", unstated: "" }[basis]}${amount}${written === null ? "" : ` (${written})`}`;
};

const reading = ({ figures, texts, missing, asks, unused }: LineReading): string =>
	[
		[...figures.map(figure), ...texts.map(({ name, text }) => `${name}: ${text === "" ? "none" : text}`)].join(", "),
		...(missing.length > 0 ? [`missing: ${missing.join(", ")}`] : []),
		...(asks.length > 0 ? [`to be asked about: ${asks.join(", ")}`] : []),
		...(unused.length > 0 ? [`belongs nowhere: ${unused.join(", ")}`] : []),
	]
		.filter((part) => part !== "")
		.join("; ");

/** More of one's own line is not needed to know it again. */
const SHORT = 40;

/** A line's words in one breath, as somebody reads them who wrote them. */
export const listedWords = (words: string): string => {
	const text = words.replaceAll("\n", ", ");
	return `your line in the list is not confirmed yet (${text.length > SHORT ? `${text.slice(0, SHORT)}…` : text}); if it is right type “确认”`;
};

const RESULTS = {
	differs: "has reported already, with other figures; to change it type “修改”",
	reported: "has reported already, not taken again",
	returned: "was sent back; type “周报” to mend it",
	closed: "this round is not open, not taken",
} as const;

const line = (one: ViewOf<"chain-read">["lines"][number]): string => {
	switch (one.is) {
		case "waiting":
			return `${one.number}. ${one.unit}: ${reading(one)}`;
		case "unclear":
			return `Line ${one.number} was not understood: please write the unit's full name and the figures`;
		case "elsewhere":
			return `Line ${one.number} is not reported here, not taken`;
		case "reported":
		case "differs":
		case "returned":
		case "closed":
			return `${one.number}. ${one.unit}: ${RESULTS[one.is]}`;
		default:
			return one satisfies never;
	}
};

const answers = (lines: ViewOf<"chain-read">["lines"]): string => {
	const [first] = lines.flatMap((one) => (one.is === "waiting" ? one.figures : []));
	return `If it is right type “确认”, if not something like “不对，${first ? `${first.name}是54${first.measure}` : "是54亩"}”.`;
};

export const chains: SentencesOf<ChainView["key"]> = {
	"chain-read": ({ again, rounds, lines, inGroup }) => {
		const about = rounds.map(
			({ title, period, dueAt, late }) => `${title} of ${formats.period(period)}, due ${formats.moment(dueAt)}${late ? ", now late" : ""}`,
		);
		const head = again ? "New or changed in the list" : about.length === 0 ? "The list" : `The list (${about.join("; ")})`;
		const waits = lines.some(({ is }) => is === "waiting");
		const how = inGroup
			? `Each unit, please look at your own line. ${answers(lines)} Only what you confirm is reported.`
			: "Each unit has to confirm its line before it counts. To enter a report for a unit use “代报”.";
		return [`${head}:`, ...lines.map(line), ...(waits ? [again && inGroup ? answers(lines) : how] : [])].join("\n");
	},
	"chain-unchanged": () => "There is nothing new in this list.",
	"which-line": ({ lines }) =>
		[
			"Several lines wait for you. Which one?",
			...lines.map(({ unit, title, period }) => `· ${unit}, ${title} of ${formats.period(period)}`),
			`Or with the unit's name: 确认 ${lines[0]?.unit ?? ""}`,
		].join("\n"),
	"line-corrected": ({ unit, line: corrected }) => `Changed. ${unit}: ${reading(corrected)}.\nIf it is right type “确认”.`,
	"line-which-figure": ({ unit, names }) => `Which figure of ${unit}? Please name it: 不对，${names[0] ?? ""}是54亩.`,
	"line-not-yours": ({ unit }) => `The line of ${unit} is for ${unit} to confirm.`,
	"no-line-waits": ({ name }) => `${name}, no line waits for you here; perhaps a colleague has confirmed it.`,
};
