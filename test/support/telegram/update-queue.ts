import { ApiError, badRequest } from "./api-error.ts";
import { type Fields, NOT_BY_DEFAULT, type UpdateJson } from "./json.ts";

/** Milliseconds an update is kept for: "updates will not be kept longer than 24 hours". */
const KEPT_MS = 24 * 60 * 60 * 1000;
/** An offset further ahead than this is not believed; the queue is given from its head (as tdlib's queue does). */
const FUTURE = 10;

export interface Timing {
	/** Epoch milliseconds: what messages are dated by. */
	readonly nowMs: () => number;
	/** Milliseconds of a clock that only rises. */
	readonly steadyMs: () => number;
	/** Calls back later; returns how to take that back. */
	readonly later: (ms: number, run: () => void) => () => void;
}

interface Poll {
	readonly offset: number;
	readonly limit: number;
	readonly answer: (updates: readonly UpdateJson[]) => void;
	readonly refuse: (error: ApiError) => void;
	readonly cancelTimer: () => void;
}

export interface PollRequest {
	readonly offset: number;
	readonly limit: number;
	readonly timeoutS: number;
	readonly allowed: readonly string[] | null;
}

/** The updates of one bot: kept until a higher offset confirms them. */
export class UpdateQueue {
	readonly #timing: Timing;
	#waiting: { update: UpdateJson; at: number }[] = [];
	#nextId: number;
	#confirmedBelow = 0;
	#allowed: readonly string[] | null = null;
	#poll: Poll | null = null;
	#watchers: { holds: () => boolean; resolve: () => void }[] = [];
	/** Every getUpdates that arrived. */
	polls = 0;
	/** Whether a webhook takes the updates instead. */
	webhook: string | null = null;

	constructor(timing: Timing, firstId: number) {
		this.#timing = timing;
		this.#nextId = firstId;
	}

	/** The id of the newest update there was. */
	get lastId(): number {
		return this.#nextId - 1;
	}

	/** Unconfirmed updates, oldest first. */
	get waiting(): readonly UpdateJson[] {
		this.#expire();
		return this.#waiting.map(({ update }) => update);
	}

	/** Whether a getUpdates waits for something to happen. */
	get isPolled(): boolean {
		return this.#poll !== null;
	}

	/** After a quiet week "the identifier of the next update will be chosen randomly instead of sequentially". */
	restartNumbering(nextId: number): void {
		this.#nextId = nextId;
	}

	/** Adds an update unless the bot does not want its kind; returns its id, or null. */
	push(kind: string, payload: Fields): number | null {
		const wanted = this.#allowed && this.#allowed.length > 0 ? this.#allowed.includes(kind) : !NOT_BY_DEFAULT.has(kind);
		if (!wanted) return null;
		const update = { update_id: this.#nextId, [kind]: payload };
		this.#nextId += 1;
		this.#waiting.push({ update, at: this.#timing.nowMs() });
		this.#answerPoll();
		return update.update_id;
	}

	/** Puts an update that was confirmed into the queue again, under its old id: at-least-once delivery as seen from outside. */
	pushAgain(update: UpdateJson): void {
		this.#waiting.push({ update, at: this.#timing.nowMs() });
		this.#answerPoll();
	}

	/** Resolves when an offset confirmed this update. */
	confirmed(id: number): Promise<void> {
		return this.#when(() => !this.#waiting.some(({ update }) => update.update_id === id));
	}

	/** Resolves when nothing waits for a confirmation. */
	drained(): Promise<void> {
		return this.#when(() => this.#waiting.length === 0);
	}

	/** Resolves when a getUpdates waits, or came after this call. */
	polled(): Promise<void> {
		const before = this.polls;
		return this.#when(() => this.#poll !== null || this.polls > before);
	}

	/** getUpdates: `answer` or `refuse` is called once, now or later; the result takes the request back (the client hung up). */
	get(request: PollRequest, answer: Poll["answer"], refuse: Poll["refuse"]): () => void {
		this.polls += 1;
		if (this.webhook !== null) {
			refuse(
				new ApiError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"),
			);
			return () => undefined;
		}
		this.#conflict();
		if (request.allowed) this.#allowed = request.allowed;
		this.#confirm(request.offset);
		const { limit } = request;
		if (limit < 1 || limit > 100) {
			refuse(badRequest("limit must be from 1 to 100"));
			return () => undefined;
		}
		const poll: Poll = {
			offset: request.offset,
			limit,
			answer,
			refuse,
			cancelTimer:
				request.timeoutS > 0 ? this.#timing.later(Math.min(request.timeoutS, 50) * 1000, () => this.#end(poll)) : () => undefined,
		};
		this.#poll = poll;
		if (request.timeoutS <= 0 || this.#waiting.length > 0) this.#end(poll);
		else this.#notice();
		return () => {
			poll.cancelTimer();
			if (this.#poll === poll) this.#poll = null;
		};
	}

	/** The connection to the poller is gone; nothing is lost. */
	drop(): void {
		this.#poll?.cancelTimer();
		this.#poll = null;
	}

	forget(): void {
		this.#waiting = [];
		this.#notice();
	}

	#conflict(): void {
		const older = this.#poll;
		if (!older) return;
		this.drop();
		older.refuse(new ApiError(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
	}

	#confirm(offset: number): void {
		this.#expire();
		if (offset < 0) this.#waiting = this.#waiting.slice(offset);
		else if (offset > 0 && offset <= this.#nextId + FUTURE) {
			this.#confirmedBelow = offset;
			this.#waiting = this.#waiting.filter(({ update }) => update.update_id >= this.#confirmedBelow);
		}
		this.#notice();
	}

	#answerPoll(): void {
		if (this.#poll) this.#end(this.#poll);
	}

	#end(poll: Poll): void {
		if (this.#poll !== poll) return;
		this.drop();
		this.#expire();
		poll.answer(this.#waiting.slice(0, poll.limit).map(({ update }) => update));
		this.#notice();
	}

	#expire(): void {
		const oldest = this.#timing.nowMs() - KEPT_MS;
		if (this.#waiting[0] && this.#waiting[0].at < oldest) this.#waiting = this.#waiting.filter(({ at }) => at >= oldest);
	}

	#when(holds: () => boolean): Promise<void> {
		if (holds()) return Promise.resolve();
		return new Promise((resolve) => void this.#watchers.push({ holds, resolve }));
	}

	#notice(): void {
		const due = this.#watchers.filter(({ holds }) => holds());
		if (due.length === 0) return;
		this.#watchers = this.#watchers.filter((watcher) => !due.includes(watcher));
		for (const { resolve } of due) resolve();
	}
}
