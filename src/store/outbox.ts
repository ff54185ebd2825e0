import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { ChatRef } from "../ports/chat.ts";
import type { NewMessage, QueuedMessage } from "../ports/store.ts";
import type { View } from "../views/view.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Outbox as OutboxRow } from "./generated/client.ts";
import { bindList, insert, table } from "./table.ts";

const OUTBOX = table<Omit<OutboxRow, "position">>("Outbox", {
	id: "text",
	channel: "text",
	account: "text",
	chatId: "text",
	chatKind: "text",
	viewJson: "text",
	dedupeKey: "text",
	rank: "int",
	createdAt: "text",
	expiresAt: "text",
	addressee: "text",
	status: "text",
	attempts: "int",
	nextAttemptAt: "text",
	finishedAt: "text",
	reason: "text",
});

/** A priority's place in this list is its rank: lower goes first. */
const PRIORITIES: readonly NewMessage["priority"][] = ["answer", "reminder", "broadcast"];

const toRow = (message: NewMessage): Omit<OutboxRow, "position"> => ({
	id: message.id,
	channel: message.chat.channel,
	account: message.chat.account,
	chatId: message.chat.id,
	chatKind: message.chat.kind,
	viewJson: JSON.stringify(message.view),
	dedupeKey: message.dedupeKey,
	rank: PRIORITIES.indexOf(message.priority),
	createdAt: message.createdAt,
	expiresAt: message.expiresAt,
	addressee: message.addressee,
	status: "queued",
	attempts: 0,
	nextAttemptAt: null,
	finishedAt: null,
	reason: null,
});

const fromRow = (row: OutboxRow): QueuedMessage => ({
	position: row.position,
	id: row.id,
	chat: { channel: row.channel, account: row.account, id: row.chatId, kind: row.chatKind as ChatRef["kind"] },
	view: JSON.parse(row.viewJson) as View,
	dedupeKey: row.dedupeKey,
	priority: PRIORITIES[row.rank] ?? "broadcast",
	createdAt: row.createdAt as Instant,
	expiresAt: row.expiresAt as Instant | null,
	addressee: row.addressee as PersonKey | null,
	attempts: row.attempts,
});

/** A message whose dedupe key was queued before, sent or not, is passed over. */
export const outboxStatements = (dialect: Dialect, effects: readonly EffectOf<"enqueue-message">[]): Statement[] =>
	insert(dialect, OUTBOX, 'ON CONFLICT ("dedupeKey") DO NOTHING')(effects.map(({ message }) => toRow(message)));

/** Messages by id, whatever became of them. */
export const loadMessages = async (dialect: Dialect, read: Read, ids: readonly string[]): Promise<QueuedMessage[]> =>
	(await read<OutboxRow>(`SELECT * FROM "Outbox" WHERE "id" IN ${dialect.texts} ORDER BY "position"`, [bindList(ids)])).map(fromRow);

/** Each chat's oldest unsent message, if its time has come: a chat waits for the message it waits for, an expired one holds up nothing. */
export const dueMessages = async (read: Read, channel: string, account: string, now: Instant, limit: number): Promise<QueuedMessage[]> => {
	const heads = `SELECT MIN("position") AS "head" FROM "Outbox"
		WHERE "status" = 'queued' AND "channel" = ? AND "account" = ? AND ("expiresAt" IS NULL OR "expiresAt" >= ?) GROUP BY "chatId"`;
	const sql = `SELECT o.* FROM (${heads}) h CROSS JOIN "Outbox" o WHERE o."position" = h."head"
		AND (o."nextAttemptAt" IS NULL OR o."nextAttemptAt" <= ?) ORDER BY o."rank", o."position" LIMIT ?`;
	return (await read<OutboxRow>(sql, [channel, account, now, now, limit])).map(fromRow);
};

export const markingSent = (dialect: Dialect, ids: readonly string[], at: Instant): Statement => ({
	sql: `UPDATE "Outbox" SET "status" = 'sent', "finishedAt" = ?
		WHERE "id" IN ${dialect.texts} AND ${dialect.checked('"status"')} = 'queued'`,
	args: [at, bindList(ids)],
});

export const postponing = (id: string, at: Instant, reason: string): Statement => ({
	sql: `UPDATE "Outbox" SET "nextAttemptAt" = ?, "reason" = ?, "attempts" = "attempts" + 1 WHERE "status" = 'queued' AND "id" = ?`,
	args: [at, reason, id],
});

export const parking = (id: string, reason: string, at: Instant): Statement => ({
	sql: `UPDATE "Outbox" SET "status" = 'parked', "reason" = ?, "finishedAt" = ? WHERE "status" = 'queued' AND "id" = ?`,
	args: [reason, at, id],
});

export const expiring = (now: Instant): Statement => ({
	sql: `UPDATE "Outbox" SET "status" = 'parked', "reason" = 'expired', "finishedAt" = ? WHERE "status" = 'queued' AND "expiresAt" < ?`,
	args: [now, now],
});

export const movingMessages = (from: ChatRef, toId: string): Statement => ({
	sql: `UPDATE "Outbox" SET "chatId" = ? WHERE "status" = 'queued' AND "channel" = ? AND "account" = ? AND "chatId" = ?`,
	args: [toId, from.channel, from.account, from.id],
});

/** The number of messages neither sent nor parked. */
export const outboxDepth = async (read: Read): Promise<number> => {
	const [row] = await read<{ depth: bigint }>(`SELECT COUNT(*) AS "depth" FROM "Outbox" WHERE "status" = 'queued'`, []);
	return Number(row?.depth ?? 0);
};
