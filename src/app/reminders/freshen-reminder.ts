import type { Instant } from "../../domain/period.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";
import type { RemindedRound } from "../../views/reminders.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import type { Freshen } from "../dispatch/freshen.ts";
import { withRounds } from "./describe-reminder.ts";
import { sentUnits } from "./gather-world.ts";

/**
 * Looks at a reminder again just before it is sent: a unit that has reported meanwhile is taken out, and so is a round whose deadline was moved, has passed
 * or that takes no more reports. Everything else a chat is told stays as it is.
 */
export const createFreshen =
	({
		store,
		counties,
		clock,
	}: {
		readonly store: Pick<Store, "roundStates">;
		readonly counties: CountyHolder;
		readonly clock: Clock;
	}): Freshen =>
	async (view) => {
		const loaded = counties.current;
		if (view.key !== "reminder" || !loaded) return view;
		const now = clock.now();
		const rounds: RemindedRound[] = [];
		for (const round of view.rounds) {
			const units = isAsItWas(loaded, round, now) ? await stillMissing(store, loaded, round, now) : [];
			if (units.length > 0) rounds.push({ ...round, units });
		}
		if (rounds.length === 0) return null;
		const same = rounds.every((round, at) => round.units.length === view.rounds[at]?.units.length) && rounds.length === view.rounds.length;
		// A press names its button by its place in what is stored: the places stay.
		return same ? view : { ...withRounds(loaded.county, { ...view, rounds }), buttons: view.buttons };
	};

const isAsItWas = ({ county, rounds }: LoadedCounty, { duty: id, period, dueAt, late }: RemindedRound, now: Instant): boolean => {
	const duty = county.duty(id);
	return duty !== undefined && rounds.round(duty, period, null).dueAt === dueAt && (late || now <= dueAt);
};

const stillMissing = async (
	store: Pick<Store, "roundStates">,
	{ county, rounds }: LoadedCounty,
	{ duty: id, period, units, changing = [] }: RemindedRound,
	now: Instant,
): Promise<RemindedRound["units"]> => {
	const duty = county.duty(id);
	if (!duty) return [];
	const states = await store.roundStates(id, period, units);
	const there = sentUnits(states);
	const begun = new Set(states.begun.map(({ unit }) => unit));
	const isAsked = (unit: UnitCode): boolean => (changing.includes(unit) ? begun.has(unit) : !there.has(unit));
	return units.filter((unit) => isAsked(unit) && rounds.round(duty, period, unit).closesAt > now);
};
