import type { Instant } from "../domain/period.ts";
import type { Inbound } from "../ports/intake.ts";
import type { InboxItem } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Inbox as InboxRow } from "./generated/client.ts";
import { bindRows, firstOfEach, given, insert, table } from "./table.ts";

const INBOX = table<Omit<InboxRow, "position">>("Inbox", {
	channel: "text",
	account: "text",
	updateId: "text",
	inboundJson: "text",
	receivedAt: "text",
	status: "text",
	attempts: "int",
	reference: "text",
});
const FINISH = { position: "int", outcome: "text", reference: "text" } as const;

/** Writes updates; those that are there are passed over. */
export const receiving = (dialect: Dialect, updates: readonly Inbound[], at: Instant): Statement[] =>
	insert(
		dialect,
		INBOX,
		'ON CONFLICT ("channel", "updateId", "account") DO NOTHING',
	)(
		updates.map((inbound) => ({
			channel: inbound.chat.channel,
			account: inbound.chat.account,
			updateId: inbound.updateId,
			inboundJson: JSON.stringify(inbound),
			receivedAt: at,
			status: "new",
			attempts: 0,
			reference: null,
		})),
	);

/** An item finished before stays as it was finished. */
export const inboxStatements = (dialect: Dialect, effects: readonly EffectOf<"finish-inbox">[]): Statement[] => {
	if (effects.length === 0) return [];
	const sql = `UPDATE "Inbox" SET "status" = k."outcome", "reference" = k."reference" FROM ${given(dialect, FINISH)} k
		WHERE "Inbox"."position" = k."position" AND ${dialect.checked('"Inbox"."status"')} = 'new'`;
	return [
		{
			sql,
			args: [
				bindRows(
					FINISH,
					firstOfEach(effects, ({ position }) => String(position)),
				),
			],
		},
	];
};

/** Items of which it is counted who sent them: enough for everybody's flood, few enough to be read each time. */
const LOOKED_AT = 5000;

type PendingRow = Pick<InboxRow, "position" | "inboundJson" | "attempts">;

const fromRow = ({ position, inboundJson, attempts }: PendingRow): InboxItem => ({
	position,
	inbound: JSON.parse(inboundJson) as Inbound,
	attempts,
});

/** Unfinished items, oldest first. */
export const pendingInbox = async (read: Read, limit: number): Promise<InboxItem[]> => {
	const sql = `SELECT "position", "inboundJson", "attempts" FROM "Inbox" WHERE "status" = 'new' ORDER BY "position" LIMIT ?`;
	return (await read<PendingRow>(sql, [limit])).map(fromRow);
};

/** Unfinished items, those first whose senders have the fewest waiting; one sender's stay in order. */
export const pendingInboxBySender = async (dialect: Dialect, read: Read, limit: number): Promise<InboxItem[]> => {
	const sender = ["channel", "id"].map((field) => dialect.textIn('i."inboundJson"', "sender", field)).join(", ");
	const oldest = `SELECT * FROM "Inbox" WHERE "status" = 'new' ORDER BY "position" LIMIT ${LOOKED_AT}`;
	const counted = `SELECT i."position", COUNT(*) OVER (PARTITION BY ${sender}) AS "waiting" FROM (${oldest}) i`;
	const chosen = `SELECT c."position", c."waiting" FROM (${counted}) c ORDER BY c."waiting", c."position" LIMIT ?`;
	const sql = `SELECT o."position", o."inboundJson", o."attempts" FROM (${chosen}) h CROSS JOIN "Inbox" o
		WHERE o."position" = h."position" ORDER BY h."waiting", h."position"`;
	return (await read<PendingRow>(sql, [limit])).map(fromRow);
};

export const countingAttempt = (position: number): Statement => ({
	sql: 'UPDATE "Inbox" SET "attempts" = "attempts" + 1 WHERE "position" = ?',
	args: [position],
});

/** The number of unfinished items. */
export const inboxDepth = async (read: Read): Promise<number> => {
	const [row] = await read<{ depth: bigint }>(`SELECT COUNT(*) AS "depth" FROM "Inbox" WHERE "status" = 'new'`, []);
	return Number(row?.depth ?? 0);
};
