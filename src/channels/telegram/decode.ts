import type { CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update, User } from "grammy/types";
import { type Instant, toInstant } from "../../domain/period.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { GroupEvent, Inbound, InboundContent } from "../../ports/intake.ts";
import { readAttachment } from "./attachments.ts";
import type { BotProfile } from "./bot-profile.ts";
import { readPressData } from "./keyboard.ts";
import { TELEGRAM } from "./limits.ts";
import { readWords } from "./words.ts";

/** One update read. `inbound`: what it means, null when it is not for us. `press`: a press that waits for an answer, null without one. */
export interface Decoded {
	readonly inbound: Inbound | null;
	readonly press: string | null;
}

const NOTHING: Decoded = { inbound: null, press: null };

/** Accounts of Telegram itself: group administrators who stay anonymous, people who write as a channel, posts passed on by Telegram. */
const ANONYMOUS_ADMIN = 1087968824;
const WRITING_AS_CHANNEL = 136817688;
const TELEGRAM_ITSELF = 777000;

const THUMB = /^👍\p{Emoji_Modifier}?$/u;

/** Seconds since 1970 as Telegram writes them. Throws when they are none. */
const instantOf = (seconds: number): Instant => toInstant(seconds * 1000);

/** The chat as everyone names it; null for channels, which this program is no part of. */
const chatOf = (chat: Chat, bot: BotProfile): ChatRef | null => {
	const kind = chat.type === "private" ? "private" : chat.type === "group" || chat.type === "supergroup" ? "group" : null;
	return kind && { channel: TELEGRAM, account: String(bot.id), id: String(chat.id), kind };
};

/** Who speaks: an id and nothing else, "anonymous" where Telegram hides it, null for machines. */
const senderOf = (from: User | undefined, as: Chat | undefined): { readonly id: string; readonly anonymous: boolean } | null => {
	if (as || from?.id === ANONYMOUS_ADMIN || from?.id === WRITING_AS_CHANNEL) return { id: "anonymous", anonymous: true };
	if (!from || from.is_bot || from.id === TELEGRAM_ITSELF) return null;
	return { id: String(from.id), anonymous: false };
};

/** What a service message tells of its group. That the bot came or went is told by an update of its own. */
const serviceOf = ({ new_chat_title: title, migrate_to_chat_id: toId }: Message): GroupEvent | null => {
	if (title !== undefined) return { what: "renamed", title };
	return toId === undefined ? null : { what: "moved", toId: String(toId) };
};

/** Whether it is somebody else's message, passed on. */
const isForwarded = ({ forward_origin: origin, from }: Message): boolean =>
	origin !== undefined && !(origin.type === "user" && origin.sender_user.id === from?.id);

const contentOf = (message: Message, bot: BotProfile): InboundContent | null => {
	const { text, addressed, otherBot } = readWords(message, bot);
	if (otherBot) return null;
	const file = readAttachment(message);
	if (file) return { kind: "remote-files", files: [file], text, addressed, album: message.media_group_id ?? null };
	if (message.text !== undefined) return { kind: "text", text, addressed };
	if (message.sticker?.emoji && THUMB.test(message.sticker.emoji)) return { kind: "text", text: "👍", addressed };
	const { sticker, location, contact, poll, dice, story, game, paid_media, checklist } = message;
	if (sticker ?? location ?? contact ?? poll ?? dice ?? story ?? game ?? paid_media ?? checklist) return { kind: "other", addressed };
	return null;
};

/** Which message of ours it replies to: our own buttons carry its id. */
const repliesTo = ({ reply_to_message: replied }: Message, bot: BotProfile): string | null => {
	const [button] = replied?.from?.id === bot.id ? (replied.reply_markup?.inline_keyboard.flat() ?? []) : [];
	const data = button && "callback_data" in button ? button.callback_data : "";
	return readPressData(data)?.message ?? null;
};

