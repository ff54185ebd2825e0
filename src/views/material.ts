import type { FileRef } from "../domain/file.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { ReviewWay } from "../domain/review-decision.ts";
import type { ViewButton } from "./button.ts";
import type { ReportRow } from "./report.ts";

/** A unit's report as its document in the archive tells it. */
export interface MaterialReport {
	readonly unit: string;
	readonly duty: string;
	readonly period: PeriodKey;
	readonly number: number;
	readonly by: string;
	readonly at: Instant;
	readonly late: boolean;
	readonly proxy: boolean;
	/** Null where no approval is asked for. */
	readonly approved: { readonly by: string; readonly at: Instant; readonly way: ReviewWay } | null;
	/** Its lines, each with the names its files have in the archive. */
	readonly rows: readonly { readonly row: ReportRow; readonly files: readonly string[] }[];
}

/** A file that is in no archive, and why. */
export interface LeftOut {
	readonly unit: string;
	readonly name: string;
	readonly size: number;
}

export type MaterialView =
	| { readonly key: "material-started"; readonly buttons: readonly ViewButton[] }
	/** No report of the round counts yet. */
	| { readonly key: "material-none"; readonly title: string; readonly period: PeriodKey; readonly buttons: readonly ViewButton[] }
	/** The asker's messenger carries no file that would hold it. */
	| { readonly key: "material-uncarried"; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "material";
			readonly title: string;
			readonly period: PeriodKey;
			/** Units that owe the report, and those whose report counts. */
			readonly due: number;
			readonly reported: number;
			/** Files of the units that are in the archives, and the bytes of all archives. */
			readonly count: number;
			readonly bytes: number;
			/** The largest an archive may be, in bytes. */
			readonly limit: number;
			/** Units whose report does not count yet. */
			readonly missing: readonly string[];
			readonly tooLarge: readonly LeftOut[];
			/** Kept no more. */
			readonly lost: readonly LeftOut[];
			/** The archives. */
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  };
