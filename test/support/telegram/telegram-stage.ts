import type { Channel } from "../../../src/ports/channel.ts";
import { type Heard, NoSuchButton, type SentFile, type Stage, type Which } from "../stage.ts";
import type { FakeBot } from "./bot.ts";
import { buttonsOf, type FakeChat, type Post, textOf } from "./chat.ts";
import type { Group } from "./group.ts";
import type { ButtonJson } from "./json.ts";
import type { Person, Where } from "./person.ts";
import { type FakeTelegram, shown, startFakeTelegram } from "./server.ts";
import { BOT_TOKEN, demoPeople, groupIdOf, groupUnits, userIdOf } from "./telegram-demo.ts";
import type { Timing } from "./update-queue.ts";
import type { Sight } from "./world.ts";

/** Something shown, with the outbox message it belongs to: parts of one are heard as one. */
interface Line {
	readonly message: string;
	readonly chat: FakeChat;
	text: string;
	buttons: readonly string[];
	files: readonly string[];
	readonly as?: "toast" | "edit" | "ask";
}

/** Buttons as they were once shown. */
interface Offered {
	readonly post: Post;
	readonly buttons: readonly ButtonJson[];
}

/** How people name the bot in the room. */
const NAME_IN_ROOM = /[@＠]\s*一线通/gu;
const PICTURE = /\.(?:jpg|jpeg|png)$/iu;
const RECORDING = /\.(?:amr|ogg|mp3)$/iu;

/** The demo's people and groups on a Telegram of their own. */
export class TelegramStage implements Stage {
	readonly telegram: FakeTelegram;
	readonly bot: FakeBot;
	readonly #people = new Map<string, Person>();
	readonly #groups = new Map<string, Group>();
	readonly #sending = new Map<string, string>();
	readonly #offered: Offered[] = [];
	#order: string[] = [];
	#lines: Line[] = [];

