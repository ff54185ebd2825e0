import type { OutgoingMessage } from "../../ports/channel.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Log } from "../../ports/log.ts";
import type { Calls } from "./client.ts";
import { describeFailure, readFailure } from "./failure.ts";
import { PRESS_ANSWER_MS, REMEMBERED_CHATS } from "./limits.ts";

interface Press {
	readonly chat: string;
	readonly user: number;
	/** Takes back the answer with nothing; null when it was answered or is about to be. */
	waiting: (() => void) | null;
	blank: boolean;
}

/** Presses whose phones wait for an answer. Every one gets exactly one: a toast, or nothing. */
export interface Presses {
	/** Remembers a press; without another answer it is answered with nothing after PRESS_ANSWER_MS. A repeat changes nothing. */
	note(press: string, chat: ChatRef, user: string): void;
	/** Answers with nothing, at once. */
	dismiss(press: string): void;
	/** A toast will answer it: nothing else does from now on. */
	claim(press: string): void;
	/** Whether it was answered with nothing, so that a toast would not be seen. */
	isOver(press: string): boolean;
	/** Who pressed, null when that is not remembered. */
	presser(press: string): number | null;
	/** A message went out: the press it answers, and in a private chat every one, needs no more waiting. */
	settle(message: OutgoingMessage): void;
	/** Answers all that wait with nothing. */
	close(): void;
}

/** Presses of one account. */
export const createPresses = (parts: {
	readonly calls: Pick<Calls, "answerCallbackQuery">;
	readonly later: (ms: number, run: () => void) => () => void;
	readonly log: Log;
}): Presses => {
	const presses = new Map<string, Press>();
	const waiting = new Set<string>();

	const answer = (press: string): void => {
		parts.calls
			.answerCallbackQuery({ callback_query_id: press })
			.catch((error: unknown) => parts.log.debug("telegram:press-not-answered", { reason: describeFailure(readFailure(error)) }));
	};
	const release = (id: string): void => {
		const press = presses.get(id);
		waiting.delete(id);
		if (!press?.waiting) return;
		press.waiting();
		press.waiting = null;
		press.blank = true;
		answer(id);
	};
	const forgetOldest = (): void => {
		const [oldest] = presses.keys();
		if (oldest === undefined) return;
		release(oldest);
		presses.delete(oldest);
	};

	return {
		note(id, chat, user) {
			if (presses.has(id)) return;
			if (presses.size >= REMEMBERED_CHATS) forgetOldest();
			const cancel = parts.later(PRESS_ANSWER_MS, () => release(id));
			presses.set(id, { chat: chat.id, user: Number(user), waiting: cancel, blank: false });
			waiting.add(id);
		},
		dismiss: answer,
		claim(id) {
			const press = presses.get(id);
			waiting.delete(id);
			press?.waiting?.();
			if (press) press.waiting = null;
		},
		isOver: (id) => presses.get(id)?.blank ?? false,
		presser: (id) => presses.get(id)?.user ?? null,
		settle({ chat, answers }) {
			if (waiting.size === 0) return;
			if (answers?.press) release(answers.press);
			if (chat.kind === "private") for (const id of waiting) if (presses.get(id)?.chat === chat.id) release(id);
		},
		close() {
			for (const id of waiting) release(id);
		},
	};
};
