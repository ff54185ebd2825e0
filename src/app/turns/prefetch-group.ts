import type { County } from "../../domain/county.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { SavedSession } from "../../ports/store.ts";
import { indicatorsOf } from "../reports/figures.ts";
import { reviewKey } from "../reviews/return-draft.ts";
import { offerKey } from "./offer.ts";
import type { WorkingSet } from "./working-set.ts";

/** Loads for a whole group (before the first import without figures) what nearly every turn reads, in three batches: accounts and pressed messages, open dialogs and questions, the figures they are about. */
export const prefetchGroup = async (set: WorkingSet, county: County | null, updates: readonly Inbound[]): Promise<void> => {
	await set.prefetch({
		accounts: updates.map((update) => update.sender),
		groups: updates.flatMap(({ chat }) => (chat.kind === "group" ? [chat] : [])),
		messages: updates.flatMap((update) => (update.content.kind === "press" ? [update.content.message] : [])),
	});
	const people = new Set<PersonKey>();
	for (const update of updates) {
		const account = await set.account(update.sender);
		if (account) people.add(account.person);
	}
	await set.prefetch({ sessionsOf: [...people], settings: [...people].flatMap((person) => [offerKey(person), reviewKey(person)]) });
	const open: SavedSession[] = [];
	for (const person of people) open.push(...(await set.sessions(person)).filter((session) => session.active));
	await set.prefetch({
		reports: open,
		standings: open.flatMap((session) => {
			const duty = county?.duty(session.duty);
			return county && duty ? indicatorsOf(duty, county).map((indicator) => ({ unit: session.unit, indicator: indicator.id })) : [];
		}),
	});
};
