import { ZERO } from "../domain/decimal.ts";
import type { DialogFacts, Figure } from "./facts.ts";
import type { Flow, NumberQuestion } from "./flow.ts";
import type { DialogReading } from "./reading.ts";

/** What every part of a step sees. */
export interface DialogContext {
	readonly flow: Flow;
	readonly facts: DialogFacts;
	readonly reading: DialogReading;
}

const UNKNOWN: Figure = { lastTotal: ZERO, lastAsOf: null, history: [], annual: null, plannedPercent: null };

/** What is known of a question's indicator; nothing reported and no target where it was not loaded. */
export const figureOf = (context: DialogContext, question: NumberQuestion): Figure => context.facts.figures[question.indicator] ?? UNKNOWN;

/** Bounds that keep one dialog from growing without end. */
export const LIMITS = {
	/** Steps between a start or resuming and the next. */
	turns: 200,
	/** Characters of one message looked at. */
	message: 4000,
	/** Characters of a text answer. */
	text: 1000,
	/** Characters of a reason. */
	reason: 500,
	files: 20,
	/** Messages of which it is kept what they said. */
	said: 200,
	/** Competing figures offered to choose from. */
	candidates: 6,
	/** Misunderstandings in a row after which the help is fuller, and after which a way out is offered. */
	fullerHelp: 3,
	wayOut: 6,
} as const;
