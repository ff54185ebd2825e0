import { setImmediate } from "node:timers/promises";
import type { DateText, Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { PositionSpan, TakenIn, WrittenMessage } from "../ports/burden.ts";
import type { ChatRef } from "../ports/chat.ts";
import type { ReminderRecord } from "../ports/reminders.ts";
import type { Dialect } from "./dialect.ts";
import type { Read } from "./engine.ts";
import type { Inbox as InboxRow, Outbox as OutboxRow, Reminder as ReminderRow } from "./generated/client.ts";
import { PRIORITIES } from "./outbox.ts";

/** A page of many is read when whatever else is ready had its turn: a month is read page after page, and nobody's answer waits for all of it. */
export const afterOthers = async <T>(read: () => Promise<T>): Promise<T> => {
	await setImmediate();
	return read();
};

const QUEUES = { inbox: { table: "Inbox", at: "receivedAt" }, outbox: { table: "Outbox", at: "createdAt" } } as const;
type Queue = keyof typeof QUEUES;

/** Positions rise with time, so the span is found by halving, along the primary key: a queue needs no index of its times, which every message would pay for. */
export const positionsBetween = async (read: Read, queue: Queue, from: Instant, until: Instant): Promise<PositionSpan> => {
	const after = await lastBefore(read, queue, from);
	return { after, through: Math.max(after, await lastBefore(read, queue, until)) };
};

/** The highest position of what came before an instant; 0 when nothing did. */
const lastBefore = async (read: Read, queue: Queue, instant: Instant): Promise<number> => {
	const { table, at } = QUEUES[queue];
	const [newest] = await read<{ position: number | bigint | null }>(`SELECT MAX("position") AS "position" FROM "${table}"`, []);
	let low = 0;
	let high = Number(newest?.position ?? 0);
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		const sql = `SELECT "${at}" AS "at" FROM "${table}" WHERE "position" <= ? ORDER BY "position" DESC LIMIT 1`;
		const [row] = await read<{ at: string }>(sql, [middle]);
		if (row === undefined || row.at < instant) low = middle;
		else high = middle - 1;
	}
	return low;
};

type WrittenRow = Pick<
	OutboxRow,
	| "position"
	| "channel"
	| "account"
	| "chatId"
	| "chatKind"
	| "addressee"
	| "rank"
	| "status"
	| "reason"
	| "createdAt"
	| "finishedAt"
	| "partsSent"
> & {
	readonly view: string | null;
};

/** Messages of a span. */
export const messagesWritten = async (
	dialect: Dialect,
	read: Read,
	{ after, through }: PositionSpan,
	limit: number,
): Promise<WrittenMessage[]> => {
	const sql = `SELECT "position", "channel", "account", "chatId", "chatKind", "addressee", "rank", "status", "reason", "createdAt", "finishedAt", "partsSent",
		${dialect.textIn('"viewJson"', "key")} AS "view" FROM "Outbox" WHERE "position" > ? AND "position" <= ? ORDER BY "position" LIMIT ?`;
	return (await read<WrittenRow>(sql, [after, through, limit])).map((row) => ({
		position: Number(row.position),
		chat: { channel: row.channel, account: row.account, id: row.chatId, kind: row.chatKind as ChatRef["kind"] },
		addressee: row.addressee as PersonKey | null,
		priority: PRIORITIES[Number(row.rank)] ?? "broadcast",
		view: row.view ?? "",
		state: row.status as WrittenMessage["state"],
		writtenAt: row.createdAt as Instant,
		endedAt: row.finishedAt as Instant | null,
		// The last part is noted with the whole message.
		parts: Number(row.partsSent) + 1,
		reason: row.reason,
	}));
};

/** What people said and pressed in a span. */
export const takenIn = async (read: Read, { after, through }: PositionSpan, limit: number): Promise<TakenIn[]> => {
	const sql = `SELECT "position", "sender", "receivedAt" FROM "Inbox" WHERE "position" > ? AND "position" <= ? ORDER BY "position" LIMIT ?`;
	const rows = await read<Pick<InboxRow, "position" | "sender" | "receivedAt">>(sql, [after, through, limit]);
	return rows.map(({ position, sender, receivedAt }) => {
		const gap = sender.indexOf(" ");
		return {
			position: Number(position),
			account: { channel: sender.slice(0, gap), id: sender.slice(gap + 1) },
			at: receivedAt as Instant,
		};
	});
};

/** Who was reminded or spared on a day. */
export const remindersOn = async (read: Read, day: DateText): Promise<ReminderRecord[]> =>
	(await read<ReminderRow>('SELECT * FROM "Reminder" WHERE "day" = ? ORDER BY "person", "position"', [day])).map((row) => ({
		at: row.at as Instant,
		day: row.day as DateText,
		person: row.person as PersonKey,
		unit: row.unit as UnitCode | null,
		kind: row.kind as ReminderRecord["kind"],
		subject: row.subject,
		message: row.message,
		inGroup: Boolean(row.inGroup),
		outcome: row.outcome as ReminderRecord["outcome"],
	}));

/** When the oldest message that is kept was written. */
export const firstWritten = async (read: Read): Promise<Instant | null> => {
	const [row] = await read<Pick<OutboxRow, "createdAt">>(
		'SELECT "createdAt" FROM "Outbox" WHERE "position" > 0 ORDER BY "position" LIMIT 1',
		[],
	);
	return (row?.createdAt as Instant | undefined) ?? null;
};
