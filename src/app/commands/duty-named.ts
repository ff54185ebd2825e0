import type { CommandId } from "../../domain/command.ts";
import type { Cadence } from "../../domain/period.ts";
import { parseCommand } from "../../language/command-words.ts";
import type { Turn } from "../turns/turn.ts";

/** A report asked for by the name its duty has in the workbook. */
export interface DutyNamed {
	readonly id: CommandId;
	/** The text with the name at its head, as a report command takes it. */
	readonly rest: string;
	/** Whether nothing but the name was typed. */
	readonly alone: boolean;
}

const COMMAND_OF: Readonly<Record<Cadence, CommandId>> = { week: "weekly", month: "monthly", quarter: "quarterly", year: "yearly" };

const folded = (text: string): string => text.normalize("NFKC").trim();

/** The duty whose name a text begins with, set off from what follows; null when none, or when the name is a command word of its own (周报). */
export const dutyNamed = (turn: Turn, text: string): DutyNamed | null => {
	const typed = folded(text).replace(/^\//u, "");
	const [found] = turn.county.data.duties
		.map((duty) => ({ duty, name: folded(duty.name) }))
		.filter(({ name }) => name !== "" && typed.startsWith(name) && /^(?![\p{L}\p{N}])/u.test(typed.slice(name.length)))
		.sort((a, b) => b.name.length - a.name.length);
	if (!found || parseCommand(found.name)?.rest === "") return null;
	const behind = typed.slice(found.name.length).trim();
	const alone = behind.replace(/[\s\p{P}]/gu, "") === "";
	return { id: COMMAND_OF[found.duty.cadence], rest: alone ? found.duty.name : `${found.duty.name} ${behind}`, alone };
};
