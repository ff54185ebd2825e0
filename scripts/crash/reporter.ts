import type { FakeBot } from "../../test/support/telegram/bot.ts";
import { buttonsOf, type Post } from "../../test/support/telegram/chat.ts";
import type { Person } from "../../test/support/telegram/person.ts";
import { Ledger } from "./ledger.ts";
import { jpeg } from "./pictures.ts";
import type { Seen, Talk } from "./talk.ts";

const CHECK = /请核对/u;
const FIRST_QUESTION = /1\/5 /u;

/** A reporter on Telegram: guided or pasted, with photos, edits, presses and corrections, each chosen by chance. */
export class Reporter {
	readonly talk: Talk;
	readonly ledger: Ledger;
	readonly #bot: FakeBot;
	readonly #person: Person;
	readonly #random: () => number;
	/** Called as something is said, with the id of its update. */
	readonly #said: (updateId: number) => void;

	constructor(given: {
		readonly talk: Talk;
		readonly bot: FakeBot;
		readonly person: Person;
		readonly random: () => number;
		readonly said: (updateId: number) => void;
	}) {
		this.talk = given.talk;
		this.ledger = new Ledger(given.random);
		this.#bot = given.bot;
		this.#person = given.person;
		this.#random = given.random;
		this.#said = given.said;
	}

	/** Reports the week: for the first time, or once more. */
	async report(): Promise<void> {
		const check = this.#random() < 0.4 ? await this.#pasted() : await this.#asked();
		await this.#corrected(check);
		await this.#submitted();
	}

	async #pasted(): Promise<Seen> {
		const { ledger } = this;
		const figures = `暖棚新增${ledger.figure("greenhouse")}亩 果树新增${ledger.figure("orchard")}亩 养殖小区新增${ledger.figure("livestock")}个`;
		return this.#say(`周报 ${figures} 问题：${ledger.problem()}`, CHECK);
	}

	async #asked(): Promise<Seen> {
		const first = await this.#say("周报", /1\/5 |已经报过了/u);
		if (FIRST_QUESTION.test(first.text)) return this.#guided();
		const list = await this.#choose(first, "修改", /改哪一项/u);
		return this.#oneChanged(list);
	}

	async #guided(): Promise<Seen> {
		const { ledger } = this;
		ledger.begin();
		const post = await this.#answer(`新增${ledger.figure("greenhouse")}亩`, /2\/5 /u);
		if (this.#random() < 0.4) {
			const text = `新增${ledger.figure("greenhouse")}亩`;
			await this.#do(() => this.#person.edit(post, text), /^已按您改的更新.*2\/5 /su, `the edit to ${text}`);
		}
		await this.#say(`新增${ledger.figure("orchard")}亩`, /3\/5 /u);
		await this.#say(`新增${ledger.figure("livestock")}个`, /4\/5 /u);
		const photos = await this.#say(ledger.problem(), /5\/5 /u);
		if (this.#random() < 0.5) return this.#choose(photos, "跳过", CHECK);
		const taken = await this.#photo(/5\/5 /u);
		return this.#choose(taken, "完成", CHECK);
	}

	/** Changes one thing at the check, or nothing. */
	async #corrected(check: Seen): Promise<void> {
		const { ledger } = this;
		const chance = this.#random();
		if (chance < 0.2) await this.#oneChanged(await this.#choose(check, "修改", /改哪一项/u));
		else if (chance < 0.4) await this.#say(`不对，果树是新增${ledger.figure("orchard")}亩`, /^已更正.*请核对/su);
		else if (chance < 0.5) await this.#photo(CHECK);
	}

	async #oneChanged(list: Seen): Promise<Seen> {
		await this.#choose(list, "新增果树面积", /新增果树面积（亩）/u);
		return this.#say(`新增${this.ledger.figure("orchard")}亩`, CHECK);
	}

	async #submitted(): Promise<void> {
		await this.#say("提交", /^已收到。编号\d+/u);
		this.ledger.submit();
	}

	/** Presses the button, or says its words. */
	#choose(seen: Seen, label: string, like: RegExp): Promise<Seen> {
		const isThere = buttonsOf(seen.post).some((button) => button.text === label);
		if (this.#random() < 0.3 || !isThere) return this.#say(label, like);
		return this.#do(() => this.#person.press(seen.post, label), like, `the press of ${label}`);
	}

	async #photo(like: RegExp): Promise<Seen> {
		const count = this.ledger.photo();
		const seen = await this.#do(() => this.#person.photo(this.#bot, jpeg(this.#random)), like, "a photo");
		if (!seen.text.includes(`共${count}个`)) throw new Error(`${count} photos were given, and the bot says: ${seen.text}`);
		return seen;
	}

	#say(text: string, like: RegExp): Promise<Seen> {
		return this.#do(() => this.#person.say(this.#bot, text), like, text);
	}

	async #answer(text: string, like: RegExp): Promise<Post> {
		let said: Post | null = null;
		await this.#do(
			() => {
				said = this.#person.say(this.#bot, text);
			},
			like,
			text,
		);
		return said as unknown as Post;
	}

	#do(act: () => unknown, like: RegExp, what: string): Promise<Seen> {
		const { talk } = this;
		const answered = talk.after(act, like, what);
		this.#said(this.#bot.updates.lastId);
		return answered;
	}
}
