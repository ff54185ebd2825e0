import type { CommandId } from "../../domain/command.ts";
import type { ParsedCommand } from "../../language/command-words.ts";
import { leadingProblem } from "../../language/problem-words.ts";
import type { SavedSession } from "../../ports/store.ts";
import { PROBLEM_COMMANDS } from "../../views/problems.ts";
import { isLooseReport } from "../reports/loose-report.ts";
import { keptDialog } from "../reports/session-subject.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { readLeadingUnit } from "../units/leading-unit.ts";

/** Whether a command is one of the problem ledger. */
export const isLedgerWord = (id: CommandId): boolean => (PROBLEM_COMMANDS as readonly CommandId[]).includes(id);

/** A problem in fewer letters is said to people, not to the bot: 问题 不大. */
const SHORTEST_OVERHEARD = 4;

/**
 * Whether a word of the ledger that was not addressed to the bot, or came while a dialog is open, stands as an order does: 问题 alone, or with a space behind
 * it (问题：缺水 is an answer), the other words with a number (进展顺利, 核实一下 are talk).
 */
export const standsAsOrder = (text: string, { id, rest }: Pick<ParsedCommand, "id" | "rest">): boolean => {
	if (text.trimStart().startsWith("/")) return true;
	const numbered = leadingProblem(rest);
	return id === "problems" ? rest === "" || numbered?.rest === "" || /^\s*问题\s/u.test(text) : numbered !== null;
};

/**
 * Whether a word of the ledger is no order but part of what somebody says: see `standsAsOrder`; 问题 alone is an answer where a dialog asked what to change,
 * and several lines with figures are a report, whatever they begin with.
 */
export const isLedgerTalk = (
	turn: Turn,
	speaker: Speaker,
	text: string,
	command: ParsedCommand,
	{ open, overheard }: { readonly open: SavedSession | null; readonly overheard: boolean },
): boolean => {
	const { id, rest } = command;
	if (text.trimStart().startsWith("/")) return false;
	if (id === "problems" && rest.includes("\n") && isLooseReport(turn, speaker, text)) return true;
	if ((open || overheard) && !standsAsOrder(text, command)) return true;
	if (id !== "problems") return false;
	if (rest === "") return open !== null && choosesItem(open);
	return overheard && rest.length < SHORTEST_OVERHEARD && leadingProblem(rest) === null && readLeadingUnit(turn, speaker, rest) === null;
};

/** Whether a dialog has asked which item is to be changed: 问题 is one of them. */
const choosesItem = ({ state }: SavedSession): boolean => {
	const dialog = keptDialog(state)?.dialog;
	const node = typeof dialog === "object" && dialog !== null && "node" in dialog ? dialog.node : null;
	return typeof node === "object" && node !== null && "at" in node && node.at === "choose";
};
