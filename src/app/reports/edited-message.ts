import type { CommandId } from "../../domain/command.ts";
import { parseCommand } from "../../language/command-words.ts";
import type { InboundContent } from "../../ports/intake.ts";
import type { SavedSession } from "../../ports/store.ts";
import { dutyNamed } from "../commands/duty-named.ts";
import { rewordProblem } from "../problems/edited-problem.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { continueDialog } from "./dialog-turn.ts";
import { editSubmitted } from "./edited-report.ts";
import { messageRef } from "./message-ref.ts";
import { keptDialog } from "./session-subject.ts";

/** Commands that are followed by a report: only what stands behind them is read. */
const REPORTING: ReadonlySet<CommandId> = new Set(["weekly", "monthly", "quarterly", "yearly", "proxy", "edit"]);

/**
 * Somebody changed a message they had sent. What it had answered is read again: in a draft it changes the draft, of a problem its words, in a submitted report the author is asked.
 * A message that answered nothing is nobody's business: people mend typing errors all the time. In a group a submitted report is only spoken of
 * when the bot is.
 */
export const editMessage = async (turn: Turn, speaker: Speaker, content: Extract<InboundContent, { kind: "edit" }>): Promise<void> => {
	const ref = messageRef(turn.inbound);
	if (ref === null) return;
	const command = parseCommand(content.text);
	const behind = dutyNamed(turn, content.text)?.rest ?? (command && REPORTING.has(command.id) ? command.rest : "");
	const text = behind.trim() === "" ? content.text : behind;
	const draft = (await turn.set.sessions(speaker.person.key)).find((session) => cameFrom(session, ref));
	if (draft) return continueDialog(turn, speaker, draft, { kind: "edited", ref, text });
	if (await rewordProblem(turn, speaker, ref, content.text)) return;
	if (!turn.inGroup || content.addressed || command?.clear) await editSubmitted(turn, speaker, ref, text);
};

/** Whether a saved dialog has anything from a message; looked up in what is saved, without reading all of it. */
const cameFrom = (session: SavedSession, ref: string): boolean => {
	const dialog = keptDialog(session.state)?.dialog;
	if (typeof dialog !== "object" || dialog === null || !("said" in dialog) || !Array.isArray(dialog.said)) return false;
	return dialog.said.some((one: unknown) => typeof one === "object" && one !== null && "ref" in one && one.ref === ref);
};
