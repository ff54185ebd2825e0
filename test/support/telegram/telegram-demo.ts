import type { ChatRef } from "../../../src/ports/chat.ts";
import { chatThere, type Elsewhere } from "../demo-elsewhere.ts";

/** The bot of the demo county on Telegram. */
export const BOT_ID = 7_000_000_001;
export const BOT_TOKEN = `${BOT_ID}:fake-1-AAAAAAAAAAAAAAAAAAAAAAAAAAA`;

/** The Telegram user of a person of the demo, by their place in the list. */
export const userIdOf = (index: number): number => 5_000_000_001 + index;
/** The Telegram group of a unit, by its place among those with groups. */
export const groupIdOf = (index: number): number => -1_002_000_000_001 - index;

/** The demo county on Telegram. */
export const ON_TELEGRAM: Elsewhere = {
	channel: "telegram",
	account: String(BOT_ID),
	personId: (index) => String(userIdOf(index)),
	groupId: (index) => String(groupIdOf(index)),
};

export const chatRef = (id: number, kind: ChatRef["kind"]): ChatRef => chatThere(ON_TELEGRAM, String(id), kind);
