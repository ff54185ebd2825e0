import type { Instant } from "../domain/period.ts";
import type { AccountRef } from "../ports/chat.ts";
import type { Inbound } from "../ports/intake.ts";
import type { InboxItem } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Run, Statement } from "./engine.ts";
import type { Inbox as InboxRow } from "./generated/client.ts";
import { DAMAGED, type Sifted, sift } from "./sift.ts";
import { bindList, insertEach, runsOf, table } from "./table.ts";

const INBOX = table<Omit<InboxRow, "position">>("Inbox", {
	channel: "text",
	account: "text",
	updateId: "text",
	sender: "text",
	inboundJson: "text",
	receivedAt: "text",
	status: "text",
	attempts: "int",
	reference: "text",
});

/** How a sender is written in the column `sender`. */
const senderText = ({ channel, id }: AccountRef): string => `${channel} ${id}`;

const keeping = insertEach(INBOX, 'ON CONFLICT ("channel", "updateId", "account") DO NOTHING');

/** Writes updates; those that are there are passed over. */
export const receiving = (updates: readonly Inbound[], at: Instant): Statement[] =>
	keeping(
		updates.map((inbound) => ({
			channel: inbound.chat.channel,
			account: inbound.chat.account,
			updateId: inbound.updateId,
			sender: senderText(inbound.sender),
			inboundJson: JSON.stringify(inbound),
			receivedAt: at,
			status: inbound.content.kind === "remote-files" ? "fetching" : "new",
			attempts: 0,
			reference: null,
		})),
	);

type Finished = EffectOf<"finish-inbox">;
type Moved = EffectOf<"move-chat">;

/** An item finished before stays as it was finished. */
export const inboxStatements = (dialect: Dialect, effects: readonly (Finished | Moved)[]): Statement[] =>
	runsOf(effects).flatMap((run) =>
		run[0]?.do === "finish-inbox" ? finishing(dialect, run as Finished[]) : (run as Moved[]).map((moved) => movingItems(dialect, moved)),
	);

/** A statement each, like what every turn writes: see insertEach. */
const finishing = (dialect: Dialect, effects: readonly Finished[]): Statement[] => {
	const sql = `UPDATE "Inbox" SET "status" = ?, "reference" = ? WHERE "position" = ? AND ${dialect.checked('"status"')} IN ('new', 'fetching')`;
	return effects.map(({ position, outcome, reference }) => ({ sql, args: [outcome, reference, position] }));
};

/** What waits follows its chat, so that it is read and answered there. The platform's message ids do not: there they may name others. */
const movingItems = (dialect: Dialect, { from, toId }: Moved): Statement => ({
	sql: `UPDATE "Inbox" SET "inboundJson" = ${dialect.withTextsIn('"inboundJson"', ["chat", "id"], ["messageId"])}
		WHERE "status" IN ('new', 'fetching') AND "channel" = ? AND "account" = ? AND ${dialect.textIn('"inboundJson"', "chat", "id")} = ?`,
	args: [toId, null, from.channel, from.account, from.id],
});

type PendingRow = Pick<InboxRow, "position" | "inboundJson" | "attempts">;

const sifted = (rows: readonly PendingRow[]): Sifted<InboxItem, number> =>
	sift(
		rows,
		({ position, inboundJson, attempts }) => ({ position, inbound: inboundIn(inboundJson), attempts }),
		({ position }) => position,
	);

/** What was written, also before there were message ids and names of presses. Throws when it is damaged. */
const inboundIn = (json: string): Inbound => {
	const saved = JSON.parse(json) as Inbound | null;
	if (typeof saved?.chat?.id !== "string" || typeof saved.sender?.id !== "string" || typeof saved.content?.kind !== "string")
		throw new SyntaxError("no update");
	const { content } = saved;
	return {
		...saved,
		messageId: saved.messageId ?? null,
		content: content.kind === "press" ? { ...content, press: content.press ?? "" } : content,
	};
};

/** Nothing of the same sender before it waits for its files: one person's words are taken in order. */
const NOT_HELD_UP = `NOT EXISTS (SELECT 1 FROM "Inbox" f WHERE f."status" = 'fetching' AND f."sender" = i."sender" AND f."position" < i."position")`;

