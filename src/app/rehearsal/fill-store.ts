import type { CountyData } from "../../domain/county.ts";
import type { DutyId } from "../../domain/duty.ts";
import type { Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { rehearsalAccount, rehearsalPrivateChat } from "./rehearsal-channel.ts";

/** What a rehearsal begins with. */
export interface RehearsalStart {
	readonly data: CountyData;
	/** When duties were first imported, where that is known; the others when the first of these was. */
	readonly starts: ReadonlyMap<DutyId, Instant>;
	/** Since when duties have been there of which nothing is known. */
	readonly since: Instant;
	/** Whom the bot reaches; null: everybody. */
	readonly reached: ReadonlySet<PersonKey> | null;
	/** What happened before: reports, decisions, leave. */
	readonly past: readonly Effect[];
}

/** Fills an empty store for a rehearsal: the workbook as it came in over time, an account and a private chat for everybody reached, and the past. */
export const fillStore = async (store: Store, { data, starts, since, reached, past }: RehearsalStart): Promise<void> => {
	const startOf = (duty: DutyId): Instant => starts.get(duty) ?? since;
	const imports = [...new Set(data.duties.map(({ id }) => startOf(id)))].sort();
	let from = 0;
	for (const at of imports.length === 0 ? [since] : imports) {
		const duties = data.duties.filter(({ id }) => startOf(id) <= at);
		await store.commit([{ do: "replace-county", from, data: { ...data, duties }, at, dutiesSince: at }]);
		from += 1;
	}
	const at = imports[0] ?? since;
	const people = data.people.filter(({ key }) => reached === null || reached.has(key));
	const accounts = people.map(({ key }): Effect => {
		const account = rehearsalAccount(key);
		return { do: "bind-account", account, person: key, privateChat: rehearsalPrivateChat(account), at };
	});
	await store.commit([...accounts, ...past]);
};
