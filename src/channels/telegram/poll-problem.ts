import { growingPause } from "../pauses.ts";
import type { Failure } from "./failure.ts";
import { BAD_TOKEN_PAUSE_MS, MAX_CONFLICT_PAUSE_MS, MAX_PAUSE_MS } from "./limits.ts";

/** Why nothing is received now: a code for 自检 and the log, and how long to wait. */
export interface PollProblem {
	readonly reason: string;
	readonly pauseMs: number;
}

/** Another poller and a forgotten webhook are both told by error 409. */
export const isWebhookConflict = (failure: Failure): boolean =>
	failure.kind === "answered" && failure.code === 409 && /webhook/iu.test(failure.description);

/** What a failed getMe or getUpdates means, for the `failures`th time in a row. */
export const pollProblem = (failure: Failure, failures: number): PollProblem => {
	const pauseMs = growingPause(failures, MAX_PAUSE_MS);
	if (failure.kind === "network") return { reason: failure.reason, pauseMs };
	if (failure.code === 401 || failure.code === 404) return { reason: "bad-token", pauseMs: BAD_TOKEN_PAUSE_MS };
	if (isWebhookConflict(failure)) return { reason: "webhook", pauseMs };
	if (failure.code === 409) return { reason: "another-poller", pauseMs: growingPause(failures + 1, MAX_CONFLICT_PAUSE_MS) };
	if (failure.code === 429) return { reason: "flood", pauseMs: failure.retryAfterMs ?? pauseMs };
	return { reason: failure.code >= 500 ? "server-error" : "refused", pauseMs };
};
