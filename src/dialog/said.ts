import { LIMITS } from "./context.ts";
import type { Said } from "./state.ts";

/** What is replaced when a question is answered so: choosing between readings leaves the figure where it was said. */
const REPLACED: Readonly<Record<Said["part"], readonly Said["part"][]>> = {
	alone: ["alone", "field", "line", "settled", "reason"],
	field: ["alone", "field", "line", "settled", "reason"],
	line: ["alone", "field", "line", "settled", "reason"],
	settled: ["settled", "reason"],
	reason: ["reason"],
	unclear: [],
	over: [],
};

/** What messages said, with one more; a null `ref` (a press) only replaces. One entry a message and question; the oldest go when there are too many. */
export const noted = (said: readonly Said[], added: Omit<Said, "ref"> & { readonly ref: string | null }): Said[] => {
	const { ref, question, part } = added;
	const kept = said
		.filter(
			(one) =>
				one.question !== question ||
				(part === "unclear" ? one.ref !== ref || one.part !== "unclear" : one.ref !== ref && one.part !== "unclear"),
		)
		.map((one) => (one.question === question && REPLACED[part].includes(one.part) ? { ...one, part: "over" as const } : one));
	if (ref === null || kept.some((one) => one.ref === ref && one.question === question)) return kept;
	return [...kept, { ref, question, part }].slice(-LIMITS.said);
};
