import { addMs } from "../domain/period.ts";
import type { ChannelHealth } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The program's figures as Prometheus text; `processMetrics` comes behind them. */
export const createMetrics =
	(parts: {
		readonly store: Store;
		readonly clock: Clock;
		readonly healths: () => readonly { readonly id: string; readonly health: ChannelHealth }[];
		readonly processMetrics: () => string;
	}) =>
	async (): Promise<string> => {
		const { store, clock } = parts;
		return [
			...gauge("yixian_inbox_waiting", "Messages taken in and not answered yet.", await store.inboxDepth()),
			...gauge("yixian_outbox_waiting", "Messages written and not sent yet.", await store.outboxDepth()),
			...gauge("yixian_outbox_parked", "Messages given up in the last 24 hours.", await store.parkedSince(addMs(clock.now(), -DAY_MS))),
			...head("yixian_channel_up", "Whether a messenger can be reached."),
			...parts.healths().map(({ id, health }) => `yixian_channel_up{channel="${id}"} ${health.state === "up" ? 1 : 0}`),
			parts.processMetrics(),
		].join("\n");
	};

const head = (name: string, help: string): string[] => [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`];
const gauge = (name: string, help: string, value: number): string[] => [...head(name, help), `${name} ${value}`];
