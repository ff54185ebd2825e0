import { createTelegram } from "../../../src/channels/telegram/channel.ts";
import type { Channel } from "../../../src/ports/channel.ts";
import type { ChatRef } from "../../../src/ports/chat.ts";
import type { Delivery, Shown } from "../../contract/channel-contract.ts";
import type { MessengerRig } from "../../contract/messenger-contract.ts";
import { ManualTimers } from "../manual-timers.ts";
import { countingIds, memoryFiles } from "../room-harness.ts";
import { buttonsOf, type FakeChat, type Post, textOf } from "./chat.ts";
import { shown, startFakeTelegram } from "./server.ts";

/** A rig, and what tests of Telegram alone look at. */
export interface TelegramRig extends Required<Omit<MessengerRig, "invite">> {
	readonly timers: ManualTimers;
	readonly telegram: Awaited<ReturnType<typeof startFakeTelegram>>;
	/** What was logged, oldest first. */
	readonly logged: readonly string[];
}

/** The Telegram channel on the fake Bot API server: one person, one group in which the bot is a plain member under privacy mode. */
export const openTelegramRig = async (): Promise<TelegramRig> => {
	const timers = new ManualTimers();
	// Long polls end when something happens or the connection does, never by time.
	const telegram = await startFakeTelegram({ timing: { nowMs: timers.nowMs, steadyMs: timers.steadyMs, later: () => () => undefined } });
	const { world } = telegram;
	const bot = world.bot({ username: "yixian_test_bot" });
	const person = world.person({ first: "福生" });
	person.meet(bot);
	let group = world.group({ title: "大巴镇工作群", owner: person, kind: "group" });
	group.add(bot, person);
	bot.updates.forget();

	const files = memoryFiles();
	const logged: string[] = [];
	let refusals: (() => void)[] = [];
	const note = (event: string): void => {
		logged.push(event);
		if (event !== "telegram:not-taken-in") return;
		for (const refuse of refusals) refuse();
		refusals = [];
	};
	const held = new Set<string>();
	const made = createTelegram({
		token: bot.token,
		apiRoot: telegram.url,
		files,
		leases: {
			takeLease: async (name) => {
				held.add(name);
				return true;
			},
			dropLease: async (name) => void held.delete(name),
		},
		clock: { now: timers.now },
		ids: countingIds(),
		log: { debug: note, info: note, warn: note, error: note },
		steadyMs: timers.steadyMs,
		later: timers.later,
	});
	let stopped = false;
	const channel: Channel = {
		...made,
		stop: async () => {
			await made.stop();
			stopped = true;
		},
	};

	const chatRef = (id: number, kind: ChatRef["kind"]): ChatRef => ({ channel: made.id, account: made.account, id: String(id), kind });
	const chats = { private: chatRef(person.user.id, "private"), group: chatRef(group.id, "group") };
	const chatOf = (chat: ChatRef): FakeChat => (chat.kind === "private" ? bot.chatWith(person.user) : group.chat);
	const where = (chat: ChatRef) => (chat.kind === "private" ? bot : group);

	/** Whether everything that waits now is confirmed, or refused by the intake first. */
	const outcome = async (): Promise<Delivery> => {
		if (stopped) return "refused";
		const refused = new Promise<Delivery>((resolve) => void refusals.push(() => resolve("refused")));
		return Promise.race([bot.updates.drained().then((): Delivery => "confirmed"), refused]);
	};
	let last: Post | null = null;
	const delivered = (act: () => Post | unknown): Promise<Delivery> => {
		const before = bot.updates.lastId;
		const done = act();
		if (done && typeof done === "object" && "chat" in done) last = done as Post;
		if (bot.updates.lastId === before) throw new Error("the bot does not hear this");
		return outcome();
	};
	const asShown = (post: Post): Shown => ({
		text: textOf(post),
		buttons: buttonsOf(post).map(({ text }) => text),
		files: post.files.map(({ name, bytes }) => ({ name, bytes })),
	});
	const toasts: string[] = [];
	world.onSight((sight) => {
		if (sight.kind === "toast" && sight.user.id === person.user.id) toasts.push(sight.text);
	});

	return {
		channel,
		chats,
		timers,
		telegram,
		logged,
		mention: (text) => `@${bot.user.username} ${text}`,
		say: (chat, text) => delivered(() => person.say(where(chat), text)),
		sendFile: (chat, name, bytes, text) => delivered(() => person.document(where(chat), bytes, name, text)),
		press: (chat, message, button) =>
			delivered(() => {
				const post = shown(chatOf(chat), bot).find((one) =>
					buttonsOf(one).some(({ callback_data }) => callback_data?.startsWith(`${message}:`)),
				);
				const label = post && buttonsOf(post).find(({ callback_data }) => callback_data === `${message}:${button}`)?.text;
				if (!post || label === undefined) throw new Error(`no button ${button}`);
				person.press(post, label);
			}),
		deliverAgain: () => {
			timers.pass(60_000);
			return outcome();
		},
		shown: async (chat) => shown(chatOf(chat), bot).map(asShown),
		keep: (name, bytes) => files.put(bytes, name),
		read: (file) => files.get(file.hash),
		breakPlatform: () => {
			world.faults.add({ method: null, fault: { kind: "500" } });
		},
		toasts: () => toasts,
		close: async () => {
			if (!stopped) {
				world.faults.clear();
				await made.stop();
			}
			await telegram.close();
		},

		reply: (chat, text) => {
			const replyTo = shown(chatOf(chat), bot).at(-1);
			return delivered(() => person.say(where(chat), text, replyTo ? { replyTo } : {}));
		},
		edit: (text) => {
			const post = last;
			return delivered(() => post && person.edit(post, text));
		},
		sendAlbum: (chat, photos, text) => delivered(() => person.album(where(chat), photos, text)),
		sendOther: (chat) => delivered(() => person.other(where(chat), { location: { latitude: 42.06, longitude: 121.74 } })),
		sendHuge: (chat) => delivered(() => person.document(where(chat), PLAIN, "录像.mp4", "", { size: 30 * 1024 * 1024 })),
		sayAnonymously: (text) => {
			group.promote(person, person, { anonymous: true });
			return delivered(() => person.say(group, text));
		},
		block: (blocked) => delivered(() => (blocked ? person.block(bot) : person.unblock(bot))),
		promote: () => delivered(() => group.promote(bot, person)),
		remove: () => delivered(() => group.remove(bot, person)),
		rename: (title) => delivered(() => group.rename(title, person)),
		moveGroup: async () => {
			const next = group.upgrade(person);
			group = next;
			await outcome();
			return String(next.id);
		},
		goDown: () => telegram.goDown(),
		slowDown: (seconds) => {
			world.faults.add({ method: "sendMessage", fault: { kind: "429", retryAfter: seconds }, times: 1 });
		},
		asksForReply: (chat) => shown(chatOf(chat), bot).at(-1)?.input?.force_reply === true,
		menu: (chat) => {
			const scope = JSON.stringify({ type: "chat", chat: Number(chat.id) });
			return (bot.commands.get(scope) ?? []).map(({ command }) => command);
		},
	};
};

const PLAIN = new Uint8Array([1, 2, 3]);
