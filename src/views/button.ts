import type { DutyId, QuestionId } from "../domain/duty.ts";
import type { FileRef } from "../domain/file.ts";
import type { PeriodKey } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";

/** What pressing a button means. Data, kept in the message's view: a channel only hands back the button's place. */
export type Action =
	/** As if these words had been typed, with the files that came when the choice was offered. */
	| { readonly do: "say"; readonly text: string; readonly files?: readonly FileRef[] }
	/** An answer to one open dialog at one step; at any other step the press is stale and says so. */
	| { readonly do: "dialog"; readonly session: string; readonly step: number; readonly press: DialogPress }
	/** Whether what its author changed in the chat becomes a new version of a submitted report. */
	| { readonly do: "take-edits"; readonly report: number; readonly yes: boolean }
	| { readonly do: "confirm-proxy"; readonly report: number; readonly right: boolean }
	| { readonly do: "apply-workbook"; readonly token: string }
	/** What becomes of a notice's draft, as the preview of this revision showed it. */
	| {
			readonly do: "draft";
			readonly what: "publish" | "edit" | "receipt-on" | "receipt-off" | "discard";
			readonly draft: string;
			readonly revision: number;
	  }
	/** What a reviewer does with a version of a report: 通过, 退回, one of its items to send back, never mind, the whole of it. */
	| {
			readonly do: "review";
			readonly what: "approve" | "return" | "field" | "drop" | "show";
			readonly report: number;
			readonly version: number;
			/** The item, for `field`. */
			readonly question?: QuestionId;
	  }
	/** 核实 of a problem's closure, as far as its history was when the button was shown. */
	| { readonly do: "verify-problem"; readonly problem: number; readonly asked: number }
	/** 确认 of a line of a 接龙; null: of whichever waits there for whoever presses. */
	| { readonly do: "confirm-line"; readonly line: { readonly duty: DutyId; readonly period: PeriodKey; readonly unit: UnitCode } | null }
	/** 收到 on a notice, by its number. */
	| { readonly do: "confirm-notice"; readonly notice: number };

export type DialogPress =
	| { readonly kind: "submit" | "edit" | "discard" | "skip" | "back" | "cancel" | "yes" | "no" | "done" }
	/** One of the offered values: an option, a candidate, an item to change. */
	| { readonly kind: "choose"; readonly value: string };

/** Labels of buttons; the catalogue has their words. */
export const BUTTON_LABELS = [
	"submit",
	"edit",
	"discard",
	"skip",
	"back",
	"cancel",
	"yes",
	"no",
	"done",
	"increment",
	"total",
	"same-total",
	"same-increment",
	"nothing",
	"none",
	"confirm-import",
	"confirm-line",
	"raise-each",
	"raise-one",
	"confirm-right",
	"confirm-wrong",
	"new-version",
	"keep-version",
	"publish",
	"send-up",
	"agree",
	"make-analysis",
	"receipt-on",
	"receipt-off",
	"received",
	"chase",
	"advance",
	"resolve",
	"verify",
	"send-back",
	"review",
	"approve",
	"as-known",
	"show-whole",
	"revise",
	"remind",
	"fill-now",
	"fill-on",
	"weekly",
	"my-tasks",
	"progress",
	"help",
] as const;
export type ButtonLabel = (typeof BUTTON_LABELS)[number];

export interface ViewButton {
	/** A word of the catalogue, or a text that came from data (a unit's name, an option). */
	readonly label: { readonly word: ButtonLabel } | { readonly text: string } | { readonly period: PeriodKey };
	readonly action: Action;
}
