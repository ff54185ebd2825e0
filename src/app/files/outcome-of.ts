import type { FetchOutcome } from "../../ports/channel.ts";
import { describeError } from "../describe-error.ts";

/** A download that takes this long is taken for hanging. */
const HANGING_MS = 120_000;

/** What a download came to; one that hangs or throws is tried again. */
export const outcomeOf = (work: Promise<FetchOutcome>, later: (ms: number, run: () => void) => () => void): Promise<FetchOutcome> =>
	new Promise((resolve) => {
		const forget = later(HANGING_MS, () => resolve({ kind: "retry", afterMs: 0, reason: "hangs" }));
		work
			.catch((error: unknown): FetchOutcome => ({ kind: "retry", afterMs: 0, reason: describeError(error) }))
			.then((outcome) => {
				forget();
				resolve(outcome);
			});
	});
