import type { ChatRef } from "../../ports/chat.ts";
import type { BoundAccount, KnownGroup } from "../../ports/store.ts";
import { groupLeft } from "../groups/group-left.ts";
import { groupSubject } from "../groups/known-group.ts";
import type { Turn } from "../turns/turn.ts";
import { privateChatsOf } from "./private-chats.ts";
import { notYetBack, parseRenewals, RENEWALS, type Renewals } from "./renewals.ts";

/** Why what waited for the old chats is not sent. */
const REASON = "renewed";

/**
 * Every account and chat of a messenger got another id: whoever was bound there is so no more, and is bound again with a code, never recognised by a name. What
 * waits goes to another chat of its person, else it is given up. Open dialogs are the person's and go on after the next binding. The office is told by the alarms.
 */
export const renewChannel = async (turn: Turn): Promise<void> => {
	const { channel, account } = turn.chat;
	const store = turn.set.wide();
	const accounts = await store.accountsOn(channel);
	const groups = (await store.knownGroups()).filter(
		({ chat, member, unit }) => chat.channel === channel && chat.account === account && (member || unit !== null),
	);
	turn.audit("system", "channel:renewed", `channel:${channel}`, {
		people: new Set(accounts.map(({ person }) => person)).size,
		groups: groups.length,
	});
	await sendOnElsewhere(turn);
	for (const { account: old, person } of accounts) {
		turn.add({ do: "unbind-account", account: old, at: turn.now });
		turn.audit("system", "account:unbound", `person:${person}`, { channel, reason: REASON });
	}
	for (const group of groups) leave(turn, group);
	turn.add({ do: "set-setting", key: RENEWALS, value: JSON.stringify(await renewals(turn, accounts, groups)) });
};

/** Private chats of this messenger lead nowhere now; groups follow with their rows. */
const sendOnElsewhere = async (turn: Turn): Promise<void> => {
	const { channel, account } = turn.chat;
	const store = turn.set.wide();
	const waiting = await store.privateChatsWaiting(channel, account);
	const others = (await store.accountsOfPeople(waiting.map(({ person }) => person))).filter((one) => one.account.channel !== channel);
	for (const { chat, person } of waiting) {
		const to = privateChatsOf(
			others.filter((one) => one.person === person),
			turn.world,
		).at(-1);
		turn.add(to ? { do: "redirect-messages", from: chat, to } : parking(chat, turn));
	}
};

const parking = (chat: ChatRef, turn: Turn) => ({ do: "park-chat", chat, reason: REASON, at: turn.now }) as const;

/** The row stays with its title; the group itself is there, under an id nobody knows yet. */
const leave = (turn: Turn, group: KnownGroup): void => {
	const gone: KnownGroup = { ...group, unit: null, member: false, admin: false, updatedAt: turn.now };
	turn.add({ do: "save-group", group: gone }, parking(group.chat, turn));
	// Nobody put the bot out: the office hears of all of them at once.
	turn.add(groupLeft.toldOf(gone, turn.now));
	if (group.unit !== null) turn.audit("system", "group:unbound", groupSubject(group.chat), { before: group.unit, reason: REASON });
};

/** Whoever did not come back since the renewal before still has to. */
const renewals = async (turn: Turn, accounts: readonly BoundAccount[], groups: readonly KnownGroup[]): Promise<Renewals> => {
	const { channel } = turn.chat;
	const store = turn.set.wide();
	const { county } = turn.world;
	const lacking = county === null ? [] : await notYetBack(store, county, turn.today);
	const before = lacking.find((one) => one.channel === channel);
	const units = groups.flatMap(({ unit }) => unit ?? []);
	return {
		...parseRenewals(await store.setting(RENEWALS)),
		[channel]: {
			at: turn.now,
			people: [...new Set([...(before?.people ?? []).map(({ key }) => key), ...accounts.map(({ person }) => person)])],
			groups: [...(before?.groups ?? []), ...units],
		},
	};
};
