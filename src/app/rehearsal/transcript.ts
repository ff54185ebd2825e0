import { type PersonKey, personKey } from "../../domain/person.ts";
import { unitCode } from "../../domain/unit.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { ReminderRecord } from "../../ports/reminders.ts";
import type { NewMessage } from "../../ports/store.ts";
import type { Recorder } from "./recorder.ts";
import type { RehearsedChat, RehearsedLine } from "./rehearsal.ts";
import type { RehearsalChannel } from "./rehearsal-channel.ts";
import type { RehearsalClock } from "./rehearsal-clock.ts";
import type { Act } from "./simulated-reporter.ts";

/** What went out since the last look, and who was reminded by it. */
interface News {
	readonly messages: readonly { readonly written: NewMessage; readonly chat: RehearsedChat }[];
	readonly reminders: readonly ReminderRecord[];
}

/** Everything said in a rehearsal, in order. */
export class Transcript {
	readonly lines: RehearsedLine[] = [];
	readonly #clock: RehearsalClock;
	readonly #recorder: Recorder;
	readonly #channel: RehearsalChannel;
	/** Labels of the buttons of what was sent. */
	readonly #labels = new Map<string, readonly string[]>();
	#remindersSeen = 0;

	constructor(clock: RehearsalClock, recorder: Recorder, channel: RehearsalChannel) {
		this.#clock = clock;
		this.#recorder = recorder;
		this.#channel = channel;
	}

	/** Takes down what a person does; `to` is the bot's message they answer. */
	spoken(person: PersonKey, chat: ChatRef, act: Act, to: NewMessage | null, fileName: string): void {
		this.lines.push({
			at: this.#clock.now(),
			chat: placeOf(chat),
			by: person,
			text: this.#wordsOf(act, to, fileName),
			buttons: [],
			files: act.do === "send-file" ? 1 : 0,
			view: null,
			priority: null,
			counted: [],
		});
	}

	/** Takes down what the program sent since the last call. */
	takeUp(): News {
		const reminders = this.#recorder.reminders.slice(this.#remindersSeen);
		this.#remindersSeen = this.#recorder.reminders.length;
		const messages = this.#channel.take().flatMap(({ at, message }) => {
			const written = this.#recorder.messages.get(message.id) ?? this.#recorder.messages.get(message.id.split(".")[0] ?? "");
			const chat = placeOf(message.chat);
			const buttons = message.buttons.map(({ text }) => text);
			this.#labels.set(message.id, buttons);
			const reminded = reminders.flatMap((one) => (one.message === written?.id && one.outcome === "sent" ? [one.person] : []));
			this.lines.push({
				at,
				chat,
				by: null,
				text: message.text,
				buttons,
				files: message.files.length,
				view: written?.view.key ?? null,
				priority: written?.priority ?? null,
				counted: "person" in chat ? [chat.person] : [...new Set(reminded)],
			});
			return written ? [{ written, chat }] : [];
		});
		return { messages, reminders };
	}

	#wordsOf(act: Act, to: NewMessage | null, fileName: string): string {
		switch (act.do) {
			case "say":
				return act.text;
			case "press":
				return `[${this.#labels.get(to?.id ?? "")?.[act.button] ?? ""}]`;
			case "send-file":
				return fileName;
			default:
				return act satisfies never;
		}
	}
}

const placeOf = ({ kind, id }: ChatRef): RehearsedChat =>
	kind === "group" ? { group: unitCode(id.slice(2)) } : { person: personKey(id.slice(2)) };
