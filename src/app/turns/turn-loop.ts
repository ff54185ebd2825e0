import { RoundBook } from "../../domain/round-book.ts";
import { publishedCalendar } from "../../domain/working-calendar.ts";
import { buildUnitDirectory } from "../../language/unit-directory.ts";
import { accountKey } from "../../ports/chat.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Log } from "../../ports/log.ts";
import { type Effect, type InboxItem, type Store, StoreError } from "../../ports/store.ts";
import { type CountyHolder, changesRounds } from "../county-holder.ts";
import { describeError } from "../describe-error.ts";
import { Wakeable } from "../wakeable.ts";
import { prefetchGroup } from "./prefetch-group.ts";
import { runTurn } from "./run-turn.ts";
import { Turn, type TurnWorld } from "./turn.ts";
import { CommitFirst, WorkingSet } from "./working-set.ts";

/** Most turns in one commit. */
const GROUP = 50;
/** A group that took this long is committed as it is: whoever asked something short does not wait for many who sent pages. */
const GROUP_MS = 100;
/** Items of people who wait for little that go before the oldest of a flood. */
const BEFORE_THE_OLDEST = 10;
/** An item that failed this often is answered with an apology. */
const MAX_ATTEMPTS = 3;
/** Pause before trying again when the store itself refuses (disk full, busy). */
const STORE_PAUSE_MS = 1000;

/** What units are called before the first import. */
const NO_UNITS = buildUnitDirectory([]);
const NO_ROUNDS = new RoundBook(publishedCalendar, [], new Map());

/** An item that failed before a restart is not put into a group again. */
class RetryAlone extends Error {}

export interface TurnLoopParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly log: Log;
	readonly world: Omit<TurnWorld, "county" | "directory" | "rounds" | "absences" | "countyVersion" | "ids">;
	/** Called after each commit, with what it changed: there may be something to send or to do. */
	readonly committed: (effects: readonly Effect[]) => void;
	/** Milliseconds of a clock that only rises. */
	readonly steadyMs: () => number;
	/** A timer, so that tests need none. */
	readonly pause: (ms: number) => Promise<void>;
}

/**
 * Works the inbox off, oldest first. What waits is taken as one group: facts in few queries, the turns one after another on one view, one commit.
 * A turn that throws is left out of the group and retried alone; nobody else notices.
 */
export class TurnLoop {
	readonly #parts: TurnLoopParts;
	readonly #loop = new Wakeable(() => this.#run());

	constructor(parts: TurnLoopParts) {
		this.#parts = parts;
	}

	/** Says that something arrived. */
	wake(): void {
		this.#loop.wake();
	}

	/** Resolves when everything that had arrived is answered. */
	idle(): Promise<void> {
		return this.#loop.idle();
	}

	/** Finishes the group in hand and takes no more. */
	stop(): Promise<void> {
		return this.#loop.stop();
	}

	async #run(): Promise<void> {
		try {
			for (;;) {
				const items = await this.#next();
				if (items.length === 0 || this.#loop.stopped) return;
				await this.#group(items);
			}
		} catch (error) {
			// Only the store itself gets here: what waits stays in the inbox.
			this.#parts.log.error("turns:store-refused", { error: describeError(error) });
			await this.#parts.pause(STORE_PAUSE_MS);
			this.#loop.wake();
		}
	}

