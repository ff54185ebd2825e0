import { badRequest } from "./api-error.ts";
import type { ButtonJson, Fields, Keyboard } from "./json.ts";

/** What reply_markup may be: buttons under the message, or something done to the reader's keyboard. */
export interface Markup {
	readonly inline: Keyboard | null;
	/** force_reply, keyboard or remove_keyboard as given. */
	readonly input: Fields | null;
}

export const NO_MARKUP: Markup = { inline: null, input: null };

const MAX_BUTTONS = 100;
const MAX_DATA_BYTES = 64;

const checkButton = (given: unknown): ButtonJson => {
	const button = given as Partial<ButtonJson>;
	if (typeof button.text !== "string") throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String');
	if (button.text.trim() === "") throw badRequest("BUTTON_TEXT_INVALID");
	if (button.url !== undefined) {
		if (!/^(?:https?|tg):\/\/\S+$/u.test(button.url))
			throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
		return { text: button.text, url: button.url };
	}
	if (button.callback_data === undefined)
		throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
	const bytes = Buffer.byteLength(button.callback_data);
	if (bytes < 1 || bytes > MAX_DATA_BYTES) throw badRequest("BUTTON_DATA_INVALID");
	return { text: button.text, callback_data: button.callback_data };
};

/** Reads reply_markup. Throws as the Bot API does. */
export const readMarkup = (given: unknown): Markup => {
	if (given === undefined || given === null || given === "") return NO_MARKUP;
	if (typeof given !== "object") throw badRequest("object expected as reply markup");
	const markup = given as Fields;
	if (markup.inline_keyboard === undefined) return { inline: null, input: markup };
	const rows = markup.inline_keyboard;
	if (!Array.isArray(rows) || !rows.every(Array.isArray))
		throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
	const inline = (rows as unknown[][]).map((row) => row.map(checkButton)).filter((row) => row.length > 0);
	if (inline.flat().length > MAX_BUTTONS) throw badRequest("reply markup is too long");
	return { inline: inline.length > 0 ? inline : null, input: null };
};
