import type { DialogInput } from "../../dialog/input.ts";
import type { DialogOutcome } from "../../dialog/outcome.ts";
import { step } from "../../flows/dialog.ts";
import { gatherFacts } from "./gather-facts.ts";
import type { Sitting } from "./sitting.ts";
import { villageSums } from "./village-sums.ts";

/**
 * One step of a dialog on the facts it needs. The villages' sums are the dearest of them and hardly any step shows them: they are loaded when
 * the step looked for them, and the step, which changes nothing, is taken again.
 */
export const stepOnFacts = async (sitting: Sitting, input: DialogInput): Promise<DialogOutcome> => {
	const { turn, duty, round, unit, flow, state } = sitting;
	const facts = await gatherFacts(sitting, input);
	let looked = false;
	const outcome = step(flow, state, input, {
		...facts,
		get villages() {
			looked = true;
			return {};
		},
	});
	if (!looked) return outcome;
	return step(flow, state, input, { ...facts, villages: await villageSums(turn.set.committed, turn.county, duty, unit, round.period) });
};
