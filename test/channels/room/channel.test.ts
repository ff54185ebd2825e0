import { createRoom } from "../../../src/channels/room/channel.ts";
import type { ChatRef } from "../../../src/ports/chat.ts";
import { type ChannelRig, type Delivery, describeChannel, type Shown } from "../../contract/channel-contract.ts";
import { ManualTimers } from "../../support/manual-timers.ts";
import {
	boundDirectory,
	CAST,
	countingIds,
	keepingLog,
	memoryFiles,
	memoryRoomStore,
	PAGE_DIR,
	quietDesk,
	standingClock,
} from "../../support/room-harness.ts";
import { type Answer, formOf, httpGet, httpPost, httpUpload } from "./http-call.ts";

const chat = (id: string, kind: "private" | "group"): ChatRef => ({ channel: "room", account: "room", id, kind });

interface MessageJson {
	readonly id: number;
	readonly from: { readonly bot: boolean };
	readonly text: string;
	readonly buttons: readonly { readonly id: string; readonly text: string }[];
	readonly attachments: readonly { readonly name: string; readonly url: string }[];
}

describeChannel("the room", async (): Promise<ChannelRig> => {
	const store = memoryRoomStore();
	const files = memoryFiles();
	const clock = standingClock();
	const room = createRoom({
		host: "127.0.0.1",
		port: 0,
		mode: "demo",
		store,
		directory: boundDirectory(CAST, new Map()),
		files,
		desk: quietDesk(),
		demoClock: clock,
		clock,
		ids: countingIds(),
		log: keepingLog(),
		later: new ManualTimers().later,
		pageDir: PAGE_DIR,
	});
	const path = (of: ChatRef): string => `${room.url()}/api/chats/${of.id}/messages`;
	let keys = 0;
	let last: (() => Promise<Answer>) | null = null;
	const deliver = async (call: () => Promise<Answer>): Promise<Delivery> => {
		last = call;
		return (await call()).status === 202 ? "confirmed" : "refused";
	};
	const read = async (url: string): Promise<Uint8Array> => {
		const response = await fetch(room.url() + url);
		return new Uint8Array(await response.arrayBuffer());
	};
	const asShown = async (message: MessageJson): Promise<Shown> => ({
		text: message.text,
		buttons: message.buttons.map(({ text }) => text),
		files: await Promise.all(message.attachments.map(async ({ name, url }) => ({ name, bytes: await read(url) }))),
	});

	return {
		channel: room,
		chats: { private: chat("p-deputy", "private"), group: chat("g-daba", "group") },
		mention: (text) => `@一线通 ${text}`,
		say: (to, text) => {
			keys += 1;
			const key = `k${keys}`;
			return deliver(() => httpPost(path(to), { as: "deputy", text, key }));
		},
		sendFile: (to, name, bytes, text) => deliver(() => httpUpload(path(to), formOf({ as: "deputy", text }, [name, bytes]))),
		press: (to, outboxId, button) => {
			const message = store.lines.find((line) => line.outboxId === outboxId);
			return deliver(() => httpPost(`${path(to)}/${message?.id}/press`, { as: "deputy", button }));
		},
		deliverAgain: async () => (last ? deliver(last) : "refused"),
		async shown(of) {
			const { json } = await httpGet(`${path(of)}?as=deputy`);
			return Promise.all(json.messages.filter(({ from }: MessageJson) => from.bot).map(asShown));
		},
		keep: (name, bytes) => files.put(bytes, name),
		read: (file) => files.get(file.hash),
		breakPlatform: () => {
			store.failAppends = true;
		},
		toasts: () => [],
		close: () => room.close(),
	};
});
