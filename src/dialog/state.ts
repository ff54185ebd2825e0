import { z } from "zod";
import type { Decimal } from "../domain/decimal.ts";
import type { QuestionId } from "../domain/duty.ts";
import type { FileRef } from "../domain/file.ts";

const decimalText = z
	.string()
	.max(60)
	.regex(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/)
	.transform((value) => value as Decimal);
const question = z
	.string()
	.min(1)
	.max(100)
	.transform((value) => value as QuestionId);
const words = z.string().max(5000);
/** Longest name of a message that is kept. */
export const REF = 200;
const mode = z.enum(["increment", "total", "unstated"]);

const file = z.object({ hash: z.string(), name: z.string(), type: z.string(), size: z.number() }).transform((value): FileRef => value);

/** A figure as asserted; the other of increment and total is derived when it is needed. */
const amount = z.object({
	value: decimalText,
	/** The measure it is given in: the indicator's when it was written. */
	measure: z.string(),
	mode,
	approximate: z.boolean(),
	written: words,
	/** Whether the value is written differently from what was typed (a unit or a ten-thousand converted). */
	converted: z.boolean(),
});
/** A figure somebody asserted. */
export type Amount = Readonly<z.infer<typeof amount>>;

const answer = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("number"), ...amount.shape, mode: z.enum(["increment", "total"]), reason: words.nullable() }),
	/** Null: 无. */
	z.object({ kind: z.literal("text"), text: words.nullable() }),
	z.object({ kind: z.literal("choice"), option: z.string() }),
	z.object({ kind: z.literal("yesno"), yes: z.boolean() }),
	z.object({ kind: z.literal("files"), files: z.array(file).max(100) }),
	z.object({ kind: z.literal("skipped") }),
]);
/** An answer as saved. */
export type Answer = z.infer<typeof answer>;
export type NumberAnswer = Extract<Answer, { kind: "number" }>;

const refusal = z.discriminatedUnion("why", [
	z.object({ why: z.literal("range"), text: words, low: decimalText.nullable(), high: decimalText.nullable() }),
	z.object({ why: z.literal("other-measure"), text: words, found: z.string(), expected: z.string() }),
	z.object({ why: z.literal("plan"), text: words }),
	z.object({ why: z.literal("too-precise"), text: words, places: z.number(), measure: z.string() }),
	z.object({ why: z.literal("too-large"), text: words }),
	z.object({ why: z.literal("below-zero"), text: words, lastTotal: decimalText, measure: z.string() }),
	z.object({ why: z.literal("not-understood"), text: words }),
]);

const node = z.discriminatedUnion("at", [
	/** `refusal`: why what was written for it could not be taken. */
	z.object({ at: z.literal("question"), question, refusal: refusal.nullable() }),
	z.object({ at: z.literal("basis"), question, amount }),
	z.object({
		at: z.literal("which"),
		question,
		text: words,
		candidates: z.array(amount).min(1).max(20),
	}),
	z.object({ at: z.literal("same"), question, text: words }),
	z.object({ at: z.literal("measure"), question, from: z.string(), amount }),
	z.object({
		at: z.literal("reason"),
		question,
		why: z.enum(["fell", "jumped"]),
		amount: amount.extend({ mode: z.enum(["increment", "total"]) }),
	}),
	z.object({ at: z.literal("all") }),
	z.object({ at: z.literal("summary") }),
	/** `value`: words typed as a correction without saying of what. */
	z.object({ at: z.literal("choose"), value: words.nullable() }),
]);
/** Where a dialog stands: what the next words answer. */
export type Node = z.infer<typeof node>;
export type NodeOf<A extends Node["at"]> = Extract<Node, { at: A }>;

/**
 * What a message said, so that it can be read again when its sender changes it. `part`: alone, the whole message answers the question; field, it names
 * the question among others; line, one of its lines answers it; settled, it chose between readings; reason, it is the reason; unclear, it was not
 * understood (question null: not at a question); over, something said later replaced it.
 */
const said = z.object({
	ref: z.string().min(1).max(REF),
	question: question.nullable(),
	part: z.enum(["alone", "field", "line", "settled", "reason", "unclear", "over"]),
});
export type Said = Readonly<z.infer<typeof said>>;

/** The schema of saved states, version 1. */
export const stateSchema = z.object({
	schema: z.literal(1),
	flow: z.string(),
	version: z.string(),
	/** guided asks every question; pasted asks only what is required and missing; amend starts from a submitted version. */
	manner: z.enum(["guided", "pasted", "amend"]),
	/** Rises with every message; a press counts only at its own step. */
	step: z.number().int().nonnegative(),
	/** Steps since the start or the last resuming. */
	turns: z.number().int().nonnegative(),
	/** Answers not understood in a row. */
	tries: z.number().int().nonnegative(),
	node,
	/** Doubts still to be asked, in order. */
	pending: z.array(node).max(500),
	answers: z.record(z.string(), answer),
	/** The questions of the form at the last message: what tells a new one from an old one. */
	questions: z.array(question).max(500),
	/** The question answered last: what 「不对，是54亩」 corrects. Null when several were. */
	last: question.nullable(),
	/** Which messages the answers came from, oldest first. */
	said: z.array(said).max(500).default([]),
	/** Files that belong to no question of the flow. */
	files: z.array(file).max(100),
	/** The form changed since the last message: how many questions are new, how many answers no longer fit, whether the open question went. */
	changed: z.object({ added: z.number(), dropped: z.number(), moved: z.boolean() }).nullable(),
});
/** A saved dialog, pure JSON. */
export type DialogState = z.infer<typeof stateSchema>;
