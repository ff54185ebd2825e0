import type { Decimal } from "../domain/decimal.ts";
import type { Cadence, DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { DueNote } from "../domain/round.ts";
import type { ViewButton } from "./button.ts";
import type { AnswerFacts, DialogRemark } from "./dialog.ts";
import type { ProblemLine } from "./problems.ts";

/** How a unit's figure stands against the year's target. */
export type Lamp = "green" | "yellow" | "red" | "none";

/** One line of a submitted report. */
export type ReportRow =
	| {
			readonly kind: "figure";
			readonly label: string;
			readonly measure: string;
			readonly increment: Decimal;
			readonly total: Decimal;
			readonly approximate: boolean;
			readonly reason: string | null;
	  }
	| { readonly kind: "text"; readonly label: string; readonly text: string }
	| { readonly kind: "yesno"; readonly label: string; readonly yes: boolean }
	/** Files of a question; `label` null: sent along unasked. */
	| { readonly kind: "files"; readonly label: string | null; readonly count: number };

/** The villages' sum beside the township's figure, with its coverage. */
export interface VillageSum {
	readonly label: string;
	readonly measure: string;
	readonly sum: Decimal;
	readonly reported: number;
	readonly of: number;
	/** Township increment minus the sum. */
	readonly gap: Decimal;
}

export interface SubmittedReport {
	readonly number: number;
	readonly version: number;
	readonly title: string;
	readonly unit: string;
	readonly period: PeriodKey;
	readonly at: Instant;
	readonly by: string;
	readonly late: boolean;
	readonly proxy: boolean;
	readonly confirmed: boolean;
	/** Absent where it counts. `counts`: the version that counts meanwhile; null: none. */
	readonly review?: { readonly state: "waiting" | "returned"; readonly by: readonly string[]; readonly counts: number | null };
	readonly rows: readonly ReportRow[];
}

/** Who was asked to approve a report; nobody where its sender is the only principal, or where none can be asked. */
export type ReviewNote =
	| { readonly way: "asked" | "self" | "none" | "unreached"; readonly by: readonly string[] }
	/** Sent at night or on a day off: they are told at an hour at which people are written to. */
	| { readonly way: "later"; readonly by: readonly string[]; readonly at: Instant };

export interface ProgressRow {
	readonly label: string;
	readonly measure: string;
	/** Null when nothing was ever reported. */
	readonly total: Decimal | null;
	readonly asOf: DateText | null;
	readonly annual: Decimal | null;
	/** Per cent of the annual target; null for a zero or missing target. */
	readonly percent: Decimal | null;
	/** Per cent of the annual target planned by now. */
	readonly planned: Decimal | null;
	readonly lamp: Lamp;
	/** How many units stand behind a sum; null for a single unit. */
	readonly units: { readonly reported: number; readonly of: number } | null;
	readonly villages: VillageSum | null;
}

export type TaskLine =
	| {
			readonly kind: "report";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly dueAt: Instant;
			readonly dueNote: DueNote | null;
			readonly late: boolean;
			/** Questions answered of those to answer, by this person; null when not begun. */
			readonly begun: { readonly answered: number; readonly asked: number } | null;
			/** Another person of the unit who has begun. */
			readonly other: string | null;
			/** What its line in a 接龙 says, which waits for the unit's word. */
			readonly listed?: string;
	  }
	/** The reader is on leave, or stands in for somebody who is. */
	| { readonly kind: "away"; readonly deputy: string; readonly last: DateText }
	| { readonly kind: "standing-in"; readonly name: string; readonly post: string; readonly last: DateText }
	/** A problem their unit is to solve, or whose closure waits for their word. */
	| { readonly kind: "problem"; readonly what: "solve" | "verify"; readonly problem: ProblemLine }
	/** A bulletin that waits for the reader's approval, or that they drafted and may publish. */
	| { readonly kind: "bulletin"; readonly what: "approve" | "publish"; readonly title: string }
	/** Sent by the reader's unit and not approved yet; `left`: how many items are to be sent again. */
	| {
			readonly kind: "in-review";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly state: "waiting" | "returned";
			readonly by: readonly string[];
			readonly left: number;
			readonly closesAt: Instant;
	  }
	/** Waits for the reader's approval. */
	| {
			readonly kind: "to-review";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly number: number;
			readonly closesAt: Instant;
	  }
	| { readonly kind: "confirm-proxy"; readonly title: string; readonly unit: string; readonly period: PeriodKey; readonly number: number };

/** Units nobody has heard of in a round, by the unit above them (null: directly the county's). `units`: those of the `count` that are named. */
export interface SilentGroup {
	readonly within: string | null;
	readonly units: readonly string[];
	readonly count: number;
}

/** What became of the problems a report names, in the ledger. */
export interface LedgerNote {
	readonly raised: readonly { readonly number: number; readonly text: string; readonly dueOn: DateText }[];
	/** Named before and not solved yet. */
	readonly still: readonly number[];
	/** No longer named, and open all the same. */
	readonly leftOut: readonly number[];
}

export type ReportView =
	| {
			readonly key: "received";
			readonly report: Omit<SubmittedReport, "rows">;
			/** Absent where the report has nothing to do with the ledger. */
			readonly ledger?: LedgerNote;
			/** Absent where no approval is needed. */
			readonly review?: ReviewNote;
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "already-submitted";
			readonly report: SubmittedReport;
			readonly closesAt: Instant;
			/** Whether no later round takes reports: of another one, 修改 must name it. */
			readonly newest: boolean;
			readonly buttons: readonly ViewButton[];
	  }
	/** Another person of the unit submitted while this one was filling in; theirs stays until this one confirms again. */
	| { readonly key: "submitted-meanwhile"; readonly report: SubmittedReport; readonly buttons: readonly ViewButton[] }
	/** A dialog was dropped; what the unit had submitted in the round stays as it was. */
	| {
			readonly key: "left-as-reported";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly number: number;
			readonly buttons: readonly ViewButton[];
	  }
	/** Somebody changed a message that answers of a submitted report came from: a new version? `asks`: the new words have to be asked about then. */
	| {
			readonly key: "submitted-edited";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly number: number;
			/** The newest words. */
			readonly text: string;
			readonly changes: readonly { readonly name: string; readonly old: AnswerFacts | null; readonly answer: AnswerFacts }[];
			/** What the message no longer says. */
			readonly gone: readonly string[];
			readonly asks: readonly string[];
			readonly buttons: readonly ViewButton[];
	  }
	/** The same where the new words could not be taken: the report stays as it is. */
	| {
			readonly key: "submitted-edit-unclear";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly number: number;
			readonly remarks: readonly DialogRemark[];
			readonly buttons: readonly ViewButton[];
	  }
	/** The author wants no new version. */
	| { readonly key: "edits-left"; readonly number: number; readonly buttons: readonly ViewButton[] }
	/** A changed message belongs to a draft that rests while another is filled in. */
	| {
			readonly key: "resting-draft-edited";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly remarks: readonly DialogRemark[];
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "round-closed";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly closedAt: Instant;
			/** The report as it stands, null when none was given. */
			readonly report: SubmittedReport | null;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "round-not-open"; readonly title: string; readonly opensAt: Instant; readonly buttons: readonly ViewButton[] }
	| { readonly key: "no-duty"; readonly cadence: Cadence; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "which-unit";
			readonly title: string;
			readonly units: readonly string[];
			/** Figures given instead of an answer: the choice takes them along. */
			readonly kept?: string;
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "which-round";
			readonly unit: string;
			/** As of which-unit. */
			readonly kept?: string;
			/** Which of those that were submitted is changed, not which is reported. */
			readonly amend: boolean;
			readonly rounds: readonly {
				readonly title: string;
				readonly period: PeriodKey;
				readonly late: boolean;
				readonly dueAt: Instant;
				readonly dueNote: DueNote | null;
			}[];
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "tasks"; readonly items: readonly TaskLine[]; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "progress";
			readonly unit: string;
			readonly at: Instant;
			readonly rows: readonly ProgressRow[];
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "missing";
			readonly title: string;
			readonly period: PeriodKey;
			readonly dueAt: Instant;
			readonly dueNote: DueNote | null;
			readonly due: number;
			readonly reported: number;
			readonly onTime: number;
			readonly late: number;
			/** Silent units; groups with the most missing when there are too many. */
			readonly silent: readonly SilentGroup[];
			/** What the groups told do not hold; null when they hold all. */
			readonly silentElsewhere: { readonly groups: number; readonly units: number } | null;
			/** Sent and not approved yet, and sent back: neither is reported. */
			readonly waiting: readonly string[];
			readonly returned: readonly string[];
			/** Begun, not sent: how many, and the first of them; null where the audience may not see drafts. */
			readonly begun: {
				readonly count: number;
				readonly units: readonly { readonly unit: string; readonly answered: number; readonly asked: number }[];
			} | null;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "proxy-needs-unit"; readonly buttons: readonly ViewButton[] }
	/** To the unit's people: a report was entered for them. */
	| { readonly key: "proxy-confirm"; readonly report: SubmittedReport; readonly buttons: readonly ViewButton[] }
	| {
			/** To whoever entered it: the unit sent its own figures instead. */
			readonly key: "proxy-corrected";
			readonly number: number;
			readonly unit: string;
			readonly by: string;
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "proxy-confirmed";
			readonly number: number;
			readonly unit: string;
			readonly by: string;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "proxy-settled"; readonly number: number; readonly buttons: readonly ViewButton[] };
