import { Dispatcher, type DispatcherParts } from "../../src/app/dispatch/dispatcher.ts";
import type { Freshen } from "../../src/app/dispatch/freshen.ts";
import type { Outbox } from "../../src/app/dispatch/record-landing.ts";
import { toInstant } from "../../src/domain/period.ts";
import type { Channel, OutgoingMessage } from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Log } from "../../src/ports/log.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import type { SimulatedTime } from "./simulated-time.ts";

export const chatRef = (id: string, kind: ChatRef["kind"] = "private"): ChatRef => ({ channel: "fake", account: "bot", id, kind });

/** A message that says a name; its id is the name. */
export const saying = (chat: ChatRef, name: string, now: number, more: Partial<NewMessage> = {}): NewMessage => ({
	id: name,
	chat,
	view: { key: "nobody-named", name, buttons: [] },
	dedupeKey: name,
	priority: "answer",
	createdAt: toInstant(now),
	expiresAt: null,
	addressee: null,
	answers: null,
	card: null,
	...more,
});

/** The id of the queued message a part belongs to. */
export const queuedId = ({ id }: OutgoingMessage): string => id.replace(/\.\d+$/u, "");

/** What the log was told, without what it says about it. */
export const listeningLog = (): Log & { readonly events: string[] } => {
	const events: string[] = [];
	const at = (event: string): void => void events.push(event);
	return { events, debug: at, info: at, warn: at, error: at };
};

/** A dispatcher on simulated time. */
export const dispatcherOn = (
	time: SimulatedTime,
	store: Outbox,
	channel: Channel,
	log: Log,
	limited = true,
	freshen: Freshen = async (view) => view,
	more: Partial<DispatcherParts> = {},
): Dispatcher =>
	new Dispatcher({
		freshen,
		store,
		channel,
		clock: { now: () => toInstant(time.now) },
		log,
		language: "zh-CN",
		limited,
		steadyMs: () => time.now,
		later: time.later,
		chance: () => 0,
		quietUntil: () => null,
		elsewhere: async () => null,
		...more,
	});
