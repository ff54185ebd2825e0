import { compare, type Decimal, isNegative, negate } from "../../domain/decimal.ts";
import { parsePeriod } from "../../domain/period.ts";
import type { AnalysisFacts, AnalysisIndicator, AnalysisRow, CauseGroup, Lag, Quote } from "../../views/analysis.ts";
import type { AnalysisBlock, AnalysisColumn, AnalysisWords } from "../analysis.ts";
import { formats } from "./formats.ts";

const { quantity, day, period: name } = formats;
const LETTERS = { green: "G", yellow: "Y", red: "R", none: "–" } as const;
const MOST_SPEAKERS = 10;

const heading = (level: 1 | 2, text: string): AnalysisBlock => ({ kind: "heading", level, text });
const text = (words: string): AnalysisBlock => ({ kind: "text", text: words });
const column = (title: string, align: AnalysisColumn["align"] = "right", wraps = false): AnalysisColumn => ({
	title,
	align,
	...(wraps ? { wraps } : {}),
});
const or = (value: Decimal | null): string => value ?? "–";
const signed = (value: Decimal | null): string => (value === null ? "–" : isNegative(value) || value === "0" ? value : `+${value}`);

const FIGURES = ["Target", "Reached", "%", "Planned", "Ahead/behind", "This quarter"].map((title) => column(title));

const indicatorLine = ({ label, measure, county }: AnalysisIndicator): string =>
	county.annual === null
		? `${label}: ${quantity(county.total, measure)}, no target.`
		: `${label}: ${quantity(county.total, measure)} of ${quantity(county.annual, measure)} (${county.percent}%), plan ${or(county.due)} (${county.planned}%), ${signed(county.ahead)}${county.lamp === "none" ? "" : `, ${county.lamp}`}; this quarter ${county.gained}, planned ${or(county.dueInQuarter)}.`;

const remarks = ({ exempt, joined, since, owed, missed, annual }: AnalysisRow): string =>
	[
		...(exempt === null ? [] : [`not ranked (${exempt})`]),
		...(annual === null ? ["no target"] : []),
		...(joined.length > 0 ? [`with ${joined.join(", ")}`] : []),
		...(since === null ? [] : [`since ${day(since)}`]),
		...(missed === 0 ? [] : [missed === owed ? "nothing reported" : `${missed} not reported`]),
	].join("; ");

const unitTable = ({ label, measure, rows }: AnalysisIndicator, index: number): AnalysisBlock[] => [
	heading(2, `(${index + 1}) ${label}`),
	{
		kind: "table",
		caption: `${label} (${measure})`,
		columns: [
			column("Place", "center"),
			column("Unit", "left", true),
			...FIGURES,
			column("Lamp", "center"),
			column("Remarks", "left", true),
		],
		rows: rows.map((one) => [
			one.rank === null ? "–" : String(one.rank),
			one.unit,
			or(one.annual),
			one.total,
			or(one.percent),
			or(one.due),
			signed(one.ahead),
			one.gained,
			LETTERS[one.lamp],
			remarks(one),
		]),
	},
];

const lagList = ({ indicator, red, yellow }: Lag): AnalysisBlock[] => [
	...(red.length === 0
		? []
		: [
				{
					kind: "table",
					caption: `${indicator.label}: red (${indicator.measure})`,
					columns: [
						column("Unit", "left", true),
						column("Planned"),
						column("Reached"),
						column("Behind"),
						column("% of plan"),
						column("% of target"),
					],
					rows: red.map((one) => [
						one.owed > 0 && one.missed === one.owed ? `${one.unit} (no reports)` : one.unit,
						or(one.due),
						one.total,
						one.ahead === null ? "–" : negate(one.ahead),
						or(one.ofPlan),
						or(one.percent),
					]),
				} as const,
			]),
	...(yellow.length === 0
		? []
		: [text(`${indicator.label}, yellow: ${yellow.map(({ unit, ahead }) => `${unit} (${signed(ahead)})`).join(", ")}.`)]),
];

const where = ({ unit, on, problem, report }: Quote): string =>
	`${unit}, ${day(on)}, ${problem === null ? (report ?? "") : `problem ${problem}`}`;

const cause = ({ about, units, quotes, more }: CauseGroup, index: number): AnalysisBlock =>
	text(
		`${index + 1}. ${about === null ? "Other reasons" : `${about} (${units} units)`}: ${quotes.map((quote) => `${where(quote)}: “${quote.text}”`).join("; ")}${more > 0 ? `; ${more} more` : ""}.`,
	);

const lagging = ({ lags, causes, problems, asOf, bounds }: AnalysisFacts): AnalysisBlock[] => [
	heading(1, "4. Behind the plan, and why"),
	...(lags.length === 0
		? [text("Nobody is behind.")]
		: [text(`Yellow: ${bounds.yellow}% to ${bounds.green}% of plan; red: less. Slowest first.`), ...lags.flatMap(lagList)]),
	...(causes.length === 0
		? [text("No reasons are written down.")]
		: [text("In the units' own words, from the ledger and their reports:"), ...causes.map(cause)]),
	text(
		`Problems: ${problems.raised} new, ${problems.solved} solved; as of ${day(asOf)} ${problems.open} open, ${problems.overdue} of them overdue.`,
	),
];

