import { compare, decimal } from "../../domain/decimal.ts";
import { jumpLimit } from "../../domain/jump.ts";
import type { DialogRemark, Echo } from "../../views/dialog.ts";
import { bothOf, jumpBasis, type StatedAmount } from "../amounts.ts";
import { figureOf, LIMITS } from "../context.ts";
import type { NumberQuestion } from "../flow.ts";
import type { KindButton, Taken } from "../kinds/kind.ts";
import { nothingNew, takeAmount, takeReading, takeStated } from "../kinds/number.ts";
import type { Amount, NodeOf } from "../state.ts";
import type { Turn } from "../turn.ts";
import type { NodeHandler } from "./node-handler.ts";

const asked = (turn: Turn): NumberQuestion => turn.open as NumberQuestion;
const back: KindButton = { label: { word: "back" }, press: { kind: "back" } };
const choose = (label: KindButton["label"], value: string): KindButton => ({ label, press: { kind: "choose", value } });

/** Takes what was chosen between readings; `pressed`: nothing else in the chat shows it, so it is said. */
const settle = (turn: Turn, taken: Taken, text: string, pressed = false): void => {
	turn.part = "settled";
	turn.take(asked(turn), taken, text, pressed ? { corrected: turn.hasAnswer(asked(turn)) } : null);
};

const take = (turn: Turn, amount: StatedAmount, pressed = false): void =>
	settle(turn, takeStated(turn.context, asked(turn), amount, null), amount.written, pressed);

/** Words that give the figure itself once more instead of choosing. */
const readAgain = (turn: Turn, text: string): void => {
	const question = asked(turn);
	const reading = turn.context.reading.number(text, question);
	if (reading.kind === "refused" && reading.refusal.why === "not-understood") turn.misunderstood(text, question.id);
	else turn.take(question, takeReading(turn.context, question, reading), text);
};

const common = (turn: Turn, buttons: readonly KindButton[], numbered: boolean) => {
	const unclear = turn.events.findLast((event) => event.event === "misunderstood");
	if (unclear?.event === "misunderstood") turn.remark({ say: "choice-not-understood", text: unclear.text.slice(0, 60) });
	const { name, measure } = asked(turn);
	return {
		...turn.asked(turn.buttons([...buttons, back]), numbered),
		name,
		measure,
		cadence: turn.context.flow.cadence,
		heading: turn.heading ? turn.headingFacts() : null,
	};
};

const echoOf = ({ converted, written, value, measure }: Amount): Echo | null => (converted ? { written, value, measure } : null);

/** Is a bare number the increase or the total? */
export const basisNode: NodeHandler<"basis"> = {
	view: (turn, node) => ({
		key: "ask-basis",
		...common(turn, [choose({ word: "increment" }, "increment"), choose({ word: "total" }, "total")], true),
		echo: echoOf(node.amount),
		value: node.amount.value,
		lastTotal: figureOf(turn.context, asked(turn)).lastTotal,
	}),
	text: (turn, node, text) => {
		const mode = turn.context.reading.basis(text);
		if (mode === null) return readAgain(turn, text);
		const reading = turn.context.reading.number(text, asked(turn));
		// 「累计52」 answers and corrects at once.
		if (reading.kind === "amount" && reading.amount.value !== node.amount.value) return readAgain(turn, text);
		take(turn, { ...node.amount, mode });
	},
	press: (turn, node, press) => {
		if (press.kind !== "choose" || (press.value !== "increment" && press.value !== "total")) return false;
		take(turn, { ...node.amount, mode: press.value }, true);
		return true;
	},
};

const noneOfThem: KindButton = { label: { word: "none" }, press: { kind: "no" } };

/** Two figures where one was asked for. */
export const whichNode: NodeHandler<"which"> = {
	view: (turn, node) => {
		const choices = node.candidates.map((candidate, index) => choose({ text: candidate.written }, String(index)));
		return {
			key: "ask-which",
			...common(turn, [...choices, noneOfThem], !clashes(node)),
			text: node.text.slice(0, 100),
			candidates: node.candidates.map(({ value, mode, written }) => ({ value, mode, text: written })),
		};
	},
	text: (turn, node, text) => {
		const mode = turn.context.reading.basis(text);
		const byMode = mode === null ? [] : node.candidates.filter((candidate) => candidate.mode === mode);
		const reading = turn.context.reading.number(text, asked(turn));
		const value = reading.kind === "amount" ? reading.amount.value : null;
		const found = value === null ? byMode : node.candidates.filter((candidate) => candidate.value === value);
		const [only] = found;
		if (value === null && turn.context.reading.yesNo(text) === false) turn.goTo(asked(turn));
		else if (only && found.length === 1) settle(turn, takeAmount(turn.context, asked(turn), only), text);
		else readAgain(turn, text);
	},
	press: (turn, node, press) => {
		if (press.kind === "no") {
			turn.goTo(asked(turn));
			return true;
		}
		const candidate = press.kind === "choose" ? node.candidates[Number(press.value)] : undefined;
		if (candidate) settle(turn, takeAmount(turn.context, asked(turn), candidate), candidate.written, true);
		return candidate !== undefined;
	},
};

// 「1」 would be a figure as well as a place in the list.
const clashes = (node: NodeOf<"which">): boolean =>
	node.candidates.some(({ value }) => compare(value, decimal(1)) >= 0 && compare(value, decimal(node.candidates.length + 2)) <= 0);