/** Unfinished items whose turn can come, oldest first. */
export const pendingInbox = async (read: Read, limit: number): Promise<Sifted<InboxItem, number>> => {
	const sql = `SELECT i."position", i."inboundJson", i."attempts" FROM "Inbox" i
		WHERE i."status" = 'new' AND ${NOT_HELD_UP} ORDER BY i."position" LIMIT ?`;
	return sifted(await read<PendingRow>(sql, [limit]));
};

/**
 * Unfinished items whose turn can come, those first whose senders have the fewest waiting; one sender's stay in order. All of it is counted
 * and chosen in the index by sender: nobody's flood hides the others, and only the chosen are read.
 */
export const pendingInboxBySender = async (read: Read, limit: number): Promise<Sifted<InboxItem, number>> => {
	// No more senders than items are asked for can be among the first.
	const senders = `SELECT i."sender", COUNT(*) AS "waiting" FROM "Inbox" i WHERE i."status" = 'new' AND ${NOT_HELD_UP}
		GROUP BY i."sender" ORDER BY COUNT(*), MIN(i."position") LIMIT ?`;
	const first = `SELECT i."position" FROM "Inbox" i WHERE i."status" = 'new' AND i."sender" = s."sender" AND ${NOT_HELD_UP}
		ORDER BY i."position" LIMIT ?`;
	const chosen = `SELECT c."position", s."waiting" FROM (${senders}) s CROSS JOIN "Inbox" c WHERE c."position" IN (${first})
		ORDER BY s."waiting", c."position" LIMIT ?`;
	const sql = `SELECT o."position", o."inboundJson", o."attempts" FROM (${chosen}) h CROSS JOIN "Inbox" o
		WHERE o."position" = h."position" ORDER BY h."waiting", h."position"`;
	return sifted(await read<PendingRow>(sql, [limit, limit, limit]));
};

/** Items whose files are not here yet, those first whose senders have the fewest of them; one sender's stay in order. */
export const itemsToFetch = async (read: Read, limit: number): Promise<Sifted<InboxItem, number>> => {
	const senders = `SELECT "sender", COUNT(*) AS "waiting" FROM "Inbox" WHERE "status" = 'fetching' GROUP BY "sender"`;
	const sql = `SELECT i."position", i."inboundJson", i."attempts" FROM (${senders}) s CROSS JOIN "Inbox" i
		WHERE i."status" = 'fetching' AND i."sender" = s."sender" ORDER BY s."waiting", i."position" LIMIT ?`;
	return sifted(await read<PendingRow>(sql, [limit]));
};

/**
 * Makes an item pending whose files are here, tried never as such, and finishes those merged into it. Does nothing when it was settled
 * before: what is merged then was not seen by whoever settled it.
 */
export const settleFetch = async (
	dialect: Dialect,
	run: Run,
	position: number,
	inbound: Inbound,
	merged: readonly number[],
): Promise<void> => {
	const settling: Statement = {
		sql: `UPDATE "Inbox" SET "status" = 'new', "attempts" = 0, "inboundJson" = ?
			WHERE "position" = ? AND ${dialect.checked('"status"')} = 'fetching'`,
		args: [JSON.stringify(inbound), position],
	};
	const finishing: Statement = {
		sql: `UPDATE "Inbox" SET "status" = 'done' WHERE "position" IN ${dialect.ints} AND ${dialect.checked('"status"')} = 'fetching'`,
		args: [bindList(merged)],
	};
	if ((await run([settling])) > 0) await run([finishing]);
};

/** Items nobody can read any more end as failed. */
export const dismissingItems = (dialect: Dialect, positions: readonly number[]): Statement => ({
	sql: `UPDATE "Inbox" SET "status" = 'failed', "reference" = '${DAMAGED}' WHERE "position" IN ${dialect.ints}`,
	args: [bindList(positions)],
});

export const countingAttempt = (position: number): Statement => ({
	sql: 'UPDATE "Inbox" SET "attempts" = "attempts" + 1 WHERE "position" = ?',
	args: [position],
});

/** The number of unfinished items, those that wait for files among them. */
export const inboxDepth = async (read: Read): Promise<number> => {
	const [row] = await read<{ depth: bigint }>(`SELECT COUNT(*) AS "depth" FROM "Inbox" WHERE "status" IN ('new', 'fetching')`, []);
	return Number(row?.depth ?? 0);
};
