import type { ChannelHealth } from "../../ports/channel.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Lease } from "../lease.ts";
import { createPauses, growingPause } from "../pauses.ts";
import { describeFailure } from "./failure.ts";
import type { Friendships } from "./friendships.ts";
import { keepNothing } from "./keep-nothing.ts";
import { ASK_TIMEOUT_MS, MAX_PAUSE_MS, STOP_PATIENCE_MS, WATCH_MS } from "./limits.ts";
import { leave, listen } from "./listening.ts";
import { isMissing } from "./open-bot.ts";
import { createPatience } from "./patience.ts";
import { type Bot, type Puppet, SCAN } from "./puppet.ts";
import type { Receiver } from "./receiver.ts";
import { createWatchdog } from "./watchdog.ts";

export interface SessionParts {
	/** A fresh bot, not started. */
	readonly openBot: () => Promise<Bot>;
	readonly lease: Lease;
	readonly receiver: Receiver;
	readonly friendships: Friendships;
	readonly clock: Clock;
	readonly log: Log;
	readonly later: (ms: number, run: () => void) => () => void;
}

type State = Pick<ChannelHealth, "state" | "reason" | "login">;

/** Keeps somebody logged in, on one bot after another. */
export interface Session {
	/** Resolves when the first bot is there, or is known not to be. */
	start(): Promise<void>;
	/** Listens no more, finishes what was heard, puts the bot away and drops the lease. */
	stop(): Promise<void>;
	state(): State;
	/** What the account is called. */
	name(): string | null;
	/** What drives the account; null while nobody is logged in. */
	puppet(): Puppet | null;
}

/** What puppets write when WeChat took the account away. */
const BANNED = /\bban(?:ned)?\b|forbidden|封号|被封|限制登录|违规|冻结/iu;

/**
 * One bot at a time: it is listened to, asked now and then whether it lives, and put away when it does not, when it shows neither a login nor a code, or
 * when another process has the account. Then a fresh one is taken: a bot that is started again leaks, and may never come back.
 */
export const createSession = (parts: SessionParts): Session => {
	const { openBot, lease, receiver, friendships, clock, log, later } = parts;
	const pauses = createPauses(later);
	const patience = createPatience(later);
	let state: State = { state: "starting", reason: "" };
	let online: Puppet | null = null;
	let name: string | null = null;
	let failures = 0;
	let isStopping = false;
	let running: Promise<void> = Promise.resolve();
	let stopListening = (): void => undefined;
	let end = (_reason: string): void => undefined;

	const setState = (next: State): void => {
		const isNew = next.state !== state.state || next.reason !== state.reason;
		state = next;
		if (!isNew) return;
		if (next.state === "up") log.info("wechat:up");
		else log.warn("wechat:down", { reason: next.reason });
	};
	/** A ban stands until somebody is logged in again, whatever code is shown meanwhile. */
	const downAs = (reason: string): State => ({ state: "down", reason: state.reason === "banned" ? "banned" : reason });

	const holdsLease = (): Promise<boolean> =>
		lease.hold().catch((error: unknown) => {
			log.warn("wechat:lease-unknown", describeFailure(error));
			return true;
		});

	/** Lives with a bot until it is over, and says why. */
	const live = async (bot: Bot): Promise<string> => {
		const { puppet } = bot;
		const watchdog = createWatchdog();
		let self: string | null = null;
		let isOver = false;
		let cancelLook = (): void => undefined;
		const over = new Promise<string>((resolve) => {
			end = (reason) => {
				isOver = true;
				resolve(reason);
			};
		});

		const look = async (): Promise<void> => {
			const isHeld = await holdsLease();
			if (isOver) return;
			if (!isHeld) return end("served-elsewhere");
			const why = watchdog.look(self !== null || state.login !== undefined);
			if (why !== null) {
				log.warn("wechat:fresh-bot", { why, reason: state.reason });
				return end(why === "silent" || state.reason === "" ? "no-connection" : state.reason);
			}
			cancelLook = later(WATCH_MS, () => void look());
			// Its answer is the sign; some throw where they have no connection.
			await Promise.resolve()
				.then(() => puppet.ding())
				.catch(() => undefined);
		};

		stopListening = listen(
			bot,
			{
				scan({ qrcode, status }) {
					watchdog.heard(true);
					self = null;
					online = null;
					const waits = Boolean(qrcode) && (status === SCAN.waiting || status === SCAN.timeout);
					setState({ ...downAs("scan"), ...(qrcode && waits && { login: { code: qrcode, since: clock.now() } }) });
				},
				async login({ contactId }) {
					watchdog.heard(true);
					self = contactId;
					await receiver.checkIn(contactId);
					if (self !== contactId || isOver) return;
					failures = 0;
					online = puppet;
					setState({ state: "up", reason: "" });
					name = (await patience(puppet.contactPayload(contactId), ASK_TIMEOUT_MS)).name;
				},
				logout({ data }) {
					watchdog.heard(true);
					self = null;
					online = null;
					setState(downAs(BANNED.test(data ?? "") ? "banned" : "logged-out"));
				},
				message({ messageId }) {
					watchdog.heard(true);
					receiver.message(puppet, messageId);
				},
				friendship: ({ friendshipId }) => friendships.announce(puppet, friendshipId),
				"room-join": (told) => receiver.joined(puppet, told),
				"room-leave": (told) => receiver.left(puppet, told),
				"room-topic": (told) => receiver.renamed(puppet, told),
				dong: () => watchdog.heard(false),
				heartbeat: () => watchdog.heard(false),
				error(told) {
					const failed = watchdog.failed();
					if (failed === "first") log.warn("wechat:error", describeFailure(told));
					if (failed === "last") end("no-connection");
				},
			},
			log,
		);
		bot.start().then(
			() => {
				// Wechaty tells of a puppet that does not start as of any error, and calls itself started.
				if (puppet.state.inactive() === true) end("no-connection");
			},
			() => end("no-connection"),
		);
		cancelLook = later(WATCH_MS, () => void look());
		const reason = await over;
		cancelLook();
		stopListening();
		online = null;
		const stopped = bot.stop().then(
			() => leave(bot),
			() => leave(bot),
		);
		await patience(stopped, STOP_PATIENCE_MS).catch(() => undefined);
		return reason;
	};

	const open = async (): Promise<Bot | string> => {
		if (!(await holdsLease())) return "served-elsewhere";
		try {
			const bot = await openBot();
			await bot.init();
			keepNothing(bot.puppet);
			return bot;
		} catch (error) {
			log.warn("wechat:no-bot", describeFailure(error));
			return isMissing(error) ? "no-puppet" : "failed";
		}
	};

	const run = async (opened: () => void): Promise<void> => {
		while (!isStopping) {
			const bot = await open();
			if (typeof bot === "string") setState({ state: "down", reason: bot });
			opened();
			if (typeof bot !== "string" && !isStopping) {
				const reason = await live(bot);
				if (!isStopping) setState(downAs(reason));
			}
			failures += 1;
			await pauses.wait(bot === "no-puppet" ? MAX_PAUSE_MS : growingPause(failures, MAX_PAUSE_MS));
		}
	};

	return {
		start: () =>
			new Promise((resolve) => {
				running = run(resolve);
			}),
		async stop() {
			isStopping = true;
			stopListening();
			friendships.stop();
			await receiver.stop();
			end("stopping");
			pauses.cut();
			await running;
			await lease.drop().catch((error: unknown) => log.warn("wechat:lease-kept", describeFailure(error)));
		},
		state: () => state,
		name: () => name,
		puppet: () => online,
	};
};
