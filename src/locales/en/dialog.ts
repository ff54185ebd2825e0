import type { Cadence } from "../../domain/period.ts";
import type { DialogHeading, DialogRemark, DialogView, Echo } from "../../views/dialog.ts";
import type { SentencesOf } from "../catalogue.ts";
import { answerWords, askLine, BEFORE, change, contextLines, echo, headingLines, SPANS, summaryLine, titleLine } from "./dialog-parts.ts";
import { remarkLine } from "./dialog-remarks.ts";
import { formats } from "./formats.ts";

const lines = (...parts: readonly (string | null | readonly string[])[]): string =>
	parts.flatMap((part) => (part === null ? [] : part)).join("\n");

/** What is said before the question of the same message, and an empty line behind it. */
const remarks = (view: { readonly remarks: readonly DialogRemark[]; readonly cadence: Cadence }): string[] => {
	const said = view.remarks.map((remark) => remarkLine(remark, view.cadence));
	return said.length === 0 ? said : [...said, ""];
};

const headed = (heading: DialogHeading | null): string[] | null => (heading === null ? null : headingLines(heading));

const echoed = (given: Echo | null): string | null => (given === null ? null : echo(given.written, given.value, given.measure));

const MODES = { increment: " (increase)", total: " (total)", unstated: "" } as const;

/** What the ledger says, to be confirmed. */
const known = (proposed: Extract<DialogView, { key: "question" }>["proposed"]): string | null =>
	proposed ? `${proposed.what === "open" ? "Open in the ledger" : "Solved in the period before"}:\n${proposed.text}` : null;

export const dialog: SentencesOf<DialogView["key"]> = {
	question: (view) => {
		const place = view.place === null ? "" : `${view.place.number}/${view.place.of} `;
		return lines(
			remarks(view),
			headed(view.heading),
			`${place}${titleLine(view.question)}${view.optional ? " (optional)" : ""}`,
			view.old === null ? null : `Before: ${answerWords(view.old, view.cadence)}`,
			contextLines(view.question),
			known(view.proposed),
			view.proposed ? "Press the button or say yes to report these; else write all of it" : askLine(view.question, view.cadence),
		);
	},
	"ask-basis": (view) =>
		lines(
			remarks(view),
			headed(view.heading),
			echoed(view.echo),
			`${view.name}: is ${formats.quantity(view.value, view.measure)} the increase ${SPANS[view.cadence]}, or the total?`,
			`Last total ${formats.quantity(view.lastTotal, view.measure)}`,
		),
	"ask-which": (view) =>
		lines(
			remarks(view),
			headed(view.heading),
			`${view.name}: which of these figures counts?`,
			view.candidates.map((one) => `· ${formats.quantity(one.value, view.measure)}${MODES[one.mode]}`),
		),
	"ask-same": (view) =>
		lines(
			remarks(view),
			headed(view.heading),
			`${view.name}: as ${BEFORE[view.cadence]} in which way?`,
			`· the total is still ${formats.quantity(view.lastTotal, view.measure)}`,
			view.lastIncrement === null ? null : `· the same increase, ${change(view.lastIncrement, view.measure)}`,
		),
	"ask-reason": (view) => {
		const whole =
			view.above && `more than ${view.above.unit} is to reach in the year (${formats.quantity(view.above.annual, view.measure)})`;
		const usual = view.usual === null ? "" : ` (usually about ${change(view.usual, view.measure)})`;
		const what =
			view.why === "fell"
				? `the total falls from ${formats.quantity(view.lastTotal, view.measure)} to ${formats.quantity(view.total, view.measure)}`
				: `${change(view.increment, view.measure)} ${SPANS[view.cadence]} is ${whole ?? `much${usual}`}`;
		return lines(
			remarks(view),
			headed(view.heading),
			echoed(view.echo),
			`${view.name}: ${what}.`,
			"Please write why (the reviewer reads it), or send the right figure.",
		);
	},
	"ask-measure": (view) =>
		lines(
			remarks(view),
			headed(view.heading),
			`${view.name}: is ${view.text} meant as ${formats.quantity(view.value, view.measure)}?`,
			`A ${view.from} differs by region; otherwise please send it in ${view.measure}.`,
		),
	"all-missing": (view) =>
		lines(
			remarks(view),
			headed(view.heading),
			`${view.questions.length} still to answer:`,
			view.questions.flatMap(({ question, optional }, index) => [
				`${index + 1}. ${titleLine(question)}${optional ? " (optional)" : ""}`,
				...contextLines(question).map((line) => `  ${line}`),
				...(question.kind === "choice" ? [`  ${question.options.join(" / ")}`] : []),
			]),
			`Figures are what was added ${SPANS[view.cadence]}, 0 if nothing; begin with 累计 for a total.`,
			"One message may answer all: a line each, or names with figures.",
		),
	summary: (view) =>
		lines(
			remarks({ remarks: view.remarks, cadence: view.heading.cadence }),
			"Please check",
			headingLines({ ...view.heading, others: [] }),
			view.items.map((item) => summaryLine(item, view.heading.cadence)),
			view.looseFiles === 0 ? null : `· Other files: ${view.looseFiles}`,
			"Send 提交 to submit, 修改 to change something, 放弃 to drop it.",
		),
	"choose-item": (view) =>
		lines(
			remarks(view),
			view.value === null ? "Which item? Its number or name, please." : `Which item becomes “${view.value}”? Its number or name, please.`,
			view.items.map((item, index) => `${index + 1}. ${item.name}: ${answerWords(item, view.cadence)}`),
		),
	"dialog-help": (view) =>
		lines(
			remarks(view),
			titleLine(view.question),
			view.help,
			contextLines(view.question),
			askLine(view.question, view.cadence),
			remarkLine({ say: "words", optional: view.optional }, view.cadence),
			view.question.kind === "number" ? "To correct: 不对，是54." : null,
		),
	"dialog-limit": (view) => `That was long; let us pause. ${view.answered}/${view.asked} are kept, send ${view.title} to go on.`,
	cancelled: ({ title, period }) => `Cancelled: ${title} of ${formats.period(period)} was not submitted.`,
	"stale-press": () => "That button no longer works; nothing was submitted twice.",
};
