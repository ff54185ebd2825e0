import { addMs } from "../../domain/period.ts";
import type { StatusNeed } from "../../views/office.ts";
import type { ViewOf } from "../../views/view.ts";
import { DISK_LOW_BYTES } from "../alarms/limits.ts";

const MINUTE_MS = 60_000;
/** The schedule is looked at every minute. */
const TICK_LATE_MS = 3 * MINUTE_MS;
/** Pace and patience of messengers hold nothing up for longer. */
const STUCK_MS = 15 * MINUTE_MS;
const BACKUP_OLD_MS = 7 * 24 * 60 * MINUTE_MS;

/** What of 自检 needs a hand, the most urgent first. */
export const statusNeeds = (facts: Omit<ViewOf<"status">, "needs">): StatusNeed[] => {
	const { at, channels, lastTick, diskFreeBytes, oldestWaiting, groupCounts, failedJobs, lastBackup, calendar } = facts;
	const needs: StatusNeed[] = channels.flatMap(({ id, state, reason }) =>
		state === "down" ? [{ what: "channel-down", channel: id, reason }] : [],
	);
	if (lastTick !== null && lastTick < addMs(at, -TICK_LATE_MS)) needs.push({ what: "tick-late", at: lastTick });
	if (diskFreeBytes !== null && diskFreeBytes < DISK_LOW_BYTES) needs.push({ what: "disk-low", freeBytes: diskFreeBytes });
	if (oldestWaiting !== null && oldestWaiting < addMs(at, -STUCK_MS)) needs.push({ what: "outbox-stuck", since: oldestWaiting });
	needs.push(...facts.notBack.map((one): StatusNeed => ({ what: "rebind", ...one })));
	if (groupCounts.left > 0) needs.push({ what: "groups-left", count: groupCounts.left });
	if (groupCounts.unbound > 0) needs.push({ what: "groups-unbound", count: groupCounts.unbound });
	if (failedJobs > 0) needs.push({ what: "jobs-failed", count: failedJobs });
	if (lastBackup !== undefined && (lastBackup === null || lastBackup < addMs(at, -BACKUP_OLD_MS)))
		needs.push({ what: "no-backup", last: lastBackup });
	needs.push(...facts.targetsMissing.map((year): StatusNeed => ({ what: "targets", year })));
	return [...needs, ...calendar.provisional.map((year): StatusNeed => ({ what: "calendar", year }))];
};
