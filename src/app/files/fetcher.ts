import { epochMsOf } from "../../domain/period.ts";
import type { Channel, FetchOutcome } from "../../ports/channel.ts";
import { accountKey } from "../../ports/chat.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Files } from "../../ports/files.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Log } from "../../ports/log.ts";
import type { Effect, InboxItem, Store } from "../../ports/store.ts";
import { describeError } from "../describe-error.ts";
import { Wakeable } from "../wakeable.ts";
import { albumKey, Bundle, type Download, type Got } from "./bundle.ts";
import { fewestFirst } from "./fewest-first.ts";
import { outcomeOf } from "./outcome-of.ts";
import { STILL_COMING_MS, stillComing } from "./still-coming.ts";

/** Waiting items looked at; what lies behind them is seen when some of these are settled. */
const LOOKED_AT = 1000;
/** Downloads at a time, and how many of them for one sender. */
const AT_ONCE = 4;
const AT_ONCE_PER_SENDER = 2;
/** A download that takes longer makes room for another one; so many in all, the slow ones included. */
const SLOW_MS = 10_000;
const AT_MOST = 12;
/** An album is whole when nothing more of it came for so long. */
const ALBUM_MS = 1000;
/** An album found at a start is whole when its parts are this old: nothing more of it will come. */
const OLD_ALBUM_MS = 5000;
/** Pauses after the first, second, … failed try; after the last of them one more try, then the file is lost. */
const PAUSES_MS = [2_000, 8_000, 30_000, 120_000];
/** Lost too when it cannot be had for so long, however the platform asks to wait. */
const GIVE_UP_MS = 10 * 60_000;
/** While the channel itself is out of reach nothing counts as a try. */
const OUT_OF_REACH_MS = 15_000;
/** Pause when our own store refuses. */
const STORE_PAUSE_MS = 1000;

export interface FetcherParts {
	readonly store: Store;
	readonly files: Files;
	/** The channel of that name, whichever account it runs on; undefined while none is attached. */
	readonly channelOf: (id: string) => Channel | undefined;
	readonly clock: Clock;
	readonly ids: Pick<Ids, "next">;
	readonly log: Log;
	/** Milliseconds of a clock that only rises. */
	readonly steadyMs: () => number;
	/** Calls back later; returns how to take that back. */
	readonly later: (ms: number, run: () => void) => () => void;
	/** Called when files are here: a turn may answer them. */
	readonly settled: () => void;
	/** Called after each commit, with what it changed: there is something to send. */
	readonly committed: (effects: readonly Effect[]) => void;
}

/**
 * Brings the files that wait on a platform, beside the turns: a few at a time, those of one album together. Until it is settled an item waits in the
 * store, so a crash at any moment only means that it is fetched again, and kept once by its content. What cannot be had is told as lost.
 */
export class Fetcher {
	readonly #parts: FetcherParts;
	readonly #loop = new Wakeable(() => this.#run());
	readonly #bundles = new Map<string, Bundle>();
	readonly #known = new Set<number>();
	/** Downloads under way, each with what resolves when it ends or turns out slow. */
	readonly #underWay = new Map<Download, { slow: boolean; readonly over: Promise<void> }>();
	/** By the moment they go off, on the steady clock. */
	readonly #timers = new Map<number, () => void>();
	/** What is being kept or settled, for the store must not be closed under it. */
	readonly #keeping = new Set<Promise<unknown>>();
	#looked = false;
	#lookAgain = false;

	constructor(parts: FetcherParts) {
		this.#parts = parts;
	}

	/** Says that something to fetch may have arrived. */
	wake(): void {
		this.#lookAgain = true;
		this.#loop.wake();
	}

