import type { FakeBot } from "../../support/telegram/bot.ts";
import { buttonsOf, type Post } from "../../support/telegram/chat.ts";
import type { Group } from "../../support/telegram/group.ts";
import type { Person, Where } from "../../support/telegram/person.ts";
import { shown } from "../../support/telegram/server.ts";
import type { Chance } from "./chance.ts";
import { hostileFile } from "./hostile-files.ts";
import { hostileName, hostilePress, hostileText, MARK, type Names } from "./hostile-text.ts";
import type { Hostile } from "./place.ts";

/** Telegram's own account for administrators who stay hidden, and one of a bot. */
const HIDDEN = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };
const OTHER_BOT = { id: 6_000_000_001, is_bot: true, first_name: "zq7x", username: "other_bot" };

/** Somebody who does whatever can be done with a telephone and a program of their own, except what only the real sender could. */
export class Actor implements Hostile {
	readonly name: string;
	readonly account: string;
	readonly person: Person;
	readonly #bot: FakeBot;
	readonly #groups: readonly Group[];
	readonly #names: () => Names;
	/** Data of buttons seen anywhere, also in others' chats. */
	readonly #seen: () => readonly string[];
	readonly #mark: string;
	#own: Post[] = [];

	constructor(parts: {
		name: string;
		person: Person;
		bot: FakeBot;
		groups: readonly Group[];
		names: () => Names;
		seen: () => readonly string[];
		/** Leads back to this actor, in whatever it is found. */
		mark: string;
	}) {
		this.name = parts.name;
		this.person = parts.person;
		this.account = String(parts.person.user.id);
		this.#bot = parts.bot;
		this.#groups = parts.groups;
		this.#names = parts.names;
		this.#seen = parts.seen;
		this.#mark = `${MARK}${parts.mark}`;
		for (const group of parts.groups) group.seat(parts.person);
	}

	say(text: string): void {
		this.person.say(this.#bot, text);
	}

	act(chance: Chance): void {
		const what = chance.next();
		if (what < 0.52) this.#say(chance);
		else if (what < 0.8) this.#press(chance);
		else if (what < 0.86) this.#send(chance);
		else if (what < 0.91) this.#edit(chance);
		else if (what < 0.93) this.#start(chance);
		else if (what < 0.95) this.#rename(chance);
		else if (what < 0.96) this.#other(chance);
		else this.#forge(chance);
	}

	#text(chance: Chance): string {
		return hostileText(chance, this.#names(), this.#mark);
	}

	#where(chance: Chance): Where {
		return this.#groups.length > 0 && chance.is(0.3) ? chance.pick(this.#groups) : this.#bot;
	}

