import type { payloads } from "wechaty";
import type { Clock } from "../../ports/clock.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { Log } from "../../ports/log.ts";
import { createPauses, growingPause } from "../pauses.ts";
import { decodeMessage, groupInbound, renewedInbound } from "./decode.ts";
import { describeFailure } from "./failure.ts";
import type { HandingIn } from "./handing-in.ts";
import { ASK_TIMEOUT_MS, MAX_INTAKE_PAUSE_MS, READ_TRIES, STOP_PATIENCE_MS } from "./limits.ts";
import { createPatience } from "./patience.ts";
import { OFFICIAL_CONTACT, type Puppet, type PuppetEvents } from "./puppet.ts";
import { isRenewed, type LastLogin } from "./renewal.ts";

/** Reads what a puppet announces, one after another: a slow look-up never lets a later word overtake. */
export interface Receiver {
	/** Somebody is logged in as `self`: says first whether all ids are new. Resolves when that is settled, rejects when the program stops before. */
	checkIn(self: string): Promise<void>;
	message(puppet: Puppet, id: string): void;
	joined(puppet: Puppet, told: PuppetEvents["room-join"]): void;
	left(puppet: Puppet, told: PuppetEvents["room-leave"]): void;
	renamed(puppet: Puppet, told: PuppetEvents["room-topic"]): void;
	hand(inbound: Inbound): void;
	/** Finishes what was announced. */
	stop(): Promise<void>;
}

/** Hands in through `handingIn`. */
export const createReceiver = (parts: {
	readonly handingIn: HandingIn;
	readonly lastLogin: LastLogin;
	readonly clock: Clock;
	readonly log: Log;
	readonly later: (ms: number, run: () => void) => () => void;
}): Receiver => {
	const { handingIn, lastLogin, clock, log, later } = parts;
	const patience = createPatience(later);
	const pauses = createPauses(later);
	let reading: Promise<unknown> = Promise.resolve();
	let stopWaiting = (): void => undefined;
	let isStopping = false;
	const stopping = new Promise<never>((_, reject) => {
		stopWaiting = () => reject(new Error("stopping"));
	});
	stopping.catch(() => undefined);

	const inOrder = <T>(read: () => Promise<T>): Promise<T> => {
		const next = reading.then(read);
		reading = next.catch((error: unknown) => log.warn("wechat:unreadable", describeFailure(error)));
		return next;
	};
	const handIn = (read: () => Promise<Inbound | null>): void => {
		inOrder(async () => {
			const inbound = await read();
			if (inbound) void handingIn.offer(inbound);
		}).catch(() => undefined);
	};

	/** Asks until it is answered, at most so often. */
	const persist = async <T>(ask: () => Promise<T>, tries: number): Promise<T> => {
		for (let failures = 1; ; failures += 1) {
			try {
				return await patience(ask(), ASK_TIMEOUT_MS);
			} catch (error) {
				if (failures >= tries || isStopping) throw error;
				await pauses.wait(growingPause(failures, MAX_INTAKE_PAUSE_MS));
			}
		}
	};

	/** What a look-up tells; null when it does not, as the message counts without it, too. */
	const lookUp = <T>(asked: Promise<T>): Promise<T | null> => patience(asked, ASK_TIMEOUT_MS).catch(() => null);

	/** The names the bot is called by in a group: its own there, and that of its account. */
	const namesIn = async (puppet: Puppet, room: string, self: string): Promise<string[]> => {
		const [account, member] = await Promise.all([lookUp(puppet.contactPayload(self)), lookUp(puppet.roomMemberPayload(room, self))]);
		return [account?.name, member?.name, member?.roomAlias].filter((name): name is string => Boolean(name));
	};

	const mayName = ({ text = "", roomId }: payloads.Message): boolean => Boolean(roomId) && /[@＠「]/u.test(text);

	/** News of a company, WeChat's own team: nobody to talk with. */
	const isOfficial = async (puppet: Puppet, { roomId, talkerId }: payloads.Message): Promise<boolean> =>
		!roomId && (await lookUp(puppet.contactPayload(talkerId)))?.type === OFFICIAL_CONTACT;

	const titleOf = async (puppet: Puppet, room: string) => (await lookUp(puppet.roomPayload(room)))?.topic ?? "";

	return {
		checkIn: (self) =>
			inOrder(async () => {
				const last = await persist(() => lastLogin.get(), Number.POSITIVE_INFINITY);
				if (last === self) return;
				if (last !== null && isRenewed(last, self))
					await Promise.race([handingIn.offer(renewedInbound(last, self, clock.now())), stopping]);
				await persist(() => lastLogin.set(self), Number.POSITIVE_INFINITY);
			}),
		message(puppet, id) {
			const self = puppet.currentUserId;
			handIn(async () => {
				const message = await persist(() => puppet.messagePayload(id), READ_TRIES);
				const { roomId } = message;
				const names = roomId && mayName(message) ? await namesIn(puppet, roomId, self) : [];
				const inbound = decodeMessage(message, { self, names, now: clock.now() });
				return inbound && (await isOfficial(puppet, message)) ? null : inbound;
			});
		},
		joined(puppet, told) {
			const self = puppet.currentUserId;
			handIn(async () => {
				if (!told.inviteeIdList.includes(self)) return null;
				const room = await lookUp(puppet.roomPayload(told.roomId));
				const admin = room !== null && (room.ownerId === self || room.adminIdList.includes(self));
				const event = { what: "member", title: room?.topic ?? "", admin, seesAll: true } as const;
				return groupInbound({ room: told.roomId, by: told.inviterId, timestamp: told.timestamp }, event, clock.now());
			});
		},
		left(puppet, told) {
			const self = puppet.currentUserId;
			handIn(async () => {
				if (!told.removeeIdList.includes(self)) return null;
				const event = { what: "left", title: await titleOf(puppet, told.roomId) } as const;
				return groupInbound({ room: told.roomId, by: told.removerId, timestamp: told.timestamp }, event, clock.now());
			});
		},
		renamed(_puppet, { roomId: room, changerId: by, newTopic: title, timestamp }) {
			handIn(async () => groupInbound({ room, by, timestamp }, { what: "renamed", title }, clock.now()));
		},
		hand: (inbound) => handIn(async () => inbound),
		async stop() {
			isStopping = true;
			stopWaiting();
			pauses.cut();
			await patience(reading, STOP_PATIENCE_MS).catch(() => undefined);
			await handingIn.stop();
		},
	};
};
