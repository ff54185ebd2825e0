import type { County } from "../../../src/domain/county.ts";
import { dateOf, type Instant } from "../../../src/domain/period.ts";
import { type Person, type PersonKey, postsOn, type Role } from "../../../src/domain/person.ts";
import type { Problem, ProblemChange } from "../../../src/domain/problem.ts";
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

const holds = (person: Person | null, at: Instant, roles: readonly string[]): boolean =>
	person !== null && postsOn(person, dateOf(at)).some(({ role }) => roles.includes(role));

/** Whether somebody may have anything as a workbook: all but reporters and villages; of which units is for the sheet. */
export const mayExport = (person: Person | null, at: Instant): boolean =>
	holds(person, at, ["supervisor", "organiser", "department", "leader", "principal"]);

/** Whether somebody may have a round's material: the office, and the organisation department, which it is for. */
export const mayTakeMaterial = (person: Person | null, at: Instant): boolean => holds(person, at, ["supervisor", "organiser"]);

/** Whether somebody may approve what another drafted in the office's name. */
export const mayApproveBulletin = (person: Person | null, at: Instant): boolean => holds(person, at, ["supervisor", "organiser", "leader"]);

/** Whether somebody may see what was asked of people, by name: the office, the organisation department and the county's leaders. */
export const maySeeBurden = (person: Person | null, at: Instant): boolean =>
	person !== null && postsOn(person, dateOf(at)).some(({ role }) => role === "supervisor" || role === "organiser" || role === "leader");

/** Whether somebody may see the quarter's analysis: who may see what the program costs people. */
export const maySeeAnalysis = maySeeBurden;

/** Whether somebody may give notice to the people of a unit; null: of a chat that belongs to none. */
export const mayGiveNotice = (county: County, person: Person | null, unit: UnitCode | null, at: Instant): boolean =>
	person !== null &&
	postsOn(person, dateOf(at)).some(
		({ role, unit: own }) =>
			role === "supervisor" || role === "organiser" || (role === "principal" && unit !== null && isWithin(county, unit, own)),
	);

/** Whose a problem is: its unit's, its raiser's, its owner's. */
const unitsOf = ({ unit, raisedBy, owner }: Problem): UnitCode[] => [unit, raisedBy.unit, ...(owner === null ? [] : [owner])];

/** Whether somebody works for a unit: a township's people for its villages too. */
const worksFor = (county: County, person: Person, unit: UnitCode, at: Instant): boolean =>
	postsOn(person, dateOf(at)).some(
		(post) =>
			(REPORTING.includes(post.role) && post.unit === unit) ||
			((post.role === "principal" || post.role === "reporter") && isWithin(county, unit, post.unit)),
	);

/** Whether somebody may have done this to a problem; `after` is how it stands then. */
export const mayDoToProblem = (county: County, person: Person | null, change: ProblemChange, after: Problem, at: Instant): boolean => {
	if (person === null) return false;
	const office = isOffice(person, at);
	switch (change.what) {
		case "raised":
			return change.via === "report"
				? mayReport(person, change.unit, at) || mayReportFor(county, person, change.unit, at)
				: office || worksFor(county, person, change.unit, at);
		case "rephrased":
			if (change.report === null) return after.raisedBy.person === person.key;
			return mayReport(person, after.unit, at) || mayReportFor(county, person, after.unit, at);
		case "repeated":
		case "left-out":
			return mayReport(person, after.unit, at) || mayReportFor(county, person, after.unit, at);
		case "assigned":
			return office;
		case "answered":
		case "closing-asked":
		case "files-added":
			return office || unitsOf(after).some((unit) => worksFor(county, person, unit, at));
		case "verified":
		case "sent-back":
			return office || postsOn(person, dateOf(at)).some((post) => post.unit === after.raisedBy.unit);
		case "withdrawn":
			return office || after.raisedBy.person === person.key;
		default:
			return change satisfies never;
	}
};

/** Whether somebody is told of a problem for one of these reasons: it is of their unit, theirs to give out, or they asked for its closure (for a village of theirs). */
export const isToldOfProblem = (
	problem: Problem,
	units: readonly (UnitCode | null)[],
	{ office, person }: { readonly office: boolean; readonly person: PersonKey | null },
): boolean => office || (person !== null && problem.solvedBy === person) || unitsOf(problem).some((unit) => units.includes(unit));

/** Whether somebody may have the people of a unit reminded: the office everybody, a principal their own unit and its villages. */
export const mayRemind = (county: County, person: Person | null, unit: UnitCode, at: Instant): boolean =>
	person !== null &&
	postsOn(person, dateOf(at)).some(({ role, unit: own }) => role === "supervisor" || (role === "principal" && isWithin(county, unit, own)));

/** Whether somebody may enter the figures of a unit as its own. */
export const mayReport = (person: Person | null, unit: UnitCode, at: Instant): boolean =>
	person !== null && postsOn(person, dateOf(at)).some((post) => post.unit === unit && REPORTING.includes(post.role));

/** Whether somebody may enter the figures of a unit for it (代报). */
export const mayReportFor = (county: County, person: Person | null, unit: UnitCode, at: Instant): boolean =>
	person !== null &&
	postsOn(person, dateOf(at)).some(
		(post) => FOR_ANY_UNIT.includes(post.role) || (post.role === "principal" && isWithin(county, unit, post.unit)),
	);

/** Whether somebody may approve or return a unit's report: its principal, or the office where there is none. */
export const mayReview = (person: Person | null, unit: UnitCode, at: Instant): boolean =>
	person !== null && (isOffice(person, at) || postsOn(person, dateOf(at)).some((post) => post.role === "principal" && post.unit === unit));
