import type { Inbound } from "../../ports/intake.ts";

/**
 * The name under which a dialog remembers what was said in a message, the same when it is changed later; null where the platform names no messages, and
 * for presses, which nobody changes.
 */
export const messageRef = ({ chat, content, messageId }: Inbound): string | null =>
	messageId === null || content.kind === "press" ? null : `${chat.id}/${messageId}`;
