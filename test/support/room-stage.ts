import type { RoomStore } from "../../src/ports/room.ts";
import { type Heard, NoSuchButton, type SentFile, type Stage, type Which } from "./stage.ts";

interface MessageJson {
	readonly id: number;
	readonly from: { readonly bot: boolean };
	readonly text: string;
	readonly buttons: readonly { readonly id: string; readonly text: string }[];
	readonly attachments: readonly { readonly name: string; readonly url: string }[];
}

/** Notes which chats of the room the bot wrote to, so that nothing it said anywhere goes unheard. */
export class ChatsWrittenTo {
	readonly #chats = new Set<string>();

	watch(store: RoomStore): RoomStore {
		return {
			...bound(store),
			append: async (message) => {
				const stored = await store.append(message);
				if (message.from === null) this.#chats.add(message.chat);
				return stored;
			},
		};
	}

	/** The chats since the last call, in the order they were first written to. */
	take(): string[] {
		const chats = [...this.#chats];
		this.#chats.clear();
		return chats;
	}
}

const bound = (store: RoomStore): RoomStore => ({
	append: (message) => store.append(message),
	list: (chat, after, limit) => store.list(chat, after, limit),
	latest: (chat, limit) => store.latest(chat, limit),
	get: (id) => store.get(id),
	listFromPeople: (after, limit) => store.listFromPeople(after, limit),
	lastTakenIn: () => store.lastTakenIn(),
	saveSession: (hash, account, at) => store.saveSession(hash, account, at),
	sessionAccount: (hash, since) => store.sessionAccount(hash, since),
	dropSession: (hash) => store.dropSession(hash),
});

/** The room over HTTP. `url` is asked anew at every call, because a restart moves it. */
export const roomStage = (url: () => string, writtenTo: ChatsWrittenTo): Stage => {
	const heardUpTo = new Map<string, number>();
	const chatOf = (person: string, group: string | null): string => (group === null ? `p-${person}` : `g-${group}`);
	const placeOf = (chat: string): Heard["where"] => (chat.startsWith("g-") ? { group: chat.slice(2) } : { person: chat.slice(2) });

	const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
		const response = await fetch(`${url()}${path}`, init);
		if (!response.ok) throw new Error(`${init.method ?? "GET"} ${path}: ${response.status} ${await response.text()}`);
		return response;
	};
	const post = (path: string, body: unknown): Promise<Response> =>
		call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
	const messages = async (chat: string, query: string): Promise<MessageJson[]> =>
		((await (await call(`/api/chats/${chat}/messages?${query}`)).json()) as { messages: MessageJson[] }).messages;

	return {
		async say(person, group, text) {
			await post(`/api/chats/${chatOf(person, group)}/messages`, { as: person, text });
		},
		async press(person, group, label, which: Which) {
			const chat = chatOf(person, group);
			const found = (await messages(chat, `as=${person}`)).filter(
				(message) => message.from.bot && message.buttons.some((one) => one.text === label),
			);
			const message = which === "newest" ? found.at(-1) : found[0];
			const button = message?.buttons.find((one) => one.text === label);
			if (!message || !button) throw new NoSuchButton(`${label} in ${chat}`);
			await post(`/api/chats/${chat}/messages/${message.id}/press`, { as: person, button: button.id });
		},
		async send(person, group, file, text) {
			const form = new FormData();
			form.set("as", person);
			form.set("text", text);
			form.set("file", new Blob([new Uint8Array(file.bytes)]), file.name);
			await call(`/api/chats/${chatOf(person, group)}/messages`, { method: "POST", body: form });
		},
		async lastFile(person): Promise<SentFile> {
			const sent = (await messages(chatOf(person, null), `as=${person}`))
				.filter((message) => message.from.bot)
				.flatMap((message) => message.attachments);
			const last = sent.at(-1);
			if (!last) throw new Error(`the bot sent ${person} no file`);
			return { name: last.name, bytes: new Uint8Array(await (await call(last.url)).arrayBuffer()) };
		},
		async heard() {
			const all: Heard[] = [];
			for (const chat of writtenTo.take()) {
				const since = await messages(chat, `after=${heardUpTo.get(chat) ?? 0}`);
				heardUpTo.set(chat, since.at(-1)?.id ?? heardUpTo.get(chat) ?? 0);
				for (const message of since.filter((one) => one.from.bot))
					all.push({
						where: placeOf(chat),
						text: message.text,
						buttons: message.buttons.map((button) => button.text),
						files: message.attachments.map((file) => file.name),
					});
			}
			return all;
		},
	};
};
