import { eventsPath, getMessages } from "./api.js";

const FIRST_LOAD = 60;
const AT_ONCE = 4;

/** Runs a task for every item, a few at a time. */
const forAll = async (items, task) => {
	const rest = [...items];
	const work = async () => {
		for (let item = rest.shift(); item !== undefined; item = rest.shift()) await task(item);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
};

/**
 * Keeps the model's chats current for one person: opens the stream first and reads the chats then, so that nothing falls between; resumes by
 * the highest id after a break. Returns a function that ends it.
 */
export const follow = (model, { onOpen, onClock, onLost }) => {
	const me = model.me;
	let source = null;
	let loaded = false;
	let ended = false;
	let delayMs = 500;
	let timer = 0;

	const load = async () => {
		await forAll(model.chats, async ({ id }) => {
			const messages = await getMessages(id, me, { limit: FIRST_LOAD });
			if (ended) return;
			if (messages.length < FIRST_LOAD) model.complete.add(id);
			model.add(id, messages);
		});
		loaded = true;
	};

	const retry = () => {
		source?.close();
		if (ended) return;
		model.connected = false;
		onLost();
		model.changed();
		clearTimeout(timer);
		timer = setTimeout(connect, delayMs);
		delayMs = Math.min(delayMs * 2, 15_000);
	};

	const connect = () => {
		source = new EventSource(eventsPath(me, loaded ? model.highestId() : null));
		source.onopen = () => {
			delayMs = 500;
			model.connected = true;
			model.changed();
			onOpen();
			if (!loaded) load().catch(retry);
		};
		source.onmessage = (event) => {
			const { chat, ...message } = JSON.parse(event.data);
			if (model.chat(chat)) model.add(chat, [message]);
		};
		source.addEventListener("clock", (event) => onClock(JSON.parse(event.data).now));
		source.addEventListener("reset", () => load().catch(retry));
		source.onerror = retry;
	};

	const online = () => {
		if (model.connected) return;
		delayMs = 500;
		clearTimeout(timer);
		connect();
	};
	addEventListener("online", online);
	connect();
	return () => {
		ended = true;
		clearTimeout(timer);
		removeEventListener("online", online);
		source?.close();
	};
};
