import type { Decimal } from "../domain/decimal.ts";
import type { Cadence, DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { DueNote } from "../domain/round.ts";
import type { ViewButton } from "./button.ts";

/** What a dialog is about; told in its first message, on resuming and in its summary. */
export interface DialogHeading {
	/** The duty's name (周报). */
	readonly title: string;
	readonly unit: string;
	readonly period: PeriodKey;
	readonly cadence: Cadence;
	readonly dueAt: Instant;
	readonly dueNote?: DueNote;
	readonly closesAt: Instant;
	/** The deadline has passed: what is sent now counts as late. */
	readonly late: boolean;
	/** Entered by somebody else for the unit (代报). */
	readonly proxy: boolean;
	/** People of the same unit who have begun this report. */
	readonly others: readonly { readonly name: string; readonly answered: number; readonly asked: number }[];
}

/** A figure as answered, with the other of increment and total derived. */
export interface FigureFacts {
	readonly kind: "number";
	readonly name: string;
	readonly measure: string;
	readonly basis: "increment" | "total";
	readonly increment: Decimal;
	readonly total: Decimal;
	readonly approximate: boolean;
	/** What was typed, when a unit or a ten-thousand was converted; else null. */
	readonly written: string | null;
	readonly reason: string | null;
	readonly annual: Decimal | null;
	/** The total in per cent of the annual target, one place; null without a target. */
	readonly percent: Decimal | null;
	/** Increments the unit's villages reported for this period; null where there are none to compare. */
	readonly villages: { readonly sum: Decimal; readonly reported: number; readonly of: number; readonly difference: Decimal } | null;
}

/** An answer as it is shown. A null text is 无; "unanswered" was never asked or was skipped. */
export type AnswerFacts =
	| FigureFacts
	| { readonly kind: "text"; readonly name: string; readonly text: string | null }
	| { readonly kind: "choice"; readonly name: string; readonly option: string }
	| { readonly kind: "yesno"; readonly name: string; readonly yes: boolean }
	| { readonly kind: "files"; readonly name: string; readonly count: number }
	| { readonly kind: "unanswered"; readonly name: string };

/** A question with what one needs to answer it. */
export type QuestionFacts =
	| {
			readonly kind: "number";
			readonly name: string;
			readonly label: string;
			readonly measure: string;
			readonly places: number;
			readonly lastTotal: Decimal;
			readonly lastAsOf: DateText | null;
			readonly annual: Decimal | null;
			/** The last total in per cent of the annual target; null without a target. */
			readonly percent: Decimal | null;
			/** Per cent of the annual target planned by now; null without a plan. */
			readonly planned: Decimal | null;
			/** A number fitting this unit and question, for examples. */
			readonly example: Decimal;
	  }
	| { readonly kind: "text"; readonly name: string; readonly label: string; readonly problem: boolean; readonly limit: number }
	| { readonly kind: "choice"; readonly name: string; readonly label: string; readonly options: readonly string[] }
	| { readonly kind: "yesno"; readonly name: string; readonly label: string }
	| { readonly kind: "files"; readonly name: string; readonly label: string; readonly count: number };

/** What was typed and what it was taken for, when a unit or a ten-thousand was converted. */
export interface Echo {
	readonly written: string;
	readonly value: Decimal;
	readonly measure: string;
}

/** Why an answer cannot be taken as it stands. */
export type Refusal =
	| { readonly why: "range"; readonly text: string; readonly low: Decimal | null; readonly high: Decimal | null }
	| { readonly why: "other-measure"; readonly text: string; readonly found: string; readonly expected: string }
	| { readonly why: "plan"; readonly text: string }
	| { readonly why: "too-precise"; readonly text: string; readonly places: number; readonly measure: string }
	| { readonly why: "too-large"; readonly text: string }
	| { readonly why: "below-zero"; readonly text: string; readonly lastTotal: Decimal; readonly measure: string }
	| { readonly why: "not-understood"; readonly text: string };

/** Something said before the question of the same message. `name` is the question's short name. */
export type DialogRemark =
	/** Taken in; said when something was converted, another field than the one asked was filled, or a value was corrected. */
	| {
			readonly say: "recorded";
			readonly name: string;
			readonly answer: AnswerFacts;
			/** Value as taken, in the indicator's measure, and what was typed, when the two are written differently; else null. */
			readonly echo: Echo | null;
			readonly corrected: boolean;
	  }
	| { readonly say: "refused"; readonly name: string; readonly refusal: Refusal; readonly question: QuestionFacts }
	/** The more often in a row, the fuller the help; in the end a way out of the question. */
	| {
			readonly say: "not-understood";
			readonly text: string;
			readonly help: "plain" | "fuller" | "way-out";
			readonly question: QuestionFacts;
			readonly optional: boolean;
	  }
	| { readonly say: "choice-not-understood"; readonly text: string }
	/** The words one may use here. */
	| { readonly say: "words"; readonly optional: boolean }
	| { readonly say: "required"; readonly name: string; readonly number: boolean }
	| { readonly say: "nothing-before" }
	| { readonly say: "kept-old"; readonly name: string }
	/** The question's answer was sent back by whoever reviews the report. */
	| { readonly say: "returned"; readonly reason: string }
	/** A sent message was changed, and the answer with it. `old`: what it was; null when there was none. */
	| {
			readonly say: "updated";
			readonly name: string;
			readonly old: AnswerFacts | null;
			readonly answer: AnswerFacts;
			readonly echo: Echo | null;
	  }
	/** What the changed message says has to be asked about. */
	| { readonly say: "update-asks"; readonly name: string }
	/** The changed words were not understood; `answer` is what counts, null when there is none. */
	| { readonly say: "update-unclear"; readonly text: string; readonly name: string; readonly answer: AnswerFacts | null }
	/** The changed words could not be taken: what counts. */
	| { readonly say: "update-kept"; readonly name: string; readonly answer: AnswerFacts }
	/** The changed message no longer speaks of these. */
	| { readonly say: "update-gone"; readonly names: readonly string[] }
	/** Something said later counts, not the changed message. */
	| { readonly say: "update-over"; readonly name: string; readonly answer: AnswerFacts }
	| { readonly say: "skipped"; readonly name: string }
	| { readonly say: "files-kept"; readonly added: number; readonly count: number; readonly voice: boolean; readonly asked: boolean }
	/** Not taken: neither pictures nor films nor recordings nor office documents. */
	| { readonly say: "files-refused"; readonly count: number }
	| { readonly say: "too-many-files"; readonly limit: number }
	| { readonly say: "files-missing"; readonly name: string }
	| { readonly say: "text-needed"; readonly name: string }
	| { readonly say: "summary-not-understood"; readonly text: string; readonly figure: string | null; readonly problems: boolean }
	| { readonly say: "too-long"; readonly limit: number; readonly length: number }
	| { readonly say: "reason-needed" }
	| { readonly say: "resumed"; readonly answered: number; readonly asked: number }
	| { readonly say: "form-changed"; readonly added: number; readonly dropped: number }
	| { readonly say: "stale-press" }
	| { readonly say: "no-such-item"; readonly text: string }
	| { readonly say: "other-period"; readonly said: PeriodKey; readonly period: PeriodKey }
	| { readonly say: "other-unit"; readonly said: string; readonly unit: string }
	/** A part of a pasted report that went nowhere. */
	| { readonly say: "not-used"; readonly text: string }
	| { readonly say: "still-missing"; readonly names: readonly string[] };

interface Asked {
	readonly session: string;
	/** The step a press must carry to count. */
	readonly step: number;
	readonly remarks: readonly DialogRemark[];
	readonly buttons: readonly ViewButton[];
	/** Whether a button may be answered by typing its number. Where false, a channel without buttons leaves them unnumbered or out: their words work. */
	readonly numbered: boolean;
}

/** Everything a dialog says. One turn says one of these. */
export type DialogView =
	| (Asked & {
			readonly key: "question";
			/** Present in a dialog's first message and on resuming. */
			readonly heading: DialogHeading | null;
			readonly cadence: Cadence;
			/** 「1/5」; null while changing a single item. */
			readonly place: { readonly number: number; readonly of: number } | null;
			readonly optional: boolean;
			readonly question: QuestionFacts;
			/** The answer given before, when one goes back to it. */
			readonly old: AnswerFacts | null;
			/** What the problem ledger knows as the answer, one problem a line. */
			readonly proposed?: { readonly what: "open" | "solved"; readonly text: string };
	  })
	/** This period's increment, or the total so far? */
	| (Asked & {
			readonly key: "ask-basis";
			readonly heading: DialogHeading | null;
			readonly name: string;
			readonly cadence: Cadence;
			readonly echo: Echo | null;
			readonly value: Decimal;
			readonly measure: string;
			readonly lastTotal: Decimal;
	  })
	| (Asked & {
			readonly key: "ask-which";
			readonly heading: DialogHeading | null;
			readonly name: string;
			readonly cadence: Cadence;
			readonly text: string;
			readonly measure: string;
			readonly candidates: readonly { readonly value: Decimal; readonly mode: "increment" | "total" | "unstated"; readonly text: string }[];
	  })
	/** 同上周: the same total, or the same increase? `lastIncrement` is null when there was none. */
	| (Asked & {
			readonly key: "ask-same";
			readonly heading: DialogHeading | null;
			readonly name: string;
			readonly cadence: Cadence;
			readonly measure: string;
			readonly lastTotal: Decimal;
			readonly lastIncrement: Decimal | null;
	  })
	| (Asked & {
			readonly key: "ask-reason";
			readonly heading: DialogHeading | null;
			readonly name: string;
			readonly cadence: Cadence;
			readonly echo: Echo | null;
			readonly why: "fell" | "jumped";
			readonly measure: string;
			readonly increment: Decimal;
			readonly total: Decimal;
			readonly lastTotal: Decimal;
			/** The usual increment (median) where the history is long enough. */
			readonly usual: Decimal | null;
			readonly annual: Decimal | null;
			/** The unit above whose whole year's target one figure is beyond; null where the history or an own target tells. */
			readonly above: { readonly unit: string; readonly annual: Decimal } | null;
	  })
	/** A measure whose size differs by region. */
	| (Asked & {
			readonly key: "ask-measure";
			readonly heading: DialogHeading | null;
			readonly name: string;
			readonly cadence: Cadence;
			readonly text: string;
			readonly from: string;
			readonly value: Decimal;
			readonly measure: string;
	  })
	| (Asked & {
			readonly key: "all-missing";
			readonly heading: DialogHeading | null;
			readonly cadence: Cadence;
			readonly questions: readonly { readonly question: QuestionFacts; readonly optional: boolean }[];
	  })
	| (Asked & {
			readonly key: "summary";
			readonly heading: DialogHeading;
			readonly items: readonly AnswerFacts[];
			readonly looseFiles: number;
	  })
	/** What can be changed, numbered from 1 in this order. `value`: what was typed without saying for which item. */
	| (Asked & {
			readonly key: "choose-item";
			/** Present when a dialog begins with it. */
			readonly heading: DialogHeading | null;
			readonly cadence: Cadence;
			readonly items: readonly AnswerFacts[];
			readonly value: string | null;
	  })
	/** Explains the question now open and the words one may use; `help` is the office's own explanation. */
	| (Asked & {
			readonly key: "dialog-help";
			readonly question: QuestionFacts;
			readonly help: string | null;
			readonly optional: boolean;
			readonly cadence: Cadence;
	  })
	/** Too many steps in one go: what is there is kept, the duty's command goes on with it. */
	| (Asked & { readonly key: "dialog-limit"; readonly title: string; readonly answered: number; readonly asked: number })
	| { readonly key: "cancelled"; readonly title: string; readonly period: PeriodKey; readonly buttons: readonly ViewButton[] }
	/** A press of a button whose dialog has ended. */
	| { readonly key: "stale-press"; readonly buttons: readonly ViewButton[] };
