import type { Flow } from "./flow.ts";
import { askedQuestions, isSettled } from "./order.ts";
import type { DialogState } from "./state.ts";

/** How much of a begun report is there: 「3/5」. Questions whose condition does not hold are not counted; a skipped one counts as answered. */
export const progressOf = (state: DialogState, flow: Flow): { answered: number; asked: number } => {
	const asked = askedQuestions(flow, state.answers);
	return { answered: asked.filter((question) => isSettled(state.answers, question)).length, asked: asked.length };
};
