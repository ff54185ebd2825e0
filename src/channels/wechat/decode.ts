import type { payloads } from "wechaty";
import { epochMsOf, type Instant, toInstant } from "../../domain/period.ts";
import type { AccountRef, ChatRef } from "../../ports/chat.ts";
import type { GroupEvent, Inbound, InboundContent } from "../../ports/intake.ts";
import { readAttachment } from "./attachments.ts";
import { ACCOUNT, WECHAT } from "./limits.ts";
import { MESSAGE } from "./puppet.ts";
import { readWords } from "./words.ts";

/** What a message is read against. */
export interface Listener {
	/** The bot's own id. */
	readonly self: string;
	/** What the bot is called in that chat. */
	readonly names: readonly string[];
	readonly now: Instant;
}

/** Things no question takes; what is in neither list is WeChat's own talk (red envelopes, what was taken back, notices) and nobody's business. */
const OTHER: ReadonlySet<number> = new Set([
	MESSAGE.contact,
	MESSAGE.chatHistory,
	MESSAGE.emoticon,
	MESSAGE.location,
	MESSAGE.miniProgram,
	MESSAGE.url,
	MESSAGE.post,
]);

/** What WeChat writes under a message to somebody who struck the bot off, or blocks it. */
const REJECTED = /^(?:.{1,60}开启了朋友验证，你还不是他|消息已发出，但被对方拒收了)/u;

/** Later than this is no time of a message: seconds told as milliseconds are a thousand times less. */
const FIRST_MS = 1_000_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Seconds or milliseconds since 1970, as puppets write either; now where it is neither, or lies ahead. */
const instantOf = (told: number, now: Instant): Instant => {
	const ms = told < FIRST_MS ? told * 1000 : told;
	return Number.isFinite(ms) && ms >= FIRST_MS && ms <= epochMsOf(now) + DAY_MS ? toInstant(ms) : now;
};

/** The private chat with an account. */
export const privateChat = (id: string): ChatRef => ({ channel: WECHAT, account: ACCOUNT, id, kind: "private" });

/** A group. */
export const groupChat = (id: string): ChatRef => ({ channel: WECHAT, account: ACCOUNT, id, kind: "group" });

/** Somebody's account. */
export const accountOf = (id: string): AccountRef => ({ channel: WECHAT, id });

const contentOf = (message: payloads.Message, { self, names }: Listener): InboundContent | null => {
	const { type, text = "" } = message;
	const mentions = "mentionIdList" in message ? (message.mentionIdList ?? []) : [];
	if (type === MESSAGE.text || type === MESSAGE.groupNote) {
		const words = readWords(text, message.roomId ? names : [], mentions.includes(self));
		return words.text === "" && !words.addressed ? null : { kind: "text", ...words };
	}
	const file = readAttachment(message);
	if (file) return { kind: "remote-files", files: [file], text: "", addressed: false, album: null };
	if (OTHER.has(type)) return { kind: "other", addressed: false };
	return type === MESSAGE.unknown && !message.roomId && REJECTED.test(text) ? { kind: "reachable", reachable: false } : null;
};

/** What a message means; null where it is not for us: our own, WeChat's, or of somebody who is not told. */
export const decodeMessage = (message: payloads.Message, listener: Listener): Inbound | null => {
	const { id, talkerId, roomId, timestamp } = message;
	if (!talkerId || talkerId === listener.self) return null;
	const content = contentOf(message, listener);
	if (!content) return null;
	const chat = roomId ? groupChat(roomId) : privateChat(talkerId);
	return {
		updateId: `${chat.id}/${id}`,
		chat,
		sender: accountOf(talkerId),
		messageId: id,
		sentAt: instantOf(timestamp, listener.now),
		content,
	};
};

/** What happened to the bot in a group, or to the group. `by`: whoever did it. */
export const groupInbound = (
	{ room, by, timestamp }: { readonly room: string; readonly by: string; readonly timestamp: number },
	event: GroupEvent,
	now: Instant,
): Inbound => ({
	updateId: `${room}/${event.what}/${timestamp}`,
	chat: groupChat(room),
	sender: accountOf(by),
	messageId: null,
	sentAt: instantOf(timestamp, now),
	content: { kind: "group", event },
});

/** Signs of a binding code: no look-alikes, and not figures alone, which are a telephone number (of 50,000 codes one is, and waits for the operator). */
const CODE = /(?<![0-9a-z])(?!\d{8})[2-9a-hjkmnp-z]{8}(?![0-9a-z])/iu;

/** The binding code in the words of a friend request; null without one. */
export const codeIn = (hello: string): string | null => CODE.exec(hello.normalize("NFKC"))?.[0].toUpperCase() ?? null;

/** A friend request with a code is that person's word to bind; one that was accepted lets the bot write to them. */
export const friendInbound = ({ id, contactId, timestamp }: payloads.Friendship, code: string | null, now: Instant): Inbound => ({
	updateId: `${contactId}/friend/${id}/${code === null ? "confirmed" : "hello"}`,
	chat: privateChat(contactId),
	sender: accountOf(contactId),
	messageId: null,
	sentAt: instantOf(timestamp, now),
	content: code === null ? { kind: "reachable", reachable: true } : { kind: "text", text: `/bind ${code}`, addressed: false },
});

/** Every id on this channel became another one: told in the name of the bot's own new id, and known by both as an account can come back. */
export const renewedInbound = (last: string, self: string, now: Instant): Inbound => ({
	updateId: `renewed/${last}/${self}`,
	chat: privateChat(self),
	sender: accountOf(self),
	messageId: null,
	sentAt: now,
	content: { kind: "renewed" },
});
