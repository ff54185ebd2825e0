import type { Instant } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { ChatRef } from "../ports/chat.ts";
import type { KnownGroup } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { KnownGroup as GroupRow } from "./generated/client.ts";
import { bindRows, given, lastOfEach, runsOf, table, upsert } from "./table.ts";

const GROUP = table<GroupRow>("KnownGroup", {
	channel: "text",
	account: "text",
	chatId: "text",
	title: "text",
	unit: "text",
	member: "bool",
	admin: "bool",
	seesAll: "bool",
	updatedAt: "text",
});
const KEY = { channel: "text", account: "text", chatId: "text" } as const;

type Saved = EffectOf<"save-group">;
type Moved = EffectOf<"move-chat">;

export const groupStatements = (dialect: Dialect, effects: readonly (Saved | Moved)[]): Statement[] =>
	runsOf(effects).flatMap((run) =>
		run[0]?.do === "save-group" ? saving(dialect, run as Saved[]) : (run as Moved[]).flatMap((moved) => movingGroup(moved)),
	);

const saving = (dialect: Dialect, effects: readonly Saved[]): Statement[] => {
	const rows = effects.map(({ group }) => toRow(group));
	return upsert(dialect, GROUP, ["channel", "account", "chatId"])(
		lastOfEach(rows, ({ channel, account, chatId }) => JSON.stringify([channel, account, chatId])),
	);
};

/** What is known of the new id is newer and stays; a binding made under the old one goes along unless the new one has its own. */
const movingGroup = ({ from, toId }: Moved): Statement[] => {
	const old = [from.channel, from.account, from.id];
	return [
		{
			sql: `INSERT INTO "KnownGroup" ("channel", "account", "chatId", "title", "unit", "member", "admin", "seesAll", "updatedAt")
				SELECT "channel", "account", ?, "title", "unit", "member", "admin", "seesAll", "updatedAt" FROM "KnownGroup"
				WHERE "channel" = ? AND "account" = ? AND "chatId" = ?
				ON CONFLICT ("channel", "account", "chatId") DO UPDATE SET "unit" = COALESCE("KnownGroup"."unit", excluded."unit")`,
			args: [toId, ...old],
		},
		{ sql: 'DELETE FROM "KnownGroup" WHERE "channel" = ? AND "account" = ? AND "chatId" = ?', args: old },
	];
};

const toRow = ({ chat, ...group }: KnownGroup): GroupRow => ({
	channel: chat.channel,
	account: chat.account,
	chatId: chat.id,
	title: group.title,
	unit: group.unit,
	member: group.member,
	admin: group.admin,
	seesAll: group.seesAll,
	updatedAt: group.updatedAt,
});

const fromRow = (row: GroupRow): KnownGroup => ({
	chat: { channel: row.channel, account: row.account, id: row.chatId, kind: "group" },
	title: row.title,
	unit: row.unit as UnitCode | null,
	member: row.member,
	admin: row.admin,
	seesAll: row.seesAll,
	updatedAt: row.updatedAt as Instant,
});

/** Those of the chats that are known groups. */
export const loadGroups = async (dialect: Dialect, read: Read, chats: readonly ChatRef[]): Promise<KnownGroup[]> => {
	const sql = `SELECT g.* FROM ${given(dialect, KEY)} k CROSS JOIN "KnownGroup" g
		WHERE g."channel" = k."channel" AND g."account" = k."account" AND g."chatId" = k."chatId"`;
	const keys = chats.map(({ channel, account, id }) => ({ channel, account, chatId: id }));
	return (await read<GroupRow>(sql, [bindRows(KEY, keys)])).map(fromRow);
};

/** Every group known. */
export const knownGroups = async (read: Read): Promise<KnownGroup[]> =>
	(await read<GroupRow>('SELECT * FROM "KnownGroup" ORDER BY "channel", "account", "chatId"', [])).map(fromRow);
