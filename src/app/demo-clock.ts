import { addMs, epochMsOf, type Instant } from "../domain/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { DemoClock } from "../ports/desk.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";
import { describeError } from "./describe-error.ts";
import type { DueMoments } from "./due-moments.ts";

/** Where the demo's time is kept between runs. */
const SETTING = "demo-clock";
/** A Monday morning with working days before it and behind it. */
const BEGINNING = "2026-11-16T01:00:00.000Z" as Instant;
const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_JUMP_MS = 400 * DAY_MS;
/** What is due is looked for so far ahead: what people do meanwhile may change what lies behind that. */
const LOOK_AHEAD_MS = 7 * DAY_MS;

/** The demo's own time: goes on from where it stood, at the pace of a real clock, and can be moved forward. */
export interface MovableClock extends Clock, DemoClock {
	/** Writes the present moment down, so that the next run goes on from it. */
	keep(): Promise<void>;
	/** While it is moved it stands at one moment after another, and whoever moves it sees to what is due. */
	walking(): boolean;
}

export interface DemoClockParts {
	readonly store: Pick<Store, "setting" | "commit">;
	readonly steadyMs: () => number;
	/** Does what is due at a moment; whatever it starts is over when it resolves. */
	readonly runDue: (now: Instant) => Promise<void>;
	readonly dueMoments: DueMoments;
	readonly log: Log;
}

/**
 * `moveTo` walks: `runDue` is called at every moment on the way at which something is due, in order, with the clock standing there, and at the end. What
 * fails at one moment is logged, and the walk goes on. One walk at a time: a second one begins where the first ended.
 */
export const openDemoClock = async ({ store, steadyMs, runDue, dueMoments, log }: DemoClockParts): Promise<MovableClock> => {
	let base = ((await store.setting(SETTING)) ?? BEGINNING) as Instant;
	let since = steadyMs();
	let stands = false;
	let lane: Promise<unknown> = Promise.resolve();
	const now = (): Instant => (stands ? base : addMs(base, Math.floor(steadyMs() - since)));
	const keep = (): Promise<void> => store.commit([{ do: "set-setting", key: SETTING, value: now() }]);

	const attempt = async (at: Instant, work: () => Promise<void>): Promise<void> => {
		try {
			await work();
		} catch (error) {
			log.error("demo-clock:failed", { at, error: describeError(error) });
		}
	};
	const standAt = async (at: Instant): Promise<void> => {
		base = at;
		await attempt(at, keep);
		await attempt(at, () => runDue(at));
	};
	const walk = async (to: Instant): Promise<void> => {
		for (let from = base; from < to; ) {
			const ahead = addMs(from, LOOK_AHEAD_MS);
			const until = ahead < to ? ahead : to;
			let moments: readonly Instant[] = [];
			await attempt(from, async () => {
				moments = await dueMoments(from, until);
			});
			for (const moment of moments) if (moment < to) await standAt(moment);
			from = until;
		}
		await standAt(to);
	};
	const move = async (to: Instant): Promise<Instant> => {
		const start = now();
		const ahead = epochMsOf(to) - epochMsOf(start);
		if (!Number.isFinite(ahead) || ahead < 0) throw new RangeError("the demo's clock only moves forward");
		if (ahead > MAX_JUMP_MS) throw new RangeError("the demo's clock moves 400 days at most");
		base = start;
		stands = true;
		try {
			await walk(addMs(to, 0));
		} finally {
			stands = false;
			since = steadyMs();
		}
		return now();
	};
	return {
		now,
		keep,
		walking: () => stands,
		moveTo: (to) => {
			const moved = lane.then(() => move(to));
			lane = moved.catch(() => undefined);
			return moved;
		},
	};
};
