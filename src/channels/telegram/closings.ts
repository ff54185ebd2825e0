import type { ChatRef } from "../../ports/chat.ts";
import type { Log } from "../../ports/log.ts";
import type { Calls } from "./client.ts";
import { describeFailure, readFailure } from "./failure.ts";
import { CLOSING_MS, GROUP_CLOSING_MS, MAX_CLOSINGS } from "./limits.ts";

/** Takes the buttons off messages that are answered. Nobody waits for it: an old button says so when it is pressed. */
export interface Closings {
	/** Soon: the first of a chat at once, the next ones spaced, as changes of messages count against the chat's sending limit. */
	close(chat: ChatRef, message: number): void;
}

/** Closings of one account; what waits at the end of the program stays as it is. */
export const createClosings = (parts: {
	readonly calls: Pick<Calls, "editMessageReplyMarkup">;
	readonly later: (ms: number, run: () => void) => () => void;
	readonly log: Log;
}): Closings => {
	/** Chats that had a closing lately, with the messages that wait for theirs. */
	const waiting = new Map<string, number[]>();

	const edit = (chat: ChatRef, message: number): void => {
		parts.calls
			.editMessageReplyMarkup({ chat_id: chat.id, message_id: message })
			.catch((error: unknown) => parts.log.debug("telegram:buttons-stay", { reason: describeFailure(readFailure(error)) }));
	};
	const rest = (chat: ChatRef): void => {
		parts.later(chat.kind === "group" ? GROUP_CLOSING_MS : CLOSING_MS, () => {
			const next = waiting.get(chat.id)?.shift();
			if (next === undefined) {
				waiting.delete(chat.id);
				return;
			}
			edit(chat, next);
			rest(chat);
		});
	};
	return {
		close(chat, message) {
			const queue = waiting.get(chat.id);
			if (!queue) {
				waiting.set(chat.id, []);
				edit(chat, message);
				rest(chat);
			} else if (!queue.includes(message)) {
				queue.push(message);
				if (queue.length > MAX_CLOSINGS) queue.shift();
			}
		},
	};
};
