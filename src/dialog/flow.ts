import type { Condition, DutyId, QuestionId } from "../domain/duty.ts";
import type { IndicatorId } from "../domain/indicator.ts";
import type { Measure } from "../domain/measure.ts";
import type { Cadence } from "../domain/period.ts";

interface Common {
	readonly id: QuestionId;
	/** What is asked, as the office wrote it. */
	readonly label: string;
	/** Short name used in summaries and when naming the item. */
	readonly name: string;
	/** Other names it goes by. */
	readonly aliases: readonly string[];
	readonly help: string | null;
	readonly required: boolean;
	readonly when: Condition | null;
}

export interface NumberQuestion extends Common {
	readonly kind: "number";
	readonly indicator: IndicatorId;
	readonly measure: Measure;
	/** Decimal places taken. */
	readonly places: number;
}
export interface TextQuestion extends Common {
	readonly kind: "text";
	/** The answer is the unit's problems; 无 is an answer even when it is required. */
	readonly problem: boolean;
}
export interface ChoiceQuestion extends Common {
	readonly kind: "choice";
	readonly options: readonly string[];
}
export interface YesNoQuestion extends Common {
	readonly kind: "yesno";
}
export interface FilesQuestion extends Common {
	readonly kind: "files";
}

/** One question of a flow; the kinds are those of QUESTION_KINDS. */
export type FlowQuestion = NumberQuestion | TextQuestion | ChoiceQuestion | YesNoQuestion | FilesQuestion;

/** A dialog as data. `version` is a content hash of the questions: the same questions give the same version on any machine. */
export interface Flow {
	readonly id: DutyId;
	readonly version: string;
	readonly title: string;
	readonly cadence: Cadence;
	readonly questions: readonly FlowQuestion[];
}

/** The question of an id, if the flow has it. */
export const questionOf = (flow: Flow, id: string): FlowQuestion | undefined => flow.questions.find((question) => question.id === id);
