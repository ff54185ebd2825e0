import type { County } from "../../../src/domain/county.ts";
import { dateOf, type Instant } from "../../../src/domain/period.ts";
import { type Person, postsOn, type Role } from "../../../src/domain/person.ts";
import type { UnitCode } from "../../../src/domain/unit.ts";

/*
 * Who may do what, written down a second time from what the office said, without a look at the program's own table: a slip in one of the two
 * shows. Only what changes something is listed.
 */

/** Those who report figures of their own unit. */
const REPORTING: readonly Role[] = ["reporter", "principal", "department", "village"];
/** Those who may enter what any unit told them by telephone. */
const FOR_ANY_UNIT: readonly Role[] = ["supervisor", "department"];

const isWithin = (county: County, inner: UnitCode, outer: UnitCode): boolean => {
	for (let at: UnitCode | null | undefined = inner; at; at = county.unit(at)?.parent) if (at === outer) return true;
	return false;
};

/** Import, invite, unbind, bind groups, see the program's state: the supervision office and nobody else. */
export const isOffice = (person: Person | null, at: Instant): boolean =>
	person !== null && postsOn(person, dateOf(at)).some(({ role }) => role === "supervisor");

/** Whether somebody may give notice to the people of a unit; null: of a chat that belongs to none. */
export const mayGiveNotice = (county: County, person: Person | null, unit: UnitCode | null, at: Instant): boolean =>
	person !== null &&
	postsOn(person, dateOf(at)).some(
		({ role, unit: own }) =>
			role === "supervisor" || role === "organiser" || (role === "principal" && unit !== null && isWithin(county, unit, own)),
	);

/** Whether somebody may enter the figures of a unit as its own. */
export const mayReport = (person: Person | null, unit: UnitCode, at: Instant): boolean =>
	person !== null && postsOn(person, dateOf(at)).some((post) => post.unit === unit && REPORTING.includes(post.role));

/** Whether somebody may enter the figures of a unit for it (代报). */
export const mayReportFor = (county: County, person: Person | null, unit: UnitCode, at: Instant): boolean =>
	person !== null &&
	postsOn(person, dateOf(at)).some(
		(post) => FOR_ANY_UNIT.includes(post.role) || (post.role === "principal" && isWithin(county, unit, post.unit)),
	);
