import { expect, it } from "vitest";
import { awaitsWords } from "../../src/views/awaits-words.ts";
import type { QuestionFacts } from "../../src/views/dialog.ts";
import type { View } from "../../src/views/view.ts";

const asking = (question: Pick<QuestionFacts, "kind">, key: "question" | "dialog-help" = "question"): View =>
	({ key, question, buttons: [] }) as unknown as View;
const saying = (key: View["key"]): View => ({ key, buttons: [] }) as unknown as View;

it("says that words or files are awaited where no button answers", () => {
	for (const kind of ["number", "text", "files"] as const) {
		expect(awaitsWords(asking({ kind }))).toBe(true);
		expect(awaitsWords(asking({ kind }, "dialog-help"))).toBe(true);
	}
	expect(awaitsWords(saying("ask-reason"))).toBe(true);
	expect(awaitsWords(saying("all-missing"))).toBe(true);
});

it("does not where a press does, nor where nothing is asked", () => {
	for (const kind of ["choice", "yesno"] as const) expect(awaitsWords(asking({ kind }))).toBe(false);
	for (const key of ["summary", "choose-item", "ask-basis", "ask-which", "ask-same", "ask-measure", "received", "help"] as const)
		expect(awaitsWords(saying(key))).toBe(false);
});
