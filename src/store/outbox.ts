import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { Answered } from "../ports/channel.ts";
import type { ChatRef } from "../ports/chat.ts";
import type { NewMessage, QueuedMessage } from "../ports/queues.ts";
import type { View } from "../views/view.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Outbox as OutboxRow } from "./generated/client.ts";
import { DAMAGED, type Sifted, sift } from "./sift.ts";
import { bindList, insertEach, runsOf, table } from "./table.ts";

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
	answersJson: "text",
	card: "text",
	status: "text",
	attempts: "int",
	partsSent: "int",
	nextAttemptAt: "text",
	finishedAt: "text",
	reason: "text",
});

/** A priority's place in this list is its rank: lower goes first. */
export const PRIORITIES: readonly NewMessage["priority"][] = ["answer", "reminder", "broadcast"];
/** The rank of answers. */
export const ANSWER = PRIORITIES.indexOf("answer");

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
	answersJson: message.answers === null ? null : JSON.stringify(message.answers),
	card: message.card,
	status: "queued",
	attempts: 0,
	partsSent: 0,
	nextAttemptAt: null,
	finishedAt: null,
	reason: null,
});

/** A row as the message it is. Throws when its view cannot be read. */
export const fromRow = (row: OutboxRow): QueuedMessage => ({
	position: row.position,
	id: row.id,
	chat: { channel: row.channel, account: row.account, id: row.chatId, kind: row.chatKind as ChatRef["kind"] },
	view: viewIn(row.viewJson),
	dedupeKey: row.dedupeKey,
	priority: PRIORITIES[row.rank] ?? "broadcast",
	createdAt: row.createdAt as Instant,
	expiresAt: row.expiresAt as Instant | null,
	addressee: row.addressee as PersonKey | null,
	answers: row.answersJson === null ? null : (JSON.parse(row.answersJson) as Answered),
	card: row.card as NewMessage["card"],
	attempts: row.attempts,
	partsSent: row.partsSent,
});

/** Throws when the JSON is damaged. */
const viewIn = (json: string): View => {
	const view = JSON.parse(json) as View | null;
	if (typeof view?.key !== "string") throw new SyntaxError("no view");
	return view;
};

type Enqueued = EffectOf<"enqueue-message">;
type ParkedChat = EffectOf<"park-chat">;
type Moved = EffectOf<"move-chat">;
type Redirected = EffectOf<"redirect-messages">;

const enqueueing = insertEach(OUTBOX, 'ON CONFLICT ("dedupeKey") DO NOTHING');

/** A message whose dedupe key was queued before, sent or not, is passed over. */
export const outboxStatements = (dialect: Dialect, effects: readonly (Enqueued | ParkedChat | Moved | Redirected)[]): Statement[] =>
	runsOf(effects).flatMap((run) => {
		switch (run[0]?.do) {
			case "enqueue-message":
				return enqueueing((run as Enqueued[]).map(({ message }) => toRow(message)));
			case "park-chat":
				return (run as ParkedChat[]).map(parkingChat);
			case "redirect-messages":
				return (run as Redirected[]).map(redirecting);
			default:
				return (run as Moved[]).map((moved) => movingMessages(dialect, moved));
		}
	});

const parkingChat = ({ chat, reason, at }: ParkedChat): Statement => ({
	sql: `UPDATE "Outbox" SET "status" = 'parked', "reason" = ?, "finishedAt" = ?
		WHERE "status" = 'queued' AND "channel" = ? AND "account" = ? AND "chatId" = ?`,
	args: [reason, at, chat.channel, chat.account, chat.id],
});

/** What is queued follows its chat. The platform's message ids do not: in the new chat the same id may name another message. */
const movingMessages = (dialect: Dialect, { from, toId }: Moved): Statement => ({
	sql: `UPDATE "Outbox" SET "chatId" = ?, "answersJson" = ${dialect.withTextsIn('"answersJson"', ["message"])}
		WHERE "status" = 'queued' AND "channel" = ? AND "account" = ? AND "chatId" = ?`,
	args: [toId, null, from.channel, from.account, from.id],
});

/** Its answers, cards and parts belong to the platform it leaves, and so do the tries there. */
const redirecting = ({ from, to }: Redirected): Statement => ({
	sql: `UPDATE "Outbox" SET "channel" = ?, "account" = ?, "chatId" = ?, "chatKind" = ?, "answersJson" = NULL, "card" = NULL, "attempts" = 0,
		"partsSent" = 0, "nextAttemptAt" = NULL, "reason" = NULL WHERE "status" = 'queued' AND "channel" = ? AND "account" = ? AND "chatId" = ?`,
	args: [to.channel, to.account, to.id, to.kind, from.channel, from.account, from.id],
});

/** The private chats of bound people in which anything is queued. */
export const privateChatsWaiting = async (
	dialect: Dialect,
	read: Read,
	channel: string,
	account: string,
): Promise<{ readonly chat: ChatRef; readonly person: PersonKey }[]> => {
	const rows = await read<{ chatId: string; person: string }>(
		`SELECT DISTINCT w."chatId", a."person" FROM
		(SELECT DISTINCT "chatId" FROM "Outbox" WHERE "status" = 'queued' AND "channel" = ? AND "account" = ?) w
		CROSS JOIN "Account" a WHERE a."chatId" = w."chatId" AND a."channel" = ? AND a."chatAccount" = ?
		AND ${dialect.checked('a."unboundAt"')} IS NULL`,
		[channel, account, channel, account],
	);
	return rows.map(({ chatId, person }) => ({ chat: { channel, account, id: chatId, kind: "private" }, person: person as PersonKey }));
};

