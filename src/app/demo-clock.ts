import { addMs, epochMsOf, type Instant } from "../domain/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { DemoClock } from "../ports/desk.ts";
import type { Store } from "../ports/store.ts";

/** Where the demo's time is kept between runs. */
const SETTING = "demo-clock";
/** A Monday morning with working days before it and behind it. */
const BEGINNING = "2026-11-16T01:00:00.000Z" as Instant;
const MAX_JUMP_MS = 400 * 24 * 60 * 60 * 1000;

/** The demo's own time: goes on from where it stood, at the pace of a real clock, and can be moved forward. */
export interface MovableClock extends Clock, DemoClock {
	/** Writes the present moment down, so that the next run goes on from it. */
	keep(): Promise<void>;
}

/** `runDue` is called at the new time, and whatever it starts is over before `moveTo` resolves. */
export const openDemoClock = async (parts: {
	store: Store;
	steadyMs: () => number;
	runDue: (now: Instant) => Promise<void>;
}): Promise<MovableClock> => {
	const { store, steadyMs } = parts;
	let base = ((await store.setting(SETTING)) ?? BEGINNING) as Instant;
	let since = steadyMs();
	const now = (): Instant => addMs(base, Math.floor(steadyMs() - since));
	const keep = (): Promise<void> => store.commit([{ do: "set-setting", key: SETTING, value: now() }]);
	return {
		now,
		keep,
		async moveTo(to) {
			const ahead = epochMsOf(to) - epochMsOf(now());
			if (!Number.isFinite(ahead) || ahead < 0) throw new RangeError("the demo's clock only moves forward");
			if (ahead > MAX_JUMP_MS) throw new RangeError("the demo's clock moves 400 days at most");
			base = addMs(to, 0);
			since = steadyMs();
			await keep();
			await parts.runDue(now());
			return now();
		},
	};
};
