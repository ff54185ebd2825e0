import type { SendOutcome } from "../../ports/channel.ts";
import { describeFailure, type Failure } from "./failure.ts";
import { BAD_TOKEN_PAUSE_MS } from "./limits.ts";

const OUTAGE_PAUSE_MS = 2000;
const FLOOD_PAUSE_MS = 5000;

/** Descriptions of error 400 that mean nobody is there any more. */
const GONE =
	/chat not found|user not found|PEER_ID_INVALID|group chat was deactivated|user is deactivated|USER_DEACTIVATED|CHANNEL_PRIVATE/iu;

/** What a failed send means for the message and its chat. */
export const outcomeOf = (failure: Failure): SendOutcome => {
	const reason = describeFailure(failure);
	if (failure.kind === "network") return { kind: "retry", afterMs: OUTAGE_PAUSE_MS, reason, blame: "channel" };
	const { code, description, retryAfterMs, migratedTo } = failure;
	if (migratedTo !== null) return { kind: "moved", chatId: migratedTo };
	if (code === 429) return { kind: "retry", afterMs: retryAfterMs ?? FLOOD_PAUSE_MS, reason, blame: "chat" };
	if (code === 403) return { kind: "failed", reason, gone: true };
	if (code === 401 || code === 404) return { kind: "retry", afterMs: BAD_TOKEN_PAUSE_MS, reason, blame: "channel" };
	if (code >= 500) return { kind: "retry", afterMs: retryAfterMs ?? OUTAGE_PAUSE_MS, reason, blame: "channel" };
	return { kind: "failed", reason, gone: GONE.test(description) };
};
