import type { UnitCode } from "../../domain/unit.ts";
import { vary } from "../../workbook/demo/demo-variation.ts";

/**
 * How people deal with a report, and how many of a hundred do so. pasted: in good time, all of it in one message. guided: in good time, question by
 * question. reminded: when they are reminded. last-minute: a few minutes before the deadline. late: after it. wrong: in good time, but nonsense, another
 * measure and a slip of the keyboard first. half: begin in good time, stop after two answers, go on when reminded. silent: never.
 */
export const HABITS = [
	{ id: "pasted", share: 32 },
	{ id: "guided", share: 18 },
	{ id: "reminded", share: 14 },
	{ id: "last-minute", share: 9 },
	{ id: "late", share: 8 },
	{ id: "wrong", share: 8 },
	{ id: "half", share: 6 },
	{ id: "silent", share: 5 },
] as const;
export type HabitId = (typeof HABITS)[number]["id"];

/** The habit of whoever reports for a unit, drawn by the shares; the same seed draws the same. */
export const habitOf = (seed: string, unit: UnitCode): HabitId => {
	let drawn = vary(`${seed} habit ${unit}`, 100);
	for (const { id, share } of HABITS) {
		if (drawn < share) return id;
		drawn -= share;
	}
	return "silent";
};
