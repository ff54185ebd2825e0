import { may } from "../../domain/permission.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import { currentVersion, type Report } from "../../domain/report.ts";
import { answeringUnit, principalsOf, reviewersOf } from "../../domain/review.ts";
import type { ReviewWay } from "../../domain/review-decision.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { Speaker, Turn } from "../turns/turn.ts";

/** Who is to approve a report today, and which of them the bot reaches. */
export interface Reviewers {
	readonly by: readonly Person[];
	readonly reached: readonly Person[];
	/** Its sender is the only principal there is today. */
	readonly self: boolean;
}

type ReportOf = Pick<Report, "unit"> & { readonly sender: Person["key"] };

export const reviewersFor = async (turn: Turn, { unit, sender }: ReportOf): Promise<Reviewers> => {
	const principals = principalsOf(turn.county, unit, turn.today, (key) => key !== sender && turn.isAway(key));
	const { by, self } = reviewersOf(principals, sender);
	const accounts = by.length === 0 ? [] : await turn.set.committed.accountsOfPeople(by.map(({ key }) => key));
	const reached = by.filter(
		({ key }) =>
			privateChatsOf(
				accounts.filter(({ person }) => person === key),
				turn.world,
			).length > 0,
	);
	return { by, reached, self };
};

/** Whether somebody may decide about a report, and as what; else who is to. */
export type ReviewRight = { readonly way: ReviewWay } | { readonly way: null; readonly by: readonly Person[] };

/**
 * A principal of the unit decides, also one on leave who does so all the same; not about what they sent themselves while another principal is there. The office
 * decides where no principal is there whom the bot reaches, and over its own 代报 no more than over any other report.
 */
export const reviewRight = async (turn: Turn, { person }: Speaker, report: Report): Promise<ReviewRight> => {
	const sender = currentVersion(report).by;
	const unit = answeringUnit(turn.county, report.unit, turn.today);
	const reviewers = await reviewersFor(turn, { unit: report.unit, sender });
	const isPrincipal = postsOn(person, turn.today).some((post) => post.role === "principal" && post.unit === unit);
	if (isPrincipal && person.key !== sender) return { way: "principal" };
	if (isPrincipal && reviewers.self) return { way: "self" };
	if (may(turn.county, person, "review", unit, turn.today) && !isPrincipal && reviewers.reached.length === 0) return { way: "office" };
	return { way: null, by: reviewers.by };
};
