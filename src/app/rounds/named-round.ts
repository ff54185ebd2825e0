import { dateOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { Unit } from "../../domain/unit.ts";
import { beginsWithNoDay, beginsWithTimeOfDay, leadingDate } from "../../language/leading-date.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import type { RoundSlip } from "../../views/rounds.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { type LeadingUnit, readLeadingUnit } from "../units/leading-unit.ts";

/** What 重开 and 延期 name, in whatever order: a unit, a period, a duty, and what stands behind them. */
export interface NamedRound {
	readonly unit: LeadingUnit | null;
	readonly period: PeriodKey | null;
	/** A duty by its name; null where none is named. */
	readonly duty: string | null;
	readonly rest: string;
}

const GAP = /^[\s:：,，、的]+/u;

/** Reads unit, period and duty from the head of a text, each once. */
export const readNamedRound = (turn: Turn, speaker: Speaker, text: string, withUnit: boolean): NamedRound => {
	let unit: LeadingUnit | null = null;
	let period: PeriodKey | null = null;
	let duty: string | null = null;
	let rest = text.trim();
	const names = turn.county.data.duties.map(({ name }) => name).sort((a, b) => b.length - a.length);
	for (let read = true; read && rest !== ""; ) {
		read = false;
		const named: ReturnType<typeof leadingPeriod> = period === null ? leadingPeriod(rest, turn.today) : null;
		if (named) {
			({ period, rest } = named);
			read = true;
			continue;
		}
		const name: string | undefined = duty === null ? names.find((one) => rest.startsWith(one)) : undefined;
		if (name !== undefined) {
			duty = name;
			rest = rest.slice(name.length).replace(GAP, "");
			read = true;
			continue;
		}
		const found: LeadingUnit | null = withUnit && unit === null ? readLeadingUnit(turn, speaker, rest) : null;
		if (found) {
			unit = found;
			rest = found.rest;
			read = true;
		}
	}
	return { unit, period, duty, rest };
};

/**
 * 「到11月24日12:00」 or, for an extension, 「11月21日12:00」 at the head of a text; without a time of day, `time` is meant. Unclear where a day or a time of day is
 * written that could not be read: it must not go out as part of the reason.
 */
export const readUntil = (
	turn: Turn,
	text: string,
	time: string,
): { readonly until: Instant; readonly rest: string } | "unclear" | null => {
	const typed = text.trim().replace(/^(?:延期|延长|顺延)?(?:到|至)\s*/u, "");
	const found = leadingDate(typed, turn.today);
	if (!found) return beginsWithNoDay(typed, turn.today) ? "unclear" : null;
	if (found.time === null && beginsWithTimeOfDay(found.rest)) return "unclear";
	return { until: instantAt(found.date, found.time ?? time), rest: found.rest };
};

/** The end of the next working day. */
export const endOfNextWorkingDay = (turn: Turn): Instant => instantAt(turn.rounds.calendar.nextWorkingDay(turn.today), "23:59");

/** Says what a command about a round lacks, with an example that would work. */
export const saySlip = (
	turn: Turn,
	command: "reopen" | "extend",
	slip: RoundSlip,
	stands: Instant | null = null,
	named: Unit | null = null,
): void => {
	const unit = named ?? turn.county.data.units.find(({ kind }) => kind === "township") ?? turn.county.root;
	const period = shiftPeriod(periodOf("week", dateOf(turn.now)), command === "reopen" ? -1 : 0);
	const weekly = turn.county.data.duties.find(({ cadence }) => cadence === "week");
	// Behind the deadline that stands, or the example would be refused as well.
	const due = command === "reopen" || !weekly ? stands : (stands ?? turn.rounds.round(weekly, period, null).dueAt);
	const after = due !== null && due > turn.now ? dateOf(due) : turn.today;
	const until = instantAt(turn.rounds.calendar.nextWorkingDay(after), "12:00");
	turn.say({ key: "round-slip", command, slip, stands, unit: unit.name, period, until, buttons: [] });
};
