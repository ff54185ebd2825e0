import type { ChatRef } from "../../ports/chat.ts";
import type { Intake } from "../../ports/intake.ts";
import type { Log } from "../../ports/log.ts";
import type { RoomMessage, RoomStore } from "../../ports/room.ts";
import { decodeMessage } from "./decode.ts";
import { INTAKE_BATCH } from "./limits.ts";

type Line = Omit<RoomMessage, "id">;

/** A person's message is kept in the room but the intake did not take it: the sender may offer it again. */
export class NotTakenIn extends Error {
	readonly messageId: number;
	constructor(messageId: number, cause: unknown) {
		super(`room message ${messageId} was not taken in`, { cause });
		this.name = "NotTakenIn";
		this.messageId = messageId;
	}
}

interface Waiting {
	readonly message: RoomMessage & { readonly from: string };
	readonly kind: ChatRef["kind"];
	readonly done: () => void;
	readonly failed: (error: unknown) => void;
}

/** The room's one writer: lines are appended and shown in one order, people's lines reach the intake in that order. */
export interface Journal {
	/** Appends the bot's line; a repeated outbox id is shown no second time. */
	appendBot(line: Line): Promise<RoomMessage>;
	/** Appends a person's line and hands it to the intake; rejects with NotTakenIn when the latter fails. */
	appendPerson(line: Line & { readonly from: string }, kind: ChatRef["kind"]): Promise<RoomMessage>;
	/** Hands a line that is already there to the intake; resolves when the intake holds it. */
	offer(message: RoomMessage & { readonly from: string }, kind: ChatRef["kind"]): Promise<void>;
}

/** Opens the journal; `show` gets every new line exactly once, ids rising. */
export const openJournal = (store: RoomStore, intake: Intake, show: (message: RoomMessage) => void, log: Log): Journal => {
	let lane: Promise<unknown> = Promise.resolve();
	let shown = 0;
	let draining = false;
	const waiting: Waiting[] = [];

	const append = (line: Line): Promise<RoomMessage> => {
		const stored = store.append(line);
		const turn = lane
			.then(() => stored)
			.then((message) => {
				if (message.id > shown) {
					shown = message.id;
					show(message);
				}
				return message;
			});
		// Not the turn but what it waits for may fail first.
		stored.catch(() => undefined);
		lane = turn.catch(() => undefined);
		return turn;
	};

	const handIn = async (batch: readonly Waiting[]): Promise<void> => {
		try {
			await intake.receive(batch.map(({ message, kind }) => decodeMessage(message, kind)));
			for (const one of batch) one.done();
		} catch (error) {
			// One bad message must not hold back its neighbours.
			if (batch.length > 1) for (const one of batch) await handIn([one]);
			else {
				const [one] = batch;
				if (!one) return;
				log.error("room:not-taken-in", { message: one.message.id, error });
				one.failed(new NotTakenIn(one.message.id, error));
			}
		}
	};

	const drain = async (): Promise<void> => {
		if (draining) return;
		draining = true;
		while (waiting.length > 0) await handIn(waiting.splice(0, INTAKE_BATCH));
		draining = false;
	};

	const offer: Journal["offer"] = (message, kind) =>
		new Promise((done, failed) => {
			waiting.push({ message, kind, done, failed });
			void drain();
		});

	return {
		appendBot: append,
		async appendPerson(line, kind) {
			// The offer is queued in the same microtask chain as the append: people's lines reach the intake in the order of their ids.
			let offered: Promise<void> | null = null;
			const message = await append(line).then((stored) => {
				offered = offer({ ...stored, from: line.from }, kind);
				offered.catch(() => undefined);
				return stored;
			});
			await offered;
			return message;
		},
		offer,
	};
};
