import { LONGEST_REASON, type Notice, type NoticeRecipient, receiptsByUnit } from "../../domain/notice.ts";
import type { Instant } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { leadingNumber } from "../../language/notice-words.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { ViewButton } from "../../views/button.ts";
import type { ReceiptLine } from "../../views/notices.ts";
import type { View } from "../../views/view.ts";
import type { CommandHandler } from "../commands/handler.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { noticeNumbered } from "./notice-set.ts";
import { broadcast } from "./publish.ts";
import { hoursOf, remindersOf, silentToRemind } from "./remind.ts";
import { textHead } from "./text-head.ts";

interface Asked {
	readonly notice: Notice;
	readonly number: number;
	/** What was typed behind the number. */
	readonly rest: string;
	readonly chat: ChatRef;
}

/**
 * The notice a command names, for its issuer or whoever oversees them, in private; without a number the newest of their own. Null when there is none or
 * it is not theirs, which is said.
 */
const noticeAsked = async (
	turn: Turn,
	speaker: Speaker,
	text: string,
	command: "receipts" | "chase" | "withdraw",
): Promise<Asked | null> => {
	const chat = privately(turn, speaker);
	if (!chat) return null;
	const to = { chat, addressee: speaker.person };
	const named = leadingNumber(text);
	// What was sent to everybody is taken back by its number only.
	const newest = named || command === "withdraw" ? null : ((await turn.set.wide().newestNotices(speaker.person.key, 1))[0]?.number ?? null);
	const number = named?.number ?? newest;
	const notice = number === null ? null : await noticeNumbered(turn.set, number);
	if (number === null || !notice) {
		turn.say({ key: "notice-unknown", number: named?.number ?? null, command, buttons: [] }, to);
		return null;
	}
	if (notice.issuer !== speaker.person.key && !may(turn.county, speaker.person, "oversee-notices", notice.unit, turn.today)) {
		turn.say({ key: "notice-not-yours", number, issuer: turn.county.unit(notice.unit)?.name ?? notice.unit, buttons: [] }, to);
		return null;
	}
	return { notice, number, rest: named?.rest ?? text.trim(), chat };
};

/** 回执 N: who has confirmed and who has not, for the issuer alone. */
export const receipts: CommandHandler = async (turn, speaker, rest) => {
	const asked = await noticeAsked(turn, speaker, rest, "receipts");
	if (!asked) return;
	const { notice, number, chat } = asked;
	const to = { chat, addressee: speaker.person };
	if (!notice.wantsReceipt)
		return turn.say({ key: "notice-wants-none", number, withdrawn: notice.state === "withdrawn", overseer: true, buttons: [] }, to);
	const recipients = await turn.set.wide().noticeRecipients(number);
	const bound = await turn.set.wide().boundPeople();
	const listed = recipients.filter(({ reach }) => reach !== "guest");
	const people = new Map(listed.map((one) => [one.person, one]));
	const units = receiptsByUnit(recipients);
	const remindedAt = recipients.reduce<Instant | null>(
		(last, one) => ((one.remindedAt ?? "") > (last ?? "") ? one.remindedAt : last),
		null,
	);
	const left = notice.state === "published" ? silentOf(turn, notice, recipients).filter(({ reach }) => reach !== "none") : [];
	const mayRemind = notice.remindAt === null && left.length > 0;
	const buttons: ViewButton[] = mayRemind ? [{ label: { word: "chase" }, action: { do: "say", text: `/chase ${number}` } }] : [];
	turn.say(
		{
			key: "notice-receipts",
			number,
			head: textHead(notice.text),
			publishedAt: notice.publishedAt ?? notice.updatedAt,
			withdrawn: notice.state === "withdrawn",
			silent: units.filter(({ confirmed }) => confirmed.length === 0).map(({ unit, silent }) => lineOf(turn, unit, silent, null)),
			confirmed: units
				.filter(({ confirmed }) => confirmed.length > 0)
				.map(({ unit, confirmed }) => lineOf(turn, unit, confirmed, confirmed[0]?.confirmedAt ?? null)),
			units: units.length,
			people: people.size,
			peopleConfirmed: [...people.values()].filter(({ confirmedAt }) => confirmedAt !== null).length,
			unbound: [...people.keys()].filter((key) => !bound.has(key)).length,
			guests: recipients.length - listed.length,
			remindAt: notice.remindAt,
			remindedAt,
			notReminded: new Set(left.map(({ person }) => person)).size,
			unsent: await turn.set.wide().unsentOfNotice(number),
			buttons,
		},
		to,
	);
};

const lineOf = (
	turn: Turn,
	unit: NoticeRecipient["unit"],
	people: readonly NoticeRecipient[],
	at: NoticeRecipient["confirmedAt"],
): ReceiptLine => ({
	unit: turn.county.unit(unit)?.name ?? unit,
	names: people.map(({ person }) => turn.county.person(person)?.name ?? person),
	at,
});

