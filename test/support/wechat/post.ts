import { type payloads, types } from "wechaty";
import type { SentFile } from "../stage.ts";
import type { Group } from "./group.ts";
import type { Account, Person } from "./person.ts";

/** A group, or the private chat of a person with the bot. */
export type Chat = Person | Group;

/** A message as WeChat keeps it. */
export interface Post {
	readonly id: string;
	readonly chat: Chat;
	readonly from: Account;
	readonly type: types.Message;
	readonly text: string;
	/** Ids of the accounts named with @. */
	readonly mentions: readonly string[];
	readonly file: SentFile | null;
	readonly atMs: number;
}

const KINDS: readonly (readonly [RegExp, types.Message])[] = [
	[/\.(?:jpg|jpeg|png)$/iu, types.Message.Image],
	[/\.(?:amr|silk|sil|ogg|mp3)$/iu, types.Message.Audio],
	[/\.mp4$/iu, types.Message.Video],
];

/** What kind of message a file makes. */
export const kindOfFile = (name: string): types.Message => KINDS.find(([ending]) => ending.test(name))?.[1] ?? types.Message.Attachment;

/** A message as a puppet tells it. Where the words of a text would be, files have what WeChat itself keeps of them. */
export const payloadOf = (post: Post, bot: Account, tellsMentions: boolean): payloads.Message => {
	const { id, chat, from, type, text, mentions, file, atMs } = post;
	const told = { id, type, talkerId: from.id, timestamp: Math.floor(atMs / 1000), ...(file ? { filename: file.name } : {}) };
	const words = file ? `<?xml version="1.0"?><msg><title>${file.name}</title></msg>` : text;
	if ("members" in chat) return { ...told, text: words, roomId: chat.id, ...(tellsMentions ? { mentionIdList: [...mentions] } : {}) };
	return { ...told, text: words, listenerId: from === bot ? chat.id : bot.id };
};
