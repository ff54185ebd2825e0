import type { FileRef } from "../../domain/file.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { InboundContent } from "../../ports/intake.ts";
import type { NewMessage } from "../../ports/store.ts";
import type { Act } from "./simulated-reporter.ts";

/** What somebody does, as a messenger hands it in. `to` is the bot's message they answer; `file` is what they send. */
export const contentOf = (act: Act, to: NewMessage | null, chat: ChatRef, file: FileRef): InboundContent => {
	const addressed = chat.kind === "private";
	switch (act.do) {
		case "say":
			return { kind: "text", text: act.text, addressed };
		case "press":
			return { kind: "press", message: to?.id ?? "", button: String(act.button), press: "" };
		case "send-file":
			return { kind: "files", files: [file], text: "", addressed };
		default:
			return act satisfies never;
	}
};
