import type { InboundContent } from "../../src/ports/intake.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import { renderChat } from "../../src/render/chat.ts";
import type { View } from "../../src/views/view.ts";
import type { Universe } from "./universe.ts";

const shown = (view: View) => renderChat(view, "zh-CN", { buttons: true });

/** Where something is said: in a person's private chat, or in the group of a unit. */
type Place = { readonly group: string } | "private";

/** Hands things to the intake as a messenger would that names its messages, and collects what was written for sending, cards and all. */
export class Talk {
	readonly #universe: Universe;
	readonly #sent: NewMessage[] = [];
	#count = 0;

	constructor(universe: Universe) {
		this.#universe = universe;
		universe.tampered.refuse = (effects) => {
			for (const effect of effects) if (effect.do === "enqueue-message") this.#sent.push(effect.message);
			return null;
		};
	}

	/** What was written for sending since the last call. */
	heard(): NewMessage[] {
		return this.#sent.splice(0);
	}

	/** Everything said since the last call, as it reads. */
	said(): string {
		return this.heard()
			.map(({ view }) => shown(view).text)
			.join("\n\n");
	}

	/** Says something; returns the message's id. */
	async say(person: string, text: string, place: Place = "private", addressed = place === "private"): Promise<string> {
		return this.#give(person, { kind: "text", text, addressed }, place, null);
	}

	/** Changes a message. */
	async edit(person: string, messageId: string, text: string, place: Place = "private", addressed = place === "private"): Promise<void> {
		await this.#give(person, { kind: "edit", text, addressed }, place, messageId);
	}

	/** Presses a button of a message by its label, or by a place nobody offered. */
	async press(person: string, message: NewMessage, button: string | { readonly at: string }, place: Place = "private"): Promise<void> {
		const at = typeof button === "string" ? String(shown(message.view).buttons.findIndex(({ text }) => text === button)) : button.at;
		if (at === "-1") throw new Error(`no button ${String(button)}`);
		await this.#give(person, { kind: "press", message: message.id, button: at, press: "p" }, place, `bot-${message.id}`);
	}

	async #give(person: string, content: InboundContent, place: Place, messageId: string | null): Promise<string> {
		this.#count += 1;
		const id = messageId ?? `said-${this.#count}`;
		const { intake } = this.#universe.yixian;
		await intake.receive([
			{
				updateId: `talk-${this.#count}`,
				chat:
					place === "private"
						? { channel: "room", account: "room", id: `p-${person}`, kind: "private" }
						: { channel: "room", account: "room", id: `g-${place.group}`, kind: "group" },
				sender: { channel: "room", id: person },
				messageId: id,
				sentAt: this.#universe.now,
				content,
			},
		]);
		await this.#universe.settle();
		return id;
	}
}
