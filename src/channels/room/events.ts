import type { ServerResponse } from "node:http";
import type { RoomMessage } from "../../ports/room.ts";
import { HEARTBEAT_MS, MAX_STREAM_BACKLOG_BYTES } from "./limits.ts";

/** One open event stream. */
export interface Subscriber {
	readonly response: ServerResponse;
	/** Whether this reader takes part in a chat; null reads everything (demo only). */
	readonly sees: ((chat: string) => Promise<boolean>) | null;
	/** The message as this reader gets it. */
	readonly encode: (message: RoomMessage) => object;
	/** The session the stream lives by; null in the demo. */
	readonly session: string | null;
}

/** Everyone who listens to the room right now. */
export interface Events {
	/** Adds a reader; `replay` is written before anything newer. */
	open(subscriber: Subscriber, after: number, replay: () => Promise<readonly RoomMessage[] | "too-long">): void;
	/** Shows a new message to those who may see it. */
	publish(message: RoomMessage): void;
	/** Tells every page that the demo's clock was moved. */
	publishClock(now: string): void;
	/** Ends the streams of a session. */
	cut(session: string): void;
	/** How many are open: all, or those of a session. */
	count(session?: string): number;
	/** Ends every stream. */
	close(): void;
}

/** A server-sent event; `id` lets the browser resume, absent for what need not be resumed. */
const frame = (event: string | null, data: object, id?: number): string =>
	`${id === undefined ? "" : `id: ${id}\n`}${event === null ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

class Stream {
	readonly #of: Subscriber;
	#lane: Promise<void>;
	#last: number;

	constructor(of: Subscriber, after: number, replay: () => Promise<readonly RoomMessage[] | "too-long">) {
		this.#of = of;
		this.#last = after;
		this.write("retry: 2000\n\n");
		this.#lane = replay()
			.then((missed) => {
				if (missed === "too-long") this.write(frame("reset", {}));
				else for (const message of missed) this.#put(message);
			})
			.catch(() => this.end());
	}

	get session(): string | null {
		return this.#of.session;
	}

	/** Writes in order behind the replay; what the replay had already is passed over. */
	show(message: RoomMessage): void {
		this.#lane = this.#lane
			.then(async () => {
				if (message.id > this.#last && (this.#of.sees === null || (await this.#of.sees(message.chat)))) this.#put(message);
			})
			.catch(() => this.end());
	}

	write(text: string): void {
		const { response } = this.#of;
		if (response.writableEnded || response.destroyed) return;
		// A reader that does not read would otherwise fill our memory; it resumes by its last id.
		if (response.writableLength > MAX_STREAM_BACKLOG_BYTES) response.destroy();
		else response.write(text);
	}

	end(): void {
		this.#of.response.end();
	}

	#put(message: RoomMessage): void {
		this.#last = message.id;
		this.write(frame(null, { chat: message.chat, ...this.#of.encode(message) }, message.id));
	}
}

/** Opens the hub of event streams. */
export const openEvents = (): Events => {
	const streams = new Set<Stream>();
	const heartbeat = setInterval(() => {
		for (const stream of streams) stream.write(": still here\n\n");
	}, HEARTBEAT_MS);
	heartbeat.unref();
	return {
		open(subscriber, after, replay) {
			const stream = new Stream(subscriber, after, replay);
			streams.add(stream);
			subscriber.response.on("close", () => streams.delete(stream));
		},
		publish(message) {
			for (const stream of streams) stream.show(message);
		},
		publishClock(now) {
			for (const stream of streams) stream.write(frame("clock", { now }));
		},
		cut(session) {
			for (const stream of streams) if (stream.session === session) stream.end();
		},
		count: (session) => (session === undefined ? streams.size : [...streams].filter((stream) => stream.session === session).length),
		close() {
			clearInterval(heartbeat);
			for (const stream of streams) stream.end();
		},
	};
};
