import type { QuestionId } from "../../domain/duty.ts";
import { fill, put, readFields, saysSomething } from "../fill.ts";
import type { FlowQuestion } from "../flow.ts";
import { kindOf, questionFacts } from "../kinds/kinds.ts";
import { isSettled, remaining } from "../order.ts";
import type { Turn } from "../turn.ts";
import type { NodeHandler } from "./node-handler.ts";

const missing = (turn: Turn): FlowQuestion[] => remaining(turn.context.flow, turn.state);

/** The lines of a message. */
export const linesOf = (text: string): string[] =>
	text
		.split(/[\n;；]/)
		.map((line) => line.trim())
		.filter((line) => line !== "");

/** 「45 120 1 无」: as many words as questions on a single line are the answers in order. */
export const partsOf = (lines: readonly string[], count: number): readonly string[] => {
	const [only] = lines;
	if (lines.length !== 1 || only === undefined) return lines;
	const words = only.split(/[\s,，、/]+/).filter((word) => word !== "");
	return words.length > 1 && words.length <= count ? words : lines;
};

const isDoubted = (turn: Turn, question: FlowQuestion): boolean =>
	turn.state.pending.some((node) => "question" in node && node.question === question.id);

/** Reads lines that name no field as the answers to what is missing, in order. Returns whether any was readable. */
const takeInOrder = (turn: Turn, lines: readonly string[]): boolean => {
	const open = missing(turn).filter((question) => !isDoubted(turn, question));
	const taken = lines.slice(0, open.length).map((line, index) => {
		const question = open[index] as FlowQuestion;
		return { question, line, taken: kindOf(question).read(line, question, undefined, turn.context) };
	});
	if (taken.every((one) => one.taken.kind === "unclear")) return false;
	for (const one of taken) put(turn, one.question, one.taken, one.line, "line");
	for (const line of lines.slice(open.length)) turn.remark({ say: "not-used", text: line.slice(0, 60) });
	return true;
};

/** Once answered, what was optional and not spoken of is not asked again. */
const skipOptional = (turn: Turn): void => {
	for (const question of missing(turn)) {
		if (question.required || isSettled(turn.state.answers, question) || isDoubted(turn, question)) continue;
		turn.record(question, { kind: "skipped" });
	}
};

const readNamed = (turn: Turn, lines: readonly string[]): { named: QuestionId[]; rest: string[] } => {
	const named: QuestionId[] = [];
	const rest: string[] = [];
	for (const line of lines) {
		const report = readFields(turn, line);
		const fields = report.fields.filter(saysSomething);
		if (fields.length === 0) rest.push(line);
		else named.push(...fill(turn, { ...report, fields }).map((question) => question.id));
	}
	return { named, rest };
};

/** All that is missing, asked in one message (for channels where every message costs). */
export const allNode: NodeHandler<"all"> = {
	view: (turn) => {
		const unclear = turn.events.findLast((event) => event.event === "misunderstood");
		if (unclear?.event === "misunderstood") turn.remark({ say: "choice-not-understood", text: unclear.text.slice(0, 60) });
		return {
			key: "all-missing",
			...turn.asked([], false),
			heading: turn.heading ? turn.headingFacts() : null,
			cadence: turn.context.flow.cadence,
			questions: missing(turn).map((question) => ({
				question: questionFacts(question, undefined, turn.context),
				optional: !question.required,
			})),
		};
	},
	text: (turn, _node, text) => {
		const { named, rest } = readNamed(turn, linesOf(text));
		const parts = partsOf(rest, missing(turn).length);
		const inOrder = parts.length > 0 && takeInOrder(turn, parts);
		if (named.length === 0 && !inOrder) return turn.misunderstood(text, null);
		if (!inOrder) for (const line of rest) turn.remark({ say: "not-used", text: line.slice(0, 60) });
		skipOptional(turn);
		turn.state.last = null;
		turn.advance();
	},
	press: () => false,
};
