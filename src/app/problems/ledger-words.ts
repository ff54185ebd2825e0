import type { CommandId } from "../../domain/command.ts";
import type { ParsedCommand } from "../../language/command-words.ts";
import { leadingProblem } from "../../language/problem-words.ts";
import type { SavedSession } from "../../ports/store.ts";
import { PROBLEM_COMMANDS } from "../../views/problems.ts";
import { isLooseReport } from "../reports/loose-report.ts";
import { keptDialog } from "../reports/session-subject.ts";
import type { Speaker, Turn } from "../turns/turn.ts";

/** Whether a command is one of the problem ledger. */
export const isLedgerWord = (id: CommandId): boolean => (PROBLEM_COMMANDS as readonly CommandId[]).includes(id);

/**
 * Whether a word of the ledger is no order but part of what somebody says: in an open dialog and in group talk 问题 raises one only where a space follows
 * (问题：缺水 is an answer, and 问题 alone chooses what to change), and the other words need a number (进展顺利, 核实一下); several lines with figures are a report, whatever they begin with.
 */
export const isLedgerTalk = (
	turn: Turn,
	speaker: Speaker,
	text: string,
	{ id, rest }: ParsedCommand,
	{ open, overheard }: { readonly open: SavedSession | null; readonly overheard: boolean },
): boolean => {
	const slash = text.trimStart().startsWith("/");
	if (id === "problems" && rest.includes("\n") && !slash && isLooseReport(turn, speaker, text)) return true;
	if ((!open && !overheard) || slash) return false;
	if (id === "problems" && rest === "") return open !== null && choosesItem(open);
	if (id === "problems") return !/^\s*问题\s/u.test(text) && leadingProblem(rest)?.rest !== "";
	return leadingProblem(rest) === null;
};

/** Whether a dialog has asked which item is to be changed: 问题 is one of them. */
const choosesItem = ({ state }: SavedSession): boolean => {
	const dialog = keptDialog(state)?.dialog;
	const node = typeof dialog === "object" && dialog !== null && "node" in dialog ? dialog.node : null;
	return typeof node === "object" && node !== null && "at" in node && node.at === "choose";
};
