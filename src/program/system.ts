import { randomBytes, randomInt } from "node:crypto";
import { type DestinationStream, pino } from "pino";
import { describeFacts } from "../app/describe-error.ts";
import { toInstant } from "../domain/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";

export const systemClock: Clock = { now: () => toInstant(Date.now()) };

/** Milliseconds that only rise, whatever happens to the clock on the wall. */
export const steadyMs = (): number => performance.now();

/** Numbers from 0 to below 1, for pauses that need not be the same each time. */
export const chance = (): number => Math.random();

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Without look-alikes: no 0 O 1 I L. */
const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const TIME_LETTERS = 10;
const CHANCE_LETTERS = 16;
/** Bytes of chance drawn at once: asking for few costs as much as for many. */
const CHANCE_BYTES = 256 * CHANCE_LETTERS;

/** Ids that sort by the time they were made, and secrets from the system's source of chance. */
export const createIds = (): Ids => {
	let lastMs = 0;
	let chance = randomBytes(CHANCE_BYTES);
	let used = 0;
	const letters = (): string => {
		if (used === CHANCE_BYTES) {
			chance = randomBytes(CHANCE_BYTES);
			used = 0;
		}
		let text = "";
		for (const end = used + CHANCE_LETTERS; used < end; used += 1) text += CROCKFORD[(chance[used] ?? 0) % 32];
		return text;
	};
	return {
		next: () => {
			// Never behind an id given before, though the clock on the wall may jump back.
			lastMs = Math.max(lastMs, Date.now());
			let time = lastMs;
			let head = "";
			for (let index = 0; index < TIME_LETTERS; index += 1) {
				head = `${CROCKFORD[time % 32]}${head}`;
				time = Math.floor(time / 32);
			}
			return head + letters();
		},
		bindingCode: () => Array.from({ length: 8 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join(""),
		secret: () => randomBytes(32).toString("base64url"),
	};
};

/** JSON lines, on standard error unless told otherwise, so that standard output stays for people. */
export const createLog = (level: string, to: DestinationStream = pino.destination({ fd: 2, sync: true })): Log => {
	const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
	return {
		debug: (event, facts = {}) => logger.debug(describeFacts(facts), event),
		info: (event, facts = {}) => logger.info(describeFacts(facts), event),
		warn: (event, facts = {}) => logger.warn(describeFacts(facts), event),
		error: (event, facts = {}) => logger.error(describeFacts(facts), event),
	};
};
