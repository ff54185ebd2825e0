import type { CountyData } from "../../domain/county.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { RehearsalHabit } from "../../views/rehearsal.ts";
import { HABITS } from "./habit.ts";

/** Habits by unit, or the first line that cannot be read (1 is the first). */
export type ReadHabits =
	| { readonly kind: "read"; readonly habits: ReadonlyMap<UnitCode, RehearsalHabit> }
	| { readonly kind: "unread"; readonly line: number; readonly text: string };

/** Reads lines 「unit,habit」: a unit by its code or its name, where only one has it; a habit by its id or by what `nameOf` calls it. */
export const readHabits = (csv: string, { units }: Pick<CountyData, "units">, nameOf: (habit: RehearsalHabit) => string): ReadHabits => {
	const habits = new Map<UnitCode, RehearsalHabit>();
	for (const [index, line] of csv
		.replace(/^\ufeff/u, "")
		.split(/\r?\n/u)
		.entries()) {
		if (line.trim() === "") continue;
		const [name = "", habit = ""] = line.split(/[,，;；\t]/u).map((part) => part.trim().replace(/^"(.*)"$/u, "$1"));
		const named = units.filter((unit) => unit.code === name || unit.name === name);
		const found = HABITS.find(({ id }) => id === habit || nameOf(id) === habit)?.id;
		const [unit] = named;
		if (!unit || named.length > 1 || !found) return { kind: "unread", line: index + 1, text: line };
		habits.set(unit.code, found);
	}
	return { kind: "read", habits };
};
