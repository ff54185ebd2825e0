import { createWechat } from "../../../src/channels/wechat/channel.ts";
import type { Channel } from "../../../src/ports/channel.ts";
import { lastLoginIn } from "../../../src/program/messengers.ts";
import { demoPeople, groupUnits } from "../demo-elsewhere.ts";
import { HeardLog } from "../heard-log.ts";
import type { Platform, RunParts } from "../platform.ts";
import type { Heard, SentFile } from "../stage.ts";
import type { Group } from "./group.ts";
import { choicesIn } from "./numbered-choices.ts";
import type { Person } from "./person.ts";
import type { Post } from "./post.ts";
import { telling } from "./telling.ts";
import { ON_WECHAT } from "./wechat-demo.ts";
import { WechatWorld } from "./world.ts";

/** How people name the bot in the room. */
const NAME_IN_ROOM = /[@＠]\s*一线通\s*/gu;

/** The demo's people and groups on a WeChat of their own. */
export class WechatStage implements Platform {
	readonly place = ON_WECHAT;
	readonly world: WechatWorld;
	/** Whether numbered choices are heard as they stand there, not as the buttons they are elsewhere. */
	showsNumbers = false;
	readonly #people = new Map<string, Person>();
	readonly #groups = new Map<string, Group>();
	readonly #log = new HeardLog();
	readonly #telling = telling();
	#channel: Channel | null = null;

	private constructor(world: WechatWorld) {
		this.world = world;
		for (const [index, { key, name }] of demoPeople.entries()) this.#people.set(key, world.person(name, ON_WECHAT.personId(index)));
		for (const [index, unit] of groupUnits.entries())
			this.#groups.set(unit.code, world.group(`${unit.name}工作群`, [], ON_WECHAT.groupId(index)));
		world.onSight((post) => this.#saw(post));
	}

	static async open({ nowMs }: { readonly nowMs: () => number }): Promise<WechatStage> {
		return new WechatStage(new WechatWorld({ nowMs }));
	}

	channel({ store, ...parts }: RunParts): Channel {
		const channel = createWechat({
			...parts,
			openBot: () => this.world.bot(),
			leases: store,
			lastLogin: lastLoginIn(store),
			// Ids of their own, so that references are the same wherever people are.
			ids: { next: () => "lease" },
			chance: () => 0.5,
		});
		this.#channel = this.#log.watch(this.#telling.watch(channel, this.world.signsIn));
		return this.#channel;
	}

	/** Somebody scans the code; resolves when the program knows. */
	async login(ids: "same ids" | "new ids"): Promise<void> {
		this.world.login(ids);
		while (this.#channel?.health().state !== "up") await new Promise((resolve) => setImmediate(resolve));
	}

	cut(): void {
		this.world.cut();
		this.#telling.forget();
	}

	/** What is heard is waited for when it is said; what nobody hears is lost. */
	async taken(): Promise<void> {}

	async close(): Promise<void> {}

	person(key: string): Person {
		const person = this.#people.get(key) ?? this.world.person("访客");
		this.#people.set(key, person);
		return person;
	}

	/** The group of a unit. */
	group(unit: string): Group {
		const group = this.#groups.get(unit);
		if (!group) throw new Error(`no group of ${unit}`);
		return group;
	}

	async say(person: string, group: string | null, text: string): Promise<void> {
		const speaker = this.person(person);
		const where = this.#where(person, group);
		await this.#taken(() => {
			const words = text.replace(NAME_IN_ROOM, "");
			return where && words !== text ? speaker.mention(words, where) : speaker.say(words, where);
		});
	}

	/** Types the number of a choice that is among those listed last, else its words; in a group, where others are asked, too, always its words. */
	async press(person: string, group: string | null, label: string): Promise<void> {
		if (group !== null) return this.say(person, group, `@一线通 ${label}`);
		const listed = this.world.shown(this.person(person)).map((post) => choicesIn(post.text));
		const last = listed.map(({ choices, lines }) => [...choices, ...lines]).findLast((all) => all.length > 0) ?? [];
		const place = last.findIndex((choice) => choice.startsWith(label));
		await this.say(person, null, place === -1 ? label : String(place + 1));
	}

	/** WeChat knows no words beside a file: they go first. A workbook alone says that it is to be imported. */
	async send(person: string, group: string | null, file: SentFile, text: string): Promise<void> {
		if (text !== "" && !(text === "导入" && group === null)) await this.say(person, group, text);
		const where = this.#where(person, group);
		await this.#taken(() => this.person(person).send(file, where));
	}

	async lastFile(person: string): Promise<SentFile> {
		const file = this.world.shown(this.person(person)).findLast((post) => post.file)?.file;
		if (!file) throw new Error(`the bot sent ${person} no file`);
		return file;
	}

	async heard(): Promise<Heard[]> {
		const heard = this.#log.take((chatId) => this.#placeOf(chatId));
		if (this.showsNumbers) return heard;
		return heard.map((one) => {
			const { text, choices } = choicesIn(one.text);
			return { ...one, text, buttons: choices };
		});
	}

	/** Lets go of what was shown: a long run must not fill the memory. */
	forget(): void {
		this.#log.forget();
	}

	/** Where somebody writes; in a group they sit in it from then on. */
	#where(person: string, group: string | null): Group | null {
		if (group === null) return null;
		const found = this.group(group);
		found.seat(this.person(person));
		return found;
	}

	async #taken(act: () => Post): Promise<void> {
		if (this.world.hears) await this.#telling.told(act().id);
		else act();
	}

	#placeOf(chatId: string): Heard["where"] {
		for (const [unit, group] of this.#groups) if (group.id === chatId) return { group: unit };
		for (const [key, person] of this.#people) if (person.id === chatId) return { person: key };
		throw new Error(`whose chat is ${chatId}?`);
	}

	#saw({ chat, text, file }: Post): void {
		this.#log.saw(chat.id, { text, buttons: [], files: file ? [file.name] : [] });
	}
}
