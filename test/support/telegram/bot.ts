import { forbidden } from "./api-error.ts";
import { FakeChat, type Post } from "./chat.ts";
import type { EntityJson, UserJson } from "./json.ts";
import { RateLimits } from "./rate-limits.ts";
import { type Timing, UpdateQueue } from "./update-queue.ts";

/** A line of a menu, as set by setMyCommands. */
export interface CommandJson {
	readonly command: string;
	readonly description: string;
}

/** A press that was not answered yet. */
interface OpenPress {
	readonly atMs: number;
	readonly user: UserJson;
	readonly post: Post;
}

/** An account of a bot: its token, its updates, its private chats and menus. */
export class FakeBot {
	readonly token: string;
	readonly user: UserJson;
	readonly updates: UpdateQueue;
	readonly limits = new RateLimits();
	readonly chats = new Map<number, FakeChat>();
	/** By scope, as JSON text. */
	readonly commands = new Map<string, readonly CommandJson[]>();
	readonly presses = new Map<string, OpenPress>();
	/** Privacy mode off (/setprivacy at BotFather): it hears every word of its groups. */
	readsGroups: boolean;
	/** A revoked token. */
	revoked = false;
	#lastMessageId = 0;

	constructor(given: { token: string; user: UserJson; readsGroups: boolean; timing: Timing; firstUpdateId: number }) {
		this.token = given.token;
		this.user = given.user;
		this.readsGroups = given.readsGroups;
		this.updates = new UpdateQueue(given.timing, given.firstUpdateId);
	}

	nextMessageId(): number {
		this.#lastMessageId += 1;
		return this.#lastMessageId;
	}

	/** The private chat with a person, made when it is first needed. */
	chatWith(person: UserJson): FakeChat {
		const known = this.chats.get(person.id);
		if (known) return known;
		const chat = new FakeChat({ id: person.id, kind: "private", title: "", person, bot: this });
		this.chats.set(person.id, chat);
		return chat;
	}

	/** Whether privacy mode lets a group's message through: commands, answers to the bot, mentions of it, service messages. */
	hears(post: Post): boolean {
		const { chat } = post;
		if (!chat.isGroup) return true;
		if (!chat.isMember(this.user.id)) return false;
		if (this.readsGroups || chat.isAdmin(this.user.id)) return true;
		if (post.replyTo?.bot === this) return true;
		const text = String(post.content.text ?? post.content.caption ?? "");
		const entities = (post.content.entities ?? post.content.caption_entities ?? []) as readonly EntityJson[];
		if (post.content.text === undefined && post.files.length === 0 && SERVICE.some((field) => field in post.content)) return true;
		return entities.some((one) => this.#isMeant(one, text.slice(one.offset, one.offset + one.length), chat));
	}

	/** Throws 403 where the bot has no place. */
	mustReach(chat: FakeChat): void {
		if (!chat.isGroup) {
			if (chat.blocked) throw forbidden("bot was blocked by the user");
			if (!chat.started) throw forbidden("bot can't initiate conversation with a user");
			return;
		}
		const kind = chat.kind === "group" ? "group chat" : "supergroup chat";
		if (chat.ended) throw forbidden("the group chat was deleted");
		if (chat.statusOf(this.user.id) === "kicked") throw forbidden(`bot was kicked from the ${kind}`);
		if (!chat.isMember(this.user.id)) throw forbidden(`bot is not a member of the ${kind}`);
	}

	#isMeant(entity: EntityJson, words: string, chat: FakeChat): boolean {
		const own = `@${this.user.username ?? ""}`.toLowerCase();
		if (entity.type === "mention") return words.toLowerCase() === own;
		if (entity.type === "text_mention") return entity.user?.id === this.user.id;
		if (entity.type !== "bot_command") return false;
		if (words.includes("@")) return words.toLowerCase().endsWith(own);
		const lastBot = chat.posts.findLast((post) => post.bot !== null)?.bot;
		return lastBot === undefined || lastBot === this;
	}
}

const SERVICE = [
	"new_chat_members",
	"left_chat_member",
	"new_chat_title",
	"group_chat_created",
	"supergroup_chat_created",
	"migrate_to_chat_id",
	"migrate_from_chat_id",
	"pinned_message",
];
