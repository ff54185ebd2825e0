import type { County } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import { type DateText, dateOf, daysOf, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import { countingVersion } from "../../domain/review.ts";
import { owes } from "../../domain/round.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { type QuestionPurpose, questionPurpose } from "../../language/question-purpose.ts";
import type { ReportsIn } from "../../views/analysis.ts";
import { reportsOf } from "../exports/reports-of.ts";
import { unitNow } from "../problems/problem-rights.ts";
import type { FigureSource } from "../rankings/round-figures.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { QuarterAsked } from "./coverage.ts";

/** What a unit wrote in a report that counts: done, why not, what next. */
export interface Said {
	readonly from: UnitCode;
	/** Who goes on as it, on the quarter's last day. */
	readonly unit: UnitCode;
	readonly on: DateText;
	readonly report: string;
	readonly purpose: QuestionPurpose;
	readonly text: string;
}

/** Words of reports by when they were written. */
export interface QuarterReports {
	/** In the quarter's own reports and those of its months, the quarterly ones first, newest months before older ones. */
	readonly now: readonly Said[];
	/** In those of the quarter before, and of its last month. */
	readonly before: readonly Said[];
	readonly reports: readonly ReportsIn[];
}

/** An answer that there is nothing to say. */
const NOTHING = /^(?:无|没有|暂无|没|none|no)[。.!！]?$/iu;

const asksInWords = (duty: Duty): boolean =>
	duty.questions.some(({ kind, label, problem }) => kind === "text" && !problem && questionPurpose(label) !== null);

/** Reads what quarterly and monthly reports say in words; a report nobody approved says nothing. */
export const quarterReports = async (source: FigureSource, asked: QuarterAsked): Promise<QuarterReports> => {
	const { county } = source;
	const duties = county.data.duties.filter(asksInWords);
	const of = (cadence: Duty["cadence"]): Duty[] => duties.filter((duty) => duty.cadence === cadence);
	const { first } = daysOf(asked.period);
	const months: PeriodKey[] = [];
	for (let at = periodOf("month", asked.asOf); at >= periodOf("month", first); at = shiftPeriod(at, -1)) months.push(at);
	const read = async (cadence: "month" | "quarter", periods: readonly PeriodKey[]): Promise<Said[]> =>
		(await Promise.all(periods.flatMap((period) => of(cadence).map((duty) => saidIn(source, duty, period, asked.asOf))))).flat();
	return {
		now: [...(await read("quarter", [asked.period])), ...(await read("month", months))],
		before: [
			...(await read("quarter", [shiftPeriod(asked.period, -1)])),
			...(await read("month", [shiftPeriod(periodOf("month", first), -1)])),
		],
		reports: await reportsIn(source, asked),
	};
};

const owing = ({ county, rounds }: FigureSource, duty: Duty, period: PeriodKey): County["data"]["units"] =>
	county.data.units.filter((unit) => owes(duty, unit, rounds.owingDay(duty, period)));

const saidIn = async (source: FigureSource, duty: Duty, period: PeriodKey, day: DateText): Promise<Said[]> => {
	const { county, store } = source;
	const units = owing(source, duty, period);
	const found = await reportsOf(
		store,
		units.map(({ code }) => ({ duty: duty.id, period, unit: code })),
	);
	const reports = new Map(found.map((report) => [report.unit, report]));
	// In the order of the workbook.
	return units.flatMap(({ code }): Said[] => {
		const report = reports.get(code);
		const version = report ? countingVersion(report) : null;
		return (version?.answers ?? []).flatMap((answer): Said[] => {
			const question = duty.questions.find(({ id }) => id === answer.question);
			const purpose = question && !question.problem ? questionPurpose(question.label) : null;
			if (!version || answer.kind !== "text" || !purpose || NOTHING.test(answer.text.trim())) return [];
			return [
				{
					from: code,
					unit: unitNow({ county, day }, code),
					on: dateOf(version.sentAt),
					report: duty.name,
					purpose,
					text: answer.text.trim(),
				},
			];
		});
	});
};

/** How far the quarter's own reports are, as far as they are asked for already. */
export const reportsIn = async (source: FigureSource, { period, now }: Pick<QuarterAsked, "period" | "now">): Promise<ReportsIn[]> => {
	const { county, store, rounds } = source;
	const found: ReportsIn[] = [];
	for (const duty of county.data.duties.filter(({ cadence }) => cadence === "quarter")) {
		if (rounds.notOwed(duty, period) !== null || rounds.round(duty, period, null).opensAt > now) continue;
		const units = owing(source, duty, period);
		const { reported } = await store.roundStates(duty.id, period, null);
		const there = new Set(reported.map(({ unit }) => unit));
		const missing = units.filter(({ code }) => !there.has(code)).map((unit) => distinctName(county, unit));
		found.push({ title: duty.name, due: units.length, reported: units.length - missing.length, missing });
	}
	return found;
};
