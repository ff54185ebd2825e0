import type { DialogView } from "../../views/dialog.ts";
import { LIMITS } from "../context.ts";
import type { Proposed } from "../facts.ts";
import { fill, readFields, saysSomething } from "../fill.ts";
import type { FlowQuestion, NumberQuestion } from "../flow.ts";
import { type KindButton, taken } from "../kinds/kind.ts";
import { answerFacts, kindOf, questionFacts } from "../kinds/kinds.ts";
import { takeReading } from "../kinds/number.ts";
import { askedQuestions, placeOf } from "../order.ts";
import type { Turn } from "../turn.ts";
import type { NodeHandler } from "./node-handler.ts";

const ways = (turn: Turn, question: FlowQuestion): KindButton[] => {
	const first = askedQuestions(turn.context.flow, turn.state.answers)[0]?.id === question.id;
	const skip: KindButton = { label: { word: "skip" }, press: { kind: "skip" } };
	const back: KindButton = { label: { word: "back" }, press: { kind: "back" } };
	return [...(question.required && !turn.hasAnswer(question) ? [] : [skip]), ...(first ? [] : [back])];
};

/** The buttons of a question: its answers, then 跳过 and 上一步 where they lead somewhere. */
export const questionButtons = (turn: Turn, question: FlowQuestion) =>
	turn.buttons([
		...(proposedFor(turn, question) ? [{ label: { word: "as-known" as const }, press: { kind: "yes" as const } }] : []),
		...kindOf(question).buttons(question),
		...ways(turn, question),
	]);

/** What is known as the answer to a question in words that has none yet. */
const proposedFor = (turn: Turn, question: FlowQuestion): Proposed | null =>
	question.kind === "text" && !turn.hasAnswer(question)
		? (turn.context.facts.proposed?.find((one) => one.question === question.id) ?? null)
		: null;

/** A yes with nothing behind it: what is said beside it would be lost. 没问题 says that there is none. */
const agreesAlone = ({ context: { reading } }: Turn, text: string): boolean =>
	!/[\p{P}\s]\S/u.test(text.trim()) && !reading.none(text) && reading.yesNo(text) === true;

/** Takes what is known as the answer; false where nothing is. */
const takeProposed = (turn: Turn, question: FlowQuestion): boolean => {
	const proposed = proposedFor(turn, question);
	if (!proposed) return false;
	turn.take(question, taken({ kind: "text", text: proposed.text.slice(0, LIMITS.text) }), "");
	return true;
};

const helpAfter = (tries: number): "plain" | "fuller" | "way-out" => {
	if (tries >= LIMITS.wayOut) return "way-out";
	return tries >= LIMITS.fullerHelp ? "fuller" : "plain";
};

/** Says once more what was not understood, with an example for this question; the more often, the fuller. */
export const remarkMisunderstood = (turn: Turn, question: FlowQuestion): void => {
	const event = turn.events.findLast((other) => other.event === "misunderstood");
	if (event?.event !== "misunderstood") return;
	const facts = questionFacts(question, turn.answer(question), turn.context);
	turn.remark({
		say: "not-understood",
		text: event.text.slice(0, 60),
		help: helpAfter(turn.state.tries),
		question: facts,
		optional: !question.required,
	});
};

const view = (turn: Turn, question: FlowQuestion): DialogView => {
	remarkMisunderstood(turn, question);
	const returned = turn.context.facts.returned?.find((one) => one.question === question.id);
	if (returned) turn.remark({ say: "returned", reason: returned.reason });
	const proposed = proposedFor(turn, question);
	const old = turn.hasAnswer(question) ? answerFacts(question, turn.answer(question), turn.context) : null;
	return {
		key: "question",
		...turn.asked(questionButtons(turn, question), kindOf(question).numbered),
		heading: turn.heading ? turn.headingFacts() : null,
		cadence: turn.context.flow.cadence,
		place:
			turn.complete && turn.hasAnswer(question) && question.kind !== "files"
				? null
				: placeOf(turn.context.flow, turn.state.answers, question),
		optional: !question.required,
		question: questionFacts(question, turn.answer(question), turn.context),
		old: question.kind === "files" ? null : old,
		...(proposed ? { proposed: { what: proposed.what, text: proposed.text } } : {}),
	};
};

/** Digits, alone or in the question's own measure (45亩), name no question: most answers are such, and need not be read as a report. */
const isBareFigure = (text: string, { measure }: NumberQuestion): boolean => {
	const digits = /^\d+(?:\.\d+)?/.exec(text)?.[0] ?? "";
	return digits !== "" && ["", measure].includes(text.slice(digits.length));
};

// Free text may hold numbers and names of anything; for every other kind a text that names fields fills those.
const fillsFields = (turn: Turn, question: FlowQuestion, text: string): boolean => {
	if (question.kind === "text" || (question.kind === "number" && isBareFigure(text, question))) return false;
	const report = readFields(turn, text);
	const fields = report.fields.filter(saysSomething);
	if (fields.length === 0) return false;
	const own = fields.length === 1 && fields[0]?.question === question.id ? fields[0] : null;
	if (own?.kind === "number" && question.kind === "number") {
		turn.take(question, takeReading(turn.context, question, own.reading), text);
		return true;
	}
	fill(turn, { ...report, fields });
	turn.advance();
	return true;
};

/** One question of the flow. */
export const questionNode: NodeHandler<"question"> = {
	view: (turn, node) => {
		const question = turn.open as FlowQuestion;
		if (node.refusal !== null) {
			const facts = questionFacts(question, turn.answer(question), turn.context);
			if (node.refusal.why === "not-understood") {
				turn.remark({ say: "not-understood", text: node.refusal.text, help: "plain", question: facts, optional: !question.required });
			} else turn.remark({ say: "refused", name: question.name, refusal: node.refusal, question: facts });
		}
		return view(turn, question);
	},
	text: (turn, _node, text) => {
		const question = turn.open as FlowQuestion;
		if (agreesAlone(turn, text) && takeProposed(turn, question)) return;
		if (fillsFields(turn, question, text)) return;
		turn.take(question, kindOf(question).read(text, question, turn.answer(question), turn.context), text);
	},
	press: (turn, _node, press) => {
		const question = turn.open as FlowQuestion;
		if (press.kind === "yes" && takeProposed(turn, question)) return true;
		const pressed = kindOf(question).press(press, question, turn.answer(question), turn.context);
		// A press leaves no words in the chat: what it stood for is said.
		const loud = question.kind === "files" ? null : { corrected: turn.hasAnswer(question) };
		if (pressed !== null) turn.take(question, pressed, "", loud);
		return pressed !== null;
	},
};
