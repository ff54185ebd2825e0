import type { FileRef } from "../domain/file.ts";
import type { DialogPress } from "../views/button.ts";
import type { DialogView } from "../views/dialog.ts";
import { begin, emptyState, fillFrom } from "./begin.ts";
import { back, cancel, obey, skip } from "./commands.ts";
import { type DialogContext, LIMITS } from "./context.ts";
import { readEdited, spokeBefore } from "./edited/edited.ts";
import { readFields, saysSomething } from "./fill.ts";
import type { FlowQuestion } from "./flow.ts";
import type { DialogInput } from "./input.ts";
import { kindOf, questionFacts } from "./kinds/kinds.ts";
import { soundState } from "./load-state.ts";
import { edit } from "./nodes/choose.ts";
import { handlerOf } from "./nodes/nodes.ts";
import { questionButtons } from "./nodes/question.ts";
import type { DialogOutcome } from "./outcome.ts";
import { answersPlainly } from "./plain-answer.ts";
import { progressOf } from "./progress.ts";
import type { DialogState } from "./state.ts";
import { takeFiles } from "./take-files.ts";
import { Turn } from "./turn.ts";

const helpView = (turn: Turn, question: FlowQuestion): DialogView => ({
	key: "dialog-help",
	...turn.asked(questionButtons(turn, question), kindOf(question).numbered),
	question: questionFacts(question, turn.answer(question), turn.context),
	help: question.help,
	optional: !question.required,
	cadence: turn.context.flow.cadence,
});

const viewOf = (turn: Turn): DialogView => {
	const { node } = turn.state;
	const question = turn.open;
	if (turn.explaining && question !== null && node.at === "question") return helpView(turn, question);
	if (turn.explaining) turn.remark({ say: "words", optional: question !== null && !question.required });
	return handlerOf(node).view(turn, node);
};

const press = (turn: Turn, given: DialogPress) => {
	if (given.kind === "cancel") return cancel(turn);
	if (given.kind === "back") return back(turn);
	if (handlerOf(turn.state.node).press(turn, turn.state.node, given)) return;
	if (given.kind === "skip") return skip(turn);
	if (given.kind === "edit") return edit(turn, null, null);
	turn.remark({ say: "stale-press" });
};

// 「2」 where the choices are numbered is the second button of the message shown last.
const pressOfNumber = (turn: Turn, text: string): DialogPress | null => {
	const place = turn.context.reading.place(text);
	if (place === null) return null;
	const shown = handlerOf(turn.state.node).view(new Turn(turn.context, turn.state), turn.state.node);
	const button = "numbered" in shown && shown.numbered ? shown.buttons[place] : undefined;
	return button?.action.do === "dialog" ? button.action.press : null;
};

const say = (turn: Turn, words: string) => {
	const text = words.trim();
	if (text === "") return turn.misunderstood("", turn.open?.id ?? null);
	if (text.length > LIMITS.message) return turn.remark({ say: "too-long", limit: LIMITS.message, length: text.length });
	const chosen = pressOfNumber(turn, text);
	if (chosen) return press(turn, chosen);
	const command = turn.context.reading.command(text);
	if (command && obey(turn, command)) return;
	handlerOf(turn.state.node).text(turn, turn.state.node, text);
};

const resume = (turn: Turn, text: string, files: readonly FileRef[], late = false) => {
	turn.heading = true;
	turn.state.turns = 0;
	turn.state.tries = 0;
	turn.events.push({ event: "resumed" });
	turn.remark({ say: "resumed", ...shownProgress(turn) });
	if (files.length > 0) takeFiles(turn, files);
	if (text === "" || (late && !answersPlainly(turn, text))) return;
	turn.echoes = true;
	if (!late && fillFrom(turn, text)) turn.advance();
	else say(turn, text);
};

const shownProgress = (turn: Turn) => progressOf(turn.state, turn.context.flow);

/** 「照片1」 names a picture: words sent with files answer a question for a figure only when they are a figure, or name what they are a figure of. */
const answersBesideFiles = (turn: Turn, text: string): boolean => {
	if (text === "") return false;
	if (turn.open?.kind !== "number" || turn.context.reading.command(text) !== null) return true;
	const reading = turn.context.reading.number(text, turn.open);
	return turn.context.reading.onlyFigure(text, reading) || readFields(turn, text).fields.some(saysSomething);
};

const beginWithFiles = (turn: Turn, input: Extract<DialogInput, { kind: "start" }>) => {
	begin(turn, input);
	if (input.files && input.files.length > 0) takeFiles(turn, input.files);
};

