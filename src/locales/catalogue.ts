import type { CommandId } from "../domain/command.ts";
import type { ButtonLabel } from "../views/button.ts";
import type { View, ViewOf } from "../views/view.ts";
import type { Formats } from "./formats.ts";

/** One sentence (or block of lines) per view; a missing or misspelt one does not compile. */
export type SentencesOf<K extends View["key"]> = { readonly [P in K]: (view: ViewOf<P>, formats: Formats) => string };

/** All a language needs. zh-CN is the first; every other is typed the same. */
export interface Catalogue {
	readonly sentences: SentencesOf<View["key"]>;
	readonly buttons: Readonly<Record<ButtonLabel, string>>;
	/** What a messenger's menu says beside each command. */
	readonly menu: Readonly<Record<CommandId, string>>;
	/** A sentence that speaks of buttons with these labels, where choices are typed. */
	readonly typed: (text: string, labels: readonly string[]) => string;
	/** Numbered choices below a message, where a channel has no buttons, and that a number is to be answered. */
	readonly numbered: (choices: readonly string[]) => string;
	/** That the number of a choice is to be answered, where the text itself lists them. */
	readonly answerNumber: string;
	readonly formats: Formats;
}
