import { epochMsOf, type Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { ReminderRecord } from "../../ports/reminders.ts";
import type { BurdenKind } from "./burden-kind.ts";

/** A message that was to go out; `person` null for one to a whole group, or to somebody who is not counted. */
export interface BurdenMessage {
	readonly person: PersonKey | null;
	readonly inGroup: boolean;
	readonly kind: BurdenKind;
	/** expired: its time was over before it could go; reported: what it asks for came first; lost: the bot reached nobody. */
	readonly became: "sent" | "waiting" | "expired" | "reported" | "lost";
}

/** Something a person said or pressed. */
export interface BurdenReply {
	readonly person: PersonKey;
	readonly at: Instant;
}

/** What of a reminder's record counts. */
export type BurdenReminder = Pick<ReminderRecord, "person" | "message" | "inGroup" | "outcome" | "subject" | "day">;

/** What was asked of one person. */
export interface PersonBurden {
	readonly person: PersonKey;
	/** Messages that reached them alone, by kind. */
	readonly sent: Readonly<Record<BurdenKind, number>>;
	/** Messages in groups that named a unit for which they were to report. */
	readonly mentions: number;
	readonly replies: number;
	/** An estimate; see SITTING_MS. */
	readonly minutes: number;
	/** How often they were spared because they had been reminded enough that day. */
	readonly capped: number;
}

/** What was asked of everybody. */
export interface BurdenTotals {
	/** Those of whom anything was asked, or who said anything; whoever was asked most comes first. */
	readonly people: readonly PersonBurden[];
	/** People who got a message of the program's own accord, or were named in a group. */
	readonly reached: number;
	/** Messages to one person of the program's own accord: reminders, notices and what else was told. */
	readonly messages: number;
	/** The same, to whole groups. */
	readonly groupMessages: number;
	readonly mentions: number;
	readonly questions: number;
	readonly replies: number;
	readonly minutes: number;
	/** Messages and mentions of those reached: the middle one (the lower of two) and the most. */
	readonly median: number;
	readonly most: number;
	readonly held: {
		/** Somebody was spared by the cap of the day, or could be reached nowhere: once a person, round and day. */
		readonly capped: number;
		readonly unreachable: number;
		/** Messages not sent because what they asked for came first, because their time was over, or because the bot reached nobody. */
		readonly reported: number;
		readonly expired: number;
		readonly lost: number;
	};
}

/**
 * How long a person sat over their answers is taken from when they came: one that follows another within five minutes counts the time between, any other
 * counts one minute, for whoever is away for longer was not writing. What was read and not answered is not in it.
 */
const SITTING_MS = 5 * 60_000;
const ALONE_MS = 60_000;

interface Count {
	readonly sent: Record<BurdenKind, number>;
	readonly mentioned: Set<string>;
	readonly capped: Set<string>;
	replies: number;
	sittingMs: number;
	lastAt: Instant | null;
}

const newCount = (): Count => ({
	sent: { reminder: 0, notice: 0, told: 0, question: 0, answer: 0 },
	mentioned: new Set(),
	capped: new Set(),
	replies: 0,
	sittingMs: 0,
	lastAt: null,
});

/** Messages of the program's own accord that a person got, and how often they were named. */
export const askedOf = ({ sent, mentions }: Pick<PersonBurden, "sent" | "mentions">): number =>
	sent.reminder + sent.notice + sent.told + mentions;

/** Counts what was asked of people, row by row, so that a province's month need not be in memory at once. */
export class BurdenCount {
	readonly #people = new Map<PersonKey, Count>();
	readonly #unreachable = new Set<string>();
	readonly #held = { reported: 0, expired: 0, lost: 0 };
	#groupMessages = 0;

	addMessage({ person, inGroup, kind, became }: BurdenMessage): void {
		const isOwnAccord = kind !== "answer" && kind !== "question";
		if (became === "sent") {
			if (inGroup && isOwnAccord) this.#groupMessages += 1;
			else if (person !== null) this.#of(person).sent[kind] += 1;
		} else if (became !== "waiting" && isOwnAccord) this.#held[became] += 1;
	}

	addReply({ person, at }: BurdenReply): void {
		const count = this.#of(person);
		const gapMs = count.lastAt === null ? Number.POSITIVE_INFINITY : epochMsOf(at) - epochMsOf(count.lastAt);
		count.sittingMs += gapMs <= SITTING_MS ? Math.max(0, gapMs) : ALONE_MS;
		count.replies += 1;
		count.lastAt = at;
	}

	addReminder({ person, message, inGroup, outcome, subject, day }: BurdenReminder): void {
		if (outcome === "capped") this.#of(person).capped.add(`${day} ${subject}`);
		else if (outcome === "unreachable") this.#unreachable.add(`${person} ${day} ${subject}`);
		else if (inGroup && message !== null) this.#of(person).mentioned.add(message);
	}

	totals(): BurdenTotals {
		const people = [...this.#people].map(
			([person, count]): PersonBurden => ({
				person,
				sent: count.sent,
				mentions: count.mentioned.size,
				replies: count.replies,
				minutes: Math.round(count.sittingMs / 60_000),
				capped: count.capped.size,
			}),
		);
		people.sort((a, b) => askedOf(b) - askedOf(a) || b.sent.question - a.sent.question || (a.person < b.person ? -1 : 1));
		const sum = (of: (one: PersonBurden) => number): number => people.reduce((total, one) => total + of(one), 0);
		const asked = people.map(askedOf).filter((count) => count > 0);
		const mentions = sum((one) => one.mentions);
		return {
			people,
			reached: asked.length,
			messages: sum(askedOf) - mentions,
			groupMessages: this.#groupMessages,
			mentions,
			questions: sum(({ sent }) => sent.question),
			replies: sum(({ replies }) => replies),
			minutes: sum(({ minutes }) => minutes),
			median: asked[Math.floor(asked.length / 2)] ?? 0,
			most: asked[0] ?? 0,
			held: { capped: sum(({ capped }) => capped), unreachable: this.#unreachable.size, ...this.#held },
		};
	}

	#of(person: PersonKey): Count {
		const known = this.#people.get(person);
		if (known) return known;
		const count = newCount();
		this.#people.set(person, count);
		return count;
	}
}

/** Whether anything happened at all. */
export const isQuiet = (totals: BurdenTotals): boolean => totals.people.length === 0 && totals.groupMessages === 0;
