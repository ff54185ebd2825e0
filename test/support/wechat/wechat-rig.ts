import { types } from "wechaty";
import { createWechat, type WechatParts } from "../../../src/channels/wechat/channel.ts";
import { MAX_FILE_BYTES } from "../../../src/channels/wechat/limits.ts";
import type { Channel } from "../../../src/ports/channel.ts";
import type { ChatRef } from "../../../src/ports/chat.ts";
import type { Delivery, Shown } from "../../contract/channel-contract.ts";
import type { MessengerRig } from "../../contract/messenger-contract.ts";
import { ManualTimers } from "../manual-timers.ts";
import { countingIds, memoryFiles } from "../room-harness.ts";
import type { Group } from "./group.ts";
import type { Person } from "./person.ts";
import type { Chat, Post } from "./post.ts";
import { settled } from "./settled.ts";
import { telling } from "./telling.ts";
import { WechatWorld } from "./world.ts";

/** A rig, and what tests of WeChat alone look at. */
export interface WechatRig extends MessengerRig {
	readonly timers: ManualTimers;
	readonly world: WechatWorld;
	readonly person: Person;
	readonly group: Group;
	/** What was logged, oldest first: event and facts. */
	readonly logged: readonly string[];
	/** The own id of the last login, as it is kept. */
	lastLogin(): string | null;
}

/** How a telephone writes the quote of a message. */
export const quoting = (author: string, words: string, text: string): string =>
	`「${author}：${words}」\n- - - - - - - - - - - - - - -\n${text}`;

/** The WeChat channel on Wechaty's mended mock: one person, one group with the bot in it. */
export const openWechatRig = async (change: Partial<WechatParts> = {}): Promise<WechatRig> => {
	const timers = new ManualTimers();
	const world = new WechatWorld({ nowMs: timers.nowMs });
	const person = world.person("福生");
	const group = world.group("大巴镇工作群", [person]);
	const files = memoryFiles();
	const logged: string[] = [];
	const note = (event: string, facts: object = {}): void => void logged.push(`${event} ${JSON.stringify(facts)}`);
	const tells = telling();
	let lastLogin: string | null = null;
	const made = createWechat({
		openBot: () => world.bot(),
		files,
		leases: { takeLease: async () => true, dropLease: async () => undefined },
		lastLogin: {
			get: async () => lastLogin,
			set: async (id) => {
				lastLogin = id;
			},
		},
		clock: { now: timers.now },
		ids: countingIds(),
		log: { debug: note, info: note, warn: note, error: note },
		chance: () => 0.5,
		steadyMs: timers.steadyMs,
		later: timers.later,
		...change,
	});
	let stopped = false;
	const channel: Channel = {
		...tells.watch(made, world.signsIn),
		stop: async () => {
			await made.stop();
			stopped = true;
		},
	};
	const chatRef = (id: string, kind: ChatRef["kind"]): ChatRef => ({ channel: made.id, account: made.account, id, kind });
	const chatOf = (chat: ChatRef): Chat => (chat.kind === "private" ? person : group);
	const where = (chat: ChatRef): Group | null => (chat.kind === "private" ? null : group);

	let last: Post | null = null;
	const delivered = async (act: () => Post): Promise<Delivery> => {
		last = act();
		return stopped ? "refused" : tells.told(last.id);
	};
	const afterwards = async (act: () => void): Promise<Delivery> => {
		act();
		await settled();
		return "confirmed";
	};
	const asShown = ({ text, file }: Post): Shown => ({ text, buttons: [], files: file ? [file] : [] });

	return {
		channel,
		timers,
		world,
		person,
		group,
		logged,
		lastLogin: () => lastLogin,
		get chats() {
			return { private: chatRef(person.id, "private"), group: chatRef(group.id, "group") };
		},
		mention: (text) => `@${world.self.name}\u2005${text}`,
		say: (chat, text) => delivered(() => person.say(text, where(chat))),
		sendFile: (chat, name, bytes) => delivered(() => person.send({ name, bytes }, where(chat))),
		press: () => Promise.reject(new Error("WeChat has no buttons")),
		deliverAgain: () => {
			const told = last ? tells.told(last.id) : Promise.resolve<Delivery>("refused");
			timers.pass(60_000);
			return told;
		},
		shown: async (chat) => world.shown(chatOf(chat)).map(asShown),
		keep: (name, bytes) => files.put(bytes, name),
		read: (file) => files.get(file.hash),
		breakPlatform: () => world.break("send", new Error("broken")),
		toasts: () => [],
		close: async () => {
			if (!stopped) await made.stop();
		},

		reply: (chat, text) =>
			delivered(() => person.say(quoting(world.self.name, world.shown(chatOf(chat)).at(-1)?.text ?? "", text), where(chat))),
		sendOther: (chat) => delivered(() => person.other(types.Message.Location, where(chat))),
		sendHuge: (chat) => delivered(() => person.send({ name: "录像.mp4", bytes: new Uint8Array(MAX_FILE_BYTES + 1) }, where(chat))),
		remove: () => afterwards(() => group.remove(world.self, person)),
		rename: (title) => afterwards(() => group.rename(title, person)),
		invite: () =>
			afterwards(() => {
				group.members.delete(world.self);
				group.add(world.self, person);
			}),
		goDown: async () => {
			await world.logout();
			return async () => {
				world.login();
				while (made.health().state !== "up") await new Promise((resolve) => setImmediate(resolve));
			};
		},
	};
};
