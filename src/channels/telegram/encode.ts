import type { ForceReply, InlineKeyboardMarkup, MessageEntity, ReplyParameters } from "grammy/types";
import type { FileRef } from "../../domain/file.ts";
import type { OutgoingMessage } from "../../ports/channel.ts";
import { whyUnsendable } from "../unsendable.ts";
import { wholeSigns } from "../whole-signs.ts";
import { layKeyboard, pressData } from "./keyboard.ts";
import { CAPABILITIES, MAX_BUTTONS, MAX_PHOTO_BYTES, MAX_PRESS_BYTES } from "./limits.ts";

/** How a message asks for words where the bot sees only replies: `presser` is whom it asks when it follows a press. */
export interface AskedReply {
	readonly presser: number | null;
}

/** What every way of sending shares. */
export interface Addressing {
	readonly chat_id: string;
	readonly reply_parameters?: ReplyParameters;
	readonly reply_markup?: InlineKeyboardMarkup | ForceReply;
}

/** A message id of Telegram, or null. */
export const messageNumber = (id: string | null | undefined): number | null => (id && /^\d{1,15}$/u.test(id) ? Number(id) : null);

/** Why buttons can never go out as they are; null when they can. */
const whyNoKeyboard = ({ id, buttons }: OutgoingMessage): string | null => {
	if (buttons.length > MAX_BUTTONS) return `more than ${MAX_BUTTONS} buttons`;
	if (buttons.some((button) => Buffer.byteLength(pressData(id, button.id)) > MAX_PRESS_BYTES)) return "button data too long";
	return null;
};

/** Why this message can never go out as it is; null when it can. Lengths are those of the Bot API. */
export const whyRefused = (message: OutgoingMessage): string | null => whyUnsendable(message, CAPABILITIES) ?? whyNoKeyboard(message);

const markupOf = ({ id, buttons, chat, answers }: OutgoingMessage, asked: AskedReply | null): Addressing["reply_markup"] | null => {
	if (buttons.length > 0) return layKeyboard(id, buttons);
	// Selective asks only whom it answers; without somebody to answer it would take everybody's keyboard away.
	return asked && chat.kind === "group" && answers?.message ? { force_reply: true, selective: true } : null;
};

/** Chat, what is answered (in groups, where talk is mixed), buttons or the demand for a reply. */
export const addressing = (message: OutgoingMessage, asked: AskedReply | null): Addressing => {
	const answered = message.chat.kind === "group" ? messageNumber(message.answers?.message) : null;
	const markup = markupOf(message, asked);
	return {
		chat_id: message.chat.id,
		...(answered !== null && { reply_parameters: { message_id: answered, allow_sending_without_reply: true } }),
		...(markup && { reply_markup: markup }),
	};
};

/** The first line names whoever pressed: what answers a press replies to the bot itself, so the demand for a reply needs a name to go to. */
const namingPresser = (text: string, asked: AskedReply | null): { readonly entities?: MessageEntity[] } => {
	const length = text.split("\n", 1)[0]?.trimEnd().length ?? 0;
	if (asked?.presser == null || length === 0) return {};
	return { entities: [{ type: "text_mention", offset: 0, length, user: { id: asked.presser, is_bot: false, first_name: "" } }] };
};

/** Plain text, no markup of any kind: signs stay as typed, addresses bring no previews. */
export const plainText = (text: string, asked: AskedReply | null) =>
	({ text: wholeSigns(text), link_preview_options: { is_disabled: true }, ...namingPresser(text, asked) }) as const;

/** The words below a file. */
export const caption = (text: string): { readonly caption?: string } => (text === "" ? {} : { caption: wholeSigns(text) });

/** Whether Telegram shows this file as a picture. */
export const isPicture = ({ type, size }: FileRef): boolean => (type === "image/png" || type === "image/jpeg") && size <= MAX_PHOTO_BYTES;

/** A name for the upload. In quotes, as the standard wants it (RFC 7578): grammY writes it as it is, and names here hold spaces and Chinese. */
export const uploadName = (name: string): string => `"${name.replace(/[\p{Cc}";\\/]/gu, "_")}"`;
