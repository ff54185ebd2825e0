import type { County } from "./county.ts";
import type { DateText } from "./period.ts";
import { type Person, type Post, postsOn, type Role } from "./person.ts";
import type { UnitCode } from "./unit.ts";

export const ACTIONS = [
	"report",
	"report-for-others",
	"review",
	"see-progress",
	"see-ranking",
	"see-why",
	"see-summary",
	"see-missing",
	"remind",
	"lift-limits",
	"notice",
	"oversee-notices",
	"raise-problem",
	"see-problems",
	"answer-problem",
	"assign-problem",
	"verify-problem",
	"see-burden",
	"export",
	"take-material",
	"see-analysis",
	"draft-bulletin",
	"approve-bulletin",
	"change-rounds",
	"go-away",
	"import",
	"template",
	"invite",
	"unbind",
	"bind-group",
	"status",
	"scan",
	"my-tasks",
] as const;
export type Action = (typeof ACTIONS)[number];

/** How far a right reaches from the post's unit. */
type Reach =
	/** Only the post's own unit. */
	| "own"
	/** The post's township (or department) and everything below it; for a village cadre that is the township with all its villages. */
	| "around"
	/** Units strictly below the post's unit, and the unit itself. */
	| "below"
	/** The whole county. */
	| "county";

/** The one table of permissions: an absent role has no right to the action. */
export const PERMISSIONS: Readonly<Record<Action, Partial<Readonly<Record<Role, Reach>>>>> = {
	report: { reporter: "own", principal: "own", department: "own", village: "own" },
	"report-for-others": { supervisor: "county", department: "county", principal: "below" },
	// 经主要负责人审核 (policy, part four): the unit's own principal; the office only where there is none in reach (review-rights.ts).
	review: { principal: "own", supervisor: "county" },
	"see-progress": {
		supervisor: "county",
		organiser: "county",
		department: "county",
		leader: "county",
		principal: "around",
		reporter: "around",
		village: "around",
	},
	// Units are compared in the open (policy, part four): whoever takes part sees the ranking; how one's score came about concerns it and those above it.
	"see-ranking": {
		supervisor: "county",
		organiser: "county",
		department: "county",
		leader: "county",
		principal: "county",
		reporter: "county",
		village: "county",
	},
	"see-why": {
		supervisor: "county",
		organiser: "county",
		department: "county",
		leader: "county",
		principal: "around",
		reporter: "around",
		village: "around",
	},
	"see-summary": { supervisor: "county", organiser: "county", department: "county", leader: "county" },
	"see-missing": { supervisor: "county", organiser: "county", department: "county", leader: "county", principal: "below" },
	// A principal sees to their own unit and its villages; beyond caps and on days off only the office may reach people.
	remind: { supervisor: "county", principal: "below" },
	"lift-limits": { supervisor: "county" },
	"change-rounds": { supervisor: "county" },
	"go-away": { supervisor: "own", organiser: "own", department: "own", leader: "own", principal: "own", reporter: "own", village: "own" },
	// One voice from the county to the townships: departments have theirs sent by the office. A principal speaks to their own unit and its villages.
	notice: { supervisor: "county", organiser: "county", principal: "below" },
	"oversee-notices": { supervisor: "county" },
	// What the bot costs people is for those to know who decide how much is asked.
	"see-burden": { supervisor: "county", organiser: "county", leader: "county" },
	// Made for the analysis meeting (policy, part four): for those who hold it and those it is held for.
	"see-analysis": { supervisor: "county", organiser: "county", leader: "county" },
	// What goes out in the office's name is drafted by the office and approved by a second person, the office's own or one above it.
	"draft-bulletin": { supervisor: "county" },
	"approve-bulletin": { supervisor: "county", organiser: "county", leader: "county" },
	// What may be seen may be taken along; a principal takes what their own unit and its villages reported.
	export: { supervisor: "county", organiser: "county", department: "county", leader: "county", principal: "below" },
	// Quarterly material goes to the organisation department (policy, part four); the office collects it.
	"take-material": { supervisor: "county", organiser: "county" },
	// Problems: whoever raised one verifies its closure; a department sees those of its projects as well (problem-rights.ts).
	"raise-problem": { supervisor: "county", department: "own", principal: "below", reporter: "below", village: "own" },
	"see-problems": {
		supervisor: "county",
		organiser: "county",
		leader: "county",
		department: "own",
		principal: "around",
		reporter: "around",
		village: "around",
	},
	"answer-problem": { supervisor: "county", department: "own", principal: "below", reporter: "below", village: "own" },
	"assign-problem": { supervisor: "county" },
	"verify-problem": { supervisor: "own", department: "own", principal: "own", reporter: "own", village: "own" },
	import: { supervisor: "county" },
	template: { supervisor: "county" },
	invite: { supervisor: "county" },
	unbind: { supervisor: "county" },
	"bind-group": { supervisor: "county" },
	status: { supervisor: "county" },
	// Whoever scans it, theirs is the account the bot speaks with from then on.
	scan: { supervisor: "county" },
	"my-tasks": { supervisor: "own", organiser: "own", department: "own", leader: "own", principal: "own", reporter: "own", village: "own" },
};

/** The roles that have a right at all, for 「没有权限」 and who may. */
export const rolesFor = (action: Action): Role[] => Object.keys(PERMISSIONS[action]) as Role[];

/** Of these, the roles whose right reaches every unit: who may act on a unit beside its own people. */
export const rolesForAnyUnit = (action: Action): Role[] => rolesFor(action).filter((role) => PERMISSIONS[action][role] === "county");

const townshipOf = (county: County, code: UnitCode): UnitCode => {
	const unit = county.unit(code);
	return unit?.kind === "village" && unit.parent !== null ? unit.parent : code;
};

const reaches = (county: County, post: Post, reach: Reach, target: UnitCode): boolean => {
	switch (reach) {
		case "own":
			return post.unit === target;
		case "below":
			return county.contains(post.unit, target);
		case "around":
			return county.contains(townshipOf(county, post.unit), target);
		case "county":
			return true;
		default:
			return reach satisfies never;
	}
};

/** The posts of a person that give the right to an action on a unit on a day; empty when they may not. */
const postsThatMay = (county: County, person: Person, action: Action, target: UnitCode, day: DateText): Post[] =>
	postsOn(person, day).filter((post) => {
		const reach = PERMISSIONS[action][post.role];
		return reach !== undefined && reaches(county, post, reach, target);
	});

/** Whether a person may do an action on a unit on a day. The county's own totals are for everybody with a post. */
export const may = (county: County, person: Person, action: Action, target: UnitCode, day: DateText): boolean =>
	(action === "see-progress" && target === county.root.code && postsOn(person, day).length > 0) ||
	postsThatMay(county, person, action, target, day).length > 0;

/** Whether a person may do an action on any unit at all: what the help lists. */
export const mayAnywhere = (person: Person, action: Action, day: DateText): boolean =>
	postsOn(person, day).some((post) => PERMISSIONS[action][post.role] !== undefined);

/**
 * Whether everybody in a group bound to `group` may see what concerns `target`: a township's group sees its township and villages, the county's
 * group (people of all townships) the county's totals only, an unbound group nothing.
 */
export const audienceMaySee = (county: County, group: UnitCode | null, target: UnitCode): boolean => {
	if (group === null) return false;
	return group === county.root.code ? target === group : county.contains(group, target);
};
