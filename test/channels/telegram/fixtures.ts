import { GrammyError, HttpError } from "grammy";
import type { Chat, Message, Update, User } from "grammy/types";
import type { BotProfile } from "../../../src/channels/telegram/bot-profile.ts";
import type { Instant } from "../../../src/domain/period.ts";
import type { OutgoingMessage } from "../../../src/ports/channel.ts";
import type { ChatRef } from "../../../src/ports/chat.ts";
import type { Log } from "../../../src/ports/log.ts";

export const BOT: BotProfile = { id: 7001, username: "yixian_bot", readsGroups: false };
export const BOT_USER: User = { id: 7001, is_bot: true, first_name: "一线通", username: "yixian_bot" };
export const WANG: User = { id: 42, is_bot: false, first_name: "王伟" };
export const PRIVATE = { id: 42, type: "private", first_name: "王伟" } as Chat.PrivateChat;
export const GROUP = { id: -100500, type: "supergroup", title: "大巴镇工作群" } as Chat.SupergroupChat;
export const NOW = "2026-11-16T01:30:00.000Z" as Instant;
/** 2026-11-16T01:29:00Z. */
export const SAID_AT = Date.UTC(2026, 10, 16, 1, 29) / 1000;

export const privateRef: ChatRef = { channel: "telegram", account: "7001", id: "42", kind: "private" };
export const groupRef: ChatRef = { channel: "telegram", account: "7001", id: "-100500", kind: "group" };

/** A message as Telegram gives it, from 王伟 in private unless told otherwise. */
export const message = (more: Record<string, unknown>): Message =>
	({ message_id: 9, date: SAID_AT, chat: PRIVATE, from: WANG, ...more }) as unknown as Message;

/** An update of any shape. */
export const update = (more: Record<string, unknown>): Update => ({ update_id: 1000, ...more }) as unknown as Update;

export const outgoing = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
	id: "01J00000000000000000000001",
	chat: privateRef,
	text: "请核对",
	buttons: [],
	files: [],
	answers: null,
	card: null,
	awaitsWords: false,
	...more,
});

/** What grammY throws for an error Telegram tells. */
export const told = (code: number, description: string, parameters: Record<string, number> = {}): GrammyError =>
	new GrammyError("Call failed!", { ok: false, error_code: code, description, parameters }, "sendMessage", { text: "王伟 13812345678" });

/** What grammY throws when nobody answers. The address in it holds the token, as node-fetch writes it. */
export const unheard = (code = "ECONNREFUSED"): HttpError =>
	new HttpError(
		"Network request for 'sendMessage' failed!",
		Object.assign(new Error(`request to http://127.0.0.1:1/bot7001:SECRET-SECRET-SECRET-SECRET-SECRE/getMe failed, reason: ${code}`), {
			code,
		}),
	);

interface Timer {
	readonly ms: number;
	readonly run: () => void;
}

/** Timers that go off when a test says so. */
export class Timers {
	readonly set: Timer[] = [];
	#watchers: (() => void)[] = [];

	readonly later = (ms: number, run: () => void): (() => void) => {
		const timer = { ms, run };
		this.set.push(timer);
		for (const wake of this.#watchers.splice(0)) wake();
		return () => {
			const at = this.set.indexOf(timer);
			if (at >= 0) this.set.splice(at, 1);
		};
	};

	/** Resolves with the length of the one that waits, as soon as one does. */
	async next(): Promise<number> {
		while (this.set.length === 0) await new Promise<void>((resolve) => this.#watchers.push(resolve));
		return this.set[0]?.ms ?? 0;
	}

	/** Lets the oldest go off. */
	fire(): void {
		this.set.shift()?.run();
	}
}

/** A log that keeps its lines as text. */
export class KeptLog implements Log {
	readonly lines: string[] = [];
	debug(event: string, facts = {}): void {
		this.lines.push(`debug ${event} ${JSON.stringify(facts)}`);
	}
	info(event: string, facts = {}): void {
		this.lines.push(`info ${event} ${JSON.stringify(facts)}`);
	}
	warn(event: string, facts = {}): void {
		this.lines.push(`warn ${event} ${JSON.stringify(facts)}`);
	}
	error(event: string, facts = {}): void {
		this.lines.push(`error ${event} ${JSON.stringify(facts)}`);
	}
}

/** Lets everything that is ready run. */
export const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
