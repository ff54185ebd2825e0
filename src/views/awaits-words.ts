import type { QuestionFacts } from "./dialog.ts";
import type { View } from "./view.ts";

const takesWords = ({ kind }: QuestionFacts): boolean => {
	switch (kind) {
		case "number":
		case "text":
		// Files are said, not pressed.
		case "files":
			return true;
		case "choice":
		case "yesno":
			return false;
		default:
			return kind satisfies never;
	}
};

/** Whether a view asks for something to be typed or sent, which no button can answer. */
export const awaitsWords = (view: View): boolean => {
	switch (view.key) {
		case "question":
		case "dialog-help":
			return takesWords(view.question);
		case "ask-reason":
		case "all-missing":
			return true;
		default:
			return false;
	}
};