	/** Resolves when nothing more can be brought now: what is left waits for a pause to be over, or takes long. */
	async idle(): Promise<void> {
		for (;;) {
			await this.#loop.idle();
			const inHand = [...this.#underWay.values()].flatMap(({ slow, over }) => (slow ? [] : [over]));
			if (inHand.length === 0) return;
			await Promise.race(inHand);
		}
	}

	/** Leaves downloads where they are: they begin again at the next start. */
	async stop(): Promise<void> {
		for (const cancel of this.#timers.values()) cancel();
		await this.#loop.stop();
		await Promise.allSettled(this.#keeping);
	}

	async #run(): Promise<void> {
		try {
			if (this.#lookAgain) await this.#look();
			this.#download();
			for (const [key, bundle] of this.#bundles) if (this.#isReady(bundle)) await this.#settle(key, bundle);
			await this.#tellOfSlow();
		} catch (error) {
			this.#parts.log.error("fetch:store-refused", { error: describeError(error) });
			this.#wakeIn(STORE_PAUSE_MS);
		}
	}

	/** Takes up what arrived since the last look. */
	async #look(): Promise<void> {
		const items = await this.#parts.store.itemsToFetch(LOOKED_AT);
		this.#lookAgain = false;
		for (const item of items) {
			if (this.#known.has(item.position)) continue;
			this.#known.add(item.position);
			const key = albumKey(item.inbound) ?? `item ${item.position}`;
			const bundle = this.#bundles.get(key) ?? new Bundle();
			this.#bundles.set(key, bundle);
			bundle.add(item, this.#parts.steadyMs(), this.#cameAt(item));
		}
		this.#looked = true;
	}

	/** When an item came, on the steady clock; long ago for one that an earlier run left. */
	#cameAt({ inbound }: InboxItem): number {
		const { clock, steadyMs } = this.#parts;
		const isOld = !this.#looked && epochMsOf(clock.now()) - epochMsOf(inbound.sentAt) > OLD_ALBUM_MS;
		return isOld ? Number.NEGATIVE_INFINITY : steadyMs();
	}

	/** Whoever waits for long hears once that it goes on. */
	async #tellOfSlow(): Promise<void> {
		const { store, steadyMs, committed } = this.#parts;
		const effects: Effect[] = [];
		for (const bundle of this.#bundles.values()) {
			if (bundle.silentSinceMs === null || !bundle.first) continue;
			const waitMs = bundle.silentSinceMs + STILL_COMING_MS - steadyMs();
			if (waitMs > 0) {
				this.#wakeIn(waitMs);
				continue;
			}
			const effect = stillComing(bundle.first, bundle.missing, this.#parts);
			if (effect) effects.push(effect);
			bundle.silentSinceMs = null;
		}
		if (effects.length === 0) return;
		await store.commit(effects);
		committed(effects);
	}

	/** Begins as many downloads as there is room for, those of senders who wait for few first. */
	#download(): void {
		const bySender = new Map<string, number>();
		let quick = 0;
		for (const [{ item }, { slow }] of this.#underWay) {
			const sender = accountKey(item.inbound.sender);
			bySender.set(sender, (bySender.get(sender) ?? 0) + 1);
			if (!slow) quick += 1;
		}
		for (const bundle of fewestFirst([...this.#bundles.values()])) {
			for (const download of bundle.downloads) {
				if (quick >= AT_ONCE || this.#underWay.size >= AT_MOST) return;
				const sender = accountKey(download.item.inbound.sender);
				const senders = bySender.get(sender) ?? 0;
				if (senders >= AT_ONCE_PER_SENDER || !this.#mayBegin(download)) continue;
				this.#begin(download);
				bySender.set(sender, senders + 1);
				quick += 1;
			}
		}
	}

	#mayBegin(download: Download): boolean {
		const { channelOf, steadyMs } = this.#parts;
		if (download.got || download.underWay || !channelOf(download.item.inbound.chat.channel)) return false;
		const waitMs = download.notBeforeMs - steadyMs();
		if (waitMs > 0) this.#wakeIn(waitMs);
		return waitMs <= 0;
	}

	#begin(download: Download): void {
		download.underWay = true;
		let isSlow = (): void => undefined;
		const slow = new Promise<void>((resolve) => {
			isSlow = resolve;
		});
		const forget = this.#parts.later(SLOW_MS, () => {
			const entry = this.#underWay.get(download);
			if (entry) entry.slow = true;
			isSlow();
			this.#loop.wake();
		});
		const whole = this.#fetch(download).finally(() => {
			forget();
			download.underWay = false;
			this.#underWay.delete(download);
			this.#loop.wake();
		});
		this.#underWay.set(download, { slow: false, over: Promise.race([whole, slow]) });
	}

	/** One try. Never rejects. */
	async #fetch(download: Download): Promise<void> {
		const { item, remote } = download;
		const channel = this.#parts.channelOf(item.inbound.chat.channel);
		// Another account's files cannot be had: the platform's ids are one bot's own.
		if (!channel?.fetch || channel.account !== item.inbound.chat.account) {
			download.got = { kind: "lost", why: "gone", limit: null };
			return;
		}
		const outcome = await outcomeOf(channel.fetch(remote), this.#parts.later);
		if (this.#loop.stopped) return;
		switch (outcome.kind) {
			case "fetched": {
				const keeping = this.#keep(download, outcome.bytes, outcome.name);
				this.#keeping.add(keeping);
				await keeping;
				this.#keeping.delete(keeping);
				return;
			}
			case "failed":
				this.#lose(download, outcome.reason, { kind: "lost", why: outcome.reason, limit: outcome.limit ?? null });
				return;
			case "retry":
				return this.#tryLater(download, outcome, channel.health().state === "down");
			default:
				return outcome satisfies never;
		}
	}

	async #keep(download: Download, bytes: Uint8Array, name: string): Promise<void> {
		try {
			download.got = { kind: "kept", file: await this.#parts.files.put(bytes, name) };
		} catch (error) {
			if (isTooLarge(error)) return this.#lose(download, "too-large", { kind: "lost", why: "too-large", limit: error.limit });
			// Our own disk: that is not the file's fault, and no try of it.
			this.#parts.log.error("fetch:cannot-keep", { position: download.item.position, error: describeError(error) });
			download.notBeforeMs = this.#parts.steadyMs() + OUT_OF_REACH_MS;
		}
	}

	#lose(download: Download, reason: string, got: Got): void {
		this.#parts.log.warn("fetch:lost", { position: download.item.position, reason });
		download.got = got;
	}

	#tryLater(download: Download, { afterMs, reason }: Extract<FetchOutcome, { kind: "retry" }>, outOfReach: boolean): void {
		const nowMs = this.#parts.steadyMs();
		if (outOfReach) {
			download.sinceMs = nowMs;
			download.notBeforeMs = nowMs + Math.max(afterMs, OUT_OF_REACH_MS);
			return;
		}
		const pauseMs = PAUSES_MS[download.tries];
		download.tries += 1;
		const atMs = nowMs + Math.max(afterMs, pauseMs ?? 0);
		if (pauseMs === undefined || atMs - download.sinceMs > GIVE_UP_MS)
			this.#lose(download, reason, { kind: "lost", why: "gone", limit: null });
		else download.notBeforeMs = atMs;
	}

