import type { Channel } from "../../ports/channel.ts";
import { createLease } from "../lease.ts";
import type { MessengerParts } from "../messenger-parts.ts";
import { createClient } from "./client.ts";
import { createClosings } from "./closings.ts";
import { createDownload } from "./download.ts";
import { createGroups } from "./groups.ts";
import { CAPABILITIES, SENDING_LIMITS, STOP_PATIENCE_MS, TELEGRAM } from "./limits.ts";
import { createMenus } from "./menu.ts";
import { createPoller, type Poller } from "./poller.ts";
import { createPresses } from "./presses.ts";
import { createReceiver } from "./receiver.ts";
import { createSender } from "./sender.ts";

export interface TelegramParts extends MessengerParts {
	/** As BotFather gave it: the bot's id, a colon, the secret. */
	readonly token: string;
	/** https://api.telegram.org, or a server of one's own; a path in it is kept. */
	readonly apiRoot: string;
}

const BLIND = { ...CAPABILITIES, buttons: false };

/** Telegram as a channel. Nothing is asked of the network before start, and the program runs on while Telegram is out of reach. */
export const createTelegram = (parts: TelegramParts): Channel => {
	const { token, files, leases, clock, ids, log, steadyMs, later } = parts;
	const account = token.split(":", 1)[0] ?? "";
	const { calls, uploads, poll, root, transport } = createClient(token, parts.apiRoot);
	let poller: Poller | null = null;
	const profile = () => poller?.profile() ?? null;
	const groups = createGroups({ calls, profile });
	const presses = createPresses({ calls, later, log });
	const closings = createClosings({ calls, later, log });

	return {
		id: TELEGRAM,
		account,
		can: CAPABILITIES,
		limits: SENDING_LIMITS,
		async start(intake) {
			if (poller) throw new Error("telegram is polled already");
			const lease = createLease({ name: `${TELEGRAM}/${account}`, leases, ids, clock, steadyMs });
			const receive = createReceiver({ intake, groups, presses, clock, log });
			poller = createPoller({ account, calls, poll, lease, receive, log, steadyMs, later });
			poller.start();
		},
		async stop() {
			// Whoever stops the program does not wait for an answer that does not come; what was not answered is sent again after the start.
			later(STOP_PATIENCE_MS, () => transport.destroy());
			await poller?.stop();
			presses.close();
		},
		send: createSender({ calls, uploads, files, groups, presses, closings }),
		health() {
			const bot = profile();
			return {
				...(poller?.state() ?? { state: "starting", reason: "" }),
				name: bot && `@${bot.username}`,
				seesGroups: bot?.readsGroups ?? null,
			};
		},
		canIn: async (chat, awaitsWords) => (awaitsWords && (await groups.isBlind(chat)) ? BLIND : CAPABILITIES),
		fetch: createDownload({ calls, token, root, transport, later }),
		setMenu: createMenus({ calls, log }),
		bindingLink(code) {
			const bot = profile();
			return bot && `https://t.me/${bot.username}?start=${encodeURIComponent(code)}`;
		},
	};
};
