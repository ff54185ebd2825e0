import { setTimeout } from "node:timers/promises";

/** A busy machine gets its time. */
const WAIT_MS = 60_000;
const POLL_MS = 20;

/** A message as the room's HTTP interface shows it. */
export interface Message {
	readonly id: number;
	readonly from: { readonly id: string; readonly name: string; readonly bot: boolean };
	readonly text: string;
	readonly buttons: readonly { readonly id: string; readonly text: string }[];
	readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number; readonly url: string }[];
}

/** The private chat of a demo person with the bot. */
export const privateChat = (person: string): string => `p-${person}`;

const jsonCall = (body: unknown, headers: Readonly<Record<string, string>>): RequestInit => ({
	method: "POST",
	headers: { "content-type": "application/json", ...headers },
	body: JSON.stringify(body),
});

/** Speaks to a room over HTTP as `as`, like any program may; `headers` go with every call (a session's cookie). */
export const roomClient = (url: string, as: string, headers: Readonly<Record<string, string>> = {}) => {
	const chatUrl = (chat: string): string => `${url}/api/chats/${encodeURIComponent(chat)}/messages`;

	/** Says a text; the message's id once it is durable. Rejects when the room does not answer 202. */
	const say = async (text: string, chat = privateChat(as)): Promise<number> => {
		const response = await fetch(chatUrl(chat), jsonCall({ as, text }, headers));
		if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
		return ((await response.json()) as { id: number }).id;
	};

	const messagesAfter = async (id: number, chat = privateChat(as)): Promise<Message[]> => {
		const response = await fetch(`${chatUrl(chat)}?after=${id}&as=${encodeURIComponent(as)}`, { headers });
		if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
		return ((await response.json()) as { messages: Message[] }).messages;
	};

	/** The bot's first message behind `id`, waited for. A room that is gone rejects at once. */
	const replyAfter = async (id: number, chat = privateChat(as)): Promise<Message> => {
		for (const until = performance.now() + WAIT_MS; performance.now() < until; ) {
			const reply = (await messagesAfter(id, chat)).find(({ from }) => from.bot);
			if (reply) return reply;
			await setTimeout(POLL_MS);
		}
		throw new Error(`no answer to message ${id} of ${as}`);
	};

	return {
		say,
		messagesAfter,
		replyAfter,
		/** Says a text and gives the bot's answer. */
		ask: async (text: string, chat = privateChat(as)): Promise<Message> => replyAfter(await say(text, chat), chat),
		/** Presses a button of a message by its words. */
		press: async (message: Message, words: string, chat = privateChat(as)): Promise<void> => {
			const button = message.buttons.find(({ text }) => text === words)?.id ?? words;
			const response = await fetch(`${chatUrl(chat)}/${message.id}/press`, jsonCall({ as, button }, headers));
			if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
		},
	};
};
