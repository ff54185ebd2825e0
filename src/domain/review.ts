import type { County } from "./county.ts";
import type { DateText } from "./period.ts";
import { type Person, type PersonKey, postsOn } from "./person.ts";
import { currentVersion, firstVersion, type Report, type ReportVersion } from "./report.ts";
import type { ReturnedField, ReviewDecision } from "./review-decision.ts";
import type { UnitCode } from "./unit.ts";

/** What was decided about a version; null where nothing was, or nothing need be. */
export const decisionOf = (report: Report, version: number): ReviewDecision | null =>
	report.decisions?.find((decision) => decision.version === version) ?? null;

const isApproved = (report: Report, version: ReportVersion): boolean =>
	version.review !== true || decisionOf(report, version.version)?.decision === "approved";

/** The version that counts: the newest that needed no approval or has it; null where none has. */
export const countingVersion = (report: Report): ReportVersion | null =>
	report.versions.findLast((version) => isApproved(report, version)) ?? null;

/** How the newest version stands: it counts, waits for its approval, or was returned. */
export const standOf = (report: Report): "counts" | "waiting" | "returned" => {
	const newest = currentVersion(report);
	if (isApproved(report, newest)) return "counts";
	return decisionOf(report, newest.version) === null ? "waiting" : "returned";
};

/** What a report was returned with; empty while it was not. */
export const returnedFields = (report: Report): readonly ReturnedField[] =>
	standOf(report) === "returned" ? (decisionOf(report, currentVersion(report).version)?.fields ?? []) : [];

/**
 * What on time is judged by (RoundBook.isLate): when the first version was sent. Time the principal took makes nobody late, unless the round closed over it.
 */
export const judgedBy = (report: Report): Pick<ReportVersion, "late" | "sentAt"> => {
	const late = report.decisions?.find((decision) => decision.late);
	return late ? { late: true, sentAt: late.at } : firstVersion(report);
};

/** The unit whose people answer for a unit on a day: itself, or whoever took it over. */
export const answeringUnit = (county: County, code: UnitCode, day: DateText): UnitCode => {
	const unit = county.unit(code);
	return unit?.successor && unit.validTo !== null && unit.validTo < day ? unit.successor : code;
};

/** A unit's principals on a day: deputies of those on leave among them, those on leave not. */
export const principalsOf = (county: County, code: UnitCode, day: DateText, isAway: (person: PersonKey) => boolean): Person[] => {
	const unit = answeringUnit(county, code, day);
	return county
		.peopleOf(unit)
		.filter((person) => !isAway(person.key) && postsOn(person, day).some((post) => post.role === "principal" && post.unit === unit));
};

/**
 * Who is to approve what somebody sent: the other principals; themselves, where they are the only one; nobody, where the unit has none that day.
 */
export const reviewersOf = (
	principals: readonly Person[],
	sender: PersonKey,
): { readonly by: readonly Person[]; readonly self: boolean } => {
	const others = principals.filter(({ key }) => key !== sender);
	const self = others.length === 0 && principals.length > 0;
	return { by: self ? principals : others, self };
};
