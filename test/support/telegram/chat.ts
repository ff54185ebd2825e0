import { createHash } from "node:crypto";
import type { FakeBot } from "./bot.ts";
import type { ButtonJson, Fields, Keyboard, UserJson } from "./json.ts";
import type { Markup } from "./markup.ts";

/** A file on the platform, as it was sent. */
export interface StoredFile {
	readonly id: string;
	/** "photos/file_3.jpg": what is left of its name when it is fetched. */
	readonly path: string;
	readonly name: string;
	readonly bytes: Uint8Array;
	/** What the platform says of its size; a test may let it be larger than the bytes. */
	readonly size: number;
}

export type Status = "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";

export interface Membership {
	readonly user: UserJson;
	readonly status: Status;
	/** An administrator who appears as the group. */
	readonly anonymous: boolean;
}

/** A message. What it shows changes with edits. */
export interface Post {
	readonly id: number;
	readonly chat: FakeChat;
	/** The bot that wrote it; null for people and the group itself. */
	readonly bot: FakeBot | null;
	readonly from: UserJson;
	readonly senderChat: Fields | null;
	/** Unix seconds. */
	readonly date: number;
	editDate: number | null;
	/** Fields of the Bot API's Message that are its content: text, photo, caption, new_chat_members, … */
	content: Fields;
	files: readonly StoredFile[];
	readonly replyTo: Post | null;
	readonly album: string | null;
	/** The text or caption was changed since. */
	edits: number;
	inline: Keyboard | null;
	/** force_reply or a keyboard it came with. */
	readonly input: Fields | null;
	deleted: boolean;
}

export const textOf = ({ content }: Post): string => String(content.text ?? content.caption ?? "");
export const buttonsOf = (post: Post): readonly ButtonJson[] => post.inline?.flat() ?? [];

export type ChatKind = "private" | "group" | "supergroup";

/** A group, or what one person and one bot write to each other. */
export class FakeChat {
	readonly id: number;
	readonly kind: ChatKind;
	title: string;
	/** The person of a private chat, and the bot. */
	readonly person: UserJson | null;
	readonly bot: FakeBot | null;
	readonly members = new Map<number, Membership>();
	readonly posts: Post[] = [];
	readonly #byId = new Map<number, Post>();
	/** The supergroup a group became. */
	movedTo: FakeChat | null = null;
	/** The person of a private chat pressed Start, and has not blocked the bot. */
	started = false;
	blocked = false;
	/** The group ended. */
	ended = false;
	#lastId = 0;
	/** Ids of basic groups and private chats are counted by the bot, those of supergroups in the chat. */
	readonly #nextId: () => number;

	constructor(given: { id: number; kind: ChatKind; title: string; person?: UserJson; bot?: FakeBot }) {
		this.id = given.id;
		this.kind = given.kind;
		this.title = given.title;
		this.person = given.person ?? null;
		this.bot = given.bot ?? null;
		const { bot } = given;
		this.#nextId = bot
			? () => bot.nextMessageId()
			: () => {
					this.#lastId += 1;
					return this.#lastId;
				};
	}

	get isGroup(): boolean {
		return this.kind !== "private";
	}

	statusOf(user: number): Status {
		return this.members.get(user)?.status ?? "left";
	}

	isMember(user: number): boolean {
		return this.kind === "private" ? user === this.person?.id : !["left", "kicked"].includes(this.statusOf(user));
	}

	isAdmin(user: number): boolean {
		return ["creator", "administrator"].includes(this.statusOf(user));
	}

	post(id: number): Post | null {
		const found = this.#byId.get(id);
		return found && !found.deleted ? found : null;
	}

	add(given: {
		bot: FakeBot | null;
		from: UserJson;
		senderChat?: Fields | null;
		date: number;
		content: Fields;
		files?: readonly StoredFile[];
		replyTo?: Post | null;
		album?: string | null;
		markup?: Markup;
	}): Post {
		const post: Post = {
			id: this.#nextId(),
			chat: this,
			bot: given.bot,
			from: given.from,
			senderChat: given.senderChat ?? null,
			date: given.date,
			editDate: null,
			content: given.content,
			files: given.files ?? [],
			replyTo: given.replyTo ?? null,
			album: given.album ?? null,
			edits: 0,
			inline: given.markup?.inline ?? null,
			input: given.markup?.input ?? null,
			deleted: false,
		};
		this.posts.push(post);
		this.#byId.set(post.id, post);
		return post;
	}

	/** Lets go of all but the newest messages: a long run must not fill the memory. */
	keepNewest(count: number): void {
		for (const post of this.posts.splice(0, Math.max(0, this.posts.length - count))) this.#byId.delete(post.id);
	}

	/** The chat as the Bot API's Chat. */
	json(): Fields {
		if (this.kind !== "private") return { id: this.id, type: this.kind, title: this.title };
		const { first_name, last_name, username } = this.person ?? { first_name: "" };
		return {
			id: this.id,
			type: "private",
			first_name,
			...(last_name === undefined ? {} : { last_name }),
			...(username === undefined ? {} : { username }),
		};
	}
}

/** A message as the Bot API's Message; the message it answers has no such field itself. */
export const messageJson = (post: Post, withReply = true): Fields => ({
	message_id: post.id,
	from: post.from,
	...(post.senderChat ? { sender_chat: post.senderChat } : {}),
	chat: post.chat.json(),
	date: post.date,
	...(post.editDate === null ? {} : { edit_date: post.editDate }),
	...(post.replyTo && withReply ? { reply_to_message: messageJson(post.replyTo, false) } : {}),
	...(post.album === null ? {} : { media_group_id: post.album }),
	...post.content,
	...(post.inline ? { reply_markup: { inline_keyboard: post.inline } } : {}),
});

/** file_unique_id: the same for the same bytes. */
const uniqueId = (file: StoredFile): string => createHash("sha256").update(file.bytes).digest("base64url").slice(0, 16);

export const fileJson = (file: StoredFile): Fields => ({ file_id: file.id, file_unique_id: uniqueId(file), file_size: file.size });
