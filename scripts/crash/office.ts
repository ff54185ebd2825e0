import type { CountyData } from "../../src/domain/county.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import type { FakeBot } from "../../test/support/telegram/bot.ts";
import type { Group } from "../../test/support/telegram/group.ts";
import type { Person } from "../../test/support/telegram/person.ts";
import type { Seen, Talk } from "./talk.ts";

/** What the office is asked to do. */
export type Errand = "import" | "template" | "move";

/** The supervisor: imports workbooks, fetches them, and asks in groups while these are upgraded. One errand after another, each to its end. */
export class Office {
	readonly talk: Talk;
	readonly #bot: FakeBot;
	readonly #person: Person;
	readonly #said: (updateId: number, errand: Errand) => void;
	/** What the last workbook said. */
	#data: CountyData;
	/** Groups that are not upgraded yet, each with the talk in it; a talk goes on in the new group. */
	readonly #groups: { readonly group: Group; readonly talk: Talk }[];
	readonly #moved: (from: Group, to: Group) => void;
	#errands: Promise<void> = Promise.resolve();
	#open = 0;
	/** Where it waits for an answer. */
	#waiting: Talk | null = null;
	/** Errands done, by kind. */
	readonly done: Record<Errand, number> = { import: 0, template: 0, move: 0 };

	constructor(given: {
		readonly talk: Talk;
		readonly bot: FakeBot;
		readonly person: Person;
		readonly data: CountyData;
		readonly groups: readonly { readonly group: Group; readonly talk: Talk }[];
		readonly said: (updateId: number, errand: Errand) => void;
		readonly moved: (from: Group, to: Group) => void;
	}) {
		this.talk = given.talk;
		this.#bot = given.bot;
		this.#person = given.person;
		this.#data = given.data;
		this.#groups = [...given.groups];
		this.#said = given.said;
		this.#moved = given.moved;
	}

	/** Does this when the errands before it are done. */
	run(errand: Errand): void {
		this.#open += 1;
		this.#errands = this.#errands
			.then(() => this.#one(errand))
			.finally(() => {
				this.#open -= 1;
			});
		// Whoever waits for all of them is told; until then it is no unhandled rejection.
		this.#errands.catch(() => undefined);
	}

	/** Resolves when every errand is done. */
	get idle(): Promise<void> {
		return this.#errands;
	}

	/** Whether it is about to say nothing of its own. */
	get waits(): boolean {
		return this.#open === 0 || this.#waiting?.waitsFor != null;
	}

	/** What the county must be at the end. */
	get data(): CountyData {
		return this.#data;
	}

	async #one(errand: Errand): Promise<void> {
		switch (errand) {
			case "import":
				await this.#import();
				break;
			case "template":
				await this.#template();
				break;
			case "move":
				await this.#move();
				break;
			default:
				errand satisfies never;
		}
		this.done[errand] += 1;
	}

	async #import(): Promise<void> {
		const changed = withPhone(this.#data, 13_800_000_000 + this.done.import);
		const bytes = await writeWorkbook(changed);
		await this.#do("import", this.talk, () => this.#person.document(this.#bot, bytes, "工作簿.xlsx", "导入"), /^收到工作簿/u, "a workbook");
		const difference = await this.talk.next(/^核对通过，变动如下/u, "the check of a workbook");
		await this.#do("import", this.talk, () => this.#person.press(difference.post, "确认导入"), /^好的，正在导入/u, "确认导入");
		await this.talk.next(/^已导入/u, "an import");
		this.#data = changed;
	}

	async #template(): Promise<void> {
		await this.#do("template", this.talk, () => this.#person.say(this.#bot, "模板"), /^正在生成工作簿/u, "模板");
		const { post } = await this.talk.next(/^工作簿在这里/u, "the workbook asked for");
		const size = post.files[0]?.bytes.length ?? 0;
		if (size < 1000) throw new Error(`the workbook has ${size} bytes`);
	}

	async #move(): Promise<void> {
		const place = this.#groups.shift();
		if (!place) return;
		const { group, talk } = place;
		const { username } = this.#bot.user;
		let next = group;
		const upgraded = (): number => {
			this.#person.say(group, `@${username} 未报`);
			const { lastId } = this.#bot.updates;
			next = group.upgrade(this.#person);
			this.#moved(group, next);
			return lastId;
		};
		await this.#do("move", talk, upgraded, /未报/u, "未报 in a group that is upgraded");
		await this.#do("move", talk, () => this.#person.say(next, `@${username} 帮助`), /您可以发/u, "帮助 in the upgraded group");
	}

	/** `act` may say which update is to be answered; the last one without. */
	#do(errand: Errand, talk: Talk, act: () => unknown, like: RegExp, what: string): Promise<Seen> {
		this.#waiting = talk;
		let update: unknown;
		const answered = talk.after(
			() => {
				update = act();
			},
			like,
			what,
		);
		this.#said(typeof update === "number" ? update : this.#bot.updates.lastId, errand);
		return answered;
	}
}

/** The same county, but that somebody has another telephone. */
const withPhone = (data: CountyData, phone: number): CountyData => ({
	...data,
	people: data.people.map((person, index) => (index === 0 ? { ...person, phone: String(phone) } : person)),
});
