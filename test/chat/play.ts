import { type DateText, instantAt } from "../../src/domain/period.ts";
import { personKey, type Role } from "../../src/domain/person.ts";
import { type Unit, unitCode } from "../../src/domain/unit.ts";
import { StoreError } from "../../src/ports/store.ts";
import { type Heard, NoSuchButton } from "../support/stage.ts";
import type { TelegramStage } from "../support/telegram/telegram-stage.ts";
import type { Universe } from "../support/universe.ts";
import { fileNamed } from "../support/workbooks.ts";
import { type CastLine, type Doing, placeOf, type ScriptLine, type Step } from "./script.ts";
import { actOnTelegram } from "./telegram-acts.ts";

const ROLE_WORDS: Readonly<Record<string, Role>> = {
	督查: "supervisor",
	组织: "organiser",
	部门: "department",
	主要领导: "principal",
	报送员: "reporter",
	村干部: "village",
	县领导: "leader",
};
/** The demo's visitor whom nobody bound. */
const STRANGER = "guest";

/** Longer than the program waits for further photos of an album. */
const ALBUM_MS = 3000;
const HOW = { toast: "（弹窗）", edit: "（改原消息）", ask: "（请回复）" } as const;

/** Written where somebody presses a button that is not there: a transcript with it is not finished. */
export const NO_BUTTON = "（没有这个按钮）";

/** 「招束沟镇新立村」: villages of one name are told apart by their township. Throws when there is none. */
export const unitNamed = (units: readonly Unit[], name: string): Unit => {
	const found = units.find((one) => one.name === name || `${units.find(({ code }) => code === one.parent)?.name}${one.name}` === name);
	if (!found) throw new Error(`no unit ${name}`);
	return found;
};

/** Plays a transcript in a universe and writes it anew with what the bot really said. */
export class Play {
	readonly #universe: Universe;
	readonly #keys = new Map<string, string>();
	readonly #nicks = new Map<string, string>();
	readonly #missingButtons: string[] = [];
	#logged = 0;
	/** A transcript of one place says how things were shown there. */
	#showsHow = false;

	constructor(universe: Universe) {
		this.#universe = universe;
	}

	async run(script: readonly ScriptLine[]): Promise<string> {
		const out: string[] = [];
		this.#showsHow = placeOf(script) !== null;
		if (this.#universe.wechat) this.#universe.wechat.showsNumbers = this.#showsHow;
		for (const { lines, step } of script) {
			out.push(...lines);
			if (step) out.push(...(await this.#step(step)));
		}
		return `${out.join("\n")}\n`;
	}

	async #step(step: Step): Promise<string[]> {
		switch (step.kind) {
			case "cast":
				return this.#cast(step.cast);
			case "only":
			case "needs-buttons":
			case "reminding":
				return [];
			case "wechat":
				await this.#loggedIn(step.what);
				break;
			case "blind":
				this.#telegram.bot.readsGroups = false;
				break;
			case "time":
				await this.#universe.moveTo(instantAt(step.day as DateText, step.time));
				break;
			case "down":
				await this.#universe.restart(instantAt(step.day as DateText, step.time));
				break;
			case "pass":
				await this.#universe.pass(step.hours * 60 * 60 * 1000);
				break;
			case "restart":
				await this.#universe.restart();
				break;
			case "power-cut":
				this.#universe.tampered.holdTurns();
				await this.#do(step.doing);
				await this.#universe.restart();
				break;
			case "break":
				this.#break(this.#key(step.nick));
				break;
			case "mend":
				this.#universe.tampered.refuse = null;
				break;
			case "do":
				await this.#together(step.doings);
				break;
			default:
				return step satisfies never;
		}
		return this.#answers(step.kind === "do" ? step.doings : []);
	}

	async #loggedIn(what: "logout" | "login" | "renewal"): Promise<void> {
		const { wechat } = this.#universe;
		if (!wechat) throw new Error("this is done on WeChat only");
		if (what === "logout") await wechat.world.logout();
		else await wechat.login(what === "login" ? "same ids" : "new ids");
		await this.#universe.settle();
	}

	#cast({ nick, seat }: CastLine): string[] {
		if (this.#keys.has(nick)) throw new Error(`${nick} is there already`);
		if (!seat) {
			this.#know(nick, STRANGER);
			return [];
		}
		const { county } = this.#universe;
		const role = ROLE_WORDS[seat.role];
		if (!role) throw new Error(`no role ${seat.role}`);
		const unit = unitNamed(county.data.units, seat.unit);
		const people = county.data.people.filter((person) => person.posts.some((post) => post.unit === unit.code && post.role === role));
		const person = people[seat.number - 1];
		if (!person) throw new Error(`nobody is ${seat.unit} ${seat.role} ${seat.number}`);
		this.#know(nick, person.key);
		return [`    ${person.name} ${person.posts.find((post) => post.role === role)?.title}`];
	}

	#know(nick: string, key: string): void {
		this.#keys.set(nick, key);
		this.#nicks.set(key, nick);
	}

