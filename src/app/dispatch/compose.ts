import type { FileRef } from "../../domain/file.ts";
import type { Capabilities, OutgoingMessage } from "../../ports/channel.ts";
import type { QueuedMessage } from "../../ports/store.ts";
import { type Language, renderChat } from "../../render/chat.ts";
import { shortenText } from "../../render/shorten-text.ts";
import { splitText } from "../../render/split-text.ts";
import { awaitsWords } from "../../views/awaits-words.ts";

/** Characters of a toast; the Bot API's answerCallbackQuery takes 200. */
const MAX_TOAST = 200;

/** Whether a message is shown at the press it answers, where that can be: it is no message of the chat then. Buttons and files need one. */
export const isToast = ({ card, answers, view }: QueuedMessage, can: Capabilities): boolean =>
	card === "toast" && can.toast && Boolean(answers?.press) && view.buttons.length === 0 && !("files" in view && view.files.length > 0);

type Part = Pick<OutgoingMessage, "text" | "files">;

const groupsOf = (files: readonly FileRef[], size: number): FileRef[][] =>
	Array.from({ length: Math.ceil(files.length / size) }, (_, index) => files.slice(index * size, (index + 1) * size));

/** Text and files together where the channel takes them so, else the files first, in groups, and the text below them. */
const partsOf = (text: string, files: readonly FileRef[], hasButtons: boolean, can: Capabilities): Part[] => {
	const most = can.files ? can.filesPerMessage : 0;
	const carried = most > 0 ? files : [];
	// Several files are an album, which nowhere has buttons.
	const together = carried.length > 0 && carried.length <= most && text.length <= can.maxCaption && !(hasButtons && carried.length > 1);
	if (together) return [{ text, files: carried }];
	const texts = splitText(text, can.maxText).filter((part) => part.trim() !== "");
	const parts: Part[] = [
		...(carried.length === 0 ? [] : groupsOf(carried, most).map((group) => ({ text: "", files: group }))),
		...texts.map((part) => ({ text: part, files: [] })),
	];
	return parts.length === 0 ? [{ text, files: [] }] : parts;
};

/** A replacement is one text; whatever is more comes below, and what it answers loses its buttons. */
const cardOf = ({ card }: QueuedMessage, parts: readonly Part[], can: Capabilities): OutgoingMessage["card"] => {
	if (!can.edit || card === null || card === "toast") return null;
	const [only] = parts;
	return card === "replace" && parts.length === 1 && only?.files.length === 0 ? "replace" : "close";
};

/**
 * Writes a queued message as what the channel sends: one message, or several parts in their order. The last part carries the message's own id and the
 * buttons, so that they stand at the bottom; the first answers what was said. There is at least one. Throws where the view cannot be written (a bug, or saved by a later
 * version).
 */
export const compose = (message: QueuedMessage, language: Language, can: Capabilities, toast: boolean): readonly OutgoingMessage[] => {
	const { id, chat, answers } = message;
	// In a group a number answers only what somebody was asked.
	const numbers = chat.kind === "private" || message.addressee !== null;
	const { text, buttons, files } = renderChat(message.view, language, { buttons: can.buttons, numbers });
	if (toast) {
		return [{ id, chat, text: shortenText(text, MAX_TOAST), buttons: [], files: [], answers, card: "toast", awaitsWords: false }];
	}
	const parts = partsOf(text, files, buttons.length > 0, can);
	const card = cardOf(message, parts, can);
	const asks = awaitsWords(message.view);
	return parts.map((part, index) => {
		const isFirst = index === 0;
		const isLast = index === parts.length - 1;
		return {
			id: isLast ? id : `${id}.${index + 1}`,
			chat,
			...part,
			buttons: isLast ? buttons : [],
			answers: isFirst ? answers : null,
			card: isFirst ? card : null,
			awaitsWords: isLast && asks,
		};
	});
};
