import { sayReviews } from "../reviews/list-reviews.ts";
import { pressReview, showReview } from "../reviews/press-review.ts";
import { reviewable } from "../reviews/waiting-for.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { CommandHandler } from "./handler.ts";

/** 审核, 审核 12: the one report that waits for this person, as a whole; several as a list. What the office is not to decide itself it is told beside them. */
export const review: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const { own, elsewhere } = await reviewable(turn, speaker);
	const number = /^(?:第|#|编号)?\s*(\d{1,7})号?$/u.exec(rest.normalize("NFKC").trim())?.[1];
	const [only] = number === undefined ? own : own.filter((report) => report.number === Number(number));
	if (only && (number !== undefined || (own.length === 1 && elsewhere.length === 0))) return showReview(turn, speaker, only, {}, chat);
	if (number === undefined || turn.inGroup) return sayReviews(turn, speaker, chat);
	// A report that does not wait for them: what stands is said.
	return pressReview(turn, speaker, { do: "review", what: "show", report: Number(number), version: 0 });
};
