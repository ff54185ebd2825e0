import type { QuestionId } from "../domain/duty.ts";
import type { FileRef } from "../domain/file.ts";
import type { Entry, PlainAnswer } from "../domain/report.ts";
import type { DialogView } from "../views/dialog.ts";
import type { DialogState } from "./state.ts";

/** What a step brought about. */
export type DialogEvent =
	| { readonly event: "began" }
	| { readonly event: "resumed" }
	| { readonly event: "answered"; readonly question: QuestionId }
	| { readonly event: "skipped"; readonly question: QuestionId }
	| { readonly event: "reason-given"; readonly question: QuestionId; readonly reason: string }
	| { readonly event: "misunderstood"; readonly question: QuestionId | null; readonly text: string }
	| { readonly event: "files-kept"; readonly files: readonly FileRef[] }
	/** The person confirmed the summary. `form` is the flow's version; `files` came with it without a question for them. */
	| {
			readonly event: "submitted";
			readonly form: string;
			readonly entries: readonly Entry[];
			readonly answers: readonly PlainAnswer[];
			readonly files: readonly FileRef[];
	  }
	/** Given up at the summary (放弃). */
	| { readonly event: "discarded" }
	/** Dropped on the way (取消). */
	| { readonly event: "cancelled" }
	/** Stopped by the limit of steps; kept. */
	| { readonly event: "paused" };

/** The result of one step. A null state: the dialog has ended (submitted, discarded, cancelled). On `submitted` nothing is said: the caller confirms. */
export interface DialogOutcome {
	readonly state: DialogState | null;
	readonly says: readonly DialogView[];
	readonly events: readonly DialogEvent[];
}