const silentOf = (turn: Turn, notice: Notice, recipients: readonly NoticeRecipient[]): NoticeRecipient[] =>
	silentToRemind(notice, recipients, (person) => turn.isAway(person));

/** 催收到 N: one reminder to the silent, now or when people may be written to again; whoever was reminded often enough today is spared. */
export const chase: CommandHandler = async (turn, speaker, rest) => {
	const asked = await noticeAsked(turn, speaker, rest, "chase");
	if (!asked) return;
	const { notice, number, chat } = asked;
	const to = { chat, addressee: speaker.person };
	if (!notice.wantsReceipt || notice.state !== "published")
		return turn.say({ key: "notice-wants-none", number, withdrawn: notice.state === "withdrawn", overseer: true, buttons: [] }, to);
	const store = turn.set.wide();
	const recipients = await store.noticeRecipients(number);
	const silent = silentOf(turn, notice, recipients);
	const reached = silent.filter(({ reach }) => reach !== "none");
	const cap = Number(turn.county.data.rules["remind-cap"]);
	const counts = { units: new Set(silent.map(({ unit }) => unit)).size, people: new Set(silent.map(({ person }) => person)).size };
	const say = (
		outcome: "sent" | "later" | "already" | "all-confirmed" | "nobody-reached" | "capped",
		said: Partial<typeof counts & { readonly capped: number; readonly at: Instant | null }> = {},
	): void => turn.say({ key: "notice-chased", number, outcome, ...counts, capped: 0, cap, at: notice.remindAt, ...said, buttons: [] }, to);
	if (notice.remindAt !== null) return say("later");
	if (reached.length === 0 && recipients.some(({ remindedAt }) => remindedAt !== null)) return say("already");
	if (silent.length === 0) return say("all-confirmed");
	if (reached.length === 0) return say("nobody-reached");
	const at = hoursOf(turn.county).next(turn.now);
	if (at !== turn.now) {
		turn.add({ do: "save-notice", notice: { ...notice, remindAt: at } });
		turn.audit(speaker.person.key, "notice:reminder-asked", `notice:${number}`, { at });
		return say("later", { at });
	}
	const chats = await store.noticeChats(number);
	const made = await remindersOf({ notice, silent, chats, county: turn.county, now: turn.now, nextId: () => turn.world.ids.next(), store });
	turn.add(...made.effects);
	turn.audit(speaker.person.key, "notice:reminded", `notice:${number}`, { units: made.units, people: made.people, capped: made.capped });
	return say(made.people === 0 ? "capped" : "sent", { units: made.units, people: made.people, capped: made.capped });
};

/** 撤回 N 原因: a note to every chat it went to; what is queued goes out no more, and nobody's word is asked for. */
export const withdraw: CommandHandler = async (turn, speaker, rest) => {
	const asked = await noticeAsked(turn, speaker, rest, "withdraw");
	if (!asked) return;
	const { notice, number, chat: here } = asked;
	const to = { chat: here, addressee: speaker.person };
	if (notice.state === "withdrawn")
		return turn.say({ key: "notice-withdrawal-done", number, groups: 0, people: 0, again: true, buttons: [] }, to);
	const reason = [...asked.rest].slice(0, LONGEST_REASON).join("").trim();
	const chats = await turn.set.wide().noticeChats(number);
	const view: View = {
		key: "notice-withdrawn",
		number,
		unit: turn.county.unit(notice.unit)?.name ?? notice.unit,
		issuer: turn.county.person(notice.issuer)?.name ?? notice.issuer,
		reason: reason === "" ? null : reason,
		buttons: [],
	};
	turn.add(
		{
			do: "save-notice",
			notice: {
				...notice,
				state: "withdrawn",
				withdrawnAt: turn.now,
				withdrawnFor: reason === "" ? null : reason,
				remindAt: null,
				updatedAt: turn.now,
			},
		},
		{ do: "recall-notice", notice: number, at: turn.now },
		...chats.map(({ chat }) => ({
			do: "enqueue-message" as const,
			// Whoever got the notice must hear that it counts no more, however late.
			message: broadcast({
				id: turn.world.ids.next(),
				chat,
				view,
				dedupeKey: `notice-withdrawn:${number}:${chatKey(chat)}`,
				at: turn.now,
				expiresAt: null,
			}),
		})),
	);
	turn.audit(speaker.person.key, "notice:withdrawn", `notice:${number}`, { reason, chats: chats.length });
	const groups = chats.filter(({ chat }) => chat.kind === "group").length;
	turn.say({ key: "notice-withdrawal-done", number, groups, people: chats.length - groups, again: false, buttons: [] }, to);
};
