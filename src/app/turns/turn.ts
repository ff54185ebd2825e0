import { type Absence, isAwayOn } from "../../domain/absence.ts";
import type { County } from "../../domain/county.ts";
import type { FileRef } from "../../domain/file.ts";
import { type DateText, dateOf, type Instant } from "../../domain/period.ts";
import type { Person, PersonKey } from "../../domain/person.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { UnitDirectory } from "../../language/unit-directory.ts";
import type { ChannelHealth } from "../../ports/channel.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { Effect, KnownGroup, NewMessage } from "../../ports/store.ts";
import type { SystemFacts } from "../../ports/system.ts";
import type { View } from "../../views/view.ts";
import type { Logins } from "../logins/logins.ts";
import type { WorkingSet } from "./working-set.ts";

/** How a channel paces dialogs; the only thing of a channel's nature a turn may know. */
export type PaceOf = (channel: string) => "fast" | "slow";

/** How the program itself is doing. */
export interface SelfCheck {
	readonly system: SystemFacts;
	readonly channels: readonly { readonly id: string; readonly health: ChannelHealth }[];
	/** Channels on which messages may wait for long: for the morning, or for their turn. */
	readonly unhurried: readonly string[];
	/** Null before the first tick of this run. */
	readonly lastTick: Instant | null;
}

export interface TurnWorld {
	/** Null before the first import: nobody is bound then, and only groups and strangers can be answered. */
	readonly county: County | null;
	readonly directory: UnitDirectory;
	/** When every round opens, is due and closes. */
	readonly rounds: RoundBook;
	/** Leave that was not taken back. */
	readonly absences: readonly Absence[];
	readonly countyVersion: number;
	readonly ids: Ids;
	readonly paceOf: PaceOf;
	/** The unit of a group that a channel makes from units itself; null for all others, which 绑定群 binds. */
	readonly groupUnit: (chat: ChatRef) => UnitCode | null;
	/** The group a channel makes from a unit itself; null where there is none. */
	readonly groupChat: (unit: Unit) => ChatRef | null;
	/** Whether a chat is one of the bot accounts in service: one of a replaced account reaches nobody. */
	readonly isServed: (chat: ChatRef) => boolean;
	/** When something nobody asked for goes out in a chat, where its channel keeps silent now; null where it goes at once. */
	readonly silentUntil: (chat: ChatRef, now: Instant) => Instant | null;
	/** Whether a channel answers a press where it was made. */
	readonly canToast: (channel: string) => boolean;
	/** Whether choices are buttons on a channel, or numbered below the text. */
	readonly hasButtons: (channel: string) => boolean;
	/** Whether a view's choices are numbered where there are no buttons. */
	readonly takesNumber: (view: View) => boolean;
	/** The words of a view's choices. */
	readonly labels: (view: View) => readonly string[];
	/** Whether the bot reads plain talk in a channel's groups where it is no administrator. */
	readonly seesGroups: (channel: string) => boolean;
	/** An address that binds with this code at one tap; null where no messenger has one. */
	readonly bindingLink: (code: string) => string | null;
	/** Codes that somebody has to scan before a messenger can be used. */
	readonly logins: Logins;
	/** What 自检 tells beside what is stored. */
	readonly selfCheck: () => Promise<SelfCheck>;
	/** Open dialogs idle for longer than this are resumed, and answered only by what plainly answers the question seen last. */
	readonly idleMs: number;
}

/** One message being answered: what is known, and what follows from it. Effects are kept only when the whole turn succeeds. */
export class Turn {
	readonly inbound: Inbound;
	readonly set: WorkingSet;
	readonly world: TurnWorld;
	/** When the program looks at it; on time is judged by `inbound.sentAt` instead. */
	readonly now: Instant;
	readonly effects: Effect[] = [];
	/** Unique and the same at every retry: what the dedupe keys of its messages begin with. */
	readonly reference: string;
	/** What is known of the group it was said in; null in private, and where nothing is. */
	readonly group: KnownGroup | null;
	/**
	 * How the first answer here shows: "close" takes the buttons of the pressed message away; "replace" turns it into the answer where that is the next step of
	 * a dialog, else closes it.
	 */
	card: NewMessage["card"] = null;
	/** Files that came with words which are read as if they had come alone: the report these words open takes them in. */
	attached: readonly FileRef[] = [];
	#said = 0;
	#today: DateText | null = null;

	constructor(parts: { inbound: Inbound; set: WorkingSet; world: TurnWorld; now: Instant; reference: string; group: KnownGroup | null }) {
		this.inbound = parts.inbound;
		this.set = parts.set;
		this.world = parts.world;
		this.now = parts.now;
		this.reference = parts.reference;
		this.group = parts.group;
	}

	/** Throws before the first import. */
	get county(): County {
		if (!this.world.county) throw new Error("nothing was imported yet");
		return this.world.county;
	}

	get rounds(): RoundBook {
		return this.world.rounds;
	}

	/** Whether somebody is on leave today: others are asked instead. */
	isAway(person: PersonKey): boolean {
		return this.world.absences.some((absence) => absence.person === person && isAwayOn(absence, this.today));
	}

	/** Today where the sender is. */
	get today(): DateText {
		this.#today ??= dateOf(this.inbound.sentAt);
		return this.#today;
	}

	get chat(): ChatRef {
		return this.inbound.chat;
	}

	get inGroup(): boolean {
		return this.chat.kind === "group";
	}

	/** The unit of the group it was said in; null in private and in a group that belongs to none. */
	get groupUnit(): UnitCode | null {
		return this.inGroup ? (this.world.groupUnit(this.chat) ?? this.group?.unit ?? null) : null;
	}

	add(...effects: Effect[]): void {
		this.effects.push(...effects);
	}

	/** Answers in the chat the message came from, or in another; `priority` for what nobody waits for. */
	say(
		view: View,
		to: { chat?: ChatRef; addressee?: Person | null; card?: NewMessage["card"]; priority?: NewMessage["priority"] } = {},
	): void {
		this.#said += 1;
		const chat = to.chat ?? this.chat;
		const here = chatKey(chat) === chatKey(this.chat);
		const { content, messageId } = this.inbound;
		const message: NewMessage = {
			id: this.world.ids.next(),
			chat,
			view,
			dedupeKey: `${this.reference}:${this.#said}`,
			priority: to.priority ?? "answer",
			createdAt: this.now,
			expiresAt: null,
			addressee: to.addressee?.key ?? null,
			answers: here ? { message: messageId, press: content.kind === "press" ? content.press : null } : null,
			card: here ? (to.card ?? (this.card === "replace" && !("session" in view) ? "close" : this.card)) : null,
		};
		if (here) this.card = null;
		this.add({ do: "enqueue-message", message });
	}

	audit(actor: string, event: string, subject: string, facts: Readonly<Record<string, unknown>> = {}): void {
		this.add({ do: "add-audit", entry: { at: this.now, actor, event, subject, facts } });
	}
}

/** A turn of somebody who is bound. */
export interface Speaker {
	readonly person: Person;
	/** Where the bot reaches them alone; null until they wrote to it. */
	readonly privateChat: ChatRef | null;
}
