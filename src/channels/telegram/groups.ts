import type { ChatRef } from "../../ports/chat.ts";
import type { GroupEvent } from "../../ports/intake.ts";
import type { BotProfile } from "./bot-profile.ts";
import type { Calls } from "./client.ts";
import { isAdmin } from "./decode.ts";
import { REMEMBERED_CHATS } from "./limits.ts";

/** What the bot may see in which group. */
export interface Groups {
	/** Takes over what an update says of a group. */
	note(chat: ChatRef, event: GroupEvent): void;
	/**
	 * Whether the bot reads only replies, commands and its name there: privacy mode is on and it runs the group not. Asks Telegram once a group; a group
	 * it cannot ask about counts as such, as what is done for these works everywhere.
	 */
	isBlind(chat: ChatRef): Promise<boolean>;
}

/** Groups of one account; `profile` is null while Telegram was not reached. */
export const createGroups = (parts: {
	readonly calls: Pick<Calls, "getChatMember">;
	readonly profile: () => BotProfile | null;
}): Groups => {
	const admin = new Map<string, boolean>();
	const remember = (chat: string, isOne: boolean): void => {
		const [oldest] = admin.keys();
		if (admin.size >= REMEMBERED_CHATS && oldest !== undefined) admin.delete(oldest);
		admin.set(chat, isOne);
	};
	return {
		note(chat, event) {
			if (event.what === "member") remember(chat.id, event.admin);
			else if (event.what === "left") admin.delete(chat.id);
		},
		async isBlind(chat) {
			const profile = parts.profile();
			if (chat.kind === "private" || !profile || profile.readsGroups) return false;
			const known = admin.get(chat.id);
			if (known !== undefined) return !known;
			try {
				const isOne = isAdmin(await parts.calls.getChatMember({ chat_id: chat.id, user_id: profile.id }));
				// An update may have told in the meantime, and is newer.
				if (!admin.has(chat.id)) remember(chat.id, isOne);
				return !(admin.get(chat.id) ?? isOne);
			} catch {
				return true;
			}
		},
	};
};
