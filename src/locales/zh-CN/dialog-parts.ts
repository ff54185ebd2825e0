import { type Decimal, isNegative, negate } from "../../domain/decimal.ts";
import type { Cadence, Instant } from "../../domain/period.ts";
import type { DueNote } from "../../domain/round.ts";
import type { AnswerFacts, DialogHeading, FigureFacts, QuestionFacts } from "../../views/dialog.ts";
import { formats } from "./formats.ts";

/** 本周, 本月, … */
export const SPANS: Readonly<Record<Cadence, string>> = { week: "本周", month: "本月", quarter: "本季度", year: "本年" };

/** 上周, 上月, … */
export const BEFORE: Readonly<Record<Cadence, string>> = { week: "上周", month: "上月", quarter: "上季度", year: "上年" };

const amount = (value: Decimal, measure: string): string => formats.quantity(value, measure);

/** 「新增45亩」, 「减少5亩」. */
export const change = (increment: Decimal, measure: string, about = ""): string =>
	isNegative(increment) ? `减少${about}${amount(negate(increment), measure)}` : `新增${about}${amount(increment, measure)}`;

const villageLine = (figure: FigureFacts): string => {
	const { villages, measure } = figure;
	if (villages === null) return "";
	const gap = villages.difference === "0" ? "与本次一致" : `相差${amount(villages.difference, measure)}`;
	return `\n　村级合计${amount(villages.sum, measure)}（${villages.reported}/${villages.of}村），${gap}`;
};

/** 「1.2万亩=12000亩」. */
export const echo = (written: string, value: Decimal, measure: string): string => `${written}=${amount(value, measure)}`;

const figureWords = (figure: FigureFacts, span: string): string => {
	const { basis, increment, total, measure, approximate } = figure;
	const about = approximate ? "约" : "";
	if (basis === "increment") return `${span}${change(increment, measure, about)}，累计${about}${amount(total, measure)}`;
	return `累计${about}${amount(total, measure)}，${span}${change(increment, measure, about)}`;
};

/** An answer in one line, without its name. */
export const answerWords = (answer: AnswerFacts, cadence: Cadence): string => {
	switch (answer.kind) {
		case "number":
			return figureWords(answer, SPANS[cadence]);
		case "text":
			return answer.text ?? "无";
		case "choice":
			return answer.option;
		case "yesno":
			return answer.yes ? "是" : "否";
		case "files":
			return answer.count === 0 ? "无" : `${answer.count}个`;
		case "unanswered":
			return "没填";
		default:
			return answer satisfies never;
	}
};

/** An answer in the summary, with all there is to check about it. */
export const summaryLine = (answer: AnswerFacts, cadence: Cadence): string => {
	const line = `· ${answer.name}：${answerWords(answer, cadence)}`;
	if (answer.kind !== "number") return line;
	const percent = answer.percent === null ? "" : `，完成年度任务${answer.percent}%`;
	const value = answer.basis === "increment" ? answer.increment : answer.total;
	const converted = answer.written === null ? "" : `\n　${echo(answer.written, value, answer.measure)}`;
	const reason = answer.reason === null ? "" : `\n　原因：${answer.reason}`;
	return `${line}${percent}${converted}${reason}${villageLine(answer)}`;
};

/** Unit, period and deadline, and who else has begun. */
export const headingLines = (heading: DialogHeading): string[] => [
	`${heading.unit} ${formats.period(heading.period)}${heading.title}${heading.proxy ? "（代报）" : ""}`,
	heading.late
		? `截止${dueText(heading.dueAt, heading.dueNote ?? null)}，已过，现在报算迟报`
		: `截止${dueText(heading.dueAt, heading.dueNote ?? null)}`,
	...heading.others.map(({ name, answered, asked }) => `${name}也在填这份（${answered}/${asked}），一个单位报一份就行`),
	// An empty line: what follows is read on its own.
	"",
];

const target = (question: Extract<QuestionFacts, { kind: "number" }>): string[] => {
	const { annual, percent, planned, measure } = question;
	if (annual === null) return [];
	const done = percent === null ? "" : `，已完成${percent}%`;
	// A share of no target says nothing.
	return [`年度任务${amount(annual, measure)}${done}${planned === null || annual === "0" ? "" : `，按计划应到${planned}%`}`];
};

/** What is known before a question is answered. */
export const contextLines = (question: QuestionFacts): string[] => {
	if (question.kind !== "number") return [];
	const since = question.lastAsOf === null ? "" : `（${formats.day(question.lastAsOf)}）`;
	return [`上次累计${amount(question.lastTotal, question.measure)}${since}`, ...target(question)];
};

/** An example that fits a question. */
export const example = (question: QuestionFacts): string => {
	switch (question.kind) {
		case "number":
			return `如：${amount(question.example, question.measure)}`;
		case "text":
			return question.problem ? "如：机井不足。没有就发：无" : "如实写一句话就行";
		case "choice":
			return `如：${question.options[0] ?? ""}`;
		case "yesno":
			return "请发：是 或 否";
		case "files":
			return "请发照片或文件，发完回：完成";
		default:
			return question satisfies never;
	}
};

/** How a question is to be answered. */
export const askLine = (question: QuestionFacts, cadence: Cadence): string => {
	switch (question.kind) {
		case "number":
			return `请发${SPANS[cadence]}新增多少${question.measure}，${example(question)}。没有就发0；报总数请写上“累计”`;
		case "text":
			return question.problem ? "请写明；没有就发：无" : "请发文字";
		case "choice":
			return "请选一个";
		case "yesno":
			return "请回：是 或 否";
		case "files":
			return question.count === 0 ? "请发照片或文件，可发多张，发完回：完成" : `已收到${question.count}个，还可以再发；发完回：完成`;
		default:
			return question satisfies never;
	}
};

/** The question in a line: label and measure. */
export const titleLine = (question: QuestionFacts): string =>
	question.kind === "number" ? `${question.label}（${question.measure}）` : question.label;

const DUE_NOTES: Readonly<Record<DueNote, string>> = {
	moved: "（遇休息日顺延）",
	provisional: "（放假未公布，暂定）",
	"moved-provisional": "（遇休息日顺延，放假未公布，暂定）",
};

/** A deadline, with why it is another one than usual, or may still be. */
export const dueText = (dueAt: Instant, note: DueNote | null): string => `${formats.moment(dueAt)}${note === null ? "" : DUE_NOTES[note]}`;
