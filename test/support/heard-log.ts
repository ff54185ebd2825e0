import type { Channel } from "../../src/ports/channel.ts";
import type { Heard } from "./stage.ts";

/** Something shown, with the outbox message it belongs to: parts of one are heard as one. */
interface Line extends Omit<Heard, "where"> {
	readonly chatId: string;
	readonly message: string;
}

/** What a platform showed since it was last asked, chats in the order in which they were spoken to. */
export class HeardLog {
	readonly #sending = new Map<string, string>();
	#order: string[] = [];
	#lines: Line[] = [];

	/** Notes what is under way to which chat. */
	watch(channel: Channel): Channel {
		return {
			...channel,
			send: (message) => {
				const { id } = message.chat;
				if (!this.#order.includes(id)) this.#order.push(id);
				this.#sending.set(id, message.id.replace(/\.\d+$/u, ""));
				return channel.send(message);
			},
		};
	}

	/** Notes something a chat shows now. */
	saw(chatId: string, shown: Omit<Heard, "where">): void {
		const message = this.#sending.get(chatId) ?? "";
		const at = shown.as === "toast" ? -1 : this.#lines.findIndex((line) => line.message === message && line.chatId === chatId);
		const part = this.#lines[at];
		if (!part) {
			this.#lines.push({ ...shown, chatId, message });
			return;
		}
		const text = [part.text, shown.text].filter((one) => one !== "").join("\n");
		this.#lines[at] = { ...part, text, files: [...part.files, ...shown.files], buttons: shown.buttons };
	}

	/** All since the last call, in order within each chat. */
	take(placeOf: (chatId: string) => Heard["where"]): Heard[] {
		const order = this.#order;
		const lines = this.#lines;
		this.forget();
		return lines
			.sort((a, b) => order.indexOf(a.chatId) - order.indexOf(b.chatId))
			.map(({ message: _message, chatId, ...heard }) => ({ where: placeOf(chatId), ...heard }));
	}

	forget(): void {
		this.#order = [];
		this.#lines = [];
	}
}
