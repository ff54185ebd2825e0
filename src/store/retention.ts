import type { Instant } from "../domain/period.ts";
import type { Forgotten, Retention, WordQueue } from "../ports/retention.ts";
import type { Engine, Read, Run } from "./engine.ts";

/** Read where a button of a forgotten message is pressed: it has no buttons any more. */
const FORGOTTEN_VIEW = JSON.stringify({ key: "stale-button", buttons: [] });

interface WordTable {
	/** Rows behind a position, oldest first: position, when it came, whether it is finished. */
	readonly look: string;
	/** Takes the words out of what is finished between two positions. */
	readonly forget: string;
}

const TABLES: Readonly<Record<WordQueue, WordTable>> = {
	inbox: {
		look: `SELECT "position", "receivedAt" AS "at", "status" IN ('new', 'fetching') AS "open" FROM "Inbox" WHERE "position" > ? ORDER BY "position" LIMIT ?`,
		forget: `UPDATE "Inbox" SET "inboundJson" = '' WHERE "position" > ? AND "position" <= ? AND "status" || '' IN ('done', 'failed')`,
	},
	outbox: {
		look: `SELECT "position", "createdAt" AS "at", "status" = 'queued' AS "open" FROM "Outbox" WHERE "position" > ? ORDER BY "position" LIMIT ?`,
		forget: `UPDATE "Outbox" SET "viewJson" = '${FORGOTTEN_VIEW}' WHERE "position" > ? AND "position" <= ? AND "status" || '' IN ('sent', 'parked')`,
	},
	room: {
		look: `SELECT "id" AS "position", "at", 1 = 0 AS "open" FROM "RoomMessage" WHERE "id" > ? ORDER BY "id" LIMIT ?`,
		forget: 'DELETE FROM "RoomMessage" WHERE "id" > ? AND "id" <= ?',
	},
};

interface WordRow {
	readonly position: number | bigint;
	readonly at: string;
	readonly open: number | bigint | boolean;
}

const forgetWords = async (run: Run, read: Read, table: WordTable, before: Instant, after: number, limit: number): Promise<Forgotten> => {
	const rows = await read<WordRow>(table.look, [after, limit]);
	// Positions rise with time: behind the first that is too young nothing is old enough.
	const young = rows.findIndex(({ at }) => at >= before);
	const old = young < 0 ? rows : rows.slice(0, young);
	const last = old.at(-1);
	if (!last) return { reached: after, kept: null };
	await run([{ sql: table.forget, args: [after, Number(last.position)] }]);
	const kept = old.find(({ open }) => Number(open) !== 0);
	return { reached: Number(last.position), kept: kept ? Number(kept.position) : null };
};

/** Retention in the store's tables; `dropLooseFiles` is the files' own. */
export const openRetention = (engine: Engine, dropLooseFiles: Retention["dropLooseFiles"]): Retention => ({
	forgetWords: (queue, before, after, limit) =>
		engine.writing("forget words", (run, read) => forgetWords(run, read, TABLES[queue], before, after, limit)),
	dropChainLines: async (before) => {
		await engine.writing("drop chain lines", (run) => run([{ sql: 'DELETE FROM "ChainLine" WHERE "sentAt" < ?', args: [before] }]));
	},
	dropLooseFiles,
});
