import { type Flow, questionOf } from "./flow.ts";
import { kindOf } from "./kinds/kinds.ts";
import { remaining } from "./order.ts";
import { type Answer, type DialogState, type Node, stateSchema } from "./state.ts";

/** A state read back. `changed`: how many questions are new and how many answers no longer fit, when the form is another one. */
export type LoadedState =
	| { readonly ok: true; readonly state: DialogState; readonly changed: { readonly added: number; readonly dropped: number } | null }
	| { readonly ok: false; readonly why: "broken" | "newer-schema" | "other-flow" };

const schemaOf = (json: unknown): unknown => (typeof json === "object" && json !== null && "schema" in json ? json.schema : null);

const fits = (flow: Flow, id: string, answer: Answer): boolean => {
	const question = questionOf(flow, id);
	if (!question) return false;
	return answer.kind === "skipped" ? !question.required : answer.kind === question.kind && kindOf(question).fits(question, answer);
};

const DOUBTS: readonly Node["at"][] = ["basis", "which", "same", "measure", "reason"];

const amountsOf = (node: Node): readonly { readonly measure: string }[] =>
	"amount" in node ? [node.amount] : "candidates" in node ? node.candidates : [];

const nodeFits = (flow: Flow, node: Node): boolean => {
	if (!("question" in node)) return true;
	const question = questionOf(flow, node.question);
	if (!question) return false;
	if (!DOUBTS.includes(node.at)) return true;
	return question.kind === "number" && amountsOf(node).every(({ measure }) => measure === question.measure);
};

/** Carries a state over to the form as it is now: answers by question id where kind and measure still fit. */
const carry = (state: DialogState, flow: Flow): DialogState => {
	const kept = Object.entries(state.answers).filter(([id, answer]) => fits(flow, id, answer));
	const dropped = Object.entries(state.answers).filter(([id, answer]) => answer.kind !== "skipped" && !fits(flow, id, answer)).length;
	const known = new Set<string>(state.questions);
	const added = flow.questions.filter((question) => !known.has(question.id)).length;
	const answers = Object.fromEntries(kept);
	const pending = state.pending.filter((node) => nodeFits(flow, node));
	const next: DialogState = { ...state, version: flow.version, answers, pending, questions: flow.questions.map((question) => question.id) };
	const unfinished = state.node.at === "summary" && remaining(flow, next).length > 0;
	const moved = !nodeFits(flow, state.node) || unfinished;
	const before = state.changed ?? { added: 0, dropped: 0, moved: false };
	const changed = { added: before.added + added, dropped: before.dropped + dropped, moved: before.moved || moved };
	return {
		...next,
		node: moved ? { at: "summary" } : state.node,
		last: state.last !== null && questionOf(flow, state.last) ? state.last : null,
		changed: changed.added + changed.dropped > 0 || changed.moved ? changed : null,
	};
};

/** States that were made or read here: sound, and of the form whose version they name. */
const sound = new WeakSet<object>();

/** Tells that a state is what a step made of a sound one: given to loadState as the same object, it is not checked again. */
export const soundState = (state: DialogState): DialogState => {
	sound.add(state);
	return state;
};

const isOfForm = (json: unknown, flow: Flow): json is DialogState => {
	if (typeof json !== "object" || json === null || !sound.has(json)) return false;
	const { flow: id, version, changed } = json as DialogState;
	return id === flow.id && version === flow.version && changed === null;
};

/** Reads a saved state of this or any earlier version against the flow as it is now. Never throws. */
export const loadState = (json: unknown, flow: Flow): LoadedState => {
	if (isOfForm(json, flow)) return { ok: true, state: json, changed: null };
	const schema = schemaOf(json);
	if (typeof schema === "number" && schema > 1) return { ok: false, why: "newer-schema" };
	const parsed = stateSchema.safeParse(json);
	if (!parsed.success) return { ok: false, why: "broken" };
	if (parsed.data.flow !== flow.id) return { ok: false, why: "other-flow" };
	const state = carry(parsed.data, flow);
	return { ok: true, state, changed: state.changed && { added: state.changed.added, dropped: state.changed.dropped } };
};
