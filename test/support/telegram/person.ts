import type { FakeBot } from "./bot.ts";
import { buttonsOf, type FakeChat, fileJson, messageJson, type Post, type StoredFile } from "./chat.ts";
import type { Group } from "./group.ts";
import type { Fields, UserJson } from "./json.ts";
import { cleaned, foundEntities } from "./text.ts";
import type { World } from "./world.ts";

/** Where somebody writes: a group, or the private chat with a bot. */
export type Where = Group | FakeBot;

interface Manner {
	readonly replyTo?: Post;
}

/** Anonymous administrators write as this account and as the group. */
const ANONYMOUS: UserJson = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };

/** Somebody with an account, doing what a telephone lets them. Everything is delivered to the bots at once. */
export class Person {
	readonly #world: World;
	user: UserJson;

	constructor(world: World, user: UserJson) {
		this.#world = world;
		this.user = user;
	}

	/** Presses Start, or opens https://t.me/BOT?start=PAYLOAD. */
	start(bot: FakeBot, payload = ""): Post {
		return this.say(bot, payload === "" ? "/start" : `/start ${payload}`);
	}

	/** Pressed Start some time ago: the bot may write, nothing is delivered now. */
	meet(bot: FakeBot): void {
		bot.chatWith(this.user).started = true;
	}

	say(where: Where, text: string, manner: Manner = {}): Post {
		const words = cleaned(text);
		const entities = foundEntities(words);
		return this.#post(where, { text: words, ...(entities.length > 0 ? { entities } : {}) }, [], manner);
	}

	photo(where: Where, bytes: Uint8Array, caption = "", manner: Manner & { readonly album?: string; readonly size?: number } = {}): Post {
		// Photos lose their name; the smaller size is another file.
		const small = this.#world.keep(bytes.slice(0, Math.ceil(bytes.length / 2)), "thumb.jpg", "photos");
		const large = this.#world.keep(bytes, "photo.jpg", "photos", manner.size ?? bytes.length);
		const photo = [
			{ ...fileJson(small), width: 90, height: 60 },
			{ ...fileJson(large), width: 1280, height: 853 },
		];
		return this.#post(where, { photo, ...this.#caption(caption) }, [large], manner);
	}

	/** Several photos of one album: as many messages, the words on the first. */
	album(where: Where, photos: readonly Uint8Array[], caption = ""): Post[] {
		const album = this.#world.nextName("album");
		return photos.map((bytes, at) => this.photo(where, bytes, at === 0 ? caption : "", { album }));
	}

	document(
		where: Where,
		bytes: Uint8Array,
		name: string,
		caption = "",
		manner: Manner & { readonly type?: string; readonly size?: number } = {},
	): Post {
		const file = this.#world.keep(bytes, name, "documents", manner.size ?? bytes.length);
		const document = { ...fileJson(file), file_name: name, mime_type: manner.type ?? "application/octet-stream" };
		return this.#post(where, { document, ...this.#caption(caption) }, [file], manner);
	}

	voice(where: Where, bytes: Uint8Array, seconds = 3, manner: Manner = {}): Post {
		const file = this.#world.keep(bytes, "voice.oga", "voice");
		return this.#post(where, { voice: { ...fileJson(file), duration: seconds, mime_type: "audio/ogg" } }, [file], manner);
	}

	/** Something without words or file: {sticker: …}, {location: …}, {contact: …}, {poll: …}. */
	other(where: Where, content: Fields, manner: Manner = {}): Post {
		return this.#post(where, content, [], manner);
	}

	edit(post: Post, text: string): void {
		const words = cleaned(text);
		const entities = foundEntities(words);
		const { text: _text, entities: _entities, caption: _caption, caption_entities: _marks, ...rest } = post.content;
		post.content = post.content.text === undefined ? { ...rest, ...this.#caption(words) } : { ...rest, text: words, entities };
		post.editDate = this.#world.date;
		post.edits += 1;
		this.#world.deliver(post, "edited_message");
	}

	/** Presses the button of that label. Returns the press's id, which answerCallbackQuery names. */
	press(post: Post, label: string, seen: { readonly inaccessible?: boolean } = {}): string {
		const button = buttonsOf(post).find((one) => one.text === label);
		if (button?.callback_data === undefined) throw new Error(`no button ${label}`);
		return this.pressData(post, button.callback_data, seen);
	}

	/** Sends a press with data of one's own making: nothing but the message has to exist. */
	pressData(post: Post, data: string, { inaccessible = false }: { readonly inaccessible?: boolean } = {}): string {
		const { bot, chat } = post;
		if (!bot) throw new Error("only bots' messages have buttons");
		if (!chat.isMember(this.user.id)) throw new Error("not in that chat");
		const id = `${bot.user.id}${this.#world.nextName("0")}`;
		bot.presses.set(id, { atMs: this.#world.timing.nowMs(), user: this.user, post });
		bot.updates.push("callback_query", {
			id,
			from: this.user,
			message: inaccessible || post.deleted ? { chat: chat.json(), message_id: post.id, date: 0 } : messageJson(post),
			chat_instance: String(chat.id),
			data,
		});
		return id;
	}

	block(bot: FakeBot): void {
		this.#reach(bot, true);
	}

	unblock(bot: FakeBot): void {
		this.#reach(bot, false);
	}

	/** The account is deleted: no name is left, and nothing reaches it. */
	deleteAccount(): void {
		this.user = { id: this.user.id, is_bot: false, first_name: "" };
		this.isDeleted = true;
	}

	isDeleted = false;

	#reach(bot: FakeBot, blocked: boolean): void {
		const chat = bot.chatWith(this.user);
		const [before, after] = blocked ? ["member", "kicked"] : ["kicked", "member"];
		chat.blocked = blocked;
		const status = (name: string | undefined): Fields => ({
			user: bot.user,
			status: name,
			...(name === "kicked" ? { until_date: 0 } : {}),
		});
		bot.updates.push("my_chat_member", {
			chat: chat.json(),
			from: this.user,
			date: this.#world.date,
			old_chat_member: status(before),
			new_chat_member: status(after),
		});
	}

	#caption(caption: string): Fields {
		if (caption === "") return {};
		const entities = foundEntities(caption);
		return { caption: cleaned(caption), ...(entities.length > 0 ? { caption_entities: entities } : {}) };
	}

	#post(where: Where, content: Fields, files: readonly StoredFile[], manner: Manner & { readonly album?: string }): Post {
		const chat: FakeChat = "chat" in where ? where.chat : where.chatWith(this.user);
		if (!chat.isGroup) {
			chat.started = true;
			if (chat.blocked) throw new Error("who blocked a bot cannot write to it");
		} else if (!chat.isMember(this.user.id)) throw new Error("not in that group");
		const hidden = chat.members.get(this.user.id)?.anonymous === true;
		const post = chat.add({
			bot: null,
			from: hidden ? ANONYMOUS : this.user,
			senderChat: hidden ? chat.json() : null,
			date: this.#world.date,
			content,
			files,
			replyTo: manner.replyTo ?? null,
			album: manner.album ?? null,
		});
		this.#world.deliver(post, "message");
		return post;
	}
}
