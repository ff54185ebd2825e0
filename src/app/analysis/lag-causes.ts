import type { County } from "../../domain/county.ts";
import { type DateText, dateOf, daysOf } from "../../domain/period.ts";
import type { Problem } from "../../domain/problem.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { alikeProblems } from "../../language/alike-problems.ts";
import type { AnalysisFacts, CauseGroup, Quote } from "../../views/analysis.ts";
import { townshipOf } from "../problems/describe-problem.ts";
import { unitNow } from "../problems/problem-rights.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { QuarterAsked } from "./coverage.ts";
import type { Said } from "./quarter-reports.ts";

/** Groups shown, and quotes of each; the rest is counted. */
const MOST_GROUPS = 8;
const MOST_QUOTES = 4;
const MOST_ALONE = 10;
/** Characters of a quote. */
const QUOTE_CHARS = 60;

/** Somebody's words in one line, cut where they are long. */
export const quoted = (text: string, most = QUOTE_CHARS): string => {
	const flat = [...text.replace(/\s+/gu, " ").trim()];
	return flat.length > most ? `${flat.slice(0, most).join("")}……` : flat.join("");
};

/** Whether a problem was solved by a day: its closure was asked for by then, and stands. */
const solvedBy = ({ state, solvedOn }: Problem, day: DateText): boolean => state === "closed" && solvedOn !== null && solvedOn <= day;

/** The ledger as it stood on the quarter's last day, as far as its present state tells: what was sent back since was not solved then. */
export const problemsIn = (problems: readonly Problem[], { period, asOf }: QuarterAsked): AnalysisFacts["problems"] => {
	const { first } = daysOf(period);
	const known = problems.filter((problem) => problem.state !== "withdrawn" && dateOf(problem.raisedAt) <= asOf);
	const open = known.filter((problem) => !solvedBy(problem, asOf));
	return {
		raised: known.filter(({ raisedAt }) => dateOf(raisedAt) >= first).length,
		solved: known.filter((problem) => solvedBy(problem, asOf) && (problem.solvedOn ?? "") >= first).length,
		open: open.length,
		overdue: open.filter(({ dueOn, solvedOn }) => (solvedOn === null || solvedOn > asOf ? asOf : solvedOn) > dueOn).length,
	};
};

/**
 * Why units are behind, in their own words alone: problems of the ledger that were raised in the quarter or open at its end, and what their reports give as the
 * reason. Words of several units about one thing stand together, the others at the end.
 */
export const lagCauses = (
	county: County,
	asked: QuarterAsked,
	behind: ReadonlySet<UnitCode>,
	{ problems, said }: { readonly problems: readonly Problem[]; readonly said: readonly Said[] },
): CauseGroup[] => {
	const { first } = daysOf(asked.period);
	const judged = { county, day: asked.asOf };
	const unitOf = (code: UnitCode): UnitCode => unitNow(judged, townshipOf(county, code));
	const nameOf = (code: UnitCode): string => {
		const unit = county.unit(code);
		return unit ? distinctName(county, unit) : code;
	};
	const fromLedger = problems
		.filter((problem) => {
			const raisedOn = dateOf(problem.raisedAt);
			return problem.state !== "withdrawn" && raisedOn <= asked.asOf && (raisedOn >= first || !solvedBy(problem, asked.asOf));
		})
		.filter(({ unit }) => behind.has(unitOf(unit)))
		.map(
			({ number, unit, text, raisedAt }): Quote => ({
				unit: nameOf(unitOf(unit)),
				on: dateOf(raisedAt),
				text,
				problem: number,
				report: null,
			}),
		);
	const fromReports = said
		.filter(({ purpose, unit }) => purpose === "cause" && behind.has(unit))
		.flatMap(({ unit, on, text, report }) =>
			text
				.split(/[\n；;]+/u)
				.map((line) => line.trim())
				.filter((line) => line !== "")
				.map((line): Quote => ({ unit: nameOf(unit), on, text: line, problem: null, report })),
		);
	const quotes = [...fromLedger, ...fromReports];
	const compared = quotes.map((quote, index) => ({ number: index + 1, unit: quote.unit, text: quote.text, quote }));
	const places = county.data.units
		.filter(({ kind }) => kind === "township" || kind === "village")
		.flatMap(({ name, aliases }) => [name, ...aliases]);
	const alike = alikeProblems(compared, places).slice(0, MOST_GROUPS);
	const together = new Set(alike.flatMap((group) => group.problems.map(({ number }) => number)));
	const alone = compared.filter(({ number }) => !together.has(number)).map(({ quote }) => quote);
	return [
		...alike.map(({ about, problems: group }) =>
			groupOf(
				about,
				group.map(({ quote }) => quote),
				MOST_QUOTES,
			),
		),
		...(alone.length > 0 ? [groupOf(null, alone, MOST_ALONE)] : []),
	];
};

const groupOf = (about: string | null, quotes: readonly Quote[], most: number): CauseGroup => ({
	about: about === null ? null : ownWordsFor(about, quotes),
	units: new Set(quotes.map(({ unit }) => unit)).size,
	quotes: quotes.slice(0, most).map((quote) => ({ ...quote, text: quoted(quote.text) })),
	more: Math.max(0, quotes.length - most),
});

/** What a group is called, in words somebody wrote: of the clauses that speak of it the one that is the common words themselves, said most often, or shortest. */
const ownWordsFor = (about: string, quotes: readonly Quote[]): string => {
	const pairs = Array.from({ length: Math.max(0, about.length - 1) }, (_, at) => about.slice(at, at + 2));
	const clauses = quotes
		.flatMap(({ text }) => text.split(/[,，。;；:：!！?？、\s]+/u))
		.filter((clause) => pairs.some((pair) => clause.includes(pair)));
	const times = (clause: string): number => clauses.filter((one) => one === clause).length;
	const [best] = clauses.toSorted(
		(a, b) => Number(b === about) - Number(a === about) || times(b) - times(a) || a.length - b.length || (a < b ? -1 : 1),
	);
	return best ?? about;
};
