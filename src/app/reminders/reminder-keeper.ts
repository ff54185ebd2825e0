import { addMs, type Instant } from "../../domain/period.ts";
import { stepName } from "../../domain/reminder-step.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Log } from "../../ports/log.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { dueSteps } from "../../reminders/due-steps.ts";
import { lostSteps } from "../../reminders/lost-time.ts";
import { momentsBetween } from "../../reminders/moments.ts";
import { planReminders } from "../../reminders/plan-reminders.ts";
import type { LostTime } from "../../reminders/reminder-plan.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { describeError } from "../describe-error.ts";
import { RUNNING } from "../rankings/ranking-poster.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { gatherWorld, owingUnits } from "./gather-world.ts";
import { reminderEffects } from "./reminder-effects.ts";
import { digestEffects, dueDigests } from "./round-digest.ts";

const NEVER: readonly LostTime[] = [];
/** So far ahead the next moment is looked for; a look that finds nothing is repeated then. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

export interface ReminderKeeperParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly chats: Pick<TurnWorld, "isServed" | "groupChat">;
	readonly ids: Ids;
	readonly log: Log;
	/** When something people said may have been lost; the same list as long as nothing changes. Absent: never. */
	readonly lost?: () => readonly LostTime[];
}

/**
 * Sends the reminders whose time has come, and the office its digests. What was done is recorded in the same commit as its messages: a second call, or one
 * after a kill at any moment, does nothing twice, and what a failed commit left is done at the next call.
 */
export class ReminderKeeper {
	readonly #parts: ReminderKeeperParts;
	/** Nothing is due before `until`, as long as the county and its rounds are those of `of`; null: look. */
	#rest: { readonly of: LoadedCounty; readonly lost: readonly LostTime[]; readonly since: Instant; readonly until: Instant } | null = null;

	constructor(parts: ReminderKeeperParts) {
		this.#parts = parts;
	}

	/** Does what is due at an instant; returns what was committed, nothing most of the time. Never rejects: what fails is logged and tried again. */
	async remindDue(now: Instant): Promise<readonly Effect[]> {
		const loaded = this.#parts.counties.current;
		const lost = this.#parts.lost?.() ?? NEVER;
		if (!loaded || (this.#rest?.of === loaded && this.#rest.lost === lost && this.#rest.since <= now && now < this.#rest.until)) return [];
		try {
			const hours = new WakingHours(loaded.county.data.rules, loaded.county.calendar);
			const effects = [...(await this.#reminders(loaded, lost, hours, now)), ...(await this.#digests(loaded, hours, now))];
			if (effects.length > 0) await this.#parts.store.commit(effects);
			this.#rest = { of: loaded, lost, since: now, until: nextMoment(loaded, hours, now) };
			return effects;
		} catch (error) {
			this.#parts.log.error("reminders:failed", { error: describeError(error) });
			return [];
		}
	}

	async #reminders(loaded: LoadedCounty, lost: readonly LostTime[], hours: WakingHours, now: Instant): Promise<Effect[]> {
		const { store, ids, log } = this.#parts;
		const { county, rounds } = loaded;
		const of = { duties: county.data.duties, rounds, hours, now };
		const come = hours.includes(now) ? [...dueSteps(of), ...lostSteps({ ...of, lost })] : [];
		const recorded = come.length === 0 ? [] : await store.occurrences(come.map(({ key }) => key));
		const done = new Set(recorded.map(({ key }) => key));
		const due = come.filter(({ key }) => !done.has(key));
		if (due.length === 0) return [];
		const cap = Number(county.data.rules["remind-cap"]);
		const asked = due.map((step) => ({ step, units: owingUnits(loaded, step, now) }));
		const gathered = await gatherWorld({ ...this.#parts, loaded, now, hours, cap }, asked);
		const plan = planReminders(gathered.world);
		const keys = plan.occurrences.map(({ key }) => key).sort();
		log.info("reminders:planned", { steps: due.map(({ duty, step }) => `${duty.id} ${stepName(step)}`), messages: plan.messages.length });
		const cause = { actor: "system", reference: keys.join("+"), steps: keys, reason: null, within: null };
		return [
			...plan.occurrences.map(({ key, outcome }): Effect => ({ do: "record-occurrence", occurrence: { key, outcome, at: now } })),
			...reminderEffects(plan, gathered, loaded, cause, ids),
		];
	}

	async #digests(loaded: LoadedCounty, hours: WakingHours, now: Instant): Promise<Effect[]> {
		const come = dueDigests(loaded, hours, now);
		const recorded = come.length === 0 ? [] : await this.#parts.store.occurrences([RUNNING, ...come.map(({ key }) => key)]);
		const done = new Set(recorded.map(({ key }) => key));
		// A deadline from before the program ran here is no news of its own.
		const since = recorded.find(({ key }) => key === RUNNING)?.at ?? now;
		const due = come.filter(({ key, dueAt }) => !done.has(key) && since <= dueAt);
		return due.length === 0 ? [] : digestEffects({ ...this.#parts, loaded, hours, now }, due);
	}
}

const nextMoment = ({ county, rounds }: LoadedCounty, hours: WakingHours, now: Instant): Instant => {
	const until = addMs(now, AHEAD_MS);
	return momentsBetween({ duties: county.data.duties, rounds, hours, from: now, until })[0] ?? until;
};
