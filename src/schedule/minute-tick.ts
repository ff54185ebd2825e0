import cron from "node-cron";
import type { Clock } from "../ports/clock.ts";
import type { Tick } from "../ports/desk.ts";
import type { Log } from "../ports/log.ts";

/** Calls runDue once a minute; a tick that is still running is not overtaken, one that throws is logged once. Returns how to stop. */
export const startMinuteTick = (parts: { tick: Tick; clock: Clock; log: Log }): (() => Promise<void>) => {
	const task = cron.schedule(
		"* * * * *",
		async () => {
			try {
				await parts.tick.runDue(parts.clock.now());
			} catch (error) {
				parts.log.error("tick:failed", { error });
			}
		},
		{ noOverlap: true },
	);
	return async () => {
		await task.destroy();
	};
};
