import { types } from "wechaty";
import type { Group } from "../../support/wechat/group.ts";
import { choicesIn } from "../../support/wechat/numbered-choices.ts";
import type { Person } from "../../support/wechat/person.ts";
import type { Post } from "../../support/wechat/post.ts";
import type { WechatWorld } from "../../support/wechat/world.ts";
import type { Chance } from "./chance.ts";
import { hostileFile } from "./hostile-files.ts";
import { hostileName, hostileText, MARK, type Names } from "./hostile-text.ts";
import type { Hostile } from "./place.ts";

const { Message } = types;
/** Kinds of messages that no question takes, and WeChat's own talk. */
const OTHERS = [
	Message.Unknown,
	Message.ChatHistory,
	Message.Contact,
	Message.Emoticon,
	Message.Location,
	Message.MiniProgram,
	Message.GroupNote,
	Message.Transfer,
	Message.RedEnvelope,
	Message.Recalled,
	Message.Url,
	Message.Post,
];
/** A puppet's picture, voice and film, whatever the file is called. */
const FILES = [Message.Image, Message.Audio, Message.Video, Message.Attachment];
const DASHES = "- - - - - - - - - - - - - - -";

/** Somebody who does whatever can be done with WeChat on a telephone, and whatever a puppet may make of it. */
export class WechatActor implements Hostile {
	readonly person: Person;
	readonly #world: WechatWorld;
	readonly #groups: readonly Group[];
	readonly #names: Names;
	readonly #mark: string;
	#own: Post[] = [];

	constructor(parts: { world: WechatWorld; person: Person; groups: readonly Group[]; names: Names; mark: string }) {
		this.person = parts.person;
		this.#world = parts.world;
		this.#groups = parts.groups;
		this.#names = parts.names;
		this.#mark = `${MARK}${parts.mark}`;
		for (const group of parts.groups) group.seat(parts.person);
	}

	get account(): string {
		return this.person.id;
	}

	say(text: string): void {
		this.person.say(text);
	}

	act(chance: Chance): void {
		const what = chance.next();
		if (what < 0.6) this.#say(chance);
		else if (what < 0.78) this.#choose(chance);
		else if (what < 0.85) this.#send(chance);
		else if (what < 0.89) this.person.other(chance.pick(OTHERS), this.#where(chance));
		else if (what < 0.92) this.#again(chance);
		else if (what < 0.94) this.person.befriend(chance.pick([this.#text(chance), `绑定 ${this.#text(chance)}`, "DESH2222"]).slice(0, 200));
		else if (what < 0.96) this.#group(chance);
		else this.#forge(chance);
	}

	#text(chance: Chance): string {
		return hostileText(chance, this.#names, this.#mark);
	}

	#where(chance: Chance): Group | null {
		return this.#groups.length > 0 && chance.is(0.3) ? chance.pick(this.#groups) : null;
	}

	#say(chance: Chance): void {
		const where = this.#where(chance);
		const text = this.#text(chance);
		const quoted = chance.is(0.05) ? `「${chance.pick(["一线通", this.#mark])}：${this.#text(chance)}」\n${DASHES}\n${text}` : text;
		this.#note(where && chance.is(0.5) ? this.person.mention(quoted, where) : this.person.say(quoted, where));
	}

	/** The number or the words of a choice shown lately, or nearly. */
	#choose(chance: Chance): void {
		const shown = this.#world.shown(this.person).slice(-8);
		const { choices, lines } = choicesIn(shown.length > 0 ? chance.pick(shown).text : "");
		const all = [...choices, ...lines];
		const number = String(1 + chance.below(Math.max(2, all.length + 1)));
		this.#note(this.person.say(all.length > 0 && chance.is(0.3) ? chance.pick(all) : number, this.#where(chance)));
	}

	#send(chance: Chance): void {
		const { bytes, name } = hostileFile(chance);
		const file = { name: chance.is(0.3) ? hostileName(chance, this.#mark) : name, bytes };
		const where = this.#where(chance);
		if (chance.is(0.5)) this.person.say(chance.is(0.3) ? "导入" : this.#text(chance), where);
		this.#forged(where, { file, type: chance.pick(FILES) });
	}

	/** WeChat may deliver a message twice. */
	#again(chance: Chance): void {
		const kept = this.#own.filter((post) => this.#world.posts.includes(post));
		if (kept.length > 0) this.#world.deliverAgain(chance.pick(kept).id);
	}

	#group(chance: Chance): void {
		if (this.#groups.length === 0) return;
		const group = chance.pick(this.#groups);
		if (chance.is(0.5)) group.rename(hostileName(chance, this.#mark), this.person);
		else group.add(this.person, this.person);
	}

	/** What no telephone sends: messages of a puppet gone mad. */
	#forge(chance: Chance): void {
		const where = this.#where(chance);
		const text = this.#text(chance);
		const { self } = this.#world;
		chance.pick<() => void>([
			() => this.#forged(where, { text: "", mentions: [self.id] }),
			() => this.#forged(where, { text, mentions: [self.id, self.id, "nobody", this.person.id] }),
			() => this.#forged(where, { text: `@所有人\u2005${text}`, mentions: [self.id] }),
			() => this.#forged(where, { text: `@${self.name} @${self.name}\u2005 ${text}` }),
			() => this.#forged(null, { text: "消息已发出，但被对方拒收了", type: Message.Unknown }),
			() => this.#forged(where, { text: `${self.name}开启了朋友验证，你还不是他（她）朋友`, type: Message.Unknown }),
			() => this.#forged(where, { text, type: Message.GroupNote }),
			() => this.#forged(where, { text: `<msg><appmsg><title>${text}</title></appmsg></msg>`, type: Message.Url }),
		])();
	}

	#forged(group: Group | null, more: Partial<Post>): void {
		const chat = group ?? this.person;
		this.#note(this.#world.deliver({ chat, from: this.person, type: Message.Text, text: "", mentions: [], file: null, ...more }));
	}

	#note(post: Post): void {
		this.#own = [...this.#own.slice(-7), post];
	}
}
