import { InputFile } from "grammy";
import type { OutgoingMessage, SendOutcome } from "../../ports/channel.ts";
import type { Files } from "../../ports/files.ts";
import { createSentMessages } from "../sent-messages.ts";
import type { Calls, Uploads } from "./client.ts";
import type { Closings } from "./closings.ts";
import { type AskedReply, addressing, caption, isPicture, messageNumber, plainText, uploadName, whyRefused } from "./encode.ts";
import { readFailure } from "./failure.ts";
import type { Groups } from "./groups.ts";
import { layKeyboard } from "./keyboard.ts";
import { ALERT_FROM, MAX_TOAST_TEXT } from "./limits.ts";
import { outcomeOf } from "./outcome.ts";
import type { Presses } from "./presses.ts";

export interface SenderParts {
	readonly calls: Pick<Calls, "sendMessage" | "editMessageText" | "answerCallbackQuery">;
	readonly uploads: Uploads;
	readonly files: Pick<Files, "get">;
	readonly groups: Groups;
	readonly presses: Presses;
	readonly closings: Closings;
}

const SENT: SendOutcome = { kind: "sent" };
const FILE_LOST: SendOutcome = { kind: "failed", reason: "file no longer kept", gone: false };

/** Whether Telegram answered 400 with a description like this. */
const isRefusal = (error: unknown, description: RegExp): boolean => {
	const failure = readFailure(error);
	return failure.kind === "answered" && failure.code === 400 && failure.migratedTo === null && description.test(failure.description);
};

const UNCHANGED = /message is not modified/iu;
/** A press counts as too old after a while, and is invalid when it was answered. */
const PRESS_OVER = /query is too old|query ID is invalid|QUERY_ID_INVALID/iu;
const UNEDITABLE =
	/message to edit not found|message can't be edited|no text in the message|MESSAGE_ID_INVALID|message identifier is not specified|MESSAGE_EDIT_TIME_EXPIRED/iu;
const NO_PICTURE = /PHOTO|IMAGE/iu;

/** The bot's own message whose button was pressed; what answers words answers somebody else's, which nobody but them can change. */
const pressedCard = (answers: OutgoingMessage["answers"]): number | null => (answers?.press ? messageNumber(answers.message) : null);

/** Sends finished messages. The answer is never a rejection. */
export const createSender = ({ calls, uploads, files, groups, presses, closings }: SenderParts) => {
	const sent = createSentMessages();

	/** Shows the words at the press; false when only a message can carry them. In a group a press that waited too long is let go: no noise for all. */
	const toast = async ({ text, chat, answers }: OutgoingMessage): Promise<boolean> => {
		const press = answers?.press;
		if (!press || text.length > MAX_TOAST_TEXT) return false;
		if (presses.isOver(press)) return chat.kind === "group";
		presses.claim(press);
		try {
			await calls.answerCallbackQuery({ callback_query_id: press, text, show_alert: text.length > ALERT_FROM });
			return true;
		} catch (error) {
			if (isRefusal(error, PRESS_OVER)) return chat.kind === "group";
			throw error;
		}
	};

	/** Writes the message over the one it answers; false when that one cannot be changed. */
	const replace = async ({ id, chat, text, buttons, answers }: OutgoingMessage): Promise<boolean> => {
		const number = pressedCard(answers);
		if (number === null) return false;
		try {
			const at = { chat_id: chat.id, message_id: number };
			await calls.editMessageText({ ...at, ...plainText(text, null), reply_markup: layKeyboard(id, buttons) });
			return true;
		} catch (error) {
			if (isRefusal(error, UNCHANGED)) return true;
			if (isRefusal(error, UNEDITABLE)) return false;
			throw error;
		}
	};

	const upload = async (message: OutgoingMessage, asked: AskedReply | null): Promise<SendOutcome> => {
		const [file] = message.files;
		const bytes = file && (await files.get(file.hash));
		if (!file || !bytes) return FILE_LOST;
		const named = { ...addressing(message, asked), ...caption(message.text) };
		const input = (): InputFile => new InputFile(bytes, uploadName(file.name));
		if (isPicture(file)) {
			try {
				await uploads.sendPhoto({ ...named, photo: input() });
				return SENT;
			} catch (error) {
				// Too long, too thin, too many points: as a file it can still be opened.
				if (!isRefusal(error, NO_PICTURE)) throw error;
			}
		}
		await uploads.sendDocument({ ...named, document: input() });
		return SENT;
	};

	const askedReply = async ({ chat, answers, awaitsWords, buttons }: OutgoingMessage): Promise<AskedReply | null> => {
		if (!awaitsWords || buttons.length > 0 || chat.kind === "private" || !(await groups.isBlind(chat))) return null;
		return { presser: answers?.press ? presses.presser(answers.press) : null };
	};

	const deliver = async (message: OutgoingMessage): Promise<SendOutcome> => {
		const { chat, card, answers, files: attached } = message;
		if (card === "toast" && (await toast(message))) return SENT;
		const asked = await askedReply(message);
		// The demand for a reply cannot be written into an old message.
		if (card === "replace" && asked === null && attached.length === 0 && (await replace(message))) return SENT;
		if (attached.length > 0) {
			const outcome = await upload(message, asked);
			if (outcome.kind !== "sent") return outcome;
		} else await calls.sendMessage({ ...addressing(message, asked), ...plainText(message.text, asked) });
		const old = pressedCard(answers);
		if (old !== null && (card === "replace" || card === "close")) closings.close(chat, old);
		return SENT;
	};

	return async (message: OutgoingMessage): Promise<SendOutcome> => {
		if (sent.has(message.id)) return SENT;
		const reason = whyRefused(message);
		if (reason !== null) return { kind: "failed", reason, gone: false };
		try {
			const outcome = await deliver(message);
			if (outcome.kind !== "sent") return outcome;
		} catch (error) {
			return outcomeOf(readFailure(error));
		}
		sent.add(message.id);
		presses.settle(message);
		return SENT;
	};
};
