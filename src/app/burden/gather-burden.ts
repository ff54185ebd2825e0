import type { County } from "../../domain/county.ts";
import { addDays, daysOf, type Instant, instantAt, type PeriodKey } from "../../domain/period.ts";
import type { Person, PersonKey } from "../../domain/person.ts";
import type { PositionSpan, WrittenMessage } from "../../ports/burden.ts";
import { accountKey, chatKey } from "../../ports/chat.ts";
import type { Store } from "../../ports/store.ts";
import type { ChannelLine } from "../../views/burden.ts";
import { burdenKindOf } from "./burden-kind.ts";
import { BurdenCount, type BurdenMessage, type BurdenTotals } from "./burden-totals.ts";
import { ChannelCount, type LimitsOf } from "./channel-count.ts";

/** Rows read at a time: in between others read and write. */
const AT_ONCE = 2000;

/** What people were asked, and what went out on each channel. */
export interface GatheredBurden extends BurdenTotals {
	readonly channels: readonly ChannelLine[];
}

/** What is read, and as what: `now` is when it is asked. */
export interface BurdenAskedOf {
	readonly store: Store;
	readonly county: County;
	readonly month: PeriodKey;
	readonly now: Instant;
	readonly limitsOf: LimitsOf;
}

/** What the program asked of people in a month, read from what is stored: a row at a time, whatever the size of the county. The supervision office asks; what it is asked and says itself is not counted but by channel. */
export const gatherBurden = async ({ store, county, month, now, limitsOf }: BurdenAskedOf): Promise<GatheredBurden> => {
	const { first, last } = daysOf(month);
	const [from, until] = [instantAt(first, "00:00"), instantAt(addDays(last, 1), "00:00")];
	const { byChat, byAccount } = await whoIsWho(store, county);
	const count = new BurdenCount();
	const channels = new ChannelCount(limitsOf, county.data.rules, county.calendar, now);
	for await (const message of through(store, "outbox", from, until, (span) => store.messagesWritten(span, AT_ONCE))) {
		count.addMessage(counted(message, byChat));
		channels.add(message);
	}
	for await (const { account, at } of through(store, "inbox", from, until, (span) => store.takenIn(span, AT_ONCE))) {
		const person = byAccount.get(accountKey(account));
		if (person !== undefined) count.addReply({ person, at });
	}
	for (let day = first; day <= last; day = addDays(day, 1)) for (const record of await store.remindersOn(day)) count.addReminder(record);
	return { ...count.totals(), channels: channels.lines() };
};

/** The rows of a queue between two instants, a page after another. */
async function* through<Row extends { readonly position: number }>(
	store: Store,
	queue: "inbox" | "outbox",
	from: Instant,
	until: Instant,
	page: (span: PositionSpan) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
	let span = await store.positionsBetween(queue, from, until);
	while (span.after < span.through) {
		const rows = await page(span);
		yield* rows;
		span = { ...span, after: rows.length < AT_ONCE ? span.through : (rows.at(-1)?.position ?? span.through) };
	}
}

const isOfOffice = (person: Person): boolean => person.posts.length > 0 && person.posts.every(({ role }) => role === "supervisor");

/** Whose chats and accounts these are now; those of an account that was taken away since are nobody's. */
const whoIsWho = async (
	store: Store,
	county: County,
): Promise<{ byChat: ReadonlyMap<string, PersonKey>; byAccount: ReadonlyMap<string, PersonKey> }> => {
	const people = county.data.people.filter((person) => !isOfOffice(person)).map(({ key }) => key);
	const accounts = await store.accountsOfPeople(people);
	return {
		byChat: new Map(accounts.flatMap(({ privateChat, person }) => (privateChat === null ? [] : [[chatKey(privateChat), person] as const]))),
		byAccount: new Map(accounts.map(({ account, person }) => [accountKey(account), person])),
	};
};

const counted = (message: WrittenMessage, byChat: ReadonlyMap<string, PersonKey>): BurdenMessage => {
	const inGroup = message.chat.kind === "group";
	return {
		// In a group a dialog's question is for one of them.
		person: inGroup ? message.addressee : (byChat.get(chatKey(message.chat)) ?? null),
		inGroup,
		kind: burdenKindOf(message.priority, message.view),
		became: becameOf(message),
	};
};

const becameOf = ({ state, reason }: WrittenMessage): BurdenMessage["became"] => {
	if (state === "sent") return "sent";
	if (state === "queued") return "waiting";
	return reason === "expired" || reason === "reported" ? reason : "lost";
};
