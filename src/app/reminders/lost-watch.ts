import { addMs, epochMsOf, type Instant } from "../../domain/period.ts";
import type { Channel } from "../../ports/channel.ts";
import type { Log } from "../../ports/log.ts";
import { type Store, StoreError } from "../../ports/store.ts";
import type { LostTime } from "../../reminders/reminder-plan.ts";
import { describeError } from "../describe-error.ts";

const MINUTE_MS = 60_000;
/** Whoever gets no answer for less than this waits, or writes again: asking everybody would cost more than was lost. */
const SHORTEST_MS = 15 * MINUTE_MS;
/** A channel that comes and goes is one outage: it is over when the channel has been there for so long. */
const SETTLED_MS = 5 * MINUTE_MS;
/** How far what is remembered may lie behind. */
const NOTED_EVERY_MS = 5 * MINUTE_MS;
/** Older outages are no matter any more. */
const KEPT_MS = 3 * 24 * 60 * MINUTE_MS;
const SETTING = "lost-time";

interface Span {
	readonly since: Instant;
	readonly until: Instant;
}

/** A channel: when it was there last, and when it was not. */
interface Seen {
	readonly up: Instant;
	readonly gaps: readonly Span[];
}

export interface LostWatchParts {
	readonly store: Pick<Store, "setting" | "commit">;
	readonly channels: () => readonly Pick<Channel, "id" | "can" | "health">[];
	/** Whether the clock goes on while the program does not: then nothing was heard while it stood still. */
	readonly keepsTime: boolean;
	readonly log: Log;
}

/**
 * Knows when channels that keep nothing for us were not there, because the platform, the login or the program itself was not: what people said then is lost.
 * When each was there last is remembered over restarts, a few minutes behind at most.
 */
export class LostWatch {
	readonly #parts: LostWatchParts;
	#seen: Map<string, Seen> | null = null;
	/** Whether each was there at the last look of this run. */
	readonly #wasUp = new Map<string, boolean>();
	#notedAt: Instant | null = null;
	#times: readonly LostTime[] = [];

	constructor(parts: LostWatchParts) {
		this.#parts = parts;
	}

	/** The times that are over, of the last days; the same list as long as nothing changes. */
	get times(): readonly LostTime[] {
		return this.#times;
	}

	/** Called every minute. Does nothing where every channel keeps what it missed. */
	async tick(now: Instant): Promise<void> {
		const channels = this.#parts.channels();
		if (channels.every(({ can }) => can.keepsMissed)) return;
		this.#seen ??= read(await this.#parts.store.setting(SETTING));
		let changed = false;
		for (const channel of channels) changed = this.#look(this.#seen, channel.id, channel.health().state === "up", now) || changed;
		if (changed || this.#notedAt === null || Math.abs(epochMsOf(now) - epochMsOf(this.#notedAt)) >= NOTED_EVERY_MS)
			await this.#note(this.#seen, now);
		const forgetful = channels.flatMap(({ id, can }) => (can.keepsMissed ? [] : [id]));
		const times = timesOf(this.#seen, forgetful);
		if (JSON.stringify(times) !== JSON.stringify(this.#times)) this.#times = times;
	}

	/** Remembers what was there until now. */
	async stop(now: Instant): Promise<void> {
		if (this.#seen === null) return;
		for (const [id, seen] of this.#seen) if (this.#wasUp.get(id) === true) this.#seen.set(id, { ...seen, up: now });
		await this.#note(this.#seen, now);
	}

	/** Whether something about a channel has to be remembered at once. */
	#look(seen: Map<string, Seen>, id: string, isUp: boolean, now: Instant): boolean {
		const known = seen.get(id);
		const before = this.#wasUp.get(id);
		this.#wasUp.set(id, isUp);
		if (!isUp) return before === true;
		const isBack = known !== undefined && before !== true && (before === false || this.#parts.keepsTime);
		const gaps = isBack ? withGap(known.gaps, { since: known.up, until: now }) : (known?.gaps ?? []);
		seen.set(id, { up: now, gaps: gaps.filter(({ until }) => until > addMs(now, -KEPT_MS)) });
		return isBack && gaps !== known.gaps;
	}

	/** What the store refuses is remembered with the next minute. */
	async #note(seen: ReadonlyMap<string, Seen>, now: Instant): Promise<void> {
		try {
			await this.#parts.store.commit([{ do: "set-setting", key: SETTING, value: JSON.stringify([...seen]) }]);
			this.#notedAt = now;
		} catch (error) {
			if (!(error instanceof StoreError)) throw error;
			this.#notedAt = null;
			this.#parts.log.warn("lost-time:not-noted", { error: describeError(error) });
		}
	}
}

const read = (value: string | null): Map<string, Seen> => new Map(value === null ? [] : (JSON.parse(value) as [string, Seen][]));

/** A gap so soon behind another is the same one; a short one alone is none. */
const withGap = (gaps: readonly Span[], gap: Span): readonly Span[] => {
	const last = gaps.at(-1);
	if (last && gap.since < addMs(last.until, SETTLED_MS)) return [...gaps.slice(0, -1), { since: last.since, until: gap.until }];
	return epochMsOf(gap.until) - epochMsOf(gap.since) < SHORTEST_MS ? gaps : [...gaps, gap];
};

/** The gaps that are over for good, as far as the channel was there since. */
const timesOf = (seen: ReadonlyMap<string, Seen>, forgetful: readonly string[]): LostTime[] =>
	forgetful.flatMap((channel) => {
		const known = seen.get(channel);
		const over = known?.gaps.filter(({ until }) => addMs(until, SETTLED_MS) <= known.up) ?? [];
		return over.map((gap) => ({ channel, ...gap, heard: heardIn(seen, channel, gap) }));
	});

const heardIn = (seen: ReadonlyMap<string, Seen>, channel: string, gap: Span): string[] =>
	[...seen].flatMap(([id, { gaps }]) => (id !== channel && !gaps.some(meets(gap)) ? [id] : []));

const meets =
	(gap: Span) =>
	({ since, until }: Span): boolean =>
		since < gap.until && gap.since < until;
