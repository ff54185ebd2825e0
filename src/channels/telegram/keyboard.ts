import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import type { OutgoingButton } from "../../ports/channel.ts";
import { MAX_BUTTON_TEXT, MAX_PRESS_BYTES } from "./limits.ts";

/** What a press on a button carries back: the message and the button. */
export const pressData = (message: string, button: string): string => `${message}:${button}`;

/** What callback_data says, as pressData wrote it; null for what no button of ours carries. */
export const readPressData = (data: string): { readonly message: string; readonly button: string } | null => {
	const [, message, button] = /^([^:\s]+):(.+)$/su.exec(data) ?? [];
	return message === undefined || button === undefined || Buffer.byteLength(data) > MAX_PRESS_BYTES ? null : { message, button };
};

/** Columns of a phone's message, a Chinese sign counting two, shared by the buttons of a row. */
const ROW_COLUMNS = 28;
const MOST_IN_A_ROW = 3;

const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const columns = (text: string): number => [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);

/** How many buttons as wide as this one stand side by side. */
const besideEachOther = (text: string): number => Math.max(1, Math.min(MOST_IN_A_ROW, Math.floor(ROW_COLUMNS / (columns(text) + 2))));

const label = (text: string): string => {
	if (text.length <= MAX_BUTTON_TEXT) return text;
	return `${text.slice(0, MAX_BUTTON_TEXT - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
};

/** Neighbours of like width share rows, filled evenly: four short ones stand two and two. */
const layRows = <Button extends OutgoingButton>(buttons: readonly Button[]): Button[][] => {
	const rows: Button[][] = [];
	for (let start = 0; start < buttons.length; ) {
		const most = besideEachOther(buttons[start]?.text ?? "");
		let end = start;
		while (end < buttons.length && besideEachOther(buttons[end]?.text ?? "") === most) end += 1;
		const count = end - start;
		const each = Math.ceil(count / Math.ceil(count / most));
		for (let at = start; at < end; at += each) rows.push(buttons.slice(at, Math.min(at + each, end)));
		start = end;
	}
	return rows;
};

/** The buttons of a message, in its order. */
export const layKeyboard = (message: string, buttons: readonly OutgoingButton[]): InlineKeyboardMarkup => ({
	inline_keyboard: layRows(buttons).map((row) =>
		row.map(({ id, text }): InlineKeyboardButton => ({ text: label(text), callback_data: pressData(message, id) })),
	),
});
