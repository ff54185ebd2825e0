import type { Instant } from "../../domain/period.ts";
import { type Channel, NO_LIMITS } from "../../ports/channel.ts";
import type { DueMessage, QueuedMessage } from "../../ports/queues.ts";
import type { Language } from "../../render/chat.ts";
import { describeError } from "../describe-error.ts";
import { Wakeable } from "../wakeable.ts";
import { Alarm } from "./alarm.ts";
import type { Freshen } from "./freshen.ts";
import { HoldUps } from "./hold-ups.ts";
import { Landings } from "./landings.ts";
import { isComplete, type Landing, PartSender } from "./part-sender.ts";
import { Quiet } from "./quiet.ts";
import { pauseMs, type Recorder } from "./record-landing.ts";
import { SendingPace } from "./sending-pace.ts";

/** Most sends under way at one time, with the channel's limits and without. */
const IN_FLIGHT = 40;
const IN_FLIGHT_UNLIMITED = 100;
/** How many are looked for where messages go one at a time: as many as wait for their chat's sake must not hide the others. */
const LOOKED_FOR_BY_HAND = 10;
/** While much waits, the outbox is looked at this often; whatever is new is looked at when it is written. */
const LOOK_MS = 250;
/** Sends that ended are marked together: when nothing is under way or waiting, when there are many, or after this time. */
const MARK_MS = 50;
const MARK_MS_PACED = 200;
/** Pause after the store refused. */
const STORE_PAUSE_MS = 1000;

export interface DispatcherParts extends Recorder {
	readonly channel: Channel;
	readonly language: Language;
	/** Asked of every reminder just before it is sent. */
	readonly freshen: Freshen;
	/** False sends without the channel's limits, for measurements. */
	readonly limited: boolean;
	/** Draws the pauses between chats: from 0 to below 1. */
	readonly chance: () => number;
	/** In the county's quiet hours, when they end; null outside them. */
	readonly quietUntil: (now: Instant) => Instant | null;
	/** Milliseconds of a steady clock, for pacing. */
	readonly steadyMs: () => number;
	/** Calls back later; returns how to take that back. */
	readonly later: (ms: number, run: () => void) => () => void;
}

/** A send under way. */
interface Flight {
	/** How often the alarm had gone off when it began. */
	readonly round: number;
	readonly ended: Promise<void>;
}

/**
 * Sends what the outbox holds for one channel account: within a chat one after another in order, over the chats answers first, within the channel's
 * limits. No chat waits for another's send, but where messages have to go one at a time. A crash between a send and its mark repeats that one part in
 * that chat at most.
 */
export class Dispatcher {
	readonly #parts: DispatcherParts;
	readonly #pace: SendingPace;
	readonly #sender: PartSender;
	readonly #alarm: Alarm;
	readonly #holdUps = new HoldUps();
	readonly #loop = new Wakeable(() => this.#run());
	/** By chat. */
	readonly #flights = new Map<string, Flight>();
	readonly #landings: Landings;
	readonly #quiet: Quiet;
	/** Chats with a send under way or not marked, or withheld, and whether something may wait behind it. */
	readonly #busy = new Map<string, boolean>();
	/** What is to be sent next: each chat's oldest message, the most urgent chat first. */
	#due: readonly DueMessage[] = [];
	/** How many of these have to wait for their chat's sake. */
	#blocked = 0;
	/** Where messages go one at a time: when the most urgent may, which nothing else goes before. */
	#turnAt = 0;
	/** How often chats were withheld: what was looked up before is not true of them. */
	#withheld = 0;
	#lookedAt = Number.NEGATIVE_INFINITY;
	/** Something was written since the last look; or there is more behind what was seen. */
	#isNew = true;
	#isMore = false;
	/** Nothing is done before this, and then what ended is marked first; null while the store does not refuse. */
	#refusedUntil: number | null = null;
	#isStopping = false;
	#round = 0;

