import type { Channel } from "../../ports/channel.ts";
import { createLease } from "../lease.ts";
import type { MessengerParts } from "../messenger-parts.ts";
import { createDownload } from "./download.ts";
import { createFriendships } from "./friendships.ts";
import { createHandingIn, type HandingIn } from "./handing-in.ts";
import { ACCOUNT, CAPABILITIES, SENDING_LIMITS, WECHAT } from "./limits.ts";
import type { Bot } from "./puppet.ts";
import { createReceiver } from "./receiver.ts";
import type { LastLogin } from "./renewal.ts";
import { createSender } from "./sender.ts";
import { createSession, type Session } from "./session.ts";

export interface WechatParts extends MessengerParts {
	/** A fresh bot, not started; rejects where Wechaty or its puppet is not installed. */
	readonly openBot: () => Promise<Bot>;
	readonly lastLogin: LastLogin;
	/** From 0 to below 1. */
	readonly chance: () => number;
}

/** WeChat as a channel, by a personal account that somebody logs in with a telephone. The program runs on while nobody is logged in. */
export const createWechat = (parts: WechatParts): Channel => {
	const { openBot, files, leases, lastLogin, clock, ids, log, chance, steadyMs, later } = parts;
	let session: Session | null = null;
	let handingIn: HandingIn | null = null;
	const puppet = () => session?.puppet() ?? null;
	const state = () => session?.state() ?? { state: "starting" as const, reason: "" };

	return {
		id: WECHAT,
		account: ACCOUNT,
		can: CAPABILITIES,
		limits: SENDING_LIMITS,
		async start(intake) {
			if (session) throw new Error("wechat is listened to already");
			const lease = createLease({ name: `${WECHAT}/${ACCOUNT}`, leases, ids, clock, steadyMs });
			handingIn = createHandingIn({ intake, log, later });
			const receiver = createReceiver({ handingIn, lastLogin, clock, log, later });
			const friendships = createFriendships({ hand: receiver.hand, clock, log, chance, later });
			session = createSession({ openBot, lease, receiver, friendships, clock, log, later });
			await session.start();
		},
		stop: async () => session?.stop(),
		send: createSender({ puppet, state, files, later }),
		health() {
			const now = state();
			const known = now.state === "up" && handingIn?.isRefused() ? { state: "down" as const, reason: "not-taken-in" } : now;
			return { ...known, name: session?.name() ?? null, seesGroups: null };
		},
		fetch: createDownload({ puppet, later }),
	};
};
