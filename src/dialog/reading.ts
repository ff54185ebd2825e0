import type { QuestionId } from "../domain/duty.ts";
import type { DateText, PeriodKey } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { Refusal } from "../views/dialog.ts";
import type { Flow, NumberQuestion } from "./flow.ts";
import type { Amount } from "./state.ts";

/** What words asking for the dialog itself, not answering it, mean. */
export type DialogCommand =
	/** wrong: 错了, 不对, with nothing said instead. */
	| { readonly do: "cancel" | "back" | "skip" | "help" | "submit" | "discard" | "done" | "wrong" }
	/** 修改, 修改 果树, 改2, 果树改成54. */
	| { readonly do: "edit"; readonly item: string | null; readonly value: string | null }
	/** 不对，是54亩: a correction of what was said last. */
	| { readonly do: "correct"; readonly text: string };

/** What words say about one figure. */
export type NumberReading =
	/** `total`: both this period's increase (`amount`) and the total were given. */
	| { readonly kind: "amount"; readonly amount: Amount; readonly total: Amount | null }
	/** Nothing new. */
	| { readonly kind: "zero"; readonly text: string }
	/** As last period: the total or the increase? */
	| { readonly kind: "same"; readonly text: string }
	| { readonly kind: "which"; readonly text: string; readonly candidates: readonly Amount[] }
	/** A measure whose size differs by region; `amount` is its usual conversion. */
	| { readonly kind: "measure"; readonly from: string; readonly amount: Amount }
	| { readonly kind: "refused"; readonly refusal: Refusal };

/** Words that stood for one question of the flow, as found in a longer text. */
export type FieldReading =
	| { readonly question: QuestionId; readonly kind: "number"; readonly reading: NumberReading }
	| { readonly question: QuestionId; readonly kind: "words"; readonly text: string };

/** A text read as a report of several fields. */
export interface ReportReading {
	readonly fields: readonly FieldReading[];
	/** The period the text names, when it names one. */
	readonly period: PeriodKey | null;
	/** The unit the text is about, when it names another than the report's. */
	readonly otherUnit: string | null;
	/** Parts with figures that belong to no question. */
	readonly unused: readonly string[];
}

/** What a text is read as a report of. */
export interface ReportAbout {
	readonly unit: UnitCode;
	readonly today: DateText;
	/** A whole report is expected: 没变 alone speaks of every figure. */
	readonly whole: boolean;
}

/** How the dialog understands words. The engine knows no language: flows hands it this. None of these throws. */
export interface DialogReading {
	command(text: string): DialogCommand | null;
	number(text: string, question: NumberQuestion): NumberReading;
	/** Whether words are a figure and nothing else (45亩, 累计365), rather than words with a figure in them. */
	onlyFigure(text: string, reading: NumberReading): boolean;
	report(text: string, flow: Flow, about: ReportAbout): ReportReading;
	yesNo(text: string): boolean | null;
	/** Whether words agree to submit the summary just shown. */
	agrees(text: string): boolean;
	/** The option meant, by its words; null when none or several fit. */
	choice(text: string, options: readonly string[]): string | null;
	/** 无, 没有: there is nothing to tell. */
	none(text: string): boolean;
	/** Whether words that change several items say of the one of these names that it stays (果树不变). */
	leaves(text: string, names: readonly string[]): boolean;
	/** 新增 / 累计 as an answer to which of the two a number was. */
	basis(text: string): "increment" | "total" | null;
	/** The place (from 0) of a choice by its number alone (2, 2. 「2」 选2 第二个); null for any other words. */
	place(text: string): number | null;
	/** What there is to change: the place (from 0) of the item meant by a number or a name; null when none or several fit. */
	item(text: string, names: readonly (readonly string[])[]): number | null;
}