const act = (turn: Turn, input: DialogInput) => {
	switch (input.kind) {
		case "start":
			// Already begun: the duty's command goes on with it.
			return input.prefill ? beginWithFiles(turn, input) : resume(turn, input.text?.trim() ?? "", input.files ?? []);
		case "resume":
			return resume(turn, input.text?.trim() ?? "", input.files ?? [], input.late);
		case "text":
			return say(turn, input.text);
		case "files":
			takeFiles(turn, input.files);
			return answersBesideFiles(turn, input.text.trim()) ? say(turn, input.text) : undefined;
		case "press":
			// The person saw an older message: nothing may follow from it. 完成 under a question for files means the same however many came since.
			if (input.step === turn.state.step - 1 || (input.press.kind === "done" && turn.open?.kind === "files"))
				return press(turn, input.press);
			return turn.remark({ say: "stale-press" });
		case "edited":
			return readEdited(turn, input, say);
		default:
			return input satisfies never;
	}
};

/** Tells of a changed form. Returns false when the words were an answer to a question that is gone: they are not taken. */
const tellOfChange = (turn: Turn, input: DialogInput): boolean => {
	const { changed } = turn.state;
	turn.state.changed = null;
	if (changed === null) return true;
	if (changed.added + changed.dropped > 0) turn.remark({ say: "form-changed", added: changed.added, dropped: changed.dropped });
	if (changed.moved) turn.advance();
	return !changed.moved || input.kind === "resume" || input.kind === "start" || input.kind === "files";
};

const isCancel = (context: DialogContext, input: DialogInput): boolean =>
	(input.kind === "press" && input.press.kind === "cancel") ||
	(input.kind === "text" && context.reading.command(input.text.trim())?.do === "cancel");

const atLimit = (context: DialogContext, state: DialogState, input: DialogInput): boolean =>
	state.turns >= LIMITS.turns &&
	state.node.at !== "summary" &&
	input.kind !== "resume" &&
	input.kind !== "start" &&
	!isCancel(context, input);

const limited = (context: DialogContext, state: DialogState): DialogOutcome => {
	const turn = new Turn(context, state);
	const view: DialogView = { key: "dialog-limit", ...turn.asked([], false), title: context.flow.title, ...progressOf(state, context.flow) };
	return { state, says: [view], events: [{ event: "paused" }] };
};

const outcomeOf = (turn: Turn): DialogOutcome => {
	const { title } = turn.context.flow;
	if (turn.ended === "submitted") return { state: null, says: [], events: turn.events };
	if (turn.ended === "cancelled") {
		return { state: null, says: [{ key: "cancelled", title, period: turn.context.facts.period, buttons: [] }], events: turn.events };
	}
	// The node may name a question that no longer applies (its condition changed).
	if ("question" in turn.state.node && turn.open === null) turn.advance();
	const says = [viewOf(turn)];
	return { state: soundState(turn.state), says, events: turn.events };
};

/** A changed message: nothing is said of one that answered nothing, nor of new words that mean the same. */
const stepEdited = (context: DialogContext, state: DialogState, input: Extract<DialogInput, { kind: "edited" }>): DialogOutcome => {
	const silent: DialogOutcome = { state, says: [], events: [] };
	if (!spokeBefore([...state.said, ...(input.known ?? [])], input.ref)) return silent;
	if (atLimit(context, state, input)) return limited(context, state);
	const turn = new Turn(context, state);
	turn.heading = input.known !== undefined;
	act(turn, input);
	if (turn.remarks.length === 0 && turn.events.length === 0) return silent;
	tellOfChange(turn, input);
	return outcomeOf(turn);
};

/** One turn of a dialog: what is said, what follows, what is saved. Pure; never throws on what a person sends. A null state begins, whatever the input. */
export const stepWith = (context: DialogContext, state: DialogState | null, input: DialogInput): DialogOutcome => {
	if (input.kind === "edited") return state === null ? { state, says: [], events: [] } : stepEdited(context, state, input);
	if (state !== null && atLimit(context, state, input)) return limited(context, state);
	const turn = new Turn(context, state ?? emptyState(context));
	turn.ref = "ref" in input ? (input.ref ?? null) : null;
	if (state === null)
		beginWithFiles(turn, {
			...(input.kind === "start" && input),
			kind: "start",
			...("text" in input && input.text && { text: input.text }),
			...("files" in input && input.files && { files: input.files }),
		});
	else if (tellOfChange(turn, input)) act(turn, input);
	return outcomeOf(turn);
};
