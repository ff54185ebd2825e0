import { compare, ZERO } from "../../domain/decimal.ts";
import { dateOf, daysOf, type Instant, type PeriodKey, shiftPeriod } from "../../domain/period.ts";
import type { Problem } from "../../domain/problem.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { plannedFigures } from "../../language/planned-figures.ts";
import type { UnitDirectory } from "../../language/unit-directory.ts";
import type { Store } from "../../ports/store.ts";
import type { AnalysisFacts, AnalysisIndicator, AnalysisRow, Lag, PlannedFigure, Promised, Quote } from "../../views/analysis.ts";
import type { FigureSource } from "../rankings/round-figures.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { QuarterAsked } from "./coverage.ts";
import { figureLines } from "./figure-lines.ts";
import { lagCauses, problemsIn, quoted } from "./lag-causes.ts";
import { type QuarterFigures, quarterFigures } from "./quarter-figures.ts";
import { type QuarterReports, quarterReports, type Said } from "./quarter-reports.ts";

/** Problems read at a time. */
const AT_ONCE = 1000;
/** Characters of what somebody said they would do, and of what became of it. */
const PROMISE_CHARS = 120;

export interface AnalysisSource extends FigureSource {
	readonly directory: UnitDirectory;
}

/** Everything a quarter's analysis is written from; null where nobody reported a figure in it. */
export const gatherAnalysis = async (source: AnalysisSource, period: PeriodKey, now: Instant): Promise<AnalysisFacts | null> => {
	const { county, store } = source;
	const { last } = daysOf(period);
	const today = dateOf(now);
	const over = today > last;
	const asked: QuarterAsked = { period, asOf: over ? last : today, now };
	const { lines, unreported } = figureLines(county);
	const read: QuarterFigures[] = [];
	for (const line of lines) read.push(await quarterFigures(source, line, asked));
	if (read.every(({ reports }) => reports === 0)) return null;
	const words = await quarterReports(source, asked);
	const problems = await wholeLedger(store);
	const order = county.data.indicators.map(({ name }) => name);
	const indicators = read.flatMap((one) => one.indicators).toSorted((a, b) => order.indexOf(a.label) - order.indexOf(b.label));
	const { rules } = county.data;
	return {
		county: county.root.name,
		period,
		asOf: asked.asOf,
		over,
		open: read.reduce((all, { open }) => all + open, 0),
		indicators,
		unreported: unreported.map(({ name }) => name),
		bounds: { green: rules["lamp-green"], yellow: rules["lamp-yellow"] },
		problems: problemsIn(problems, asked),
		lags: indicators.flatMap(lagOf),
		causes: lagCauses(county, asked, new Set(read.flatMap(({ behind }) => behind.map(({ code }) => code))), { problems, said: words.now }),
		reports: words.reports,
		...kept(source, asked, words, read),
		next: words.now.filter(isNextOfQuarter(words)).map((said): Quote => quoteOf(source, said)),
	};
};

/** Those an exemption frees from rankings are not blamed here either. */
const lagOf = (indicator: AnalysisIndicator): Lag[] => {
	const behind = (lamp: AnalysisRow["lamp"]): AnalysisRow[] =>
		indicator.rows
			.filter((one) => one.lamp === lamp && one.exempt === null)
			.toSorted((a, b) => compare(a.ofPlan ?? ZERO, b.ofPlan ?? ZERO));
	const [red, yellow] = [behind("red"), behind("yellow")];
	return red.length + yellow.length === 0 ? [] : [{ indicator, red, yellow }];
};

/** What is to come stands in the quarter's own report; where a unit sent none, in its newest monthly one. */
const isNextOfQuarter =
	({ now }: QuarterReports) =>
	(said: Said): boolean =>
		said.purpose === "next" && now.find(({ purpose, from }) => purpose === "next" && from === said.from) === said;

const quoteOf = ({ county }: AnalysisSource, { unit, on, text, report }: Said): Quote => {
	const named = county.unit(unit);
	return { unit: named ? distinctName(county, named) : unit, on, text: quoted(text, PROMISE_CHARS), problem: null, report };
};

/** What units said a quarter ago that they would do, beside what they say now, and the figures in it beside the quarter's. */
const kept = (
	source: AnalysisSource,
	{ period }: QuarterAsked,
	{ now, before }: QuarterReports,
	read: readonly QuarterFigures[],
): Pick<AnalysisFacts, "planned" | "promised"> => {
	const { county, directory } = source;
	const promises = before.filter(
		(said) => said.purpose === "next" && before.find(({ purpose, from }) => purpose === "next" && from === said.from) === said,
	);
	const became = (unit: UnitCode): string | null => now.find((said) => said.purpose === "done" && said.unit === unit)?.text ?? null;
	const fields = county.data.indicators.map(({ id, name, aliases, measure }) => ({ id, name, aliases, measure }));
	const today = daysOf(shiftPeriod(period, -1)).last;
	return {
		promised: promises.map((said): Promised => {
			const then = became(said.unit);
			const { unit, text } = quoteOf(source, said);
			return { unit, said: text, became: then === null ? null : quoted(then, PROMISE_CHARS) };
		}),
		planned: promises.flatMap((said) =>
			plannedFigures(said.text, fields, { directory, today }).flatMap(({ fieldId, basis, value }): PlannedFigure[] => {
				const indicator = county.data.indicators.find(({ id }) => id === fieldId);
				const unit = county.unit(said.unit);
				if (!indicator || !unit) return [];
				const reached = read.map(({ reachedBy }) => reachedBy(unit, indicator)).find((one) => one !== null);
				if (!reached) return [];
				return [
					{
						unit: distinctName(county, unit),
						label: indicator.name,
						measure: indicator.measure,
						basis,
						planned: value,
						reached: basis === "total" ? reached.total : reached.gained,
					},
				];
			}),
		),
	};
};

const wholeLedger = async (store: Store): Promise<Problem[]> => {
	const all: Problem[] = [];
	for (;;) {
		const page = await store.problemsAfter(all.at(-1)?.number ?? 0, AT_ONCE);
		all.push(...page);
		if (page.length < AT_ONCE) return all;
	}
};
