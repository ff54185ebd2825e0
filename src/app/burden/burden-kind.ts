import type { NewMessage } from "../../ports/store.ts";

/**
 * What a message asks of whoever gets it. question: the bot asks something in a dialog. answer: it answers their own words, which is no burden. reminder:
 * it reminds them of something owed. notice: somebody's notice. told: anything else said of the program's own accord.
 */
export const BURDEN_KINDS = ["reminder", "notice", "told", "question", "answer"] as const;
export type BurdenKind = (typeof BURDEN_KINDS)[number];

/** Views of a dialog that wait for an answer. */
const QUESTIONS: ReadonlySet<string> = new Set([
	"question",
	"ask-basis",
	"ask-which",
	"ask-same",
	"ask-reason",
	"ask-measure",
	"all-missing",
	"choose-item",
]);

/** The kind of a message, by its priority and the key of its view; one whose words were forgotten is known by its priority alone. */
export const burdenKindOf = (priority: NewMessage["priority"], view: string): BurdenKind => {
	if (priority === "answer") return QUESTIONS.has(view) ? "question" : "answer";
	if (priority === "reminder") return "reminder";
	return view.startsWith("notice") ? "notice" : "told";
};
