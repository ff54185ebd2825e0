import type { OutgoingMessage } from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";

/** A message of the program's own with nothing but words, unless told otherwise. */
export const outgoingTo = (chat: ChatRef, id: string, text: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
	id,
	chat,
	text,
	buttons: [],
	files: [],
	answers: null,
	card: null,
	awaitsWords: false,
	...more,
});
