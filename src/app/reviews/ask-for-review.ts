import { dateOf } from "../../domain/period.ts";
import { currentVersion, type Report } from "../../domain/report.ts";
import type { LedgerNote, ReviewNote } from "../../views/report.ts";
import { officeChats } from "../people/office-chats.ts";
import { countedBefore, countVersion } from "../reports/count-version.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { recordDecision } from "./decide.ts";
import { reviewAsked } from "./describe-review.ts";
import { heldUntil, toldOf } from "./held-reviews.ts";
import { reviewersFor } from "./review-rights.ts";
import { tellAlone } from "./tell-alone.ts";

/** What came of asking for approval; `report` as it stands then. */
export interface Asked {
	readonly report: Report;
	readonly note: ReviewNote;
	readonly ledger: LedgerNote | null;
}

/**
 * Puts a version that was just sent before whoever approves it: the unit's principals, each in private, the first word counts. Its sender is the only one: it
 * counts at once. None is there, or none can be reached: the office is told and may decide instead. At night and on days off principals are told later, by the keeper.
 */
export const askForReview = async (turn: Turn, speaker: Speaker, sent: Report): Promise<Asked> => {
	const reviewers = await reviewersFor(turn, { unit: sent.unit, sender: speaker.person.key });
	if (reviewers.self) {
		const report = recordDecision(turn, speaker.person, sent, { decision: "approved", way: "self", fields: [] });
		const ledger = await countVersion(turn, speaker.person, report, countedBefore(report));
		return { report, ledger, note: { way: "self", by: [] } };
	}
	const by = reviewers.by.map(({ name }) => name);
	if (reviewers.reached.length > 0) {
		const until = heldUntil(turn, sent);
		const reached = reviewers.reached.map(({ name }) => name);
		if (until !== null && until > turn.now) return { report: sent, ledger: null, note: { way: "later", by: reached, at: until } };
		if (until !== null) turn.add(toldOf(sent, turn.now));
		await tellAlone(turn, reviewers.reached, await reviewAsked(turn, sent));
		return { report: sent, ledger: null, note: { way: "asked", by: reached } };
	}
	const way = by.length === 0 ? "none" : "unreached";
	const view = await reviewAsked(turn, sent, { office: way });
	const office = await officeChats({
		store: turn.set.committed,
		county: turn.county,
		day: dateOf(turn.now),
		isServed: turn.world.isServed,
	});
	for (const { person, chat } of office) {
		const addressee = turn.county.person(person) ?? null;
		if (person !== currentVersion(sent).by) turn.say(view, { chat, addressee, priority: "broadcast" });
	}
	return { report: sent, ledger: null, note: { way, by } };
};