	private constructor(telegram: FakeTelegram) {
		this.telegram = telegram;
		const { world } = telegram;
		this.bot = world.bot({ token: BOT_TOKEN, username: "yixian_bot", readsGroups: true });
		const people = demoPeople.map(({ key, name }, index) => {
			const person = world.person({ id: userIdOf(index), first: name });
			person.meet(this.bot);
			this.#people.set(key, person);
			return person;
		});
		const [owner] = people;
		if (!owner) throw new Error("the demo has nobody");
		for (const [index, unit] of groupUnits.entries()) {
			const group = world.group({ id: groupIdOf(index), title: `${unit.name}工作群`, owner });
			group.seat(this.bot);
			this.#groups.set(unit.code, group);
		}
		world.onSight((sight) => this.#saw(sight));
	}

	/** Long polls end when something happens or the connection does; `timing` dates messages. */
	static async open(timing: Pick<Timing, "nowMs" | "steadyMs">): Promise<TelegramStage> {
		return new TelegramStage(await startFakeTelegram({ timing: { ...timing, later: () => () => undefined } }));
	}

	/** Notes what is under way to which chat: in what order chats were spoken to, and which parts belong together. */
	watch(channel: Channel): Channel {
		return {
			...channel,
			send: (message) => {
				const { id } = message.chat;
				if (!this.#order.includes(id)) this.#order.push(id);
				this.#sending.set(id, message.id.replace(/\.\d+$/u, ""));
				return channel.send(message);
			},
		};
	}

	person(key: string): Person {
		const known = this.#people.get(key);
		if (known) return known;
		const stranger = this.telegram.world.person({ id: userIdOf(90_000 + this.#people.size), first: "访客" });
		this.#people.set(key, stranger);
		return stranger;
	}

	/** The group of a unit. */
	group(unit: string): Group {
		const group = this.#groups.get(unit);
		if (!group) throw new Error(`no group of ${unit}`);
		return group;
	}

	/** From now on this is the unit's group. */
	setGroup(unit: string, group: Group): void {
		this.#groups.set(unit, group);
	}

	/** What people type here where they would type @一线通 in the room. */
	words(text: string): string {
		return text.replace(NAME_IN_ROOM, `@${this.bot.user.username}`);
	}

	async say(person: string, group: string | null, text: string): Promise<void> {
		const where = this.where(person, group);
		this.person(person).say(where, this.words(text));
		await this.taken();
	}

	async press(person: string, group: string | null, label: string, which: Which): Promise<void> {
		const chat = this.#chat(person, group);
		// A telephone that was not opened since may show buttons that are gone.
		const found = this.#offered.filter((one) => one.post.chat === chat && one.buttons.some((button) => button.text === label));
		const offered = which === "newest" ? found.at(-1) : found[0];
		const button = offered?.buttons.find((one) => one.text === label);
		if (!offered || button?.callback_data === undefined) throw new NoSuchButton(`${label} in ${chat.id}`);
		this.where(person, group);
		this.person(person).pressData(offered.post, button.callback_data);
		await this.taken();
	}

	async send(person: string, group: string | null, { name, bytes }: SentFile, text: string): Promise<void> {
		const where = this.where(person, group);
		const sender = this.person(person);
		if (PICTURE.test(name)) sender.photo(where, bytes, text);
		else if (RECORDING.test(name)) sender.voice(where, bytes);
		else sender.document(where, bytes, name, text);
		await this.taken();
	}

	async lastFile(person: string): Promise<SentFile> {
		const file = shown(this.#chat(person, null), this.bot)
			.flatMap((post) => post.files)
			.at(-1);
		if (!file) throw new Error(`the bot sent ${person} no file`);
		return { name: file.name, bytes: file.bytes };
	}

	async heard(): Promise<Heard[]> {
		const order = this.#order;
		const lines = this.#lines;
		this.#order = [];
		this.#lines = [];
		const at = (line: Line): number => order.indexOf(String(line.chat.id));
		return lines.sort((a, b) => at(a) - at(b)).map(({ message: _message, chat, ...heard }) => ({ where: this.#placeOf(chat), ...heard }));
	}

	/** Lets go of what was shown: a long run must not fill the memory. */
	forget(): void {
		this.#offered.length = 0;
		this.#lines = [];
		this.#order = [];
	}

	/** Where somebody writes; in a group they sit in it from then on. */
	where(person: string, group: string | null): Where {
		if (group === null) return this.bot;
		const found = this.group(group);
		found.seat(this.person(person));
		return found;
	}

	/** Resolves when the bot confirmed everything that was delivered. */
	taken(): Promise<void> {
		return this.bot.updates.drained();
	}

	#chat(person: string, group: string | null): FakeChat {
		return group === null ? this.bot.chatWith(this.person(person).user) : this.group(group).chat;
	}

	#placeOf(chat: FakeChat): Heard["where"] {
		for (const [unit, group] of this.#groups) if (group.chat === chat) return { group: unit };
		for (const [key, person] of this.#people) if (person.user.id === chat.id) return { person: key };
		throw new Error(`whose chat is ${chat.id}?`);
	}

	#saw(sight: Sight): void {
		const { post } = sight;
		const message = this.#sending.get(String(post.chat.id)) ?? "";
		if (sight.kind === "toast") {
			this.#lines.push({ message, chat: post.chat, text: sight.text, buttons: [], files: [], as: "toast" });
			return;
		}
		if (sight.kind !== "message" && sight.kind !== "edit") return;
		const buttons = buttonsOf(post);
		if (buttons.length > 0) this.#offered.push({ post, buttons });
		const text = textOf(post);
		const labels = buttons.map((button) => button.text);
		const files = post.files.map((file) => file.name);
		const part = this.#lines.find((line) => line.message === message && line.chat === post.chat);
		if (!part) {
			const as = sight.kind === "edit" ? ({ as: "edit" } as const) : post.input?.force_reply === true ? ({ as: "ask" } as const) : {};
			this.#lines.push({ message, chat: post.chat, text, buttons: labels, files, ...as });
			return;
		}
		part.text = [part.text, text].filter((one) => one !== "").join("\n");
		part.files = [...part.files, ...files];
		part.buttons = labels;
	}
}
