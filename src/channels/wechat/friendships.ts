import type { payloads } from "wechaty";
import type { Clock } from "../../ports/clock.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { Log } from "../../ports/log.ts";
import { codeIn, friendInbound } from "./decode.ts";
import { describeFailure } from "./failure.ts";
import { ACCEPT_AFTER_MS, ASK_TIMEOUT_MS } from "./limits.ts";
import { createPatience } from "./patience.ts";
import { FRIENDSHIP, type Puppet } from "./puppet.ts";

/** Answers friend requests. */
export interface Friendships {
	/** A request that holds a binding code is accepted after a while, one after another; any other waits for the account's own telephone. */
	announce(puppet: Puppet, id: string): Promise<void>;
	/** Accepts nothing more: who asked is asked for again at the next login, or waits. */
	stop(): void;
}

/** `hand` takes in what a request says; `chance` is from 0 to below 1. */
export const createFriendships = (parts: {
	readonly hand: (inbound: Inbound) => void;
	readonly clock: Clock;
	readonly log: Log;
	readonly chance: () => number;
	readonly later: (ms: number, run: () => void) => () => void;
}): Friendships => {
	const { hand, clock, log, chance, later } = parts;
	const patience = createPatience(later);
	const waiting: { readonly puppet: Puppet; readonly asked: payloads.Friendship; readonly code: string }[] = [];
	let cancel: (() => void) | null = null;

	const accept = async (): Promise<void> => {
		const next = waiting.shift();
		cancel = null;
		if (waiting.length > 0) rest();
		if (!next) return;
		const { puppet, asked, code } = next;
		try {
			await patience(puppet.friendshipAccept(asked.id), ASK_TIMEOUT_MS);
			hand(friendInbound(asked, code, clock.now()));
		} catch (error) {
			log.warn("wechat:friend-not-accepted", describeFailure(error));
		}
	};
	const rest = (): void => {
		const [shortest, longest] = ACCEPT_AFTER_MS;
		cancel ??= later(shortest + Math.floor(chance() * (longest - shortest)), () => void accept());
	};

	return {
		async announce(puppet, id) {
			const asked = await patience(puppet.friendshipPayload(id), ASK_TIMEOUT_MS);
			if (asked.type === FRIENDSHIP.confirm) return hand(friendInbound(asked, null, clock.now()));
			const code = asked.type === FRIENDSHIP.receive ? codeIn(asked.hello ?? "") : null;
			if (code === null || waiting.some((one) => one.asked.id === id)) return;
			waiting.push({ puppet, asked, code });
			rest();
		},
		stop() {
			cancel?.();
			waiting.length = 0;
		},
	};
};
