import type { County } from "../../domain/county.ts";
import type { ProjectId } from "../../domain/indicator.ts";
import type { DateText } from "../../domain/period.ts";
import { type Action, may, PERMISSIONS } from "../../domain/permission.ts";
import { type Person, type PersonKey, postsOn } from "../../domain/person.ts";
import type { Problem } from "../../domain/problem.ts";
import { MOST_SUCCESSIONS } from "../../domain/succession.ts";
import type { UnitCode } from "../../domain/unit.ts";

/** Everything a right is judged by. */
interface Judged {
	readonly county: County;
	readonly day: DateText;
}

/** The unit that stands where a renamed or merged one stood. */
export const unitNow = ({ county, day }: Judged, code: UnitCode): UnitCode => {
	let at = code;
	for (let step = 0; step < MOST_SUCCESSIONS; step += 1) {
		const unit = county.unit(at);
		if (!unit?.successor || unit.validTo === null || unit.validTo >= day) return at;
		at = unit.successor;
	}
	return at;
};

const mayOn = (judged: Judged, person: Person, action: Action, code: UnitCode): boolean =>
	may(judged.county, person, action, unitNow(judged, code), judged.day);

/** The projects whose problems somebody sees because their department owns them. */
export const projectsSeenBy = ({ county, day }: Judged, person: Person): ProjectId[] => {
	const departments = new Set(postsOn(person, day).flatMap((post) => (post.role === "department" ? [post.unit] : [])));
	return county.data.projects.flatMap(({ id, department }) => (departments.has(department) ? [id] : []));
};

/** Whether somebody may see a problem: their unit's, given to their unit, raised by it, or of a project their department owns. */
export const maySeeProblem = (judged: Judged, person: Person, problem: Problem): boolean =>
	[problem.unit, problem.raisedBy.unit, ...(problem.owner === null ? [] : [problem.owner])].some((code) =>
		mayOn(judged, person, "see-problems", code),
	) ||
	(problem.project !== null && projectsSeenBy(judged, person).includes(problem.project));

/** Whether somebody may report progress on a problem and ask for its closure: who is to solve it, whose it is, who raised it. */
export const mayAnswerProblem = (judged: Judged, person: Person, problem: Problem): boolean =>
	[problem.unit, problem.raisedBy.unit, ...(problem.owner === null ? [] : [problem.owner])].some((code) =>
		mayOn(judged, person, "answer-problem", code),
	);

/** Whether somebody may withdraw a problem: its raiser, or who gives problems out. */
export const mayWithdrawProblem = (judged: Judged, person: Person, problem: Problem): boolean =>
	problem.raisedBy.person === person.key || mayOn(judged, person, "assign-problem", problem.unit);

/**
 * Who accepts a problem's closure: whoever raised it; of one from a report the unit's people (its sender first), and these too where the raiser is gone or
 * away; where the unit has nobody, those who give problems out.
 */
export const verifiersOf = (judged: Judged & { readonly isAway: (person: PersonKey) => boolean }, problem: Problem): Person[] => {
	const { county, day, isAway } = judged;
	const { person: raiser, unit, via } = problem.raisedBy;
	const code = unitNow(judged, unit);
	const own = county
		.peopleOf(code)
		.filter((person) => postsOn(person, day).some((post) => post.unit === code && PERMISSIONS["verify-problem"][post.role] !== undefined));
	const there = own.filter(({ key }) => !isAway(key));
	const self = there.find(({ key }) => key === raiser);
	if (self && via !== "report") return [self];
	const some = there.length > 0 ? there : own;
	if (some.length > 0) return self ? [self, ...some.filter((person) => person !== self)] : some;
	return county.data.people
		.flatMap(({ key }) => county.person(key) ?? [])
		.filter((person) => !isAway(person.key) && postsOn(person, day).some((post) => PERMISSIONS["assign-problem"][post.role] !== undefined));
};
