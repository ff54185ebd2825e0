import {
	type Capabilities,
	type Channel,
	type ChannelHealth,
	type MenuLine,
	type MenuPlace,
	NO_LIMITS,
	type OutgoingMessage,
	type SendOutcome,
} from "../../src/ports/channel.ts";
import type { AccountRef, ChatRef } from "../../src/ports/chat.ts";
import type { Inbound, InboundContent } from "../../src/ports/intake.ts";
import type { Universe } from "./universe.ts";

/** A messenger with groups, menus and links, whose platform is a list: what was sent, and what its people do. */
export class Messenger implements Channel {
	readonly id: string;
	readonly account: string;
	readonly can: Capabilities = {
		buttons: true,
		edit: true,
		toast: true,
		mention: true,
		files: true,
		filesPerMessage: 10,
		maxCaption: 1024,
		maxFileBytes: 50_000_000,
		keepsMissed: true,
		pace: "fast",
		maxText: 4096,
	};
	readonly limits = NO_LIMITS;
	readonly sent: OutgoingMessage[] = [];
	readonly menus: { readonly place: MenuPlace; readonly lines: readonly MenuLine[] }[] = [];
	/** Chats and places whose menus cannot be set, and those that were asked for all the same. */
	readonly refusing = new Set<string>();
	readonly refused: string[] = [];
	now: ChannelHealth = { state: "up", reason: "", name: "@yixian_bot", seesGroups: false };
	#updates = 0;

	/** `can`: what it can do otherwise than Telegram. */
	constructor(account = "7001", id = "telegram", can: Partial<Capabilities> = {}) {
		this.id = id;
		this.account = account;
		this.can = { ...this.can, ...can };
	}

	async start(): Promise<void> {}
	async stop(): Promise<void> {}

	async send(message: OutgoingMessage): Promise<SendOutcome> {
		this.sent.push(message);
		return { kind: "sent" };
	}

	health(): ChannelHealth {
		return this.now;
	}

	async setMenu(place: MenuPlace, lines: readonly MenuLine[]): Promise<boolean> {
		const name = typeof place === "string" ? place : place.id;
		if (this.refusing.has(name)) {
			this.refused.push(name);
			return false;
		}
		this.menus.push({ place, lines });
		return true;
	}

	bindingLink(code: string): string | null {
		return `https://t.me/yixian_bot?start=${code}`;
	}

	private(id: string): ChatRef {
		return { channel: this.id, account: this.account, id, kind: "private" };
	}

	group(id: string): ChatRef {
		return { channel: this.id, account: this.account, id, kind: "group" };
	}

	person(id: string): AccountRef {
		return { channel: this.id, id };
	}

	/** Something happened in a chat; resolves when it is answered and sent. What was said there since is returned. */
	async happens(
		universe: Pick<Universe, "yixian" | "now">,
		chat: ChatRef,
		sender: string,
		content: InboundContent,
		anonymous = false,
	): Promise<string[]> {
		this.#updates += 1;
		const update: Inbound = {
			updateId: String(this.#updates),
			chat,
			sender: this.person(sender),
			...(anonymous ? { anonymous } : {}),
			messageId: String(this.#updates),
			sentAt: universe.now,
			content,
		};
		const before = this.sent.length;
		await universe.yixian.intake.receive([update]);
		await universe.yixian.idle();
		return this.sent.slice(before).map((message) => (message.chat.id === chat.id ? message.text : `→ ${message.chat.id} ${message.text}`));
	}

	/** Words that are addressed to the bot, as every word in private is. */
	says(universe: Pick<Universe, "yixian" | "now">, chat: ChatRef, sender: string, text: string, addressed = true): Promise<string[]> {
		return this.happens(universe, chat, sender, { kind: "text", text, addressed });
	}
}
