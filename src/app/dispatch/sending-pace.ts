import type { SendingLimits } from "../../ports/channel.ts";
import type { ChatRef } from "../../ports/chat.ts";
import { type Arrival, ArrivalWindow } from "./arrival-window.ts";
import { HandPace } from "./hand-pace.ts";

/** The platform counts arrivals on a clock of its own. */
const MARGIN_MS = 25;
/** How many even distances may be made up for when a timer came late. */
const MAKE_UP = 3;
/** Chats are forgotten, when nothing counts against them any more, after so many sends. */
const FORGET_EVERY = 500;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** At most `most` sends in any span, the first `atOnce` of them as close as they come, the others at even distances. */
class Window {
	readonly #most: number;
	readonly #spanMs: number;
	readonly #atOnce: number;
	readonly #distanceMs: number;
	/** Sends that lie in the span still, oldest first. */
	#sends: number[] = [];
	/** When the next is due at even distances. */
	#evenAt = 0;

	constructor(limit: number, spanMs: number, partAtOnce: number) {
		this.#most = Math.max(1, Math.floor(limit));
		this.#spanMs = spanOf(limit, spanMs);
		this.#atOnce = Math.floor(this.#most * partAtOnce);
		this.#distanceMs = this.#spanMs / this.#most;
	}

	freeAt(nowMs: number): number {
		this.#forget(nowMs);
		const full = this.#sends[this.#sends.length - this.#most];
		const even = this.#sends.length === 0 || this.#sends.length < this.#atOnce ? 0 : this.#evenAt;
		return Math.max(full === undefined ? 0 : full + this.#spanMs, even);
	}

	note(nowMs: number): void {
		this.#forget(nowMs);
		this.#sends.push(nowMs);
		this.#evenAt = Math.max(this.#evenAt, nowMs - MAKE_UP * this.#distanceMs) + this.#distanceMs;
	}

	/** The newest send ended: it may have arrived as late as now. */
	landed(nowMs: number): void {
		if (this.#sends.length > 0) this.#sends = [...this.#sends.slice(0, -1), nowMs];
	}

	/** Nothing counts any more. */
	isOver(nowMs: number): boolean {
		this.#forget(nowMs);
		return this.#sends.length === 0;
	}

	#forget(nowMs: number): void {
		const first = this.#sends.findIndex((at) => at > nowMs - this.#spanMs);
		if (first !== 0) this.#sends = first === -1 ? [] : this.#sends.slice(first);
	}
}

/** A limit below one is one in a longer span. */
const spanOf = (limit: number, spanMs: number): number => (limit < 1 ? spanMs / limit : spanMs) + MARGIN_MS;
const arrivalsOf = (limit: number | null, spanMs: number): ArrivalWindow[] =>
	limit === null ? [] : [new ArrivalWindow(Math.max(1, Math.floor(limit)), spanOf(limit, spanMs))];

/**
 * When each of a channel's limits allows the next message, in milliseconds of a steady clock. The limit of all is spread evenly: whatever is most urgent
 * never waits longer than one distance. Half of a group's minute may go at once, as a conversation does. Where there has to be a pause between two
 * chats, messages go one at a time, as if by hand.
 */
export class SendingPace {
	readonly #limits: SendingLimits;
	readonly #all: readonly ArrivalWindow[];
	readonly #hand: HandPace | null;
	/** What is under way, by chat: as each of `#all` knows it. */
	readonly #underWay = new Map<string, readonly Arrival[]>();
	readonly #byChat = new Map<string, readonly Window[]>();
	#notes = 0;

	/** `chance` draws the pauses between chats: from 0 to below 1. */
	constructor(limits: SendingLimits, chance: () => number) {
		const { perSecond, perMinute, betweenChatsMs, perChatPerSecond } = limits;
		this.#limits = limits;
		this.#all = [...arrivalsOf(perSecond, SECOND_MS), ...arrivalsOf(perMinute, MINUTE_MS)];
		this.#hand = betweenChatsMs === null ? null : new HandPace(betweenChatsMs, spanOf(perChatPerSecond ?? 1, SECOND_MS), chance);
	}

	/** Whether messages go one at a time over all chats. */
	get byHand(): boolean {
		return this.#hand !== null;
	}

	/** When the next message may go out for everybody's sake, to this chat or (null) to whichever may have it first; 0 when it may at any time. */
	slotAt(nowMs: number, chat: ChatRef | null = null): number {
		let at = this.#hand?.freeAt(chat?.id ?? null) ?? 0;
		for (const window of this.#all) at = Math.max(at, window.freeAt(nowMs));
		return at;
	}

	/** When this chat may get its next message, whatever goes to others. */
	chatFreeAt(chat: ChatRef, nowMs: number): number {
		return Math.max(0, ...(this.#byChat.get(chat.id) ?? []).map((window) => window.freeAt(nowMs)));
	}

	/** Counts a message that goes out now. */
	note(chat: ChatRef, nowMs: number): void {
		this.#hand?.begin(chat.id);
		if (this.#all.length > 0)
			this.#underWay.set(
				chat.id,
				this.#all.map((window) => window.begin(nowMs)),
			);
		const windows = this.#byChat.get(chat.id) ?? this.#windowsOf(chat);
		if (windows.length === 0) return;
		for (const window of windows) window.note(nowMs);
		this.#byChat.set(chat.id, windows);
		this.#notes += 1;
		if (this.#notes % FORGET_EVERY === 0) this.#forget(nowMs);
	}

	/** A chat's newest message ended. Its next one keeps the distance from now: a busy program may have sent the first long after it was counted. */
	landed(chat: ChatRef, nowMs: number): void {
		this.#hand?.end(nowMs);
		const arrivals = this.#underWay.get(chat.id) ?? [];
		for (const [index, arrival] of arrivals.entries()) this.#all[index]?.end(arrival, nowMs);
		this.#underWay.delete(chat.id);
		for (const window of this.#byChat.get(chat.id) ?? []) window.landed(nowMs);
	}

	#windowsOf(chat: ChatRef): Window[] {
		const { perChatPerSecond, perGroupPerMinute } = this.#limits;
		const windows: Window[] = [];
		if (perChatPerSecond !== null) windows.push(new Window(perChatPerSecond, SECOND_MS, 1));
		if (chat.kind === "group" && perGroupPerMinute !== null) windows.push(new Window(perGroupPerMinute, MINUTE_MS, 0.5));
		return windows;
	}

	#forget(nowMs: number): void {
		for (const [chat, windows] of this.#byChat) if (windows.every((window) => window.isOver(nowMs))) this.#byChat.delete(chat);
	}
}
