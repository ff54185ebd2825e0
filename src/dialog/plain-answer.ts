import { readFields, saysSomething } from "./fill.ts";
import type { FlowQuestion } from "./flow.ts";
import { linesOf, partsOf } from "./nodes/all.ts";
import { remaining } from "./order.ts";
import type { Turn } from "./turn.ts";

/** Smaller numbers may choose something. */
const MOST_CHOICES = 9;

/** A figure for this question and nothing else: 45亩, 累计三千二百, 45; 1, 是 and 无 may be meant for anything. */
const isFigureFor = ({ context: { reading } }: Turn, text: string, question: FlowQuestion | undefined): boolean => {
	if (question?.kind !== "number" || reading.command(text) !== null) return false;
	const place = reading.place(text);
	return (place === null || place >= MOST_CHOICES) && reading.onlyFigure(text, reading.number(text, question));
};

/** 「45 120 1 无」: an answer to each question asked at once, the first of them a figure that is nothing else. */
const isRow = (turn: Turn, text: string, missing: readonly FlowQuestion[]): boolean =>
	isFigureFor(turn, partsOf(linesOf(text), missing.length)[0] ?? "", missing[0]);

/** Whether words fill a question they name with a figure. */
const namesFigures = (turn: Turn, text: string): boolean =>
	readFields(turn, text).fields.some((field) => field.kind === "number" && field.reading.kind === "amount" && saysSomething(field));

/**
 * Whether words can hardly be meant for anything but what this dialog asks, however long ago: figures for the open question, or figures that name theirs. Where
 * words are asked for, any words would do, and none are taken.
 */
export const answersPlainly = (turn: Turn, text: string): boolean => {
	const { node } = turn.state;
	switch (node.at) {
		case "question":
			return turn.open?.kind === "number" && (isFigureFor(turn, text, turn.open) || namesFigures(turn, text));
		case "all":
			return isRow(turn, text, remaining(turn.context.flow, turn.state)) || namesFigures(turn, text);
		case "summary":
			return namesFigures(turn, text);
		case "basis":
		case "which":
		case "same":
		case "measure":
		case "reason":
		case "choose":
			return false;
		default:
			return node satisfies never;
	}
};
