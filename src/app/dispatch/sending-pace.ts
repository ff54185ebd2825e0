import type { SendingLimits } from "../../ports/channel.ts";
import type { ChatRef } from "../../ports/chat.ts";
import { type Arrival, ArrivalWindow } from "./arrival-window.ts";

/** The platform counts arrivals on a clock of its own. */
const MARGIN_MS = 25;
/** How many even distances may be made up for when a timer came late. */
const MAKE_UP = 3;
/** Chats are forgotten, when nothing counts against them any more, after so many sends. */
const FORGET_EVERY = 500;
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

	/** A limit below one is one in a longer span. */
	constructor(limit: number, spanMs: number, partAtOnce: number) {
		this.#most = Math.max(1, Math.floor(limit));
		this.#spanMs = (limit < 1 ? spanMs / limit : spanMs) + MARGIN_MS;
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

/** A limit below one a second is one in a longer span. */
const arrivalsOf = (perSecond: number): ArrivalWindow =>
	new ArrivalWindow(Math.max(1, Math.floor(perSecond)), (perSecond < 1 ? 1000 / perSecond : 1000) + MARGIN_MS);

/**
 * When each of a channel's limits allows the next message, in milliseconds of a steady clock. The limit of all is spread evenly: whatever is most urgent
 * never waits longer than one distance. Half of a group's minute may go at once, as a conversation does.
 */
export class SendingPace {
	readonly #limits: SendingLimits;
	readonly #all: ArrivalWindow | null;
	/** What is under way, by chat. */
	readonly #underWay = new Map<string, Arrival>();
	readonly #byChat = new Map<string, readonly Window[]>();
	#notes = 0;

	constructor(limits: SendingLimits) {
		this.#limits = limits;
		this.#all = limits.perSecond === null ? null : arrivalsOf(limits.perSecond);
	}

	/** When the next message may go out to anybody; 0 when it may at any time. */
	slotAt(nowMs: number): number {
		return this.#all?.freeAt(nowMs) ?? 0;
	}

	/** When this chat may get its next message, whatever goes to others. */
	chatFreeAt(chat: ChatRef, nowMs: number): number {
		return Math.max(0, ...(this.#byChat.get(chat.id) ?? []).map((window) => window.freeAt(nowMs)));
	}

	/** Counts a message that goes out now. */
	note(chat: ChatRef, nowMs: number): void {
		if (this.#all) this.#underWay.set(chat.id, this.#all.begin(nowMs));
		const windows = this.#byChat.get(chat.id) ?? this.#windowsOf(chat);
		if (windows.length === 0) return;
		for (const window of windows) window.note(nowMs);
		this.#byChat.set(chat.id, windows);
		this.#notes += 1;
		if (this.#notes % FORGET_EVERY === 0) this.#forget(nowMs);
	}

	/** A chat's newest message ended. Its next one keeps the distance from now: a busy program may have sent the first long after it was counted. */
	landed(chat: ChatRef, nowMs: number): void {
		const arrival = this.#underWay.get(chat.id);
		if (arrival) this.#all?.end(arrival, nowMs);
		this.#underWay.delete(chat.id);
		for (const window of this.#byChat.get(chat.id) ?? []) window.landed(nowMs);
	}

	#windowsOf(chat: ChatRef): Window[] {
		const { perChatPerSecond, perGroupPerMinute } = this.#limits;
		const windows: Window[] = [];
		if (perChatPerSecond !== null) windows.push(new Window(perChatPerSecond, 1000, 1));
		if (chat.kind === "group" && perGroupPerMinute !== null) windows.push(new Window(perGroupPerMinute, MINUTE_MS, 0.5));
		return windows;
	}

	#forget(nowMs: number): void {
		for (const [chat, windows] of this.#byChat) if (windows.every((window) => window.isOver(nowMs))) this.#byChat.delete(chat);
	}
}