const promises = ({ planned, promised }: AnalysisFacts): AnalysisBlock[] => [
	heading(1, "5. What was promised last quarter"),
	text(
		promised.length === 0 ? "Nothing was promised in last quarter's reports." : "Last quarter's words beside this quarter's: please check.",
	),
	...(planned.length === 0
		? []
		: [
				{
					kind: "table",
					caption: "Figures read from these words",
					columns: [
						column("Unit", "left", true),
						column("Indicator", "left", true),
						column("Promised"),
						column("Reached"),
						column("Kept", "center"),
					],
					rows: planned.map((one) => [
						one.unit,
						one.label,
						`${one.basis === "total" ? "total " : "+"}${quantity(one.planned, one.measure)}`,
						`${one.basis === "total" ? "total " : "+"}${quantity(one.reached, one.measure)}`,
						compare(one.reached, one.planned) >= 0 ? "yes" : "no",
					]),
				} as const,
			]),
	...(promised.length === 0
		? []
		: [
				{
					kind: "table",
					caption: null,
					columns: [column("Unit", "left", true), column("Promised", "left", true), column("This quarter", "left", true)],
					rows: promised.map(({ unit, said, became }) => [unit, said, became ?? "no report"]),
				} as const,
			]),
];

const nextSteps = ({ next }: AnalysisFacts): AnalysisBlock[] => [
	heading(1, "6. Next steps"),
	...(next.length === 0
		? [text("No report names next steps yet.")]
		: [
				{
					kind: "table",
					caption: null,
					columns: [column("Unit", "left", true), column("Next steps", "left", true)],
					rows: next.map(({ unit, text: words }) => [unit, words]),
				} as const,
			]),
];

const agenda = (facts: AnalysisFacts): AnalysisBlock[] => {
	const reds = facts.lags.filter(({ red }) => red.length > 0);
	const units = [...new Set(reds.flatMap(({ red }) => red.map(({ unit }) => unit)))];
	const together = facts.causes.flatMap(({ about }) => about ?? []);
	const items = [
		`The supervision office reports on ${name(facts.period)}.`,
		...(reds.length === 0
			? []
			: [
					`Departments: ${reds.map(({ indicator, red }) => `${indicator.department} (${indicator.short}, ${red.length} red)`).join(", ")}.`,
					`Units behind give reasons, measures and dates: ${units.slice(0, MOST_SPEAKERS).join(", ")}${units.length > MOST_SPEAKERS ? `; ${units.length - MOST_SPEAKERS} more in writing` : ""}.`,
				]),
		...(together.length === 0 ? [] : [`Problems of several units: ${together.join(", ")}.`]),
		...(facts.promised.length === 0 ? [] : ["What became of last quarter's promises."]),
		"Next steps.",
	];
	return [
		heading(1, "7. Agenda of the analysis meeting (draft)"),
		text("Time, place, who takes part: (to be filled in)"),
		...items.map((item, index) => text(`${index + 1}. ${item}`)),
	];
};

/** Words of the quarter's analysis. */
export const analysisWords: AnalysisWords = {
	text: (facts, office) => ({
		title: `${facts.county}: analysis of ${name(facts.period)}${facts.over ? "" : ` (as of ${day(facts.asOf)})`}`,
		by: office,
		blocks: [
			heading(1, "1. The county"),
			text(
				`From approved reports, as of ${day(facts.asOf)}.${facts.over ? "" : " The quarter is not over."}${facts.open > 0 ? ` ${facts.open} rounds are still open.` : ""}`,
			),
			...facts.indicators.map((one) => text(indicatorLine(one))),
			...(facts.unreported.length > 0 ? [text(`Not reported often enough to analyse: ${facts.unreported.join(", ")}.`)] : []),
			{
				kind: "table",
				caption: null,
				columns: [column("Indicator", "left", true), column("Measure", "center"), ...FIGURES, column("Lamp", "center")],
				rows: facts.indicators.map(({ short, measure, county }) => [
					short,
					measure,
					or(county.annual),
					county.total,
					or(county.percent),
					or(county.due),
					signed(county.ahead),
					county.gained,
					LETTERS[county.lamp],
				]),
			},
			...facts.reports.map(({ title, due, reported, missing }) =>
				text(`${title}: ${reported} of ${due} in${missing.length === 0 ? "" : `; missing: ${missing.join(", ")}`}.`),
			),
			heading(1, "2. Trend"),
			{ kind: "pictures", of: "trend" },
			heading(1, "3. By unit"),
			{ kind: "pictures", of: "completion" },
			...facts.indicators.filter(({ county }) => county.annual !== null).flatMap(unitTable),
			...lagging(facts),
			...promises(facts),
			...nextSteps(facts),
			...agenda(facts),
		],
	}),
	fileName: (period, what) => (what === "document" ? `Analysis ${period}.docx` : `Analysis ${period} ${what}.png`),
	trendTitle: ({ county, period }) => `${county}: trend, ${name(period)}`,
	completionTitle: ({ county, period }) => `${county}: completion by unit, ${name(period)}`,
	pictureNote: ({ asOf, over }) => `As of ${asOf}${over ? "" : " (quarter not over)"}; total ÷ annual target`,
	panel: ({ measure, county }) =>
		county.annual === null
			? `${quantity(county.total, measure)}, no target`
			: `${county.total}/${quantity(county.annual, measure)}  ${county.percent}%  plan ${county.planned}%`,
	point: (period) => {
		const { cadence, number } = parsePeriod(period);
		return cadence === "quarter" ? `Q${number}` : String(number);
	},
	legend: { reached: "This quarter", earlier: "Earlier", planned: "Plan" },
	completionLegend: () => "Mark: planned by the day; lamp: against plan",
	unit: "Unit",
	noTarget: "no target",
	lamps: { green: "G", yellow: "Y", red: "R", none: "–" },
};