	#isReady(bundle: Bundle): boolean {
		if (!bundle.isFetched) return false;
		const waitMs = bundle.isAlbum ? bundle.lastMs + ALBUM_MS - this.#parts.steadyMs() : 0;
		if (waitMs > 0) this.#wakeIn(waitMs);
		return waitMs <= 0;
	}

	async #settle(key: string, bundle: Bundle): Promise<void> {
		const inbound = bundle.inbound();
		const [first, ...merged] = bundle.positions;
		if (inbound && first !== undefined) await this.#parts.store.settleFetch(first, inbound, merged);
		this.#bundles.delete(key);
		// A full look may not have reached what lies behind.
		if (this.#known.size >= LOOKED_AT) this.wake();
		for (const position of bundle.positions) this.#known.delete(position);
		this.#parts.settled();
	}

	#wakeIn(ms: number): void {
		const at = this.#parts.steadyMs() + ms;
		if (this.#timers.has(at) || this.#loop.stopped) return;
		const cancel = this.#parts.later(ms, () => {
			this.#timers.delete(at);
			this.#loop.wake();
		});
		this.#timers.set(at, cancel);
	}
}

/** The store's refusal of a file beyond its size, known by its key: app does not see the store's classes. */
const isTooLarge = (error: unknown): error is Error & { readonly limit: number } =>
	error instanceof Error && "key" in error && error.key === "file-too-large" && "limit" in error && typeof error.limit === "number";
