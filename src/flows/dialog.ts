import type { DialogContext } from "../dialog/context.ts";
import type { DialogFacts } from "../dialog/facts.ts";
import type { Flow } from "../dialog/flow.ts";
import type { DialogInput } from "../dialog/input.ts";
import type { DialogOutcome } from "../dialog/outcome.ts";
import type { DialogReading } from "../dialog/reading.ts";
import type { DialogState } from "../dialog/state.ts";
import { stepWith } from "../dialog/step.ts";
import { readAnswer } from "../language/read-answer.ts";
import { readChoice } from "../language/read-choice.ts";
import { readYesNo } from "../language/read-yes-no.ts";
import type { UnitDirectory } from "../language/unit-directory.ts";
import { readDialogCommand } from "./command-words.ts";
import { numberReading, onlyFigure } from "./figure-reading.ts";
import { agreesToSubmit, basisSaid, itemSaid, leavesAsIs, numberSaid, saysNone } from "./plain-words.ts";
import { reportReading } from "./report-reading.ts";

export { needs } from "../dialog/needs.ts";

/** What a step knows, with the unit names a report may be read with. */
export interface FlowFacts extends DialogFacts {
	readonly directory: UnitDirectory;
}

const YES_NO = { yes: true, no: false, unclear: null } as const;

const chineseReading = (directory: UnitDirectory): DialogReading => ({
	command: readDialogCommand,
	number: (text, question) => numberReading(readAnswer(text, question.measure), question, text),
	onlyFigure,
	report: (text, flow, about) => reportReading(text, flow, about, directory),
	yesNo: (text) => YES_NO[readYesNo(text.trim().replace(/^都/u, "")) ?? "unclear"],
	agrees: agreesToSubmit,
	choice: (text, options) => options[readChoice(text, options) ?? -1] ?? null,
	none: saysNone,
	leaves: leavesAsIs,
	basis: basisSaid,
	place: numberSaid,
	item: itemSaid,
});

const contextOf = (flow: Flow, facts: FlowFacts): DialogContext => ({ flow, facts, reading: chineseReading(facts.directory) });

/** One turn of a dialog: what is said, what follows, what is saved. Pure; never throws on what a person sends. A null state begins, whatever the input. */
export const step = (flow: Flow, state: DialogState | null, input: DialogInput, facts: FlowFacts): DialogOutcome =>
	stepWith(contextOf(flow, facts), state, input);
