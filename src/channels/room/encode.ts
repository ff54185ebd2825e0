import type { Instant } from "../../domain/period.ts";
import type { OutgoingMessage } from "../../ports/channel.ts";
import type { RoomMessage } from "../../ports/room.ts";

/** The bot as the room shows it; its name is also what an @ in a group calls. */
export const BOT = { id: "bot", name: "一线通", bot: true } as const;

/** A message as the HTTP interface gives it. */
export interface MessageJson {
	readonly id: number;
	readonly at: Instant;
	readonly from: { readonly id: string; readonly name: string; readonly bot: boolean };
	readonly text: string;
	readonly buttons: readonly { readonly id: string; readonly text: string }[];
	readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number; readonly url: string }[];
}

/** The bot's message as a line of the room. */
export const encodeOutgoing = (message: OutgoingMessage, at: Instant): Omit<RoomMessage, "id"> => ({
	chat: message.chat.id,
	at,
	from: null,
	text: message.text,
	buttons: message.buttons,
	files: message.files,
	outboxId: message.id,
});

/** Where a reader fetches a message's file: the message names the chat whose members may. `as` is the demo's reader, null for a session. */
const fileUrl = (message: RoomMessage, hash: string, name: string, as: string | null): string => {
	const query = new URLSearchParams({ message: String(message.id) });
	if (as !== null) query.set("as", as);
	return `/api/files/${hash}/${encodeURIComponent(name)}?${query}`;
};

/** A line of the room as JSON for one reader. */
export const encodeMessage = (message: RoomMessage, nameOf: (account: string) => string, as: string | null): MessageJson => ({
	id: message.id,
	at: message.at,
	from: message.from === null ? BOT : { id: message.from, name: nameOf(message.from), bot: false },
	text: message.text,
	buttons: message.buttons.map(({ id, text }) => ({ id, text })),
	attachments: message.files.map(({ hash, name, type, size }) => ({ name, type, size, url: fileUrl(message, hash, name, as) })),
});
