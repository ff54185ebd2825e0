import { dateOf, type Instant, type PeriodKey } from "../../domain/period.ts";
import type { ExportColumn, ExportColumnName, ExportSheet, ExportValue } from "../../views/export.ts";
import type { PersonBurden } from "../burden/burden-totals.ts";
import { remembers } from "../burden/describe-burden.ts";
import { gatherBurden } from "../burden/gather-burden.ts";
import { personLine } from "../people/named.ts";
import type { ExportParts } from "./export-parts.ts";

const COUNTED = ["reminders", "notices", "told", "mentions", "questions", "answers", "replies", "minutes", "spared"] as const;

const COLUMNS: readonly ExportColumn[] = [
	{ is: { column: "unit" }, format: "text", width: 16 },
	{ is: { column: "name" }, format: "text", width: 15 },
	{ is: { column: "post" }, format: "text", width: 16 },
	...COUNTED.map((column: ExportColumnName): ExportColumn => ({ is: { column }, format: "number", width: 10 })),
];

/** What the program asked of people in a month, a line a person, whoever was asked most first. */
export const burdenExport = async ({ county, store, limitsOf }: ExportParts, month: PeriodKey, at: Instant): Promise<ExportSheet> => {
	const totals = await gatherBurden({ store, county, month, now: at, limitsOf });
	const remembered = remembers(county.data.rules, month, at);
	const rows = totals.people.flatMap((one): ExportValue[][] => {
		const person = county.person(one.person);
		if (!person) return [];
		const line = personLine(county, person, dateOf(at));
		return [[line.unit, line.name, line.post, ...countsOf(one, remembered).map((count) => (count === null ? null : String(count)))]];
	});
	const { reached, messages, groupMessages, minutes, channels } = totals;
	return {
		heading: { of: "burden", month, at, reached, messages, groupMessages, minutes, channels },
		columns: COLUMNS,
		rows,
		totals: null,
		frozen: 2,
	};
};

/** In the order of their columns; null: its words are no longer kept, and it cannot be told from what else was said. */
const countsOf = ({ sent, mentions, replies, minutes, capped }: PersonBurden, remembered: boolean): (number | null)[] =>
	remembered
		? [sent.reminder, sent.notice, sent.told, mentions, sent.question, sent.answer, replies, minutes, capped]
		: [sent.reminder, null, sent.told + sent.notice, mentions, null, null, replies, minutes, capped];
