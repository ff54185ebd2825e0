import type { DateText, PeriodKey } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import { mayMeasure } from "./combine.ts";
import { listMarks } from "./list-marks.ts";
import { findMentions, type Mention, matchesOf, type UnitMatch } from "./match-units.ts";
import { type Normal, normalize, type Span, sourceSpan } from "./normalize.ts";
import { ownWords } from "./own-words.ts";
import { readPeriod } from "./read-period.ts";
import { asReading, type FoundQuantity, findQuantities, type QuantityReading } from "./read-quantities.ts";
import { type Assigned, assignQuantities, type ReportEntry } from "./report-assign.ts";
import { chainLines } from "./report-chain.ts";
import { type FieldHit, findFields, type ReportField } from "./report-fields.ts";
import { findProblems } from "./report-problems.ts";
import { sumStart } from "./report-sum.ts";
import { findTable, type ReportTable } from "./report-table.ts";
import { blot } from "./scan-text.ts";
import type { UnitDirectory } from "./unit-directory.ts";
import { saysSame, saysZero } from "./zero.ts";

export type { ReportEntry } from "./report-assign.ts";
export type { ReportField } from "./report-fields.ts";

/** What a report is read against. */
export interface ReportSpec {
	readonly fields: readonly ReportField[];
	readonly directory: UnitDirectory;
	readonly speaker?: UnitCode | null;
	readonly today: DateText;
}

/** One unit's line of a 接龙; `units` holds more than one candidate, or one to confirm, when the name is not sure. */
export interface UnitLine {
	readonly units: readonly UnitMatch[];
	readonly entries: readonly ReportEntry[];
}

/** How a whole report is understood. */
export interface ReportReading {
	/** The sender's own fields; of a 接龙, those of the sender's own line. */
	readonly entries: readonly ReportEntry[];
	/** The problems as typed; "" when the text says there are none, null when it says nothing of them. */
	readonly problems: string | null;
	/** True when the whole text says that there is nothing new (周报 无变化): every field's increase is zero. */
	readonly none: boolean;
	/** Lines by unit of a 接龙 or a list of units; empty for one unit's report. */
	readonly unitLines: readonly UnitLine[];
	/** Units named in the text. */
	readonly units: readonly UnitMatch[];
	readonly period: PeriodKey | null;
	/** Quantities that belong to no field for sure. */
	readonly unassigned: readonly QuantityReading[];
	/** What was not understood, trimmed. */
	readonly leftover: string;
}

const LONGEST = 20_000;

// A field with a number of its measure close behind it: such a place ends the problems before it.
const reportedFields = (text: string, hits: readonly FieldHit[], quantities: readonly FoundQuantity[]): Span[] =>
	hits.filter((hit) => {
		const next = quantities.find((quantity) => quantity.from >= hit.end);
		if (next === undefined || next.from - hit.end > 10 || /[,，。;；\n]/.test(text.slice(hit.end, next.from))) return false;
		const headed = /(?:^|[\n。;；,\s.、)①-⑳:：])\s*$/.test(text.slice(Math.max(0, hit.start - 3), hit.start));
		const closed = /^[\s,。;；!\n]|^$/.test(text.slice(next.to, next.to + 1));
		return headed && closed && hit.fields.some((field) => next.zero || mayMeasure(next, field.measure));
	});

const HEAD = /^[\s/]*(?:周报|月报|季报|weekly|monthly|quarterly|汇报|上报|报送)(?:如下|情况)?[\s:：,，]*/i;

