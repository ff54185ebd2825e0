import type { Flow, NumberQuestion } from "../dialog/flow.ts";
import type { FieldReading, ReportAbout, ReportReading } from "../dialog/reading.ts";
import { type Cadence, type PeriodKey, parsePeriod } from "../domain/period.ts";
import { type ReportReading as LanguageReport, readReport } from "../language/read-report.ts";
import type { UnitDirectory } from "../language/unit-directory.ts";
import { numberReading } from "./figure-reading.ts";
import { NOTHING } from "./plain-words.ts";
import { takeWordFields } from "./word-fields.ts";

/** A unit named further in is part of what is told (去富荣镇的路坏了). */
const HEAD = 12;

const otherUnit = (report: LanguageReport, directory: UnitDirectory, own: string): string | null => {
	const related = report.units.some(({ code }) => code === own || directory.units.get(code)?.parent === own);
	const first = report.units.find((unit) => unit.sure && unit.start < HEAD);
	return related || !first ? null : (directory.units.get(first.code)?.name ?? first.text);
};

// 比上周多 and 截至11月18日 name times, not the period the report is of.
const EXPLICIT: Readonly<Record<Cadence, RegExp>> = {
	week: /第\s*[\d一二三四五六七八九十]{1,3}\s*周/u,
	month: /(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?![\d一二三四五六七八九十])/u,
	quarter: /[1-4一二三四]\s*季度/u,
	year: /\d{4}\s*年/u,
};

/** Whether a text names a period of a cadence by its number, rather than in passing. */
export const saysPeriod = (text: string, cadence: Cadence): boolean => EXPLICIT[cadence].test(text);

const periodSaid = (report: LanguageReport, text: string, cadence: Cadence): PeriodKey | null =>
	report.period !== null && parsePeriod(report.period).cadence === cadence && saysPeriod(text, cadence) ? report.period : null;

const numbersOf = (flow: Flow): NumberQuestion[] => flow.questions.filter((question) => question.kind === "number");

const isNamed = (text: string, question: NumberQuestion): boolean =>
	[question.name, question.label, ...question.aliases].some((name) => text.includes(name));

// 「没变」 alone speaks of the whole report only where a whole report is expected; in answer to one question it is the answer to that one.
const speaksOfAll = (report: LanguageReport, text: string, numbers: readonly NumberQuestion[]): boolean =>
	report.none ||
	(report.entries.every(({ reading }) => reading.kind === "same-as-last") && !numbers.some((question) => isNamed(text, question)));

const figures = (report: LanguageReport, numbers: readonly NumberQuestion[], text: string): FieldReading[] =>
	numbers.flatMap((question) => {
		const entry = report.entries.find((one) => one.fieldId === question.id);
		if (!entry) return [];
		return [
			{
				question: question.id,
				kind: "number" as const,
				reading: numberReading(entry.reading, question, text.length > 40 ? question.name : text),
			},
		];
	});

/** Reads a text as a report on a flow's questions: figures and problems as the language room finds them, other questions by their names. */
export const reportReading = (text: string, flow: Flow, about: ReportAbout, directory: UnitDirectory): ReportReading => {
	const words = takeWordFields(text, flow);
	const numbers = numbersOf(flow);
	const fields = numbers.map(({ id, name, aliases, measure }) => ({ id, name, aliases, measure }));
	const report = readReport(words.rest, { fields, directory, speaker: about.unit, today: about.today });
	const found = !about.whole && speaksOfAll(report, words.rest, numbers) ? [] : figures(report, numbers, words.rest.trim());
	const problem = flow.questions.find((question) => question.kind === "text" && question.problem);
	const problems: FieldReading[] =
		problem && report.problems !== null ? [{ question: problem.id, kind: "words", text: report.problems || NOTHING }] : [];
	return {
		fields: [...found, ...words.fields, ...problems],
		period: periodSaid(report, text.slice(0, 200), flow.cadence),
		otherUnit: otherUnit(report, directory, about.unit),
		unused: report.unassigned.filter((quantity) => !quantity.zero).map((quantity) => quantity.text),
	};
};
