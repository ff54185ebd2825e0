/** What the page knows. Views read it and are told by `changed` when something they show may differ. */
export const createModel = () => {
	const listeners = new Set();
	let scheduled = false;

	const model = {
		demo: false,
		/** Everybody one may be, by id. */
		people: new Map(),
		/** All chats the server named. */
		allChats: [],
		/** Id of the person one is; null before the choice. */
		me: null,
		/** Chats of that person. */
		chats: [],
		/** Id of the open chat; null for none. */
		open: null,
		/** Messages by chat, ids rising. */
		messages: new Map(),
		/** Chats whose beginning is loaded. */
		complete: new Set(),
		/** Own messages on their way, by chat. */
		pending: new Map(),
		/** Own messages that are kept but were not taken in: id → what to send again. */
		refused: new Map(),
		/** Pressed buttons by message id. */
		pressed: new Map(),
		connected: true,
		now: new Date().toISOString(),

		subscribe(listener) {
			listeners.add(listener);
		},
		/** Tells the views, once for all changes of this moment. */
		changed() {
			if (scheduled) return;
			scheduled = true;
			queueMicrotask(() => {
				scheduled = false;
				for (const listener of listeners) listener();
			});
		},
		chat: (id) => model.chats.find((chat) => chat.id === id) ?? null,
		messagesOf: (chat) => model.messages.get(chat) ?? [],
		pendingOf: (chat) => model.pending.get(chat) ?? [],
		lastOf: (chat) => model.messagesOf(chat).at(-1) ?? null,
		highestId: () => Math.max(0, ...model.chats.map(({ id }) => model.lastOf(id)?.id ?? 0)),

		/** Becomes a person: everything shown so far belonged to another. */
		become(id) {
			model.me = id;
			model.chats = model.allChats.filter((chat) => chat.members.includes(id) || !model.demo);
			model.open = null;
			for (const map of [model.messages, model.pending, model.refused, model.pressed]) map.clear();
			model.complete.clear();
			model.changed();
		},
		/** Takes in messages of a chat; those already here are passed over. */
		add(chat, incoming) {
			const known = model.messagesOf(chat);
			const ids = new Set(known.map(({ id }) => id));
			const fresh = incoming.filter(({ id }) => !ids.has(id));
			if (fresh.length === 0) return;
			for (const message of fresh) if (message.from.id === model.me) model.settle(chat, message);
			model.messages.set(
				chat,
				[...known, ...fresh].sort((one, other) => one.id - other.id),
			);
			if (model.open === chat && !document.hidden) model.markRead(chat);
			model.changed();
		},
		/** An own message came back from the server: its pending double goes. */
		settle(chat, message) {
			const pending = model.pendingOf(chat);
			const isDouble = (one) =>
				one.id === message.id || (one.id === null && one.text === message.text && (one.file ? 1 : 0) === message.attachments.length);
			const double = pending.find(isDouble);
			if (double)
				model.pending.set(
					chat,
					pending.filter((one) => one !== double),
				);
		},
		readKey: () => `yixian-read-${model.me}`,
		readUpTo() {
			try {
				return JSON.parse(localStorage.getItem(model.readKey()) ?? "{}");
			} catch {
				return {};
			}
		},
		markRead(chat) {
			const last = model.lastOf(chat)?.id ?? 0;
			const read = model.readUpTo();
			if ((read[chat] ?? 0) >= last) return;
			localStorage.setItem(model.readKey(), JSON.stringify({ ...read, [chat]: last }));
			model.changed();
		},
		unread(chat) {
			const read = model.readUpTo()[chat] ?? 0;
			return model.messagesOf(chat).filter((message) => message.id > read && message.from.id !== model.me).length;
		},
	};
	return model;
};
