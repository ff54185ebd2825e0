import { type Action, mayAnywhere, rolesFor, rolesForAnyUnit } from "../../domain/permission.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Speaker, Turn } from "../turns/turn.ts";

/** Runs one command for somebody who is bound. `rest` is what was typed behind the word. */
export type CommandHandler = (turn: Turn, speaker: Speaker, rest: string) => Promise<void>;

/** Says who may, in the words of the permission table; for a unit, who may beside its own people. */
export const refuse = (turn: Turn, action: Action, unit: Unit | null = null): void =>
	turn.say({
		key: "not-permitted",
		who: unit === null ? rolesFor(action) : rolesForAnyUnit(action),
		unit: unit?.name ?? null,
		buttons: [],
	});

/** A handler that first asks the permission table. */
export const permitted =
	(action: Action, handler: CommandHandler): CommandHandler =>
	async (turn, speaker, rest) => {
		if (!mayAnywhere(speaker.person, action, turn.today)) return refuse(turn, action);
		return handler(turn, speaker, rest);
	};
