import type { FileRef } from "../domain/file.ts";
import type { Entry, PlainAnswer } from "../domain/report.ts";
import type { DialogPress } from "../views/button.ts";

/** What happened to a dialog. A dialog begins with `start`; state is null then. */
export type DialogInput =
	/** `text`: what stood behind the command; `prefill`: the submitted version that is to be changed. */
	| {
			readonly kind: "start";
			readonly text?: string;
			readonly prefill?: { readonly entries: readonly Entry[]; readonly answers: readonly PlainAnswer[] };
	  }
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "press"; readonly press: DialogPress; readonly step: number }
	/** Files, with their caption ("" for none). */
	| { readonly kind: "files"; readonly files: readonly FileRef[]; readonly text: string }
	/** Taken up again after a pause; text behind the command is read like any text. */
	| { readonly kind: "resume"; readonly text?: string };
