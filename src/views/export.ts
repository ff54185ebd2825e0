import type { Decimal } from "../domain/decimal.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { ScorePartId } from "../domain/ranking.ts";
import type { ChannelLine } from "./burden.ts";
import type { ViewButton } from "./button.ts";
import type { SheetFormat, SheetValue } from "./sheet.ts";

/** What is said in a cell where no figure or text of people stands. */
export const EXPORT_WORDS = [
	"on-time",
	"late",
	"waiting",
	"returned",
	"begun",
	"missing",
	"own",
	"proxy",
	"confirmed",
	"silent",
	"unreachable",
	"guest",
	"total",
	"no-part",
	"green",
	"yellow",
	"red",
	"yes",
	"no",
	"raised",
	"assigned",
	"answered",
	"closing",
	"closed",
	"reopened",
	"withdrawn",
	"lacks-report",
	"lacks-files",
	"too-large",
	"lost",
] as const;
export type ExportWord = (typeof EXPORT_WORDS)[number];

/** What a column holds; the catalogue names it. */
export const EXPORT_COLUMNS = [
	"code",
	"unit",
	"within",
	"state",
	"sent-at",
	"person",
	"name",
	"post",
	"source",
	"version",
	"round",
	"duty",
	"number",
	"question",
	"answer",
	"as-written",
	"reason",
	"files",
	"hash",
	"rank",
	"score",
	"lamp",
	"due",
	"on-time",
	"confirmed-at",
	"reminded-at",
	"project",
	"problem",
	"owner",
	"due-on",
	"raised-at",
	"solved-on",
	"changes",
	"reminders",
	"notices",
	"told",
	"mentions",
	"questions",
	"answers",
	"replies",
	"minutes",
	"spared",
	"approved-by",
	"approved-at",
	"file",
	"size",
	"part",
	"lacking",
] as const;
export type ExportColumnName = (typeof EXPORT_COLUMNS)[number];

/** A column: one of ours, a part of a figure that was asked for, or a question in the office's own words. */
export type ExportColumn = {
	readonly is:
		| { readonly column: ExportColumnName }
		| { readonly figure: string; readonly measure: string; readonly part: "increment" | "total" | "annual" | "percent" }
		| { readonly question: string }
		| { readonly score: ScorePartId };
	readonly format: SheetFormat;
	readonly width: number;
	readonly places?: number;
};

/** A value, or a word of the catalogue. */
export type ExportValue =
	| SheetValue
	| { readonly word: ExportWord }
	| { readonly period: PeriodKey }
	/** 「新增45亩，累计1300亩」 */
	| { readonly figure: { readonly increment: Decimal; readonly total: Decimal; readonly measure: string } };

/** Which problems of a ledger: not solved, not solved and late, solved. */
export type LedgerPart = "open" | "overdue" | "solved";

/** What a sheet is about. */
export type ExportHeading =
	| {
			readonly of: "round";
			readonly title: string;
			readonly period: PeriodKey;
			readonly at: Instant;
			readonly dueAt: Instant;
			readonly due: number;
			readonly reported: number;
			readonly onTime: number;
	  }
	| {
			readonly of: "ranking";
			readonly title: string;
			readonly period: PeriodKey;
			readonly at: Instant;
			/** 0: as it stands. */
			readonly edition: number;
			readonly rules: string;
	  }
	| {
			readonly of: "receipts";
			readonly number: number;
			readonly head: string;
			readonly at: Instant;
			readonly confirmed: number;
			readonly asked: number;
	  }
	| {
			readonly of: "ledger";
			/** Of one unit and those below it; null: of all the asker may see. */
			readonly unit: string | null;
			/** When they were raised; null: at any time. */
			readonly span: PeriodKey | null;
			readonly only: LedgerPart | null;
			readonly at: Instant;
			readonly problems: number;
	  }
	| {
			readonly of: "burden";
			readonly month: PeriodKey;
			readonly at: Instant;
			readonly reached: number;
			readonly messages: number;
			readonly groupMessages: number;
			readonly minutes: number;
			readonly channels: readonly ChannelLine[];
	  }
	| {
			readonly of: "material";
			readonly title: string;
			readonly period: PeriodKey;
			readonly at: Instant;
			readonly due: number;
			readonly reported: number;
			readonly files: number;
	  }
	| { readonly of: "record"; readonly name: string; readonly from: PeriodKey; readonly at: Instant; readonly reports: number };

/** One sheet of an export, without its words. */
export interface ExportSheet {
	readonly heading: ExportHeading;
	readonly columns: readonly ExportColumn[];
	readonly rows: readonly (readonly ExportValue[])[];
	readonly totals: readonly ExportValue[] | null;
	readonly frozen: number;
}

export type ExportView =
	| { readonly key: "export-started"; readonly buttons: readonly ViewButton[] }
	/** Nothing that was typed names something to export; what there is, with examples. */
	| { readonly key: "export-what"; readonly unit: string; readonly period: PeriodKey; readonly buttons: readonly ViewButton[] }
	| { readonly key: "export-empty"; readonly buttons: readonly ViewButton[] }
	| { readonly key: "export-too-large"; readonly buttons: readonly ViewButton[] };
