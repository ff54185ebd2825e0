import type { Update } from "grammy/types";
import type { ChannelHealth } from "../../ports/channel.ts";
import type { Log } from "../../ports/log.ts";
import type { Lease } from "../lease.ts";
import { createPauses, FIRST_PAUSE_MS, growingPause } from "../pauses.ts";
import type { BotProfile } from "./bot-profile.ts";
import type { Calls, Poll } from "./client.ts";
import { describeFailure, readFailure } from "./failure.ts";
import { ALLOWED_UPDATES, BAD_TOKEN_PAUSE_MS, LAST_CONFIRMATION_MS, MAX_PAUSE_MS, POLL_LIMIT, POLL_SECONDS, PROFILE_MS } from "./limits.ts";
import { isWebhookConflict, type PollProblem, pollProblem } from "./poll-problem.ts";

export interface PollerParts {
	/** The bot's id, as the token says. */
	readonly account: string;
	readonly calls: Pick<Calls, "getMe" | "deleteWebhook">;
	readonly poll: Poll;
	readonly lease: Lease;
	/** Writes a batch down durably; what it rejects is asked for again. */
	readonly receive: (updates: readonly Update[], bot: BotProfile) => Promise<void>;
	readonly log: Log;
	readonly steadyMs: () => number;
	readonly later: (ms: number, run: () => void) => () => void;
}

export interface Poller {
	start(): void;
	/** Gives up the open poll, finishes the batch in hand, confirms it and drops the lease. */
	stop(): Promise<void>;
	state(): Pick<ChannelHealth, "state" | "reason">;
	profile(): BotProfile | null;
}

/** An empty answer sooner than this was not held back as asked. */
const HASTY_MS = 500;

/** The number an update is confirmed by; null when it has none. */
const numberOf = (update: unknown): number | null =>
	typeof update === "object" && update !== null && "update_id" in update && Number.isSafeInteger(update.update_id)
		? Number(update.update_id)
		: null;

/**
 * Asks for updates for ever: a batch is confirmed (by asking from a higher number) after it was received, and never before. Telegram keeps what is not
 * confirmed for a day. After an empty answer, which says that everything is confirmed, it asks without a number: after a quiet week Telegram may
 * count from a lower one, and what lies below a number asked from is thrown away.
 */
