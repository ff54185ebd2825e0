import { add, type Decimal, percentOf, ZERO } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { Instant, PeriodKey } from "../../domain/period.ts";
import { firstVersion, type Report } from "../../domain/report.ts";
import { countingVersion, judgedBy, standOf } from "../../domain/review.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { ExportColumn, ExportSheet, ExportValue } from "../../views/export.ts";
import { indicatorsOf, targetIn } from "../reports/figures.ts";
import type { ExportParts } from "./export-parts.ts";
import { reportsOf } from "./reports-of.ts";

/** How wide a question's own words stand. */
const ANSWER_WIDTH = 32;

const FIGURE_PARTS = ["increment", "total", "annual", "percent"] as const;

/** One round, a line a unit that owes it: state, figures of what counts beside their targets, answers, how many files; the sums below. */
export const roundExport = async (
	parts: ExportParts,
	duty: Duty,
	period: PeriodKey,
	units: readonly Unit[],
	at: Instant,
): Promise<ExportSheet> => {
	const { county, rounds, store } = parts;
	const reports = new Map(
		(
			await reportsOf(
				store,
				units.map(({ code }) => ({ duty: duty.id, period, unit: code })),
			)
		).map((report) => [report.unit, report]),
	);
	const { begun } = await store.roundStates(duty.id, period, null);
	const drafting = new Set(begun.map(({ unit }) => unit));
	const indicators = indicatorsOf(duty, county);
	const questions = duty.questions.filter(({ indicator, kind }) => indicator === null && kind !== "files");
	const below = units.some(({ kind }) => kind === "village");
	const isLate = (report: Report): boolean => rounds.isLate(duty.id, period, judgedBy(report));
	const rows = units.map((unit): ExportValue[] => {
		const report = reports.get(unit.code);
		const version = report && countingVersion(report);
		const entries = new Map(version?.entries.map((entry) => [entry.indicator, entry]));
		const answers = new Map(version?.answers.map((answer) => [answer.question, answer]));
		return [
			unit.code,
			unit.name,
			...(below ? [unit.parent === null ? null : (county.unit(unit.parent)?.name ?? null)] : []),
			{
				word:
					version && report
						? isLate(report)
							? "late"
							: "on-time"
						: report
							? inReview(report)
							: drafting.has(unit.code)
								? "begun"
								: "missing",
			},
			report ? firstVersion(report).sentAt : null,
			version ? (county.person(version.by)?.name ?? version.by) : null,
			version ? { word: version.source } : null,
			version ? String(version.version) : null,
			...indicators.flatMap((indicator): ExportValue[] => {
				const entry = entries.get(indicator.id);
				const annual = annualOf(parts, unit.code, indicator, period);
				return [entry?.increment ?? null, entry?.total ?? null, annual, entry && annual ? percentOf(entry.total, annual) : null];
			}),
			...questions.map(({ id }): ExportValue => {
				const answer = answers.get(id);
				if (answer?.kind === "text") return answer.text;
				if (answer?.kind === "choice") return answer.option;
				return answer?.kind === "yesno" ? { word: answer.yes ? "yes" : "no" } : null;
			}),
			version ? String(version.answers.reduce((sum, answer) => sum + (answer.kind === "files" ? answer.files.length : 0), 0)) : null,
		];
	});
	const reported = [...reports.values()].filter((report) => countingVersion(report) !== null);
	return {
		heading: {
			of: "round",
			title: duty.name,
			period,
			at,
			dueAt: rounds.round(duty, period, null).dueAt,
			due: units.length,
			reported: reported.length,
			onTime: reported.filter((report) => !isLate(report)).length,
		},
		columns: columnsOf(indicators, questions, below),
		rows,
		totals:
			indicators.length === 0
				? null
				: totalsOf(parts, units, reports, indicators, period, { before: below ? 7 : 6, behind: questions.length + 1 }),
		frozen: 2,
	};
};

const inReview = (report: Report): "waiting" | "returned" => (standOf(report) === "returned" ? "returned" : "waiting");

const own = (
	column: Extract<ExportColumn["is"], { column: unknown }>["column"],
	width: number,
	more: Partial<ExportColumn> = {},
): ExportColumn => ({
	is: { column },
	format: "text",
	width,
	...more,
});

const columnsOf = (indicators: readonly Indicator[], questions: Duty["questions"], below: boolean): ExportColumn[] => [
	own("code", 14),
	own("unit", 14),
	...(below ? [own("within", 12)] : []),
	own("state", 8),
	own("sent-at", 17, { format: "moment" }),
	own("person", 15),
	own("source", 8),
	own("version", 6, { format: "number" }),
	...indicators.flatMap(({ name, measure }) =>
		FIGURE_PARTS.map(
			(part): ExportColumn => ({
				is: { figure: name, measure, part },
				format: part === "percent" ? "percent" : "number",
				width: 10,
				...(part === "percent" ? { places: 1 } : {}),
			}),
		),
	),
	...questions.map(({ label }): ExportColumn => ({ is: { question: label }, format: "text", width: ANSWER_WIDTH })),
	own("files", 8, { format: "number" }),
];

const annualOf = ({ county }: ExportParts, unit: UnitCode, indicator: Indicator, period: PeriodKey): Decimal | null =>
	targetIn(county, unit, indicator.id, period)?.annual ?? null;

/** The sums of what was reported; per cent of the targets only where everybody with a target reported: else it were another one than 汇总 and 进度 tell. */
const totalsOf = (
	parts: ExportParts,
	units: readonly Unit[],
	reports: ReadonlyMap<UnitCode, Report>,
	indicators: readonly Indicator[],
	period: PeriodKey,
	empty: { readonly before: number; readonly behind: number },
): ExportValue[] => [
	{ word: "total" },
	...Array.from({ length: empty.before }, () => null),
	...indicators.flatMap((indicator): ExportValue[] => {
		let [increment, total, annual] = [ZERO, ZERO, ZERO];
		let isWhole = true;
		for (const { code } of units) {
			const report = reports.get(code);
			const entry = report && countingVersion(report)?.entries.find((one) => one.indicator === indicator.id);
			if (entry) [increment, total] = [add(increment, entry.increment), add(total, entry.total)];
			const target = annualOf(parts, code, indicator, period);
			if (target && !entry) isWhole = false;
			annual = add(annual, target ?? ZERO);
		}
		return [increment, total, annual, isWhole ? percentOf(total, annual) : null];
	}),
	...Array.from({ length: empty.behind }, () => null),
];