	/**
	 * The oldest items; when more wait than a group holds and somebody sent several, first those of people who sent few: nobody keeps the others
	 * waiting.
	 */
	async #next(): Promise<readonly InboxItem[]> {
		const { store } = this.#parts;
		const oldest = await store.pendingInbox(GROUP);
		const [first] = oldest;
		const senders = new Set(oldest.map(({ inbound }) => accountKey(inbound.sender)));
		if (!first || oldest.length < GROUP || senders.size === oldest.length) return oldest;
		const bySender = await store.pendingInboxBySender(GROUP);
		// The oldest is in every group: however many wait for little, it has its turn.
		if (bySender.slice(0, BEFORE_THE_OLDEST).some(({ position }) => position === first.position)) return bySender;
		return bySender.filter(({ position }) => position !== first.position).toSpliced(BEFORE_THE_OLDEST, 0, first);
	}

	async #group(items: readonly InboxItem[]): Promise<void> {
		const loaded = this.#parts.counties.current;
		const set = new WorkingSet(this.#parts.store);
		const world: TurnWorld = {
			...this.#parts.world,
			county: loaded?.county ?? null,
			directory: loaded?.directory ?? NO_UNITS,
			rounds: loaded?.rounds ?? NO_ROUNDS,
			absences: loaded?.absences ?? [],
			countyVersion: loaded?.version ?? 0,
			ids: this.#parts.ids,
		};
		await prefetchGroup(
			set,
			world.county,
			items.map((item) => item.inbound),
		);
		const alone: InboxItem[] = [];
		// What somebody wrote after a message that failed waits until that one is settled.
		const held = new Set<string>();
		const until = this.#parts.steadyMs() + GROUP_MS;
		for (const item of items) {
			if (this.#parts.steadyMs() > until) break;
			const sender = accountKey(item.inbound.sender);
			if (held.has(sender)) continue;
			try {
				if (item.attempts > 0) throw new RetryAlone();
				const effects = await this.#answer(item, set, world);
				set.accept(effects);
				if (changesRounds(effects)) break;
			} catch (error) {
				if (error instanceof CommitFirst) break;
				alone.push(item);
				held.add(sender);
			}
		}
		const refused = !(await this.#commit(set.effects));
		const changed: Effect[] = refused ? [] : [...set.effects];
		for (const item of refused ? items : alone) changed.push(...(await this.#retryAlone(item, world)));
		this.#parts.committed(changed);
	}

	/** A turn's effects, with its inbox item finished among them. */
	async #answer(item: InboxItem, set: WorkingSet, world: TurnWorld): Promise<Effect[]> {
		const { inbound } = item;
		const group = inbound.chat.kind === "group" ? await set.group(inbound.chat) : null;
		const turn = new Turn({ inbound, set, world, now: this.#parts.clock.now(), reference: `turn:${item.position}`, group });
		await runTurn(turn);
		return [{ do: "finish-inbox", position: item.position, outcome: "done", reference: null }, ...turn.effects];
	}

	/** False when one of the effects contradicts what is stored: the turns are then taken one by one. */
	async #commit(effects: readonly Effect[]): Promise<boolean> {
		if (effects.length === 0) return true;
		try {
			await this.#parts.store.commit(effects);
			return true;
		} catch (error) {
			if (error instanceof StoreError && error.retryable) throw error;
			this.#parts.log.warn("turns:group-refused", { effects: effects.length, error: describeError(error) });
			return false;
		}
	}

	/** What was committed. */
	async #retryAlone(item: InboxItem, world: TurnWorld): Promise<readonly Effect[]> {
		for (let attempt = item.attempts + 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
			try {
				const set = new WorkingSet(this.#parts.store);
				const effects = await this.#answer(item, set, world);
				await this.#parts.store.commit(effects);
				return effects;
			} catch (error) {
				if (error instanceof StoreError && error.retryable) throw error;
				await this.#parts.store.countAttempt(item.position);
				if (attempt >= MAX_ATTEMPTS) await this.#apologise(item, error);
			}
		}
		return [];
	}

	/** The person gets an apology with a reference, the log one entry, and the inbox moves on. */
	async #apologise(item: InboxItem, error: unknown): Promise<void> {
		const { store, ids, log, clock } = this.#parts;
		const reference = ids.next().slice(-6);
		log.error("turns:failed", { reference, position: item.position, error: describeError(error) });
		await store.commit([
			{ do: "finish-inbox", position: item.position, outcome: "failed", reference },
			{
				do: "enqueue-message",
				message: {
					id: ids.next(),
					chat: item.inbound.chat,
					view: { key: "failed", reference, buttons: [] },
					dedupeKey: `turn:${item.position}:failed`,
					priority: "answer",
					createdAt: clock.now(),
					expiresAt: null,
					addressee: null,
					answers: { message: item.inbound.messageId, press: null },
					card: null,
				},
			},
		]);
	}
}
