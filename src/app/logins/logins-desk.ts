import { dateOf } from "../../domain/period.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Desk } from "../../ports/desk.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { qrPng } from "../../render/qr/qr-png.ts";
import type { CountyHolder } from "../county-holder.ts";
import type { Logins } from "./logins.ts";

/** The codes that wait, for a page that somebody looks at: the first code each of them is shown in a wait stands in the audit. */
export const createLoginsDesk = (parts: {
	readonly store: Pick<Store, "commit">;
	readonly counties: CountyHolder;
	readonly clock: Clock;
	readonly waitingLogins: Logins["waiting"];
	readonly channelName: (channel: string) => string;
}): Pick<Desk, "mayScan" | "logins"> => {
	const { store, counties, clock, waitingLogins, channelName } = parts;
	/** Who saw a code of the present wait, by messenger. */
	const seen = new Map<string, Set<string>>();
	const mayScan: Desk["mayScan"] = (key) => {
		const person = counties.current?.county.person(key);
		return person !== undefined && mayAnywhere(person, "scan", dateOf(clock.now()));
	};
	const logins: Desk["logins"] = async (key) => {
		const now = clock.now();
		if (!mayScan(key)) return [];
		const waiting = waitingLogins();
		for (const channel of seen.keys()) if (!waiting.some((login) => login.channel === channel)) seen.delete(channel);
		const shown = waiting.flatMap(({ channel, since }): Effect[] => {
			const by = seen.get(channel) ?? new Set();
			if (by.has(key)) return [];
			seen.set(channel, by.add(key));
			const entry = { at: now, actor: key, event: "login:shown", subject: `channel:${channel}`, facts: { since } };
			return [{ do: "add-audit", entry }];
		});
		if (shown.length > 0) await store.commit(shown);
		return waiting.map(({ channel, code, since }) => ({ name: channelName(channel), since, png: qrPng(code) }));
	};
	return { mayScan, logins };
};
