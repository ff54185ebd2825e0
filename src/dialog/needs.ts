import type { DialogNeed } from "./facts.ts";
import type { Flow } from "./flow.ts";
import type { DialogInput } from "./input.ts";
import type { DialogState } from "./state.ts";

const opensWithFirstQuestion = (state: DialogState | null, input: DialogInput): boolean =>
	state === null && input.kind === "start" && !input.prefill && (input.text ?? "").trim() === "";

/** What a step wants loaded for this input: figures for anything that shows or checks one; for the villages it looks itself where it shows them. */
export const needs = (state: DialogState | null, input: DialogInput, flow: Flow): DialogNeed[] => {
	if (input.kind === "press" && input.press.kind === "cancel") return [];
	const indicators = flow.questions.flatMap((question) => (question.kind === "number" ? [question.indicator] : []));
	const figures: DialogNeed[] = indicators.length > 0 ? [{ need: "figures", indicators }] : [];
	if (opensWithFirstQuestion(state, input)) return figures;
	const reads = input.kind === "press" ? [] : [{ need: "directory" as const }];
	return [...figures, ...reads];
};