export const createPoller = (parts: PollerParts): Poller => {
	const { account, calls, lease, log, steadyMs, later } = parts;
	const pauses = createPauses(later);
	const stopping = new AbortController();
	let state: Pick<ChannelHealth, "state" | "reason"> = { state: "starting", reason: "" };
	let profile: BotProfile | null = null;
	let askedMs = 0;
	/** Where the next answer begins; null for the oldest that is not confirmed. */
	let offset: number | null = null;
	/** Whether the last poll was answered: the first after a failure comes back at once, to know how things stand. */
	let answered = false;
	let failures = 0;
	let running: Promise<void> = Promise.resolve();

	const ask = (timeout: number, limit: number, signal: AbortSignal): Promise<Update[]> =>
		parts.poll({ ...(offset !== null && { offset }), limit, timeout, allowed_updates: ALLOWED_UPDATES }, signal);

	const setState = (next: Pick<ChannelHealth, "state" | "reason">, facts: Record<string, unknown> = {}): void => {
		if (next.state === state.state && next.reason === state.reason) return;
		state = next;
		if (next.state === "up") log.info("telegram:up", { account });
		else log.warn("telegram:down", { account, reason: next.reason, ...facts });
	};

	/** The bot itself, asked again now and then: its name and privacy mode can be changed at any time. */
	const knowBot = async (): Promise<BotProfile | PollProblem> => {
		if (profile && steadyMs() - askedMs < PROFILE_MS) return profile;
		const { id, username, can_read_all_group_messages: readsGroups } = await calls.getMe();
		if (typeof id !== "number" || typeof username !== "string")
			return { reason: "bad-answer", pauseMs: growingPause(failures + 1, MAX_PAUSE_MS) };
		if (String(id) !== account) return { reason: "another-bot", pauseMs: BAD_TOKEN_PAUSE_MS };
		askedMs = steadyMs();
		profile = { id, username, readsGroups: readsGroups === true };
		return profile;
	};

	/** Receives a batch, then moves on behind it. */
	const take = async (updates: readonly unknown[], bot: BotProfile): Promise<PollProblem | null> => {
		if (updates.length === 0) {
			offset = null;
			return null;
		}
		const numbered = updates.filter((update): update is Update => numberOf(update) !== null);
		const last = Math.max(...numbered.map((update) => update.update_id));
		if (numbered.length < updates.length) log.warn("telegram:unreadable-update", { count: updates.length - numbered.length });
		if (numbered.length === 0) return { reason: "bad-answer", pauseMs: growingPause(failures + 1, MAX_PAUSE_MS) };
		try {
			await parts.receive(numbered, bot);
		} catch (error) {
			log.warn("telegram:not-taken-in", { updates: numbered.length, error: error instanceof Error ? error.name : "unknown" });
			return { reason: "not-taken-in", pauseMs: growingPause(failures + 1, MAX_PAUSE_MS) };
		}
		offset = last + 1;
		return null;
	};

	const heldLease = async (): Promise<PollProblem | null> => {
		const pauseMs = growingPause(failures + 1, MAX_PAUSE_MS);
		try {
			if (await lease.hold()) return null;
			// Whoever has it confirms; what is not confirmed comes again, and is known.
			offset = null;
			return { reason: "served-elsewhere", pauseMs };
		} catch (error) {
			log.warn("telegram:lease-unknown", { error: error instanceof Error ? error.name : "unknown" });
			return { reason: "store", pauseMs };
		}
	};

	const round = async (): Promise<PollProblem | null> => {
		const unheld = await heldLease();
		if (unheld || stopping.signal.aborted) return unheld;
		try {
			const bot = await knowBot();
			if ("reason" in bot || stopping.signal.aborted) return "reason" in bot ? bot : null;
			const holdSeconds = answered ? POLL_SECONDS : 0;
			const sinceMs = steadyMs();
			const updates: unknown = await ask(holdSeconds, POLL_LIMIT, stopping.signal);
			if (!Array.isArray(updates)) return { reason: "bad-answer", pauseMs: growingPause(failures + 1, MAX_PAUSE_MS) };
			answered = true;
			// Something in between does not hold answers back: it would be asked without end.
			if (updates.length === 0 && holdSeconds > 0 && steadyMs() - sinceMs < HASTY_MS) await pauses.wait(FIRST_PAUSE_MS);
			return await take(updates, bot);
		} catch (error) {
			if (stopping.signal.aborted) return null;
			const failure = readFailure(error);
			const problem = pollProblem(failure, failures + 1);
			setState({ state: "down", reason: problem.reason }, { error: describeFailure(failure) });
			if (isWebhookConflict(failure)) await calls.deleteWebhook({ drop_pending_updates: false }).catch(() => undefined);
			return problem;
		}
	};

	const run = async (): Promise<void> => {
		while (!stopping.signal.aborted) {
			const problem = await round();
			if (stopping.signal.aborted) return;
			if (problem) {
				failures += 1;
				answered = false;
				setState({ state: "down", reason: problem.reason });
				await pauses.wait(problem.pauseMs);
			} else {
				failures = 0;
				setState({ state: "up", reason: "" });
			}
		}
	};

	/** What was received last is confirmed by asking behind it; without this it would only come again, and be known. Nobody waits where nobody answers. */
	const confirmLast = async (): Promise<void> => {
		if (offset === null || !answered) return;
		const patience = new AbortController();
		const cancel = later(LAST_CONFIRMATION_MS, () => patience.abort());
		await ask(0, 1, patience.signal).catch(() => undefined);
		cancel();
	};

	return {
		start() {
			running = run();
		},
		async stop() {
			stopping.abort();
			pauses.cut();
			await running;
			await confirmLast();
			await lease
				.drop()
				.catch((error: unknown) => log.warn("telegram:lease-kept", { error: error instanceof Error ? error.name : "unknown" }));
		},
		state: () => state,
		profile: () => profile,
	};
};
