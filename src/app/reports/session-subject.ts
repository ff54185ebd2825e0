import type { DialogState } from "../../dialog/state.ts";
import type { DutyId } from "../../domain/duty.ts";
import type { PeriodKey } from "../../domain/period.ts";
import type { UnitCode } from "../../domain/unit.ts";

/** What a dialog about a unit's round is filed under; one per person. */
export const subjectOf = (duty: DutyId, period: PeriodKey, unit: UnitCode): string => `${duty}:${period}:${unit}`;

/** What app keeps with a dialog's own state. */
export interface KeptDialog {
	/** Versions the report had when this dialog last looked: another number at 提交 means somebody was faster. */
	readonly base: number;
	/** 代报: entered by somebody else for the unit. */
	readonly proxy: boolean;
	readonly dialog: DialogState;
}

/** Reads what `SavedSession.state` holds; null for anything else (a hand-edited or foreign row). */
export const keptDialog = (state: unknown): { base: number; proxy: boolean; dialog: unknown } | null => {
	if (typeof state !== "object" || state === null || !("base" in state) || !("dialog" in state)) return null;
	return { base: Number(state.base), proxy: "proxy" in state && state.proxy === true, dialog: state.dialog };
};