	#key(nick: string): string {
		const key = this.#keys.get(nick);
		if (key === undefined) throw new Error(`who is ${nick}?`);
		return key;
	}

	/** Group names: 全县群, 大巴镇群. */
	#group(name: string | null): string | null {
		if (name === null) return null;
		const { county } = this.#universe;
		const unit = name === "全县" ? county.root : county.data.units.find((one) => one.name === name);
		if (!unit) throw new Error(`no group ${name}群`);
		return unit.code;
	}

	/** Whatever this person's turns write is refused by the store. */
	#break(key: string): void {
		this.#universe.tampered.refuse = (effects) =>
			effects.some((effect) => effect.do === "enqueue-message" && effect.message.addressee === key)
				? new StoreError("commit", false, "broken on purpose")
				: null;
	}

	/** 「{码1}」 in somebody's words is the first binding code given in this universe. */
	#words(text: string): string {
		return text.replace(/\{码(\d+)\}/gu, (_, number: string) => this.#universe.ids.codes[Number(number) - 1] ?? `没有第${number}个码`);
	}

	async #do({ nick, group, act }: Doing): Promise<void> {
		const { stage } = this.#universe;
		const person = this.#key(nick);
		const where = this.#group(group);
		switch (act.kind) {
			case "say":
				return stage.say(person, where, this.#words(act.text));
			case "press":
				// What is far up cannot be tapped where nothing can.
				if (act.oldest && group === null && this.#universe.wechat) return;
				return stage.press(person, where, act.label, act.oldest ? "oldest" : "newest").catch((error: unknown) => {
					if (!(error instanceof NoSuchButton)) throw error;
					this.#missingButtons.push(act.label);
				});
			case "send":
				return stage.send(person, where, await fileNamed(act.file, this.#universe.county.data), act.text);
			case "send-back":
				return stage.send(person, where, await stage.lastFile(person), act.text);
			default: {
				const files = act.kind === "album" ? act.files : [];
				const sent = await Promise.all(files.map((file) => fileNamed(file, this.#universe.county.data)));
				await actOnTelegram(this.#telegram, person, where, act, { words: (text) => this.#words(text), files: sent });
				// An album is whole when nothing more of it came for a while.
				if (act.kind === "album") {
					await this.#universe.settle();
					this.#universe.passTimers(ALBUM_MS);
				}
			}
		}
	}

	get #telegram(): TelegramStage {
		const { telegram } = this.#universe;
		if (!telegram) throw new Error("this is done on Telegram only");
		return telegram;
	}

	/** Several lines at the same time are taken in before the first of them is answered. */
	async #together(doings: readonly Doing[]): Promise<void> {
		const release = doings.length > 1 ? this.#universe.tampered.holdTurns() : null;
		for (const doing of doings) await this.#do(doing);
		release?.();
		await this.#universe.settle();
	}

	async #answers(doings: readonly Doing[]): Promise<string[]> {
		const asked = doings.length === 1 ? (doings[0] ?? null) : null;
		const heard = this.#inOrderOf(doings, await this.#universe.stage.heard());
		const said = heard.flatMap((one) => this.#written(one, asked));
		const logged = this.#universe.logged.slice(this.#logged).filter((entry) => entry.level === "warn" || entry.level === "error");
		this.#logged = this.#universe.logged.length;
		const missing = this.#missingButtons.splice(0).map((label) => `  ${NO_BUTTON}${label}`);
		return [...missing, ...said, ...logged.map((entry) => `  （日志 ${entry.level} ${entry.event}）`)];
	}

	/** Chats are answered side by side: those asked first come first, the others as they were spoken to. */
	#inOrderOf(doings: readonly Doing[], heard: readonly Heard[]): Heard[] {
		const at = ({ where }: Heard): number => {
			const index = doings.findIndex((doing) => this.#isWhereAsked(where, doing));
			return index === -1 ? doings.length : index;
		};
		return [...heard].sort((one, other) => at(one) - at(other));
	}

	#written({ where, text, buttons, files, as }: Heard, asked: Doing | null): string[] {
		const to = this.#isWhereAsked(where, asked) ? "" : ` → ${this.#placeName(where)}`;
		return [
			`  一线通${to}${as && this.#showsHow ? HOW[as] : ""}`,
			...text.split("\n").map((line) => `    ${line}`),
			...files.map((file) => `    （文件 ${file}）`),
			...(buttons.length > 0 ? [`    ${buttons.map((button) => `[${button}]`).join(" ")}`] : []),
		];
	}

	#isWhereAsked(where: Heard["where"], asked: Doing | null): boolean {
		if (!asked) return false;
		return "group" in where ? where.group === this.#group(asked.group) : asked.group === null && where.person === this.#key(asked.nick);
	}

	#placeName(where: Heard["where"]): string {
		const { county } = this.#universe;
		if ("group" in where) return where.group === county.root.code ? "全县群" : `${county.unit(unitCode(where.group))?.name}群`;
		const nick = this.#nicks.get(where.person);
		if (nick !== undefined) return nick;
		const person = county.person(personKey(where.person));
		const post = person?.posts[0];
		return `${post ? county.unit(post.unit)?.name : ""}${person?.name ?? where.person}`;
	}
}
