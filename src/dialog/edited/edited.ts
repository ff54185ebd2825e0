import { LIMITS } from "../context.ts";
import { readFields } from "../fill.ts";
import type { DialogInput } from "../input.ts";
import { askedQuestions } from "../order.ts";
import type { Node, Said } from "../state.ts";
import type { Turn } from "../turn.ts";
import { readAlone, readLines, readOver, readReason, readReport, readSettled, unclearAll } from "./readers.ts";
import { questionIn, Rereading } from "./rereading.ts";

type Edited = Extract<DialogInput, { kind: "edited" }>;

const read = (again: Rereading, text: string) => {
	const { turn } = again;
	const [first] = again.live;
	const question = first ? questionIn(turn, first.question) : null;
	if (!first || !question) return readOver(again, text);
	if (text === "" || text.length > LIMITS.message) return unclearAll(again, [question], text);
	if (again.live.some(({ part }) => part === "line")) return readLines(again, text);
	if (again.live.some(({ part }) => part === "field")) return readReport(again, readFields(turn, text, again.live.length > 1), [text]);
	if (question.kind === "number" && first.part === "settled") return readSettled(again, question, text);
	if (question.kind === "number" && first.part === "reason") return readReason(again, question, text);
	return readAlone(again, question, text);
};

/** The dialog stands where it stood, unless the new words answered what was open, left something open, or brought a doubt, which is asked at once. */
const stand = (again: Rereading, before: Node) => {
	const { turn, changed } = again;
	if (changed.size === 0) return;
	const open = "question" in before ? before.question : null;
	const applies = askedQuestions(turn.context.flow, turn.state.answers).some(({ id }) => id === open);
	const done = open !== null && (changed.has(open) || !applies);
	if (again.asks) {
		const asked = before.at === "question" && turn.open !== null && !turn.hasAnswer(turn.open);
		if (open !== null && !done && !asked) turn.state.pending = [...turn.state.pending, before];
		return turn.advance();
	}
	if (done || open === null) turn.advance();
};

/** Whether a message has said anything to this dialog. */
export const spokeBefore = (said: readonly Said[], ref: string): boolean => said.some((one) => one.ref === ref);

/**
 * Reads a changed message again for what it had said. `say` reads it as new words: what nobody understood before, at a question that is still open, is
 * an answer now. Nothing is remarked, and nothing changes, when the new words mean what the old ones did.
 */
export const readEdited = (turn: Turn, { ref, text, known = [] }: Edited, say: (turn: Turn, words: string) => void) => {
	turn.ref = ref;
	const { said, node } = turn.state;
	const later = new Set(said.flatMap(({ question }) => (question === null ? [] : [question])));
	turn.state.said = [
		...known.map((one) => (one.question !== null && later.has(one.question) ? { ...one, part: "over" as const } : one)),
		...said,
	];
	const open = turn.open?.id ?? null;
	if (said.some((one) => one.ref === ref && one.part === "unclear" && one.question === open)) return say(turn, text);
	const again = new Rereading(turn, ref);
	read(again, text.trim());
	stand(again, node);
};