	constructor(parts: DispatcherParts) {
		const { channel, language, log, freshen, limited, steadyMs, later, chance } = parts;
		this.#parts = parts;
		const limits = limited ? channel.limits : NO_LIMITS;
		this.#pace = new SendingPace(limits, chance);
		this.#quiet = new Quiet(limits.keepsQuiet, parts);
		this.#landings = new Landings(parts, steadyMs, limits.perSecond === null ? MARK_MS : MARK_MS_PACED);
		this.#sender = new PartSender(channel, language, log, freshen);
		this.#alarm = new Alarm(steadyMs, later, () => {
			this.#round += 1;
			this.#loop.wake();
		});
	}

	/** Says that there may be something to send, in these chats or (without) in any. */
	wake(chats: Iterable<string> = this.#busy.keys()): void {
		for (const chat of chats) if (this.#busy.has(chat)) this.#busy.set(chat, true);
		this.#isNew = true;
		this.#loop.wake();
	}

	/** Runs `work` with those of these chats in which nothing is under way; until it ended, nothing is begun there. */
	async withhold(chats: readonly string[], work: (free: readonly string[]) => Promise<void>): Promise<void> {
		const free = chats.filter((chat) => !this.#busy.has(chat));
		for (const chat of free) this.#busy.set(chat, true);
		try {
			await work(free);
		} finally {
			for (const chat of free) this.#busy.delete(chat);
			this.#withheld += 1;
			this.#due = [];
			this.wake();
		}
	}

	/** Resolves when nothing more can be sent now. What waits for its time is not waited for, nor what is begun when that comes. */
	idle(): Promise<void> {
		return this.#landed(this.#round);
	}

	/** Sends the answers that can go at once and ends what is under way; everything else stays in the outbox. */
	async stop(): Promise<void> {
		this.#isStopping = true;
		this.wake();
		await this.#landed(Number.POSITIVE_INFINITY);
		await this.#loop.stop();
		this.#alarm.setTo(Number.POSITIVE_INFINITY);
	}

	/** Resolves when no send begun by that round is under way, nor what follows from its end. */
	async #landed(round: number): Promise<void> {
		for (;;) {
			await this.#loop.idle();
			const flights = [...this.#flights.values()].filter((flight) => flight.round <= round);
			if (flights.length === 0 && !this.#loop.running) return;
			await Promise.all(flights.map(({ ended }) => ended));
		}
	}

	async #run(): Promise<void> {
		const now = this.#parts.steadyMs();
		if (this.#refusedUntil !== null && now < this.#refusedUntil) return this.#alarm.setTo(this.#refusedUntil);
		try {
			if (this.#holdUps.letGo(now)) this.#isNew = true;
			const more = this.#flights.size > 0 || (this.#due.length > 0 && !this.#isStopping);
			await this.#landings.mark(more && !this.#pace.byHand && this.#refusedUntil === null, (landing) => this.#settle(landing));
			this.#refusedUntil = null;
			// In quiet hours what may go is something else than before.
			if (this.#quiet.look()) this.#isNew = true;
			await this.#sendDue();
		} catch (error) {
			this.#parts.log.error("dispatch:store-refused", { error: describeError(error) });
			this.#isNew = true;
			this.#refusedUntil = now + STORE_PAUSE_MS;
			this.#alarm.setTo(this.#refusedUntil);
		}
	}

	/** Begins what may go now, looks for more where more could go, and sees to being called when the next may. */
	async #sendDue(): Promise<void> {
		if (this.#isNew || (this.#isMore && this.#hasRoom() && this.#parts.steadyMs() - this.#lookedAt >= LOOK_MS)) await this.#look();
		let nextAt = this.#beginDue();
		while (this.#isMore && this.#hasRoom()) {
			await this.#look();
			nextAt = this.#beginDue();
		}
		this.#alarm.setTo(Math.min(nextAt, this.#landings.dueAt, this.#lookAt(), this.#holdUps.nextAt(), this.#quiet.endsAt));
	}

	/** When there is room again for what was not looked at; Infinity when there is nothing, or something else has to end first. */
	#lookAt(): number {
		const at = this.#roomAt();
		return this.#isMore && at > this.#parts.steadyMs() ? at : Number.POSITIVE_INFINITY;
	}

	/** Something could go now if it were there. */
	#hasRoom(): boolean {
		// The answers stand first: once others are seen there are no more of them.
		if (this.#isStopping && this.#due.length > 0) return false;
		return this.#roomAt() <= this.#parts.steadyMs();
	}

	/** When more could go; Infinity when something has to end first. For few places it is not looked at once: soon there are more. */
	#roomAt(): number {
		const now = this.#parts.steadyMs();
		const free = this.#mostFlights() - this.#flights.size;
		if (free <= 0) return Number.POSITIVE_INFINITY;
		return Math.max(free < this.#fewest() ? this.#lookedAt + LOOK_MS : 0, this.#holdUps.freeAt(), this.#pace.slotAt(now), this.#turnAt);
	}

	/** How many are looked for at least. */
	#fewest(): number {
		return this.#pace.byHand ? LOOKED_FOR_BY_HAND : this.#mostFlights() / 4;
	}

	#mostFlights(): number {
		return this.#pace.byHand ? 1 : this.#parts.limited ? IN_FLIGHT : IN_FLIGHT_UNLIMITED;
	}

	async #look(): Promise<void> {
		const { store, channel, clock, steadyMs } = this.#parts;
		this.#isNew = false;
		this.#isMore = false;
		this.#lookedAt = steadyMs();
		// As many as can go; chats that have to wait must not keep the others out of sight.
		const limit = Math.max(this.#fewest(), this.#mostFlights() - this.#flights.size) + this.#blocked;
		const withheld = this.#withheld;
		const due = await store.dueMessages(channel.id, channel.account, clock.now(), limit, [...this.#busy.keys()], this.#quiet.reigns);
		this.#due = withheld === this.#withheld ? due : [];
		this.#isMore ||= due.length >= limit;
	}

	/** Begins what may go now; when the next may, Infinity when something has to end or to be written first. */
	#beginDue(): number {
		const { steadyMs, clock } = this.#parts;
		const now = steadyMs();
		const wallNow = clock.now();
		const waiting: DueMessage[] = [];
		this.#blocked = 0;
		this.#turnAt = 0;
		let nextAt = Number.POSITIVE_INFINITY;
		for (const message of this.#due) {
			// A chat's next message is looked for when the one under way is marked.
			if (this.#busy.has(message.chat.id) || (message.expiresAt !== null && message.expiresAt < wallNow)) continue;
			const chatAt = this.#chatFreeAt(message, now);
			const at = Math.max(chatAt, this.#mayGoAt(message, now), this.#turnAt);
			if (at <= now) {
				this.#begin(message, now);
				continue;
			}
			waiting.push(message);
			if (chatAt > now) this.#blocked += 1;
			else if (this.#pace.byHand) this.#turnAt = at;
			nextAt = Math.min(nextAt, at);
		}
		this.#due = waiting;
		return nextAt;
	}

	/** When the message's chat may have it. The answer to a press is no message of the chat: it waits for no place. */
	#chatFreeAt(message: QueuedMessage, now: number): number {
		const heldUntil = this.#holdUps.chatFreeAt(message.chat.id);
		return this.#sender.isToast(message) ? heldUntil : Math.max(heldUntil, this.#pace.chatFreeAt(message.chat, now));
	}

	/** When it may go for everybody else's sake. */
	#mayGoAt(message: QueuedMessage, now: number): number {
		if (this.#flights.size >= this.#mostFlights()) return Number.POSITIVE_INFINITY;
		if (this.#isStopping && message.priority !== "answer") return Number.POSITIVE_INFINITY;
		return Math.max(this.#holdUps.freeAt(), this.#sender.isToast(message) ? 0 : this.#pace.slotAt(now, message.chat));
	}

	#begin(message: DueMessage, now: number): void {
		if (!this.#sender.isToast(message)) this.#pace.note(message.chat, now);
		// What was written while it was looked at was not seen.
		this.#busy.set(message.chat.id, message.behind > 0 || this.#isNew);
		this.#holdUps.begin(message.id);
		const ended = this.#sender.sendNext(message).then((landing) => this.#land(landing));
		this.#flights.set(message.chat.id, { round: this.#round, ended });
	}

	/** What the end of a send means at once, before the store knows of it. */
	#land(landing: Landing): void {
		const { message, outcome } = landing;
		const { channel, log, steadyMs } = this.#parts;
		const now = steadyMs();
		this.#flights.delete(message.chat.id);
		if (!this.#sender.isToast(message)) this.#pace.landed(message.chat, now);
		const reached = outcome.kind === "retry" ? outcome.blame !== "channel" : outcome.kind !== "settled";
		if (this.#holdUps.end(message.id, reached)) log.info("dispatch:resumed", { channel: channel.id });
		if (outcome.kind === "retry") {
			const ms = pauseMs(message, outcome);
			const pauses = this.#holdUps.retry(message.chat.id, outcome.blame, now, now + ms);
			if (pauses) log.warn("dispatch:paused", { channel: channel.id, reason: outcome.reason, ms });
		}
		this.#landings.add(landing);
		this.#loop.wake();
	}

	/** The store knows of a send that ended: its chat may have what comes next. */
	#settle(landing: Landing): void {
		const { message } = landing;
		const mayHaveMore = this.#busy.get(message.chat.id) === true || !isComplete(landing);
		this.#busy.delete(message.chat.id);
		this.#isMore ||= mayHaveMore;
		// Behind the answer to a press there may be another, which waits for no place.
		this.#isNew ||= mayHaveMore && this.#sender.isToast(message);
	}
}
