import type { DialogOutcome } from "../../dialog/outcome.ts";
import type { DialogState } from "../../dialog/state.ts";

/** The dialog a text opened, where it left nothing to ask and nothing aside: it stands at 请核对. Null otherwise. */
export const wholeReport = ({ state, says }: DialogOutcome): DialogState | null => {
	const plain = says.every((view) => !("remarks" in view) || view.remarks.every(({ say }) => say === "recorded"));
	return state?.node.at === "summary" && plain ? state : null;
};