const leftoverOf = (text: string, covered: readonly Span[]): string =>
	blot(text, covered)
		.replace(/\ue000+/g, " ")
		.replace(HEAD, "")
		.replace(/(?:本周|新增|累计|目前|问题|一共|合计|周报|接龙|#)/g, " ")
		.replace(/[\s,，。;；:：、.()!-]+/g, " ")
		.trim();

const lineReading = (read: (range: Span) => Assigned, normal: Normal, mention: Mention, range: Span): UnitLine => ({
	units: matchesOf(normal, [mention]),
	entries: read(range).entries,
});

const typedText = (normal: Normal, span: Span): string => {
	const typed = sourceSpan(normal, span);
	return normal.source.slice(typed.start, typed.end);
};

const isOwn = (line: UnitLine, speaker: UnitCode | null | undefined): boolean =>
	speaker !== null && speaker !== undefined && line.units.length === 1 && line.units[0]?.sure === true && line.units[0].code === speaker;

const allZero = (fields: readonly ReportField[]): ReportEntry[] =>
	fields.map((field) => ({ fieldId: field.id, reading: { kind: "zero" } }));

const readText = (own: string, spec: ReportSpec): ReportReading => {
	const normal = normalize(own);
	const { text } = normal;
	const mentions = findMentions(normal, spec.directory, spec.speaker);
	const quantities = findQuantities(normal, mentions);
	const hits = findFields(text, spec.fields, mentions);
	const { said: problemsSaid, body: problemBody, span } = findProblems(text, reportedFields(text, hits, quantities));
	const outside = <T extends { start: number; end: number }>(part: T): boolean =>
		span === null || part.end <= span.start || part.start >= span.end;
	const said = quantities.filter((quantity) => outside({ start: quantity.from, end: quantity.to }));
	const named = hits.filter(outside);
	const read = (range: Span, assumed: ReportField | null = null): Assigned =>
		assignQuantities({ text, range, fields: spec.fields, hits: named, quantities: said, assumed });
	const chain = chainLines(text, mentions);
	const heading = named.filter((hit) => hit.end <= (chain[0]?.mention.start ?? 0));
	const assumed = chain.length > 0 && heading.length === 1 && heading[0]?.fields.length === 1 ? (heading[0].fields[0] ?? null) : null;
	const unitLines = chain.map((line) => lineReading((range) => read(range, assumed), normal, line.mention, line));
	const summed = sumStart(text, chain.at(-1), unitLines, said);
	const [last, from] = [chain.at(-1), unitLines.length - 1];
	if (summed !== null && last)
		unitLines[from] = lineReading((range) => read(range, assumed), normal, last.mention, { ...last, end: summed });
	const whole = chain.length > 0 ? null : read({ start: 0, end: text.length });
	// What stands before the first unit's line is the sender's own: 暖棚45亩，东朝阳村20亩，小洞村25亩.
	const prelude = chain[0] === undefined || assumed !== null ? [] : read({ start: 0, end: chain[0].mention.start }).entries;
	const ownLine = unitLines.find((line) => isOwn(line, spec.speaker));
	const bare = text.replace(HEAD, "").trim();
	const units = matchesOf(normal, mentions);
	const body = blot(bare, []).replace(/[\s,，。]+$/u, "");
	const none = unitLines.length === 0 && (whole?.entries.length ?? 0) === 0 && (saysZero(body) || whole?.none === true);
	const plain = none && (whole?.none === true || bare !== text.trim());
	const same =
		unitLines.length === 0 && (whole?.entries.length ?? 0) === 0 && !none && saysSame(bare) && (whole?.unassigned.length ?? 0) === 0;
	const entries: readonly ReportEntry[] = plain
		? allZero(spec.fields)
		: same
			? spec.fields.map((field) => ({ fieldId: field.id, reading: { kind: "same-as-last" } }))
			: (ownLine?.entries ?? whole?.entries ?? prelude);
	const covered: Span[] = [
		...mentions,
		...named,
		...said.map((quantity) => ({ start: quantity.from, end: quantity.to })),
		...(span ? [span] : []),
		...listMarks(text),
	];
	return {
		entries,
		problems: problemBody === null ? (problemsSaid === "none" ? "" : null) : typedText(normal, problemBody),
		none,
		unitLines,
		units,
		period: readPeriod(
			blot(text, mentions)
				.slice(0, 200)
				.replace(/下(?:一)?个?(?:周|星期|月|季度)/g, " "),
			spec.today,
		),
		unassigned: (whole?.unassigned ?? [])
			.filter((quantity) => spec.fields.some((field) => mayMeasure(quantity, field.measure)))
			.map(asReading),
		leftover: leftoverOf(text, covered),
	};
};

// The table's figures, and from the text around it whatever the table does not say.
const withTable = (table: ReportTable, around: ReportReading, spec: ReportSpec): ReportReading => {
	const units = [...table.rows.flatMap((row) => row.units), ...around.units];
	const byUnit = table.rows.filter((row) => row.units.length > 0);
	const unitLines = byUnit.length > 1 ? byUnit : around.unitLines;
	const own = byUnit.length > 1 ? unitLines.find((line) => isOwn(line, spec.speaker))?.entries : table.rows.flatMap((row) => row.entries);
	const told = own ?? [];
	const others = around.entries.filter((entry) => !told.some((one) => one.fieldId === entry.fieldId));
	const placed = spec.fields.flatMap((field) => [...told, ...others].filter((entry) => entry.fieldId === field.id));
	return { ...around, entries: placed, none: false, unitLines, units };
};

/**
 * Reads a whole pasted report: fields in any order over any number of lines, a table under its heading, problems, corrections, lines by unit.
 * What others said (quoted text) is left out. Never throws; text beyond 20,000 characters is not read.
 */
export const readReport = (typed: string, spec: ReportSpec): ReportReading => {
	const own = ownWords(typed.slice(0, LONGEST));
	const table = findTable(own, spec);
	return table === null ? readText(own, spec) : withTable(table, readText(table.rest, spec), spec);
};
