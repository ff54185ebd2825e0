import type { FileRef } from "../domain/file.ts";
import type { Entry, PlainAnswer } from "../domain/report.ts";
import type { DialogPress } from "../views/button.ts";
import type { Said } from "./state.ts";

/** `ref`: the message it came in, by a name that is its own; absent where nobody can change it later. */
interface Sent {
	readonly ref?: string;
}

/** What happened to a dialog. A dialog begins with `start`; state is null then. */
export type DialogInput =
	/** `text`: what stood behind the command; `prefill`: the submitted version that is to be changed. */
	| (Sent & {
			readonly kind: "start";
			readonly text?: string;
			/** What was sent with these words. */
			readonly files?: readonly FileRef[];
			readonly prefill?: { readonly entries: readonly Entry[]; readonly answers: readonly PlainAnswer[] };
	  })
	| (Sent & { readonly kind: "text"; readonly text: string })
	| { readonly kind: "press"; readonly press: DialogPress; readonly step: number }
	/** Files, with their caption ("" for none). */
	| (Sent & { readonly kind: "files"; readonly files: readonly FileRef[]; readonly text: string })
	/**
	 * Taken up again after a pause; text behind the command is read like any text. `late`: no command, but words said long after the question: taken only
	 * where they are plainly its answer, else it is asked again.
	 */
	| (Sent & { readonly kind: "resume"; readonly text?: string; readonly late?: true; readonly files?: readonly FileRef[] })
	/**
	 * The words of the message `ref` are these now. `known`: what messages said in an earlier dialog, from whose submitted answers this one began. Nothing is said
	 * when nothing follows from it.
	 */
	| { readonly kind: "edited"; readonly ref: string; readonly text: string; readonly known?: readonly Said[] };