/** 同上周: the same total, or the same increase? */
export const sameNode: NodeHandler<"same"> = {
	view: (turn) => {
		const { lastTotal, history } = figureOf(turn.context, asked(turn));
		const lastIncrement = history[0] ?? null;
		const increase = lastIncrement === null ? [] : [choose({ word: "same-increment" }, "increment")];
		return { key: "ask-same", ...common(turn, [choose({ word: "same-total" }, "total"), ...increase], true), lastTotal, lastIncrement };
	},
	text: (turn, node, text) => {
		const mode = turn.context.reading.basis(text);
		const reading = turn.context.reading.number(text, asked(turn));
		if (reading.kind === "zero") return takeSame(turn, node, "total");
		if (mode !== null && reading.kind !== "amount") return takeSame(turn, node, mode);
		if (reading.kind === "same") turn.misunderstood(text, node.question);
		else readAgain(turn, text);
	},
	press: (turn, node, press) => {
		if (press.kind !== "choose" || (press.value !== "increment" && press.value !== "total")) return false;
		takeSame(turn, node, press.value, true);
		return true;
	},
};

const takeSame = (turn: Turn, node: NodeOf<"same">, what: "increment" | "total", pressed = false): void => {
	const { lastTotal, history } = figureOf(turn.context, asked(turn));
	const [lastIncrement] = history;
	const none = nothingNew(asked(turn), node.text);
	if (what === "total") take(turn, { ...none, mode: "total", value: lastTotal }, pressed);
	else if (lastIncrement === undefined) turn.misunderstood(node.text, node.question);
	else take(turn, { ...none, value: lastIncrement }, pressed);
};

/** Is a measure that differs by region (垧) meant as it is usual here? */
export const measureNode: NodeHandler<"measure"> = {
	view: (turn, node) => ({
		key: "ask-measure",
		...common(
			turn,
			[
				{ label: { word: "yes" }, press: { kind: "yes" } },
				{ label: { word: "no" }, press: { kind: "no" } },
			],
			true,
		),
		text: node.amount.written,
		from: node.from,
		value: node.amount.value,
	}),
	text: (turn, node, text) => {
		const yes = turn.context.reading.yesNo(text);
		if (yes === true) settle(turn, takeAmount(turn.context, asked(turn), node.amount), text);
		else if (yes === false) turn.goTo(asked(turn));
		else readAgain(turn, text);
	},
	press: (turn, node, press) => {
		if (press.kind === "yes") settle(turn, takeAmount(turn.context, asked(turn), node.amount), node.amount.written, true);
		else if (press.kind === "no") turn.goTo(asked(turn));
		return press.kind === "yes" || press.kind === "no";
	},
};

/** Why words are no reason; null when they are one. */
export const reasonRefused = (turn: Turn, reason: string): DialogRemark | null => {
	if (reason.length > LIMITS.reason) return { say: "too-long", limit: LIMITS.reason, length: reason.length };
	return turn.context.reading.none(reason) || !/\p{L}.*\p{L}/su.test(reason) ? { say: "reason-needed" } : null;
};

/** Why a total fell or an increase jumped; the reviewer reads it. */
export const reasonNode: NodeHandler<"reason"> = {
	view: (turn, node) => {
		const figure = figureOf(turn.context, asked(turn));
		const limit = jumpLimit(jumpBasis(turn.context, asked(turn)), turn.context.facts.rules);
		return {
			key: "ask-reason",
			...common(turn, [], false),
			echo: echoOf(node.amount),
			why: node.why,
			...bothOf(turn.context, asked(turn), node.amount),
			lastTotal: figure.lastTotal,
			usual: limit?.usual ?? null,
			annual: figure.annual,
			above: limit?.usual === null ? (figure.above ?? null) : null,
		};
	},
	text: (turn, node, text) => {
		if (isFigureAgain(turn, node, text)) return;
		const reason = text.trim();
		const refused = reasonRefused(turn, reason);
		if (refused !== null) {
			turn.note(node.question, "unclear");
			return turn.remark(refused);
		}
		turn.events.push({ event: "reason-given", question: node.question, reason });
		turn.part = "reason";
		turn.take(asked(turn), takeStated(turn.context, asked(turn), node.amount, reason), reason);
	},
	press: () => false,
};

/** Words without the name of the question in front of them: 「养殖小区3个」 is 3个 there. */
const unnamed = ({ name, aliases }: NumberQuestion, text: string): string => {
	const [named = ""] = [name, ...aliases].filter((one) => text.startsWith(one)).sort((a, b) => b.length - a.length);
	return text.slice(named.length).trim();
};

// 「写错了」 is handled as a command; here somebody just types the right figure, or says that it was the total.
const isFigureAgain = (turn: Turn, node: NodeOf<"reason">, written: string): boolean => {
	const text = unnamed(asked(turn), written.trim());
	const mode = text.trim().length <= 6 ? turn.context.reading.basis(text) : null;
	const reading = turn.context.reading.number(text, asked(turn));
	// 没有 says that there is no reason; a nought is a figure.
	const isNought = reading.kind === "zero" && /[0０]/u.test(text);
	if (isNought || (reading.kind === "amount" && turn.context.reading.onlyFigure(text, reading))) {
		turn.take(asked(turn), takeReading(turn.context, asked(turn), reading), written);
		return true;
	}
	if (mode === null || mode === node.amount.mode || reading.kind === "amount") return false;
	take(turn, { ...node.amount, mode });
	return true;
};
