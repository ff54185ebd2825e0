import { NOTICE_LIFE_MS, type Notice } from "../../domain/notice.ts";
import { addMs } from "../../domain/period.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { NewMessage } from "../../ports/store.ts";
import type { View } from "../../views/view.ts";
import { refuse } from "../commands/handler.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { noticeTextOf } from "./draft.ts";
import { nextNoticeNumber } from "./notice-set.ts";
import { audienceText, beyondRights, reachOf, reachParts, reachText } from "./reach.ts";

/** What a notice says to many: after every answer and reminder, and no more once it expired. */
export const broadcast = (of: {
	readonly id: string;
	readonly chat: ChatRef;
	readonly view: View;
	readonly dedupeKey: string;
	readonly at: NewMessage["createdAt"];
	readonly expiresAt: NewMessage["expiresAt"];
}): NewMessage => ({
	id: of.id,
	chat: of.chat,
	view: of.view,
	dedupeKey: of.dedupeKey,
	priority: "broadcast",
	createdAt: of.at,
	expiresAt: of.expiresAt,
	addressee: null,
	answers: null,
	card: null,
});

/** Publishes a draft: the notice, one message a chat and whose word it asks for, in the turn's one commit. */
export const publishDraft = async (turn: Turn, speaker: Speaker, draft: Notice): Promise<void> => {
	const { county, today, world } = turn;
	const beyond = beyondRights(county, speaker.person, draft.audience, today);
	if (beyond) return refuse(turn, "notice", beyond);
	const reach = await reachOf(reachParts(turn, speaker, turn.set.wide()), draft.audience);
	if (reach.chats.length === 0)
		return turn.say({ key: "notice-nobody", audience: audienceText(county, draft.audience), buttons: [] }, { addressee: speaker.person });
	const number = await nextNoticeNumber(turn.set);
	const published: Notice = { ...draft, number, state: "published", awaitsText: false, publishedAt: turn.now, updatedAt: turn.now };
	const view: View = {
		key: "notice",
		notice: noticeTextOf(turn, published, number),
		files: published.files,
		buttons: published.wantsReceipt ? [{ label: { word: "received" }, action: { do: "confirm-notice", notice: number } }] : [],
	};
	const chats = reach.chats.map((one) => ({ ...one, message: world.ids.next() }));
	turn.add(
		{ do: "save-notice", notice: published },
		{ do: "add-notice-delivery", notice: number, chats, recipients: published.wantsReceipt ? reach.recipients : [] },
		...chats.map(({ chat, message }) => ({
			do: "enqueue-message" as const,
			message: broadcast({
				id: message,
				chat,
				view,
				dedupeKey: `notice:${number}:${chatKey(chat)}`,
				at: turn.now,
				expiresAt: addMs(turn.now, NOTICE_LIFE_MS),
			}),
		})),
	);
	const told = reachText(turn, reach);
	turn.audit(speaker.person.key, "notice:published", `notice:${number}`, {
		unit: published.unit,
		audience: published.audience,
		wantsReceipt: published.wantsReceipt,
		files: published.files.length,
		groups: told.groups,
		people: told.people,
		unreached: told.unreached.length,
	});
	turn.say(
		{ key: "notice-published", number, reach: told, wantsReceipt: published.wantsReceipt, buttons: [] },
		{ addressee: speaker.person },
	);
};
