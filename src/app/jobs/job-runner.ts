import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Log } from "../../ports/log.ts";
import { type Effect, type Job, type NewMessage, type Store, StoreError } from "../../ports/store.ts";
import type { View } from "../../views/view.ts";
import { describeError } from "../describe-error.ts";
import { Wakeable } from "../wakeable.ts";

/** A job that failed this often is given up, and whoever asked for it is told. */
const MAX_ATTEMPTS = 3;

/** Does a job's work; what is said and what changes is committed with the job's end. `unasked`: somebody else wanted it than who is told. */
export type JobHandler = (
	job: Job,
) => Promise<{ readonly says: readonly View[]; readonly effects: readonly Effect[]; readonly unasked?: boolean }>;

export interface JobRunnerParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly log: Log;
	readonly handlers: Readonly<Record<Job["kind"], JobHandler>>;
	/** Called after each commit with what a job changed. */
	readonly committed: (effects: readonly Effect[]) => Promise<void>;
}

/** Works jobs off one after another, beside the turns. A crash repeats the job in hand; its messages carry the job's id, so none comes twice. */
export class JobRunner {
	readonly #parts: JobRunnerParts;
	readonly #loop = new Wakeable(() => this.#run());

	constructor(parts: JobRunnerParts) {
		this.#parts = parts;
	}

	/** Says that there may be a job. */
	wake(): void {
		this.#loop.wake();
	}

	/** Resolves when every job is done or given up. */
	idle(): Promise<void> {
		return this.#loop.idle();
	}

	/** Finishes the job in hand and takes no more. */
	stop(): Promise<void> {
		return this.#loop.stop();
	}

	async #run(): Promise<void> {
		const next = async (): Promise<Job | undefined> => (await this.#parts.store.pendingJobs(1))[0];
		try {
			for (let job = await next(); job && !this.#loop.stopped; job = await next()) await this.#work(job);
		} catch (error) {
			// The store refused: what waits is taken up at the next tick.
			this.#parts.log.error("jobs:store-refused", { error: describeError(error) });
		}
	}

	async #work(job: Job): Promise<void> {
		const { store, clock, log, handlers } = this.#parts;
		let changed: readonly Effect[] = [];
		try {
			const { says, effects, unasked = false } = await handlers[job.kind](job);
			changed = effects;
			await store.commit([
				...effects,
				...this.#messages(job, says, unasked ? "broadcast" : "answer"),
				{ do: "finish-job", id: job.id, outcome: "done", reason: null, at: clock.now() },
			]);
		} catch (error) {
			// The store's trouble is not the job's fault.
			if (error instanceof StoreError && error.retryable) throw error;
			await store.countJobAttempt(job.id);
			log.warn("jobs:failed", { job: job.id, kind: job.kind, attempt: job.attempts + 1, error: describeError(error) });
			if (job.attempts + 1 < MAX_ATTEMPTS) return;
			const reference = job.id.slice(-6);
			await store.commit([
				...this.#messages(job, [{ key: "failed", reference, buttons: [] }], "answer"),
				{ do: "finish-job", id: job.id, outcome: "failed", reason: describeError(error).slice(0, 500), at: clock.now() },
			]);
		}
		await this.#parts.committed(changed);
	}

	#messages(job: Job, says: readonly View[], priority: NewMessage["priority"]): Effect[] {
		return says.map((view, index) => ({
			do: "enqueue-message",
			message: {
				id: this.#parts.ids.next(),
				chat: job.chat,
				view,
				dedupeKey: `job:${job.id}:${index}`,
				priority,
				createdAt: this.#parts.clock.now(),
				expiresAt: null,
				addressee: job.person,
				answers: null,
				card: null,
			},
		}));
	}
}