	#say(chance: Chance): void {
		const where = this.#where(chance);
		const addressed = where !== this.#bot && chance.is(0.5) ? `@${this.#bot.user.username ?? ""} ` : "";
		const text = `${addressed}${this.#text(chance)}`.slice(0, 4096);
		const answered = chance.is(0.05) ? this.#shown(chance, where) : null;
		this.#note(this.person.say(where, text === "" ? "。" : text, answered ? { replyTo: answered } : {}));
	}

	#press(chance: Chance): void {
		const post = this.#shown(chance, this.#where(chance));
		if (!post) {
			this.#say(chance);
			return;
		}
		const buttons = buttonsOf(post).flatMap((button) => button.callback_data ?? []);
		const isHonest = buttons.length > 0 && chance.is(0.6);
		this.person.pressData(post, isHonest ? chance.pick(buttons) : hostilePress(chance, this.#seen()), { inaccessible: chance.is(0.05) });
	}

	#send(chance: Chance): void {
		const { bytes, name, type } = hostileFile(chance);
		const where = this.#where(chance);
		const caption = chance.is(0.5) ? "" : chance.is(0.3) ? "导入" : this.#text(chance).slice(0, 1024);
		const kind = chance.next();
		if (kind < 0.15) this.#note(this.person.photo(where, bytes, caption));
		else if (kind < 0.25) this.person.voice(where, bytes);
		else if (kind < 0.35)
			this.person.album(
				where,
				Array.from({ length: 2 + chance.below(9) }, () => bytes),
				caption,
			);
		else {
			// What Telegram says of a size may be wrong.
			const size = chance.is(0.1) ? chance.pick([0, 1, 19_000_000, 50_000_000_000]) : bytes.length;
			this.#note(this.person.document(where, bytes, chance.is(0.3) ? hostileName(chance, this.#mark) : name, caption, { type, size }));
		}
	}

	#edit(chance: Chance): void {
		const post = this.#own.length > 0 ? chance.pick(this.#own) : null;
		if (post) this.person.edit(post, this.#text(chance));
	}

	#start(chance: Chance): void {
		this.#note(
			this.person.start(
				this.#bot,
				chance.pick([this.#mark, "_".repeat(64), "DESH2222", "..", "＝1", "%00", this.#text(chance).slice(0, 64)]),
			),
		);
	}

	#rename(chance: Chance): void {
		this.person.user = { ...this.person.user, first_name: hostileName(chance, this.#mark), last_name: hostileName(chance, this.#mark) };
		if (this.#groups.length > 0 && chance.is(0.3)) chance.pick(this.#groups).rename(hostileName(chance, this.#mark), this.person);
	}

	#other(chance: Chance): void {
		const content = chance.pick([
			{ sticker: { file_id: "x", emoji: "👍" } },
			{ location: { latitude: 42, longitude: 121 } },
			{ contact: { phone_number: "13800000000", first_name: this.#mark } },
			{ poll: { id: "1", question: this.#mark, options: [] } },
			{ dice: { emoji: "🎲", value: 6 } },
			{ web_app_data: { data: this.#mark, button_text: "x" } },
			{ text: `${this.#mark}周报`, forward_origin: { type: "user", sender_user: this.person.user, date: 1 } },
			{ text: `/unbind ${this.#mark}`, via_bot: OTHER_BOT },
		]);
		this.person.other(this.#where(chance), content);
	}

	/** What no telephone sends: updates of a messenger gone mad, or in other clothes. */
	#forge(chance: Chance): void {
		const text = this.#text(chance);
		const group = this.#groups.length > 0 ? chance.pick(this.#groups) : null;
		const chat = (group?.chat ?? this.#bot.chatWith(this.person.user)).json();
		const base = { message_id: 1_000_000 + chance.below(1_000_000), date: 1_794_800_000, chat, from: this.person.user };
		const updates = this.#bot.updates;
		chance.pick<() => unknown>([
			() => updates.push("message", { ...base, from: OTHER_BOT, text: "/start DESH2222" }),
			() => updates.push("message", { ...base, from: HIDDEN, sender_chat: chat, text: `@yixian_bot ${text}` }),
			() => updates.push("message", { ...base, sender_chat: { id: -1_009_999, type: "channel", title: this.#mark }, text }),
			() => updates.push("message", { ...base, chat: { id: -1_009_998, type: "channel", title: this.#mark }, text }),
			() => updates.push("message", { ...base, is_automatic_forward: true, text }),
			() => updates.push("channel_post", { ...base, text }),
			() => updates.push("inline_query", { id: "1", from: this.person.user, query: text, offset: "" }),
			() => updates.push("edited_message", { ...base, message_id: chance.below(500), edit_date: base.date, text }),
			() =>
				updates.push("callback_query", {
					id: `f${base.message_id}`,
					from: this.person.user,
					chat_instance: "1",
					data: hostilePress(chance, this.#seen()),
				}),
			() =>
				updates.push("callback_query", {
					id: `f${base.message_id}`,
					from: this.person.user,
					chat_instance: "1",
					inline_message_id: "x",
					data: "x:0",
				}),
			() => updates.push("message", { ...base, text: { toString: 1 } }),
			() => updates.push("message", { ...base, text: 45 }),
			() => updates.push("message", { ...base, from: undefined, text }),
			() => updates.push("message", { ...base, date: "yesterday", text }),
			() => updates.push("message", { ...base, text, entities: [{ type: "text_mention", offset: -5, length: 1e9, user: this.#bot.user }] }),
			() =>
				updates.push("message", {
					...base,
					document: { file_id: "nowhere", file_unique_id: "x", file_name: hostileName(chance, this.#mark) },
				}),
			() => updates.push("message", { ...base, photo: [] }),
			() => updates.push("my_chat_member", { chat, from: this.person.user, date: base.date, new_chat_member: { status: "member" } }),
			() => updates.push("message", {}),
		])();
	}

	/** One of the bot's newest messages of a chat. */
	#shown(chance: Chance, where: Where): Post | null {
		const chat = "chat" in where ? where.chat : where.chatWith(this.person.user);
		const posts = shown(chat, this.#bot).slice(-8);
		return posts.length > 0 ? chance.pick(posts) : null;
	}

	#note(post: Post): void {
		this.#own = [...this.#own.slice(-7), post];
	}
}
