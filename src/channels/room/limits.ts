import { type Capabilities, NO_LIMITS, type SendingLimits } from "../../ports/channel.ts";

/** What the room can do, for the dispatcher and the dialogs. */
export const CAPABILITIES: Capabilities = {
	buttons: true,
	edit: false,
	toast: false,
	mention: true,
	files: true,
	filesPerMessage: 100,
	maxCaption: 8192,
	maxFileBytes: 200_000_000,
	keepsMissed: true,
	pace: "fast",
	maxText: 8192,
};

/** The room is its own platform: nobody asks it to slow down. */
export const SENDING_LIMITS: SendingLimits = NO_LIMITS;

/** Longest text of a person's message, in UTF-16 code units. */
export const MAX_PERSON_TEXT = 4096;

/** Largest attachment of a person's message. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Largest JSON body: a text at its limit, every character escaped, and the small fields beside it. */
export const MAX_JSON_BYTES = 64 * 1024;

/** Longest stored attachment name, in UTF-16 code units. */
export const MAX_FILE_NAME = 120;

/** Uploads held in memory at one time, of all and of one session; more are asked to come back. */
export const MAX_UPLOADS = 8;
export const MAX_UPLOADS_EACH = 3;

/** Messages of one answer when the caller names no number, and the most it may name. */
export const PAGE_OF_MESSAGES = 500;

/** Event streams open at one time, of all and of one session (a page has one, browsers hold six). */
export const MAX_STREAMS = 2000;
export const MAX_STREAMS_EACH = 16;

/** Messages a resumed stream replays; a longer gap is answered with a `reset` event and the page reads afresh. */
export const MAX_REPLAY = 500;

/** A stream whose reader has this many bytes waiting is cut; it resumes where it was. */
export const MAX_STREAM_BACKLOG_BYTES = 1024 * 1024;

/** Comment lines keep proxies from closing quiet streams. */
export const HEARTBEAT_MS = 20_000;

/** How long a session lasts, whatever the browser makes of its cookie: half a year. */
export const SESSION_MS = 180 * 24 * 3_600_000;

/** Wrong binding codes one address may send within an hour (chat contract, 绑定). */
export const MAX_CODE_FAILURES = 5;

/** How long a call that is still arriving, or an answer that is still read, is waited for when the program stops. */
export const STOP_PATIENCE_MS = 4000;

/** People's messages handed to the intake in one go. */
export const INTAKE_BATCH = 50;
