import { dateOf, daysOf, type Instant, type PeriodKey } from "../../domain/period.ts";
import type { Person } from "../../domain/person.ts";
import { isOpen, type Problem } from "../../domain/problem.ts";
import { problemLamp } from "../../domain/problem-lamp.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { ExportColumn, ExportSheet, ExportValue, LedgerPart } from "../../views/export.ts";
import { maySeeProblem, unitNow } from "../problems/problem-rights.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { ExportParts } from "./export-parts.ts";

/** Which problems are asked for; null: not asked about. */
export interface LedgerOf {
	readonly unit: Unit | null;
	readonly span: PeriodKey | null;
	readonly only: LedgerPart | null;
}

/** Problems read at a time. */
const AT_ONCE = 1000;

/** The ledger of problems as far as somebody may see it, a line a problem, by number: solved ones and those raised by mistake as well. */
export const ledgerExport = async (parts: ExportParts, of: LedgerOf, reader: Person, at: Instant): Promise<ExportSheet> => {
	const { county, store } = parts;
	const rows: ExportValue[][] = [];
	const isMeant = isMeantBy(parts, of, reader, at);
	for (let from = 0; ; ) {
		const page = await store.problemsAfter(from, AT_ONCE);
		for (const problem of page) if (isMeant(problem)) rows.push(lineOf(parts, problem, at));
		const last = page.at(-1);
		if (!last || page.length < AT_ONCE) break;
		from = last.number;
	}
	const unit = of.unit && distinctName(county, of.unit);
	return {
		heading: { of: "ledger", unit, span: of.span, only: of.only, at, problems: rows.length },
		columns: COLUMNS,
		rows,
		totals: null,
		frozen: 2,
	};
};

const isMeantBy = (
	{ county }: ExportParts,
	{ unit, span, only }: LedgerOf,
	reader: Person,
	at: Instant,
): ((problem: Problem) => boolean) => {
	const judged = { county, day: dateOf(at) };
	const days = span && daysOf(span);
	const isOf = (code: UnitCode): boolean => unit === null || county.contains(unit.code, unitNow(judged, code));
	const isPart = (problem: Problem): boolean => {
		if (only === null) return true;
		if (only === "solved") return problem.state === "closed";
		return isOpen(problem) && (only === "open" || (problem.solvedOn ?? judged.day) > problem.dueOn);
	};
	return (problem) => {
		const raisedOn = dateOf(problem.raisedAt);
		return (
			isPart(problem) &&
			(days === null || (raisedOn >= days.first && raisedOn <= days.last)) &&
			(isOf(problem.unit) || (problem.owner !== null && isOf(problem.owner))) &&
			maySeeProblem(judged, reader, problem)
		);
	};
};

const COLUMNS: readonly ExportColumn[] = [
	{ is: { column: "number" }, format: "number", width: 7 },
	{ is: { column: "unit" }, format: "text", width: 14 },
	{ is: { column: "project" }, format: "text", width: 14 },
	{ is: { column: "problem" }, format: "text", width: 44 },
	{ is: { column: "owner" }, format: "text", width: 14 },
	{ is: { column: "due-on" }, format: "date", width: 12 },
	{ is: { column: "lamp" }, format: "text", width: 6 },
	{ is: { column: "state" }, format: "text", width: 10 },
	{ is: { column: "raised-at" }, format: "moment", width: 17 },
	{ is: { column: "solved-on" }, format: "date", width: 12 },
	{ is: { column: "changes" }, format: "number", width: 9 },
];

const lineOf = ({ county }: ExportParts, problem: Problem, at: Instant): ExportValue[] => {
	const nameOf = (code: UnitCode): string => {
		const unit = county.unit(code);
		return unit ? distinctName(county, unit) : code;
	};
	const { number, unit, project, text, owner, dueOn, state, raisedAt, solvedOn, events } = problem;
	return [
		String(number),
		nameOf(unit),
		project === null ? null : (county.data.projects.find(({ id }) => id === project)?.name ?? project),
		text,
		owner === null ? null : nameOf(owner),
		dueOn,
		isOpen(problem) ? { word: problemLamp(problem, dateOf(at), county.data.rules) } : null,
		{ word: state },
		raisedAt,
		solvedOn,
		String(events),
	];
};
