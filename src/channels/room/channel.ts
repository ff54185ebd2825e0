import type { Channel, OutgoingMessage, SendOutcome } from "../../ports/channel.ts";
import type { Intake } from "../../ports/intake.ts";
import type { RoomMessage } from "../../ports/room.ts";
import { ROOM } from "./decode.ts";
import { encodeOutgoing } from "./encode.ts";
import { type Events, openEvents } from "./events.ts";
import { type Journal, openJournal } from "./journal.ts";
import { CAPABILITIES, INTAKE_BATCH, SENDING_LIMITS } from "./limits.ts";
import type { RoomParts } from "./server/context.ts";
import { openServer, type RoomServer } from "./server/open-server.ts";

export type { RoomParts } from "./server/context.ts";

/** The built-in room: a channel that is its own platform. */
export interface RoomChannel extends Channel {
	/** Where it is served, without a slash at the end. Throws before start. */
	url(): string;
	/** Stops serving: every connection ends. Safe to call twice, and before start. */
	close(): Promise<void>;
}

interface Running {
	readonly journal: Journal;
	readonly events: Events;
	readonly server: RoomServer;
}

/** Whether a chat is a group, for a message that is offered again: the author may have lost their place in it since. */
const kindOf = async (
	{ mode, directory }: RoomParts,
	message: RoomMessage & { readonly from: string },
): Promise<"group" | "private" | null> => {
	const chats = mode === "demo" ? directory.demoOptions().chats : (await directory.optionsOf(message.from))?.chats;
	return chats?.find(({ id }) => id === message.chat)?.kind ?? null;
};

/** Offers what people said and the inbox does not know: a crash may have come between the room's line and the inbox. */
const offerMissed = async (parts: RoomParts, journal: Journal): Promise<void> => {
	let after = await parts.store.lastTakenIn();
	for (;;) {
		const missed = await parts.store.listFromPeople(after, INTAKE_BATCH);
		const last = missed.at(-1);
		if (!last) return;
		for (const message of missed) {
			if (message.from === null) continue;
			const line = { ...message, from: message.from };
			const kind = await kindOf(parts, line);
			if (kind === null) parts.log.warn("room:missed-message-without-chat", { message: message.id });
			else await journal.offer(line, kind);
		}
		parts.log.info("room:offered-again", { from: after, to: last.id });
		after = last.id;
	}
};

/** Builds the room; nothing listens before start. */
export const createRoom = (parts: RoomParts): RoomChannel => {
	let running: Running | null = null;

	const send = async (message: OutgoingMessage): Promise<SendOutcome> => {
		if (!running) return { kind: "retry", afterMs: 1000, reason: "the room is not open", blame: "channel" };
		if (message.text.length > CAPABILITIES.maxText)
			return { kind: "failed", reason: `text longer than ${CAPABILITIES.maxText}`, gone: false };
		try {
			await running.journal.appendBot(encodeOutgoing(message, parts.clock.now()));
			return { kind: "sent" };
		} catch (error) {
			parts.log.warn("room:send-failed", { outbox: message.id, error });
			return { kind: "retry", afterMs: 1000, reason: "the room's store did not take it", blame: "channel" };
		}
	};

	return {
		id: ROOM,
		account: ROOM,
		can: CAPABILITIES,
		limits: SENDING_LIMITS,
		send,
		health: () => ({ state: running ? "up" : "starting", reason: "", name: null, seesGroups: null }),
		async start(intake: Intake) {
			if (running) throw new Error("the room is open already");
			const events = openEvents();
			const journal = openJournal(parts.store, intake, (message) => events.publish(message), parts.log);
			try {
				await offerMissed(parts, journal);
				const server = await openServer({ ...parts, intake, journal, events });
				running = { journal, events, server };
			} catch (error) {
				events.close();
				throw error;
			}
		},
		async stop() {
			await running?.server.quiesce();
		},
		url() {
			if (!running) throw new Error("the room is not open");
			return running.server.url;
		},
		async close() {
			const closing = running;
			running = null;
			closing?.events.close();
			await closing?.server.close();
		},
	};
};
