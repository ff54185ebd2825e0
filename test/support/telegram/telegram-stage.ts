import { createTelegram } from "../../../src/channels/telegram/channel.ts";
import type { Channel } from "../../../src/ports/channel.ts";
import { demoPeople, groupUnits } from "../demo-elsewhere.ts";
import { HeardLog } from "../heard-log.ts";
import type { Platform, RunParts } from "../platform.ts";
import { type Heard, NoSuchButton, type SentFile, type Which } from "../stage.ts";
import type { FakeBot } from "./bot.ts";
import { buttonsOf, type FakeChat, type Post, textOf } from "./chat.ts";
import type { Group } from "./group.ts";
import type { ButtonJson } from "./json.ts";
import type { Person, Where } from "./person.ts";
import { type FakeTelegram, shown, startFakeTelegram } from "./server.ts";
import { BOT_TOKEN, groupIdOf, ON_TELEGRAM, userIdOf } from "./telegram-demo.ts";
import type { Timing } from "./update-queue.ts";
import type { Sight } from "./world.ts";

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
export class TelegramStage implements Platform {
	readonly place = ON_TELEGRAM;
	readonly telegram: FakeTelegram;
	readonly bot: FakeBot;
	readonly #people = new Map<string, Person>();
	readonly #groups = new Map<string, Group>();
	readonly #offered: Offered[] = [];
	readonly #log = new HeardLog();

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

	channel({ store, files, ...parts }: RunParts): Channel {
		return this.#log.watch(
			createTelegram({
				...parts,
				token: BOT_TOKEN,
				apiRoot: this.telegram.url,
				files,
				leases: store,
				// Ids of their own, so that references are the same wherever people are.
				ids: { next: () => "lease" },
			}),
		);
	}

	cut(): void {
		this.telegram.cut();
	}

	close(): Promise<void> {
		return this.telegram.close();
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
		return this.#log.take((chatId) => this.#placeOf(Number(chatId)));
	}

	/** Lets go of what was shown: a long run must not fill the memory. */
	forget(): void {
		this.#offered.length = 0;
		this.#log.forget();
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

	#placeOf(chatId: number): Heard["where"] {
		for (const [unit, group] of this.#groups) if (group.chat.id === chatId) return { group: unit };
		for (const [key, person] of this.#people) if (person.user.id === chatId) return { person: key };
		throw new Error(`whose chat is ${chatId}?`);
	}

	#saw(sight: Sight): void {
		const { post } = sight;
		const chatId = String(post.chat.id);
		if (sight.kind === "toast") this.#log.saw(chatId, { text: sight.text, buttons: [], files: [], as: "toast" });
		if (sight.kind !== "message" && sight.kind !== "edit") return;
		const buttons = buttonsOf(post);
		if (buttons.length > 0) this.#offered.push({ post, buttons });
		this.#log.saw(chatId, {
			text: textOf(post),
			buttons: buttons.map((button) => button.text),
			files: post.files.map((file) => file.name),
			...(sight.kind === "edit" ? { as: "edit" } : post.input?.force_reply === true ? { as: "ask" } : {}),
		});
	}
}
