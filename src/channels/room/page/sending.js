import { postMessage, pressButton } from "./api.js";
import { toast } from "./dom.js";
import { errorText } from "./texts.js";

/** A key no other message of this page has; crypto.randomUUID is missing where the page came over plain HTTP. */
const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const refresh = (model) => model.changed();

const attempt = async (model, item) => {
	item.state = "sending";
	refresh(model);
	try {
		item.id = await postMessage(item.chat, item.as, item);
		item.state = "sent";
		model.refused.delete(item.id);
		const arrived = model.messagesOf(item.chat).find(({ id }) => id === item.id);
		if (arrived) drop(model, item);
	} catch (error) {
		item.state = "failed";
		const kept = error.facts?.id;
		if (kept !== undefined) {
			// The room keeps the line but the inbox did not take it: the line itself is marked, and sent again under its key.
			model.refused.set(kept, item);
			drop(model, item);
		} else toast(errorText(error));
	}
	refresh(model);
};

const drop = (model, item) =>
	model.pending.set(
		item.chat,
		model.pendingOf(item.chat).filter((one) => one !== item),
	);

// One after another: what was written first arrives first.
let lane = Promise.resolve();
const enqueue = (model, item) => {
	lane = lane.then(() => attempt(model, item));
	return lane;
};

/** Sends words and files to a chat: shown at once, marked when it fails. The words go with the first file. */
export const say = (model, chat, text, files) => {
	const parts = files.length === 0 ? [{ text, file: null }] : files.map((file, index) => ({ text: index === 0 ? text : "", file }));
	for (const { text: words, file } of parts) {
		const item = { key: freshKey(), chat, as: model.me, text: words, file, at: model.now, state: "sending", id: null };
		model.pending.set(chat, [...model.pendingOf(chat), item]);
		enqueue(model, item);
	}
	refresh(model);
};

/** Tries a failed message again. */
export const sayAgain = (model, item) => enqueue(model, item);

const pressing = new Set();

/** Presses a button under a bot's message. */
export const press = async (model, chat, message, button) => {
	// A thumb that hits twice means it once.
	if (pressing.has(message.id)) return;
	pressing.add(message.id);
	const before = model.pressed.get(message.id);
	model.pressed.set(message.id, button);
	refresh(model);
	try {
		await pressButton(chat, model.me, message.id, button);
	} catch (error) {
		if (before === undefined) model.pressed.delete(message.id);
		else model.pressed.set(message.id, before);
		toast(errorText(error));
		refresh(model);
	} finally {
		pressing.delete(message.id);
	}
};
