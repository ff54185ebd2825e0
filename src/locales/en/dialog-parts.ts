import { type Decimal, isNegative, negate } from "../../domain/decimal.ts";
import type { Cadence, Instant } from "../../domain/period.ts";
import type { DueNote } from "../../domain/round.ts";
import type { AnswerFacts, DialogHeading, FigureFacts, QuestionFacts } from "../../views/dialog.ts";
import { formats } from "./formats.ts";

/** "this week", "this month", … */
export const SPANS: Readonly<Record<Cadence, string>> = {
	week: "this week",
	month: "this month",
	quarter: "this quarter",
	year: "this year",
};

/** "last week", "last month", … */
export const BEFORE: Readonly<Record<Cadence, string>> = {
	week: "last week",
	month: "last month",
	quarter: "last quarter",
	year: "last year",
};

const amount = (value: Decimal, measure: string): string => formats.quantity(value, measure);

/** "45 亩 more", "5 亩 less". */
export const change = (increment: Decimal, measure: string, about = ""): string =>
	isNegative(increment) ? `${about}${amount(negate(increment), measure)} less` : `${about}${amount(increment, measure)} more`;

const villageLine = (figure: FigureFacts): string => {
	const { villages, measure } = figure;
	if (villages === null) return "";
	const gap = villages.difference === "0" ? "the same as here" : `${amount(villages.difference, measure)} apart`;
	return `\n  Villages together ${amount(villages.sum, measure)} (${villages.reported}/${villages.of} villages), ${gap}`;
};

/** "1.2万亩 = 12000 亩". */
export const echo = (written: string, value: Decimal, measure: string): string => `${written} = ${amount(value, measure)}`;

const figureWords = (figure: FigureFacts, span: string): string => {
	const { basis, increment, total, measure, approximate } = figure;
	const about = approximate ? "about " : "";
	if (basis === "increment") return `${change(increment, measure, about)} ${span}, ${about}${amount(total, measure)} in total`;
	return `${about}${amount(total, measure)} in total, ${change(increment, measure, about)} ${span}`;
};

/** An answer in one line, without its name. */
export const answerWords = (answer: AnswerFacts, cadence: Cadence): string => {
	switch (answer.kind) {
		case "number":
			return figureWords(answer, SPANS[cadence]);
		case "text":
			return answer.text ?? "none";
		case "choice":
			return answer.option;
		case "yesno":
			return answer.yes ? "yes" : "no";
		case "files":
			return answer.count === 0 ? "none" : `${answer.count}`;
		case "unanswered":
			return "not filled in";
		default:
			return answer satisfies never;
	}
};

/** An answer in the summary, with all there is to check about it. */
export const summaryLine = (answer: AnswerFacts, cadence: Cadence): string => {
	const line = `· ${answer.name}: ${answerWords(answer, cadence)}`;
	if (answer.kind !== "number") return line;
	const percent = answer.percent === null ? "" : `, ${answer.percent}% of the annual target`;
	const value = answer.basis === "increment" ? answer.increment : answer.total;
	const converted = answer.written === null ? "" : `\n  ${echo(answer.written, value, answer.measure)}`;
	const reason = answer.reason === null ? "" : `\n  Reason: ${answer.reason}`;
	return `${line}${percent}${converted}${reason}${villageLine(answer)}`;
};

/** Unit, period and deadline, and who else has begun. */
export const headingLines = (heading: DialogHeading): string[] => [
	`${heading.unit}, ${heading.title}, ${formats.period(heading.period)}${heading.proxy ? " (entered for the unit)" : ""}`,
	heading.late
		? `Due ${dueText(heading.dueAt, heading.dueNote ?? null)}; that has passed, it will count as late`
		: `Due ${dueText(heading.dueAt, heading.dueNote ?? null)}`,
	...heading.others.map(
		({ name, answered, asked }) => `${name} is filling this in too (${answered}/${asked}); one report per unit is enough`,
	),
];

const target = (question: Extract<QuestionFacts, { kind: "number" }>): string[] => {
	const { annual, percent, planned, measure } = question;
	if (annual === null) return [];
	const done = percent === null ? "" : `, ${percent}% done`;
	return [`Annual target ${amount(annual, measure)}${done}${planned === null || annual === "0" ? "" : `, ${planned}% planned by now`}`];
};

/** What is known before a question is answered. */
export const contextLines = (question: QuestionFacts): string[] => {
	if (question.kind !== "number") return [];
	const since = question.lastAsOf === null ? "" : ` (${formats.day(question.lastAsOf)})`;
	return [`Last total ${amount(question.lastTotal, question.measure)}${since}`, ...target(question)];
};

/** An example that fits a question. */
export const example = (question: QuestionFacts): string => {
	switch (question.kind) {
		case "number":
			return `For example: ${question.example}${question.measure}`;
		case "text":
			return question.problem ? "For example: 机井不足. If there is none: 无" : "A sentence is enough";
		case "choice":
			return `For example: ${question.options[0] ?? ""}`;
		case "yesno":
			return "Please answer 是 or 否";
		case "files":
			return "Please send photos or files, then 完成";
		default:
			return question satisfies never;
	}
};

/** How a question is to be answered. */
export const askLine = (question: QuestionFacts, cadence: Cadence): string => {
	switch (question.kind) {
		case "number":
			return `How much more ${SPANS[cadence]}, in ${question.measure}? ${example(question)}. 0 if nothing; begin with 累计 for the total`;
		case "text":
			return question.problem ? "Please write them; 无 if there are none" : "Please write";
		case "choice":
			return "Please choose one";
		case "yesno":
			return "Please answer 是 or 否";
		case "files":
			return question.count === 0 ? "Please send photos or files, then 完成" : `${question.count} received; send more, or 完成`;
		default:
			return question satisfies never;
	}
};

/** The question in a line: label and measure. */
export const titleLine = (question: QuestionFacts): string =>
	question.kind === "number" ? `${question.label} (${question.measure})` : question.label;

const DUE_NOTES: Readonly<Record<DueNote, string>> = {
	moved: " (moved off a day off)",
	provisional: " (provisional: holidays not published)",
	"moved-provisional": " (moved off a day off; provisional: holidays not published)",
};

/** A deadline, with why it is another one than usual, or may still be. */
export const dueText = (dueAt: Instant, note: DueNote | null): string => `${formats.moment(dueAt)}${note === null ? "" : DUE_NOTES[note]}`;