const decodeMessage = (id: number, message: Message, bot: BotProfile, edited: boolean): Decoded => {
	const chat = chatOf(message.chat, bot);
	const event = edited ? null : serviceOf(message);
	// Whoever renames a group, be it another bot, has renamed it.
	const sender = senderOf(event && message.from ? { ...message.from, is_bot: false } : message.from, message.sender_chat);
	if (!chat || !sender || message.is_automatic_forward || (message.via_bot && message.via_bot.id !== bot.id)) return NOTHING;
	const base = {
		chat,
		sender: { channel: TELEGRAM, id: sender.id },
		...(sender.anonymous && { anonymous: true }),
		...(isForwarded(message) && { forwarded: true }),
		messageId: String(message.message_id),
	};
	const replied = edited ? null : repliesTo(message, bot);
	if (!edited) {
		const content = event ? ({ kind: "group", event } as const) : contentOf(message, bot);
		const updateId = `${id}/${chat.id}/${message.message_id}`;
		return content
			? {
					inbound: { ...base, ...(replied !== null && { repliesTo: replied }), updateId, sentAt: instantOf(message.date), content },
					press: null,
				}
			: NOTHING;
	}
	const { text, addressed, otherBot } = readWords(message, bot);
	if (otherBot || (message.text === undefined && message.caption === undefined)) return NOTHING;
	const at = message.edit_date ?? message.date;
	const updateId = `${id}/${chat.id}/${message.message_id}/${at}`;
	return { inbound: { ...base, updateId, sentAt: instantOf(at), content: { kind: "edit", text, addressed } }, press: null };
};

const decodePress = (id: number, query: CallbackQuery, bot: BotProfile, now: Instant): Decoded => {
	const refused = { inbound: null, press: query.id };
	const chat = query.message && chatOf(query.message.chat, bot);
	const pressed = readPressData(query.data ?? "");
	if (!chat || !pressed) return refused;
	const inbound: Inbound = {
		updateId: `${id}/${chat.id}/${query.id}`,
		chat,
		sender: { channel: TELEGRAM, id: String(query.from.id) },
		messageId: query.message ? String(query.message.message_id) : null,
		sentAt: now,
		content: { kind: "press", ...pressed, press: query.id },
	};
	return { inbound, press: query.id };
};

const isIn = (member: ChatMember): boolean =>
	member.status === "restricted" ? member.is_member : member.status !== "left" && member.status !== "kicked";

/** Whether somebody runs the group: they see every word in it. */
export const isAdmin = ({ status }: Pick<ChatMember, "status">): boolean => status === "administrator" || status === "creator";

const groupEvent = (title: string, member: ChatMember, bot: BotProfile): GroupEvent => {
	if (!isIn(member)) return { what: "left", title };
	const admin = isAdmin(member);
	return { what: "member", title, admin, seesAll: admin || bot.readsGroups };
};

const decodeMembership = (id: number, change: ChatMemberUpdated, bot: BotProfile): Decoded => {
	const chat = chatOf(change.chat, bot);
	const sender = senderOf({ ...change.from, is_bot: false }, undefined);
	if (!chat || !sender) return NOTHING;
	const member = change.new_chat_member;
	const content: InboundContent =
		chat.kind === "private"
			? { kind: "reachable", reachable: isIn(member) }
			: { kind: "group", event: groupEvent(change.chat.title ?? "", member, bot) };
	const inbound: Inbound = {
		updateId: `${id}/${chat.id}/member/${change.date}`,
		chat,
		sender: { channel: TELEGRAM, id: sender.id },
		...(sender.anonymous && { anonymous: true }),
		messageId: null,
		sentAt: instantOf(change.date),
		content,
	};
	return { inbound, press: null };
};

/**
 * Reads one update. Its id is joined with chat and message: Telegram's numbers start anew after a quiet week. `now` is the time of presses, which
 * carry none. Throws on an update that is not what Telegram documents.
 */
export const decodeUpdate = (update: Update, bot: BotProfile, now: Instant): Decoded => {
	const id = update.update_id;
	if (update.message) return decodeMessage(id, update.message, bot, false);
	if (update.edited_message) return decodeMessage(id, update.edited_message, bot, true);
	if (update.callback_query) return decodePress(id, update.callback_query, bot, now);
	if (update.my_chat_member) return decodeMembership(id, update.my_chat_member, bot);
	return NOTHING;
};
