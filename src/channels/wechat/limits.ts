import { type Capabilities, NO_LIMITS, type SendingLimits } from "../../ports/channel.ts";

/** The channel's id, in chats and accounts. */
export const WECHAT = "wechat";
/** One account is logged in at a time, and which one is known only then. */
export const ACCOUNT = "main";

const MB = 1024 * 1024;

/** Largest file sent and fetched: puppets hold one whole in memory, and in base64. */
export const MAX_FILE_BYTES = 20 * MB;

/**
 * What a personal account can do. WeChat itself takes about 2,000 characters, some puppets no more than 1,024 (read in their issues): the shorter one is kept.
 * Words beside a file are unknown there, and what is said while nobody is logged in is lost.
 */
export const CAPABILITIES: Capabilities = {
	buttons: false,
	edit: false,
	toast: false,
	mention: true,
	files: true,
	filesPerMessage: 1,
	maxCaption: 0,
	maxFileBytes: MAX_FILE_BYTES,
	keepsMissed: false,
	pace: "slow",
	maxText: 1000,
};

/** As a person writes: accounts that write faster, or at night, get banned. */
export const SENDING_LIMITS: SendingLimits = {
	...NO_LIMITS,
	perSecond: 1,
	perChatPerSecond: 1,
	perGroupPerMinute: 10,
	perMinute: 40,
	betweenChatsMs: [3000, 5000],
	keepsQuiet: true,
};

/** How often a bot is asked whether it lives, how often in a row it may keep silent, and how often it may show neither a login nor a code. */
export const WATCH_MS = 20_000;
export const SILENT_LOOKS = 6;
export const IDLE_LOOKS = 3;
/** Errors between two looks, without anything else, after which a bot is over: some try again at once, for ever. */
export const FAILURES_IN_A_ROW = 10;
/** Longest pause before a fresh bot is tried; what is missing has to be installed by somebody. */
export const MAX_PAUSE_MS = 60_000;

/** After this long without an answer what a puppet was asked counts as failed. */
export const ASK_TIMEOUT_MS = 20_000;
export const SEND_TIMEOUT_MS = 60_000;
export const FETCH_TIMEOUT_MS = 90_000;
/** A stopping channel waits this long for its bot. */
export const STOP_PATIENCE_MS = 4000;
/** How often a message that was announced is asked for. */
export const READ_TRIES = 3;
/** Longest pause before the intake is tried again, most messages that wait for it, and most that it gets at once. */
export const MAX_INTAKE_PAUSE_MS = 15_000;
export const MAX_WAITING = 5000;
export const INTAKE_BATCH = 100;

/** Shortest and longest time before a friend request is accepted, and between two. */
export const ACCEPT_AFTER_MS = [20_000, 60_000] as const;