/** Messages by id, whatever became of them; without those that cannot be read. */
export const loadMessages = async (dialect: Dialect, read: Read, ids: readonly string[]): Promise<QueuedMessage[]> =>
	sifted(await read<OutboxRow>(`SELECT * FROM "Outbox" WHERE "id" IN ${dialect.texts} ORDER BY "position"`, [bindList(ids)])).items;

/** The newest messages of a chat that went out or still wait to, newest first; without those that cannot be read. */
export const newestMessages = async (read: Read, { channel, account, id }: ChatRef, limit: number): Promise<QueuedMessage[]> => {
	const sql = `SELECT * FROM "Outbox" WHERE "status" = ? AND "channel" = ? AND "account" = ? AND "chatId" = ? ORDER BY "position" DESC LIMIT ?`;
	const found = await Promise.all(["sent", "queued"].map((status) => read<OutboxRow>(sql, [status, channel, account, id, limit])));
	const newest = found.flat().sort((one, other) => other.position - one.position);
	return sifted(newest.slice(0, limit)).items;
};

const sifted = (rows: readonly OutboxRow[]): Sifted<QueuedMessage, string> => sift(rows, fromRow, ({ id }) => id);

/** Messages nobody can read any more are parked. */
export const dismissingMessages = (dialect: Dialect, ids: readonly string[], at: Instant): Statement => ({
	sql: `UPDATE "Outbox" SET "status" = 'parked', "reason" = '${DAMAGED}', "finishedAt" = ? WHERE "id" IN ${dialect.texts}`,
	args: [at, bindList(ids)],
});

/** A statement each, like what every turn writes: see insertEach. */
export const markingSent = (dialect: Dialect, ids: readonly string[], at: Instant): Statement[] => {
	const sql = `UPDATE "Outbox" SET "status" = 'sent', "finishedAt" = ? WHERE "id" = ? AND ${dialect.checked('"status"')} = 'queued'`;
	return ids.map((id) => ({ sql, args: [at, id] }));
};

/** `counts`: as a failed try of this message. */
export const postponing = (id: string, at: Instant, reason: string, counts: boolean): Statement => ({
	sql: `UPDATE "Outbox" SET "nextAttemptAt" = ?, "reason" = ?, "attempts" = "attempts" + ? WHERE "status" = 'queued' AND "id" = ?`,
	args: [at, reason, counts ? 1 : 0, id],
});

/** Parts that went out stay out: a smaller number, told late, changes nothing. */
export const notingParts = (id: string, parts: number): Statement => ({
	sql: `UPDATE "Outbox" SET "partsSent" = ? WHERE "status" = 'queued' AND "id" = ? AND "partsSent" < ?`,
	args: [parts, id, parts],
});

export const parking = (id: string, reason: string, at: Instant): Statement => ({
	sql: `UPDATE "Outbox" SET "status" = 'parked', "reason" = ?, "finishedAt" = ? WHERE "status" = 'queued' AND "id" = ?`,
	args: [reason, at, id],
});

export const expiring = (now: Instant): Statement => ({
	sql: `UPDATE "Outbox" SET "status" = 'parked', "reason" = 'expired', "finishedAt" = ? WHERE "status" = 'queued' AND "expiresAt" < ?`,
	args: [now, now],
});

/** Parks what is queued for a channel's other accounts. */
export const parkingOtherAccounts = (channel: string, account: string, at: Instant): Statement => ({
	sql: `UPDATE "Outbox" SET "status" = 'parked', "reason" = 'other-account', "finishedAt" = ?
		WHERE "status" = 'queued' AND "channel" = ? AND "account" <> ?`,
	args: [at, channel, account],
});

/** The number of messages neither sent nor parked. */
export const outboxDepth = async (read: Read): Promise<number> => {
	const [row] = await read<{ depth: bigint }>(`SELECT COUNT(*) AS "depth" FROM "Outbox" WHERE "status" = 'queued'`, []);
	return Number(row?.depth ?? 0);
};

/** When the message that waits longest was written; on unhurried channels answers alone count. */
export const oldestWaiting = async (dialect: Dialect, read: Read, unhurried: readonly string[]): Promise<Instant | null> => {
	const [row] = await read<Pick<OutboxRow, "createdAt">>(
		`SELECT "createdAt" FROM "Outbox" WHERE "position" = (SELECT MIN("position") FROM "Outbox" WHERE "status" = 'queued'
		AND (${dialect.checked('"rank"')} = ${ANSWER} OR "channel" NOT IN ${dialect.texts}))`,
		[bindList(unhurried)],
	);
	return (row?.createdAt as Instant | undefined) ?? null;
};

/** The number of messages given up since an instant, without those that merely expired. */
export const parkedSince = async (read: Read, since: Instant): Promise<number> => {
	const [row] = await read<{ parked: bigint }>(
		`SELECT COUNT(*) AS "parked" FROM "Outbox" WHERE "status" = 'parked' AND "reason" NOT IN ('expired', 'settled') AND "finishedAt" >= ?`,
		[since],
	);
	return Number(row?.parked ?? 0);
};
