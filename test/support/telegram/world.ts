import { ApiError, badRequest } from "./api-error.ts";
import { FakeBot } from "./bot.ts";
import { FakeChat, messageJson, type Post, type StoredFile } from "./chat.ts";
import { FaultPlan } from "./faults.ts";
import { Group } from "./group.ts";
import type { Fields, UserJson } from "./json.ts";
import { Person } from "./person.ts";
import type { Timing } from "./update-queue.ts";

/** Something a bot did that people can see. */
export type Sight =
	| { readonly kind: "message" | "edit" | "markup" | "deleted"; readonly bot: FakeBot; readonly post: Post }
	| {
			readonly kind: "toast";
			readonly bot: FakeBot;
			readonly post: Post;
			readonly user: UserJson;
			readonly text: string;
			readonly alert: boolean;
	  };

/** A call of the Bot API. */
export interface Call {
	readonly bot: FakeBot;
	readonly method: string;
	/** Of the steady clock, when its body had arrived. */
	readonly atMs: number;
	readonly fields: Fields;
	/** The HTTP status it was answered with; 0: not answered (yet). */
	status: number;
}

/** Telegram as the fake keeps it: people, groups, bots, files, and what happened. */
export class World {
	readonly timing: Timing;
	readonly faults = new FaultPlan();
	/** Whether the documented sending limits are kept. */
	limited: boolean;
	/** Every call of a known bot, in order; emptied by whoever wants to. */
	readonly calls: Call[] = [];
	/** False spares the memory of a long run. */
	keepsCalls = true;
	readonly #bots = new Map<string, FakeBot>();
	readonly #people = new Map<number, Person>();
	readonly #groups = new Map<number, Group>();
	readonly #files = new Map<string, StoredFile>();
	#listeners: ((sight: Sight) => void)[] = [];
	#callListeners: ((call: Call) => void)[] = [];
	#count = 0;

	constructor(timing: Timing, limited: boolean) {
		this.timing = timing;
		this.limited = limited;
	}

	/** Unix seconds. */
	get date(): number {
		return Math.floor(this.timing.nowMs() / 1000);
	}

	get bots(): readonly FakeBot[] {
		return [...this.#bots.values()];
	}

	bot(given: { token?: string; username?: string; name?: string; readsGroups?: boolean; firstUpdateId?: number } = {}): FakeBot {
		const number = this.#bots.size + 1;
		const id = Number(given.token?.split(":")[0] ?? 7_000_000_000 + number);
		const bot = new FakeBot({
			token: given.token ?? `${id}:fake-${number}-AAAAAAAAAAAAAAAAAAAAAAAAAAA`,
			user: { id, is_bot: true, first_name: given.name ?? "一线通", username: given.username ?? `yixian${number}_bot` },
			readsGroups: given.readsGroups ?? false,
			timing: this.timing,
			firstUpdateId: given.firstUpdateId ?? 10_000 * number + 1,
		});
		this.#bots.set(bot.token, bot);
		return bot;
	}

	/** Throws 401 for a token that is none. */
	botOf(token: string): FakeBot {
		const bot = this.#bots.get(token);
		if (!bot || bot.revoked) throw new ApiError(401, "Unauthorized");
		return bot;
	}

	/** Somebody with a telephone. */
	person(given: { id?: number; first?: string; last?: string; username?: string } = {}): Person {
		const id = given.id ?? 5_000_000_001 + this.#people.size;
		const person = new Person(this, {
			id,
			is_bot: false,
			first_name: given.first ?? `人${this.#people.size + 1}`,
			...(given.last === undefined ? {} : { last_name: given.last }),
			...(given.username === undefined ? {} : { username: given.username }),
			language_code: "zh-hans",
		});
		this.#people.set(id, person);
		return person;
	}

	personOf(id: number): Person | null {
		return this.#people.get(id) ?? null;
	}

	/** A group with its creator. Bots are added by people. */
	group(given: { title: string; owner: Person; kind?: "group" | "supergroup"; members?: readonly Person[]; id?: number }): Group {
		const kind = given.kind ?? "supergroup";
		const number = this.#groups.size + 1;
		const id = given.id ?? (kind === "group" ? -4_000_000_000 - number : -1_002_000_000_000 - number);
		const group = new Group(this, new FakeChat({ id, kind, title: given.title }));
		group.chat.members.set(given.owner.user.id, { user: given.owner.user, status: "creator", anonymous: false });
		for (const member of given.members ?? [])
			if (member !== given.owner) group.chat.members.set(member.user.id, { user: member.user, status: "member", anonymous: false });
		this.#groups.set(id, group);
		return group;
	}

	groupOf(id: number): Group | null {
		return this.#groups.get(id) ?? null;
	}

	/** The chat a bot means. Throws when there is none, or when it lives on elsewhere. */
	chatFor(bot: FakeBot, given: string | undefined): FakeChat {
		if (given === undefined || given === "") throw badRequest("chat_id is empty");
		const id = Number(given);
		const group = this.#groups.get(id)?.chat;
		if (group?.movedTo)
			throw new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: group.movedTo.id });
		if (group) return group;
		const person = this.#people.get(id);
		if (!person) throw badRequest("chat not found");
		return bot.chatWith(person.user);
	}

	/** Keeps a file; `folder` and the name's ending make its path. */
	keep(bytes: Uint8Array, name: string, folder: string, size = bytes.length): StoredFile {
		this.#count += 1;
		const ending = /\.[a-z0-9]+$/iu.exec(name)?.[0] ?? "";
		const file = { id: `AgAC${this.#count}`, path: `${folder}/file_${this.#count}${ending}`, name, bytes, size };
		this.#files.set(file.id, file);
		return file;
	}

	file(id: string): StoredFile | null {
		return this.#files.get(id) ?? null;
	}

	fileAt(path: string): StoredFile | null {
		return [...this.#files.values()].find((file) => file.path === path) ?? null;
	}

	nextName(what: string): string {
		this.#count += 1;
		return `${what}${this.#count}`;
	}

	/** Tells every bot that hears it of a message. */
	deliver(post: Post, kind: "message" | "edited_message"): void {
		const bots = post.chat.bot ? [post.chat.bot] : this.bots;
		for (const bot of bots) if (bot !== post.bot && bot.hears(post)) bot.updates.push(kind, messageJson(post));
	}

	/** Calls back at whatever a bot shows; returns how to stop that. */
	onSight(listener: (sight: Sight) => void): () => void {
		this.#listeners.push(listener);
		return () => {
			this.#listeners = this.#listeners.filter((one) => one !== listener);
		};
	}

	/** Calls back at every call of a known bot, before anything is done about it; returns how to stop that. */
	onCall(listener: (call: Call) => void): () => void {
		this.#callListeners.push(listener);
		return () => {
			this.#callListeners = this.#callListeners.filter((one) => one !== listener);
		};
	}

	called(call: Call): void {
		if (this.keepsCalls) this.calls.push(call);
		for (const listener of this.#callListeners) listener(call);
	}

	saw(sight: Sight): void {
		for (const listener of this.#listeners) listener(sight);
	}

	/** Resolves with the next thing shown that is so. */
	next(is: (sight: Sight) => boolean): Promise<Sight> {
		return new Promise((resolve) => {
			const stop = this.onSight((sight) => {
				if (!is(sight)) return;
				stop();
				resolve(sight);
			});
		});
	}
}
