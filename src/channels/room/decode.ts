import type { Instant } from "../../domain/period.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { RoomMessage } from "../../ports/room.ts";
import { BOT } from "./encode.ts";

/** The room's name among channels; it has one bot account of the same name. */
export const ROOM = "room";

const MENTION = new RegExp(`\\s*[@＠]\\s*${BOT.name}[\\s:：,，]*`, "gu");

/** Takes the bot's @name out of a text, with or without spaces around it, and says whether it was there. Line breaks stay. */
const stripMention = (text: string): { text: string; addressed: boolean } => {
	const stripped = text.replace(MENTION, (found) => (found.includes("\n") ? "\n" : " "));
	return stripped === text ? { text, addressed: false } : { text: stripped.trim(), addressed: true };
};

/** A chat of the room as the rest of the program names it. */
const chatRef = (id: string, kind: ChatRef["kind"]): ChatRef => ({ channel: ROOM, account: ROOM, id, kind });

/** What a person said, for the intake. The room message's id makes the update id, so a repeated offer is recognised. */
export const decodeMessage = (message: RoomMessage & { readonly from: string }, kind: ChatRef["kind"]): Inbound => {
	const { text, addressed } = stripMention(message.text);
	return {
		updateId: `m${message.id}`,
		chat: chatRef(message.chat, kind),
		sender: { channel: ROOM, id: message.from },
		messageId: String(message.id),
		sentAt: message.at,
		content: message.files.length > 0 ? { kind: "files", files: message.files, text, addressed } : { kind: "text", text, addressed },
	};
};

/** A press on a button of the bot's message, for the intake. */
export const decodePress = (press: {
	readonly id: string;
	readonly chat: string;
	readonly kind: ChatRef["kind"];
	readonly from: string;
	readonly at: Instant;
	readonly outboxId: string;
	readonly button: string;
}): Inbound => ({
	updateId: `p${press.id}`,
	chat: chatRef(press.chat, press.kind),
	sender: { channel: ROOM, id: press.from },
	messageId: null,
	sentAt: press.at,
	content: { kind: "press", message: press.outboxId, button: press.button, press: "" },
});
