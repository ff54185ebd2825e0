import { currentVersion, type Report } from "../../domain/report.ts";
import { principalsOf, reviewersOf } from "../../domain/review.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { ViewButton } from "../../views/button.ts";
import type { ViewOf } from "../../views/view.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { closesAt, reviewedReport } from "./describe-review.ts";
import { reviewable } from "./waiting-for.ts";

/** More would not be read. */
const MOST_BUTTONS = 8;

/** The reports that wait for this person, with a button each; for the office also those that wait for principals. */
export const sayReviews = async (turn: Turn, speaker: Speaker, chat: ChatRef): Promise<void> => {
	const { own, elsewhere } = await reviewable(turn, speaker);
	turn.say(
		{
			key: "review-list",
			reports: own.map((report) => lineOf(turn, report)),
			elsewhere: elsewhere.map((report) => ({ ...reviewedReport(turn, report), by: reviewerNames(turn, report) })),
			buttons: own.slice(0, MOST_BUTTONS).map(
				(report): ViewButton => ({
					label: { text: `${turn.county.unit(report.unit)?.name ?? report.unit} ${turn.county.duty(report.duty)?.name ?? report.duty}` },
					action: { do: "say", text: `/review ${report.number}` },
				}),
			),
		},
		{ chat, addressee: speaker.person },
	);
};

/** The names of those who are to approve a report today. */
export const reviewerNames = (turn: Turn, report: Report): string[] =>
	reviewersOf(
		principalsOf(turn.county, report.unit, turn.today, (key) => turn.isAway(key)),
		currentVersion(report).by,
	).by.map(({ name }) => name);

const lineOf = (turn: Turn, report: Report): ViewOf<"review-list">["reports"][number] => {
	const until = closesAt(turn, report);
	const { by } = currentVersion(report);
	return { ...reviewedReport(turn, report), by: turn.county.person(by)?.name ?? by, closesAt: until, closed: until < turn.inbound.sentAt };
};
