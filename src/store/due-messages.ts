import { addMs, type Instant } from "../domain/period.ts";
import type { DueMessage } from "../ports/queues.ts";
import type { Dialect } from "./dialect.ts";
import type { Read } from "./engine.ts";
import type { Outbox as OutboxRow } from "./generated/client.ts";
import { ANSWER, fromRow } from "./outbox.ts";
import { type Sifted, sift } from "./sift.ts";
import { bindList } from "./table.ts";

/** Whose messages are asked for, how many at most, and which chats are left out. */
interface DueAsked {
	readonly channel: string;
	readonly account: string;
	readonly now: Instant;
	readonly limit: number;
	readonly except: readonly string[];
	readonly answersOnly: boolean;
}

/** Nothing is put off for longer: a time further ahead was written before the clock was put back. */
const BELIEVED_MS = 10 * 60_000;

/** A chat with more waiting lets those with fewer go first: however many chats are flooded, whoever asks one thing is answered. */
const FEW = 5;

/**
 * Each chat's oldest unsent message, if its time has come: a chat waits for the message it waits for, an expired one holds up nothing. What stands
 * before an answer in its chat is as urgent as that. Answers go by age, private chats and groups in turn, so that no flood of group commands holds up
 * whoever writes alone; of all else the chats first that will take longest, so that at the end no few slow groups are left.
 */
export const dueMessages = async (
	dialect: Dialect,
	read: Read,
	{ channel, account, now, limit, except, answersOnly }: DueAsked,
): Promise<Sifted<DueMessage, string>> => {
	const heads = `SELECT MIN("position") AS "head", MIN("rank") AS "urgency", COUNT(*) AS "waiting" FROM "Outbox"
		WHERE "status" = 'queued' AND "channel" = ? AND "account" = ? AND ("expiresAt" IS NULL OR "expiresAt" >= ?)
		AND "chatId" NOT IN ${dialect.texts}${answersOnly ? ` AND "rank" = ${ANSWER}` : ""} GROUP BY "chatId"`;
	const found = await read<HeadRow>(
		`SELECT h."head", h."urgency", h."waiting", o."chatKind" FROM (${heads}) h CROSS JOIN "Outbox" o WHERE o."position" = h."head"
		AND (o."nextAttemptAt" IS NULL OR o."nextAttemptAt" <= ? OR o."nextAttemptAt" > ?)`,
		[channel, account, now, bindList(except), now, addMs(now, BELIEVED_MS)],
	);
	if (found.length === 0) return { items: [], damaged: [] };
	const chosen = mostUrgent(found, limit);
	// However many chats wait, few go: only what these say is read.
	const rows = await read<OutboxRow>(`SELECT * FROM "Outbox" WHERE "position" IN ${dialect.ints}`, [
		bindList(chosen.map(({ position }) => position)),
	]);
	const rowAt = new Map(rows.map((row) => [row.position, row]));
	return sift(
		chosen,
		({ position, waiting }) => ({ ...fromRow(rowAt.get(position) as OutboxRow), behind: waiting - 1 }),
		({ position }) => rowAt.get(position)?.id ?? "",
	);
};

/** A chat's oldest message as the index knows it. */
interface HeadRow {
	readonly head: bigint;
	readonly urgency: bigint;
	readonly waiting: bigint;
	readonly chatKind: string;
}
interface Head {
	readonly position: number;
	readonly urgency: number;
	readonly waiting: number;
	readonly isFlooded: boolean;
	/** Its place among the equally urgent. */
	place: number;
}

/** In the order of dueMessages. */
const mostUrgent = (found: readonly HeadRow[], limit: number): readonly Head[] => {
	const seen = new Map<string, number>();
	const heads = found
		.map(({ head, urgency: rank, waiting: count, chatKind }) => {
			const [urgency, waiting] = [Number(rank), Number(count)];
			const isFlooded = urgency === 0 && waiting > FEW;
			return { position: Number(head), urgency, waiting, isFlooded, kind: `${isFlooded} ${chatKind}`, place: -waiting };
		})
		.sort((a, b) => a.position - b.position);
	for (const head of heads) {
		if (head.urgency > 0) continue;
		head.place = (seen.get(head.kind) ?? 0) + 1;
		seen.set(head.kind, head.place);
	}
	return heads
		.sort((a, b) => a.urgency - b.urgency || Number(a.isFlooded) - Number(b.isFlooded) || a.place - b.place || a.position - b.position)
		.slice(0, limit);
};
