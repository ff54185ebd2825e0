import type { Condition, DutyQuestion, QuestionId } from "../domain/duty.ts";
import type { IndicatorId } from "../domain/indicator.ts";
import { plainCode, plainName } from "./cell-values.ts";
import { readReference } from "./name-lookup.ts";
import type { IndicatorsRead } from "./read-indicators.ts";
import type { TableRow } from "./table-row.ts";
import { QUESTION_WORDS, YES_NO_WORDS } from "./words.ts";

/** What a condition on a problem question may ask for: whether there was any. */
export const PROBLEM_ANSWERS = ["有", "无"] as const;
const LONGEST_LABEL = 200;
const LONGEST_HELP = 500;

/** Reads the questions of one duty from its rows. */
export const readQuestions = (rows: readonly TableRow[], indicators: IndicatorsRead): DutyQuestion[] => {
	const all = new Set(rows.map((row) => plainCode(row.peek("题号"))));
	const earlier = new Map<string, { question: DutyQuestion; row: TableRow }>();
	const asked = new Map<IndicatorId, number>();
	for (const row of rows) {
		const question = readQuestion(row, indicators);
		const first = question && earlier.get(question.id);
		if (question && first) row.tell("key-twice", { value: question.id, firstRow: first.row.number }, "题号");
		if (!question || first) continue;
		checkAskedOnce(question, row, asked, indicators);
		const when = readCondition(row, earlier, all);
		earlier.set(question.id, { question: { ...question, when: when ?? null }, row });
	}
	return [...earlier.values()].map(({ question }) => question);
};

const readQuestion = (row: TableRow, indicators: IndicatorsRead): DutyQuestion | undefined => {
	const id = row.code("题号", true);
	const kind = row.chosen("题型", QUESTION_WORDS);
	const label = row.text("题目", LONGEST_LABEL);
	if (label === "") row.missing("题目");
	const indicator = readIndicator(row, kind, indicators);
	const options = readOptions(row, kind);
	const required = row.choice("必答", YES_NO_WORDS);
	const problem = row.choice("问题题", YES_NO_WORDS) ?? false;
	const help = row.text("提示", LONGEST_HELP);
	if (problem && kind !== undefined && kind !== "text") row.tell("problem-not-text", { kind: QUESTION_WORDS.labelOf(kind) }, "问题题");
	if (!id) return undefined;
	return {
		id: id as QuestionId,
		// A row whose kind is wrong was told; it is kept so that conditions on it are not told as well.
		kind: kind ?? "text",
		label: label ?? "",
		help: help || null,
		required: required ?? true,
		indicator: indicator ?? null,
		options: options ?? [],
		when: null,
		problem,
	};
};

const readIndicator = (row: TableRow, kind: DutyQuestion["kind"] | undefined, indicators: IndicatorsRead): IndicatorId | undefined => {
	if (!row.has("指标")) return kind === "number" && row.hasColumn("指标") ? row.tell("indicator-needed", {}, "指标") : undefined;
	const found = readReference(row, "指标", indicators.lookup, "indicator-unknown");
	if (kind !== undefined && kind !== "number") return row.tell("indicator-not-for-kind", { kind: QUESTION_WORDS.labelOf(kind) }, "指标");
	return found as IndicatorId | undefined;
};

const readOptions = (row: TableRow, kind: DutyQuestion["kind"] | undefined): string[] | undefined => {
	const options = row.list("选项", 1_000, false);
	if (options === undefined || kind === undefined) return undefined;
	const twice = options.find((option, index) => options.indexOf(option) !== index);
	if (twice !== undefined) return row.tell("option-twice", { option: twice }, "选项");
	if (kind === "choice" && options.length < 2) return row.tell("options-needed", {}, "选项");
	if (kind !== "choice" && options.length > 0) return row.tell("options-not-for-kind", { kind: QUESTION_WORDS.labelOf(kind) }, "选项");
	return options;
};

const checkAskedOnce = (question: DutyQuestion, row: TableRow, asked: Map<IndicatorId, number>, indicators: IndicatorsRead): void => {
	if (question.indicator === null) return;
	const firstRow = asked.get(question.indicator);
	if (firstRow === undefined) asked.set(question.indicator, row.number);
	else
		row.tell("indicator-asked-twice", { indicator: indicators.byId.get(question.indicator)?.name ?? question.indicator, firstRow }, "指标");
};

/** 「题号=答案」, several answers parted by 「/」: of an earlier question with closed answers. */
const readCondition = (
	row: TableRow,
	earlier: ReadonlyMap<string, { question: DutyQuestion }>,
	all: ReadonlySet<string>,
): Condition | undefined => {
	const title = "出现条件";
	const text = row.text(title, 200);
	if (!text) return undefined;
	const found = /^([^=＝]+)[=＝](.+)$/s.exec(text);
	const answers = (found?.[2] ?? "").split(/[/／]/).map(plainName);
	if (!found || answers.some((answer) => answer === "")) return row.tell("condition-malformed", { value: text.slice(0, 40) }, title);
	const id = plainCode(found[1] ?? "");
	const question = earlier.get(id)?.question;
	if (!question) return row.tell(all.has(id) ? "condition-later" : "condition-unknown", { question: id.slice(0, 40) }, title);
	const allowed = answersOf(question);
	if (allowed.length === 0) return row.tell("condition-kind", { question: id, kind: QUESTION_WORDS.labelOf(question.kind) }, title);
	const wrong = answers.find((answer) => !allowed.includes(answer));
	if (wrong !== undefined) return row.tell("condition-answer", { question: id, answer: wrong.slice(0, 40), allowed }, title);
	return { question: question.id, oneOf: [...new Set(answers)] };
};

const answersOf = (question: DutyQuestion): readonly string[] => {
	if (question.kind === "choice") return question.options;
	if (question.kind === "yesno") return YES_NO_WORDS.labels;
	return question.problem ? PROBLEM_ANSWERS : [];
};

/** A condition as the sheet writes it: read back the same. */
export const formatCondition = (when: Condition | null): string => (when === null ? "" : `${when.question}=${when.oneOf.join("/")}`);
