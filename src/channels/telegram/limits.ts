import { type Capabilities, NO_LIMITS, type SendingLimits } from "../../ports/channel.ts";

/** The channel's id, in chats and accounts. */
export const TELEGRAM = "telegram";

const MB = 1024 * 1024;

/** Largest picture and largest other file a bot may upload. */
export const MAX_PHOTO_BYTES = 10 * MB;
export const MAX_DOCUMENT_BYTES = 50 * MB;

/** What Telegram can do (core.telegram.org/bots/api: sendMessage 4096, captions 1024; an album carries no buttons, so one file a message). */
export const CAPABILITIES: Capabilities = {
	buttons: true,
	edit: true,
	toast: true,
	mention: true,
	files: true,
	filesPerMessage: 1,
	maxCaption: 1024,
	maxFileBytes: MAX_DOCUMENT_BYTES,
	keepsMissed: true,
	pace: "fast",
	maxText: 4096,
};

/** core.telegram.org/bots/faq, "My bot is hitting limits". */
export const SENDING_LIMITS: SendingLimits = { ...NO_LIMITS, perSecond: 30, perChatPerSecond: 1, perGroupPerMinute: 20 };

/** Largest file a bot may fetch (getFile). */
export const MAX_FETCH_BYTES = 20 * MB;
/** Longest callback_data, in bytes of UTF-8. */
export const MAX_PRESS_BYTES = 64;
/** Longest label of a button, in UTF-16 code units; longer ones are cut. */
export const MAX_BUTTON_TEXT = 64;
/** Most buttons below one message. */
export const MAX_BUTTONS = 100;
/** Longest answer to a press; from ALERT_FROM on it is shown as a box that waits for a tap, as people need time to read it. */
export const MAX_TOAST_TEXT = 200;
export const ALERT_FROM = 40;

/** Updates asked for, exactly what is used. */
export const ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"] as const;
/** Updates of one answer. */
export const POLL_LIMIT = 100;
/** How long Telegram holds an empty answer back. */
export const POLL_SECONDS = 25;
/** After this long without an answer a poll, a call or an upload is given up. */
export const POLL_TIMEOUT_MS = (POLL_SECONDS + 10) * 1000;
export const CALL_TIMEOUT_MS = 20_000;
export const UPLOAD_TIMEOUT_MS = 120_000;
export const DOWNLOAD_TIMEOUT_MS = 90_000;

/** Longest pause after a failed poll. */
export const MAX_PAUSE_MS = 15_000;
/** Somebody else polls the same token: they may be stopping, or be here to stay. */
export const MAX_CONFLICT_PAUSE_MS = 60_000;
/** A token Telegram does not know, or a bot other than expected: only a person can change that. */
export const BAD_TOKEN_PAUSE_MS = 60_000;

/** How often name and privacy mode are asked anew. */
export const PROFILE_MS = 5 * 60_000;
/** A stopping channel waits this long for its last confirmation. */
export const LAST_CONFIRMATION_MS = 3000;

/** Calls under way this long after a stop was asked for are given up. */
export const STOP_PATIENCE_MS = 4000;

/** A press that got no answer until then is answered with nothing, so that the phone stops waiting. */
export const PRESS_ANSWER_MS = 2000;
/** Time between two messages of a chat losing their buttons, and most that wait for it; newer ones matter more. */
export const CLOSING_MS = 3000;
export const GROUP_CLOSING_MS = 15_000;
export const MAX_CLOSINGS = 8;
/** What is remembered of chats and presses, at most. */
export const REMEMBERED_CHATS = 10_000;
