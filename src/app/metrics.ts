import { addMs, epochMsOf, type Instant } from "../domain/period.ts";
import type { ChannelHealth } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import type { SystemFacts } from "../ports/system.ts";
import type { Counts } from "./counted-store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Waiting jobs and files are counted up to here. */
const MOST = 1000;

/** The program's figures as Prometheus text; `processMetrics` comes behind them. Nobody's name, words or number is among them. */
export const createMetrics =
	(parts: {
		readonly store: Store;
		readonly clock: Clock;
		readonly counts: Counts;
		readonly lastTick: () => Instant | null;
		readonly system: () => Promise<SystemFacts>;
		readonly healths: () => readonly { readonly id: string; readonly health: ChannelHealth }[];
		/** Channels on which messages may wait for long. */
		readonly unhurried: () => readonly string[];
		readonly processMetrics: () => string;
	}) =>
	async (): Promise<string> => {
		const { store, clock, counts } = parts;
		const tick = parts.lastTick();
		const { databaseBytes, diskFreeBytes, lastBackupAt } = await parts.system();
		return [
			...gauge("yixian_inbox_waiting", "Messages taken in and not answered yet.", await store.inboxDepth()),
			...gauge("yixian_outbox_waiting", "Messages written and not sent yet.", await store.outboxDepth()),
			...gauge("yixian_outbox_parked", "Messages given up in the last 24 hours.", await store.parkedSince(addMs(clock.now(), -DAY_MS))),
			...gauge(
				"yixian_outbox_oldest_seconds",
				"For how long the oldest message written has waited to be sent; on a messenger written to by hand, the oldest answer.",
				Math.max(0, secondsSince(await store.oldestWaiting(parts.unhurried()), clock.now())),
			),
			...gauge("yixian_files_waiting", "Messages whose files are not fetched yet.", (await store.itemsToFetch(MOST)).length),
			...gauge("yixian_jobs_waiting", "Jobs not done yet.", (await store.pendingJobs(MOST)).length),
			...gauge("yixian_jobs_failed", "Jobs given up in the last 7 days.", await store.failedJobs(addMs(clock.now(), -7 * DAY_MS))),
			...counter("yixian_turns_total", "Messages answered since the start.", counts.turns),
			...counter("yixian_turns_failed_total", "Messages answered with an apology since the start.", counts.failedTurns),
			...counter("yixian_sends_total", "Messages sent since the start.", counts.sent),
			...counter("yixian_send_retries_total", "Sends put off to be tried again since the start.", counts.retries),
			...counter("yixian_sends_parked_total", "Messages given up since the start.", counts.parked),
			...counter("yixian_files_fetched_total", "Messages whose files were fetched since the start.", counts.fetched),
			...counter("yixian_reminders_total", "People reminded of something since the start.", counts.reminded),
			...counter("yixian_reminders_held_total", "People not reminded since the start, spared by the cap or out of reach.", counts.held),
			...(tick === null
				? []
				: gauge("yixian_last_tick_timestamp_seconds", "When the schedule was looked at last.", epochMsOf(tick) / 1000)),
			...(databaseBytes === null ? [] : gauge("yixian_database_bytes", "Size of the database.", databaseBytes)),
			...(diskFreeBytes === null ? [] : gauge("yixian_disk_free_bytes", "Space left where the database lies.", diskFreeBytes)),
			...(lastBackupAt == null
				? []
				: gauge("yixian_last_backup_timestamp_seconds", "When the last backup was made.", epochMsOf(lastBackupAt) / 1000)),
			...head("yixian_channel_up", "Whether a messenger can be reached.", "gauge"),
			...parts.healths().map(({ id, health }) => `yixian_channel_up{channel="${id}"} ${health.state === "up" ? 1 : 0}`),
			...head("yixian_channel_down", "A messenger that cannot be reached, and why.", "gauge"),
			...parts
				.healths()
				.flatMap(({ id, health }) => (health.state === "down" ? [`yixian_channel_down{channel="${id}",reason="${health.reason}"} 1`] : [])),
			parts.processMetrics(),
		].join("\n");
	};

const secondsSince = (from: Instant | null, now: Instant): number => (from === null ? 0 : (epochMsOf(now) - epochMsOf(from)) / 1000);

const head = (name: string, help: string, type: "gauge" | "counter"): string[] => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
const gauge = (name: string, help: string, value: number): string[] => [...head(name, help, "gauge"), `${name} ${value}`];
const counter = (name: string, help: string, value: number): string[] => [...head(name, help, "counter"), `${name} ${value}`];
