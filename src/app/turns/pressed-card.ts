import type { NewMessage, SavedSession } from "../../ports/store.ts";
import type { Action } from "../../views/button.ts";
import type { DialogRemark } from "../../views/dialog.ts";
import type { View, ViewKey } from "../../views/view.ts";
import { keptDialog } from "../reports/session-subject.ts";

/** Remarks that say nothing the next message, or 请核对, does not show again. */
const PASSING: ReadonlySet<DialogRemark["say"]> = new Set<DialogRemark["say"]>([
	"recorded",
	"updated",
	"update-asks",
	"refused",
	"not-understood",
	"choice-not-understood",
	"summary-not-understood",
	"no-such-item",
	"words",
	"required",
	"nothing-before",
	"kept-old",
	"skipped",
	"stale-press",
	"reason-needed",
	"text-needed",
	"files-missing",
	"still-missing",
	"too-long",
]);

/** Lists of what could be meant: once one was chosen they are of no more use. */
const MENUS: ReadonlySet<ViewKey> = new Set<ViewKey>([
	"which-unit",
	"which-round",
	"which-line",
	"unit-unsure",
	"several-named",
	"problem-whose",
]);

const worthKeeping = (view: View): boolean =>
	("heading" in view && view.heading !== null) || ("remarks" in view && view.remarks.some(({ say }) => !PASSING.has(say)));

/**
 * What becomes of the message a button was pressed on, when the press counts: the next step of the dialog takes its place, unless it says something that is
 * said nowhere else; what was decided for good stays in the chat and loses its buttons. Null: it stays as it is, its buttons can be pressed again.
 */
export const pressedCard = (view: View, action: Action): NewMessage["card"] => {
	switch (action.do) {
		case "dialog": {
			const { kind } = action.press;
			if (kind === "submit" || kind === "discard" || kind === "cancel") return "close";
			// 修改 under 请核对: the list of items shows the same values.
			if (view.key === "summary") return kind === "edit" ? "replace" : "close";
			return worthKeeping(view) ? "close" : "replace";
		}
		case "say":
			return MENUS.has(view.key) ? "replace" : null;
		// Each confirms their own line by the same button.
		case "confirm-line":
			return view.key === "chain-read" ? null : "close";
		// Others press the same button; the toast says that it counted.
		case "confirm-notice":
			return null;
		// Several items can be pressed one after another, and the whole can be looked at before deciding.
		case "review":
			return action.what === "field" || action.what === "show" || action.what === "return" ? null : "close";
		case "verify-problem":
		case "draft":
		case "confirm-proxy":
		case "take-edits":
		case "apply-workbook":
			return "close";
		default:
			return action satisfies never;
	}
};

/** How many messages of its dialog came after the one a press was made on; 0 for the newest, null where that is not known. */
export const stepsBehind = (session: SavedSession, step: number): number | null => {
	const dialog = keptDialog(session.state)?.dialog;
	return typeof dialog === "object" && dialog !== null && "step" in dialog ? Number(dialog.step) - step : null;
};
