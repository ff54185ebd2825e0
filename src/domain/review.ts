import type { County } from "./county.ts";
import type { QuestionId } from "./duty.ts";
import type { DateText, Instant } from "./period.ts";
import { type Person, type PersonKey, postsOn } from "./person.ts";
import { currentVersion, firstVersion, type Report, type ReportVersion } from "./report.ts";
import type { UnitCode } from "./unit.ts";

/**
 * In which way somebody came to decide: as the unit's principal (经主要负责人审核); over their own report, there being no other principal that day; or
 * for the office, no principal being in reach.
 */
export const REVIEW_WAYS = ["principal", "self", "office"] as const;
export type ReviewWay = (typeof REVIEW_WAYS)[number];

/** A question whose answer goes back to the reporter, and why. */
export interface ReturnedField {
	readonly question: QuestionId;
	readonly reason: string;
}

/** 通过 or 退回 of one version. The first word counts and stays; what follows a return is the next version. */
export interface ReviewDecision {
	readonly version: number;
	readonly decision: "approved" | "returned";
	readonly by: PersonKey;
	readonly way: ReviewWay;
	readonly at: Instant;
	/** The report counted with this for the first time, and its round had closed for all: it is late then, whenever it was sent. */
	readonly late: boolean;
	/** None where it was approved. */
	readonly fields: readonly ReturnedField[];
}

/** Longest reason of a return. */
export const LONGEST_REASON = 200;

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
