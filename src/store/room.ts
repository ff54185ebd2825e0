import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { OutgoingButton } from "../ports/channel.ts";
import type { RoomMessage, RoomStore } from "../ports/room.ts";
import { type Engine, type Read, runAll } from "./engine.ts";
import type { RoomMessage as MessageRow, RoomSession as SessionRow } from "./generated/client.ts";
import { insert, table, upsert } from "./table.ts";

const MESSAGE = table<Omit<MessageRow, "id">>("RoomMessage", {
	chat: "text",
	at: "text",
	sender: "text",
	text: "text",
	buttonsJson: "text",
	filesJson: "text",
	outboxId: "text",
});
const SESSION = table<SessionRow>("RoomSession", { tokenHash: "text", accountId: "text", at: "text" });

const toRow = (message: Omit<RoomMessage, "id">): Omit<MessageRow, "id"> => ({
	chat: message.chat,
	at: message.at,
	sender: message.from,
	text: message.text,
	buttonsJson: JSON.stringify(message.buttons),
	filesJson: JSON.stringify(message.files),
	outboxId: message.outboxId,
});

const fromRow = (row: MessageRow): RoomMessage => ({
	id: row.id,
	chat: row.chat,
	at: row.at as Instant,
	from: row.sender,
	text: row.text,
	buttons: JSON.parse(row.buttonsJson) as OutgoingButton[],
	files: JSON.parse(row.filesJson) as FileRef[],
	outboxId: row.outboxId,
});

/** What the built-in room keeps, in the same database. */
export const openRoom = (engine: Engine): RoomStore => {
	const add = insert(engine.dialect, MESSAGE, 'ON CONFLICT ("outboxId") DO NOTHING RETURNING "id"');
	const saveSession = upsert(engine.dialect, SESSION, ["tokenHash"]);
	const find = async (operation: string, sql: string, args: readonly (string | number)[]): Promise<RoomMessage[]> =>
		(await engine.reading(operation, (read) => read<MessageRow>(sql, args))).map(fromRow);
	return {
		append: (message) =>
			engine.writing("append room message", async (_run, read) => {
				const [statement] = add([toRow(message)]);
				const [added] = statement ? await read<{ id: number }>(statement.sql, statement.args) : [];
				return added ? { ...message, id: Number(added.id) } : sentBefore(read, message.outboxId);
			}),
		list: (chat, after, limit) =>
			find("list room messages", 'SELECT * FROM "RoomMessage" WHERE "chat" = ? AND "id" > ? ORDER BY "id" LIMIT ?', [chat, after, limit]),
		latest: async (chat, limit) =>
			(
				await find("latest room messages", 'SELECT * FROM "RoomMessage" WHERE "chat" = ? ORDER BY "id" DESC LIMIT ?', [chat, limit])
			).reverse(),
		get: async (id) => (await find("get room message", 'SELECT * FROM "RoomMessage" WHERE "id" = ?', [id]))[0] ?? null,
		listFromPeople: (after, limit) =>
			find("list people's messages", 'SELECT * FROM "RoomMessage" WHERE "id" > ? AND "sender" IS NOT NULL ORDER BY "id" LIMIT ?', [
				after,
				limit,
			]),
		lastTakenIn: () => engine.reading("last taken in", lastTakenIn),
		saveSession: (tokenHash, accountId, at) => runAll(engine, "save room session", saveSession([{ tokenHash, accountId, at }])),
		sessionAccount: (tokenHash, since) =>
			engine.reading("room session", async (read) => {
				const [row] = await read<{ accountId: string }>('SELECT "accountId" FROM "RoomSession" WHERE "tokenHash" = ? AND "at" >= ?', [
					tokenHash,
					since,
				]);
				return row?.accountId ?? null;
			}),
		dropSession: (tokenHash) =>
			runAll(engine, "drop room session", [{ sql: 'DELETE FROM "RoomSession" WHERE "tokenHash" = ?', args: [tokenHash] }]),
	};
};

const sentBefore = async (read: Read, outboxId: string | null): Promise<RoomMessage> => {
	const [row] = await read<MessageRow>('SELECT * FROM "RoomMessage" WHERE "outboxId" = ?', [outboxId]);
	if (!row) throw new Error(`room message ${outboxId} is neither new nor there`);
	return fromRow(row);
};

/** Walks back from the newest line: all but the last few were taken in. The room's update id of line 7 is "m7". */
const lastTakenIn = async (read: Read): Promise<number> => {
	const taken = `SELECT 1 FROM "Inbox" i WHERE i."channel" = 'room' AND i."updateId" = 'm' || m."id"`;
	const sql = `SELECT m."id" FROM "RoomMessage" m WHERE m."sender" IS NOT NULL AND EXISTS (${taken}) ORDER BY m."id" DESC LIMIT 1`;
	const [row] = await read<{ id: number }>(sql, []);
	return row?.id ?? 0;
};
