import type { County } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import { type Cadence, type DateText, type PeriodKey, parsePeriod } from "../../domain/period.ts";
import { PERMISSIONS } from "../../domain/permission.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import { owes } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Turn } from "../turns/turn.ts";

/** A duty a unit owes. */
export interface OwedDuty {
	readonly duty: Duty;
	readonly unit: Unit;
}

/** The duties of a unit on a day, of one cadence or all. */
export const dutiesOf = (county: County, unit: Unit, day: DateText, cadence?: Cadence): OwedDuty[] =>
	county.data.duties
		.filter((duty) => (cadence === undefined || duty.cadence === cadence) && owes(duty, unit, day))
		.map((duty) => ({ duty, unit }));

/** The duties a person may report for their own units, in the order of their posts. */
export const ownDuties = (county: County, person: Person, day: DateText, cadence?: Cadence): OwedDuty[] => {
	const units = new Set(postsOn(person, day).flatMap((post) => (PERMISSIONS.report[post.role] ? [post.unit] : [])));
	return [...units].flatMap((code) => {
		const unit = county.unit(code);
		return unit ? dutiesOf(county, unit, day, cadence) : [];
	});
};

/** The duties a unit owes in a period: who owes it is decided by the day of the deadline. */
export const dutiesIn = ({ county, rounds }: Pick<Turn, "county" | "rounds">, unit: Unit, period: PeriodKey): OwedDuty[] =>
	county.data.duties
		.filter((duty) => duty.cadence === parsePeriod(period).cadence && owes(duty, unit, rounds.owingDay(duty, period)))
		.map((duty) => ({ duty, unit }));

/**
 * The duties a person may report now: of their own units, and of units these took over as far as rounds from before are still taken.
 */
export const dutiesToReport = (turn: Turn, person: Person, cadence?: Cadence): OwedDuty[] => {
	const own = ownDuties(turn.county, person, turn.today, cadence);
	const units = new Set(postsOn(person, turn.today).flatMap((post) => (PERMISSIONS.report[post.role] ? [post.unit] : [])));
	const before = [...units].flatMap((code) => turn.county.predecessors(code)).filter(({ code }) => !units.has(code));
	const left = before.flatMap((unit) => (unit.validTo === null ? [] : dutiesOf(turn.county, unit, unit.validTo as DateText, cadence)));
	return [...own, ...left.filter(({ duty, unit }) => turn.rounds.taking(duty, turn.inbound.sentAt, unit).length > 0)];
};
