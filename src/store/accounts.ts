import type { PersonKey } from "../domain/person.ts";
import type { AccountRef, ChatRef } from "../ports/chat.ts";
import type { BoundAccount } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Account as AccountRow } from "./generated/client.ts";
import { bindList, bindRows, given, insert, runsOf, table } from "./table.ts";

const ACCOUNT = table<AccountRow>("Account", {
	channel: "text",
	externalId: "text",
	person: "text",
	chatAccount: "text",
	chatId: "text",
	chatKind: "text",
	boundAt: "text",
	unboundAt: "text",
});
const KEY = { channel: "text", externalId: "text" } as const;
const UNBINDING = { channel: "text", externalId: "text", at: "text" } as const;

/** The private chat is the account's, whoever holds it: not knowing it now does not unlearn it. */
const ON_CONFLICT = `ON CONFLICT ("channel", "externalId") DO UPDATE SET
	"person" = excluded."person", "boundAt" = excluded."boundAt", "unboundAt" = NULL,
	"chatAccount" = COALESCE(excluded."chatAccount", "Account"."chatAccount"), "chatId" = COALESCE(excluded."chatId", "Account"."chatId"),
	"chatKind" = COALESCE(excluded."chatKind", "Account"."chatKind")`;

type Bound = EffectOf<"bind-account">;
type Unbound = EffectOf<"unbind-account">;

type Moved = EffectOf<"move-chat">;
type Parked = EffectOf<"park-chat">;

export const accountStatements = (dialect: Dialect, effects: readonly (Bound | Unbound | Moved | Parked)[]): Statement[] =>
	runsOf(effects).flatMap((run) => {
		switch (run[0]?.do) {
			case "bind-account":
				return binding(dialect, run as Bound[]);
			case "unbind-account":
				return unbinding(dialect, run as Unbound[]);
			case "park-chat":
				return (run as Parked[]).map(leavingChat);
			default:
				return (run as Moved[]).map(movingAccounts);
		}
	});

const binding = (dialect: Dialect, effects: readonly Bound[]): Statement[] => {
	const bound = new Map<string, Bound>();
	for (const effect of effects) {
		const key = JSON.stringify([effect.account.channel, effect.account.id]);
		bound.set(key, { ...effect, privateChat: effect.privateChat ?? bound.get(key)?.privateChat ?? null });
	}
	return insert(dialect, ACCOUNT, ON_CONFLICT)([...bound.values()].map(toRow));
};

const unbinding = (dialect: Dialect, effects: readonly Unbound[]): Statement[] => {
	const rows = effects.map(({ account, at }) => ({ channel: account.channel, externalId: account.id, at }));
	return [
		{
			sql: `UPDATE "Account" SET "unboundAt" = k."at" FROM ${given(dialect, UNBINDING)} k
				WHERE "Account"."channel" = k."channel" AND "Account"."externalId" = k."externalId"
				AND ${dialect.checked('"Account"."unboundAt"')} IS NULL`,
			args: [bindRows(UNBINDING, rows)],
		},
	];
};

const toRow = ({ account, person, privateChat, at }: Bound): AccountRow => ({
	channel: account.channel,
	externalId: account.id,
	person,
	chatAccount: privateChat?.account ?? null,
	chatId: privateChat?.id ?? null,
	chatKind: privateChat?.kind ?? null,
	boundAt: at,
	unboundAt: null,
});

const fromRow = (row: AccountRow): BoundAccount => ({
	account: { channel: row.channel, id: row.externalId },
	person: row.person as PersonKey,
	privateChat:
		row.chatId === null || row.chatAccount === null
			? null
			: { channel: row.channel, account: row.chatAccount, id: row.chatId, kind: row.chatKind as ChatRef["kind"] },
});

/** Those of the accounts that are bound. */
export const loadAccounts = async (dialect: Dialect, read: Read, accounts: readonly AccountRef[]): Promise<BoundAccount[]> => {
	const sql = `SELECT a.* FROM ${given(dialect, KEY)} k CROSS JOIN "Account" a
		WHERE a."channel" = k."channel" AND a."externalId" = k."externalId" AND a."unboundAt" IS NULL`;
	const keys = accounts.map(({ channel, id }) => ({ channel, externalId: id }));
	return (await read<AccountRow>(sql, [bindRows(KEY, keys)])).map(fromRow);
};

/** The bound accounts of a person, oldest binding first. */
export const accountsOf = async (read: Read, person: PersonKey): Promise<BoundAccount[]> =>
	(
		await read<AccountRow>(
			'SELECT * FROM "Account" WHERE "unboundAt" IS NULL AND "person" = ? ORDER BY "boundAt", "channel", "externalId"',
			[person],
		)
	).map(fromRow);

/** The bound accounts of many people at once, oldest binding of each first. */
export const accountsOfPeople = async (dialect: Dialect, read: Read, people: readonly PersonKey[]): Promise<BoundAccount[]> =>
	(
		await read<AccountRow>(
			`SELECT * FROM "Account" WHERE "unboundAt" IS NULL AND "person" IN ${dialect.texts} ORDER BY "boundAt", "channel", "externalId"`,
			[bindList(people)],
		)
	).map(fromRow);

/** Every bound account of a channel. */
export const accountsOn = async (read: Read, channel: string): Promise<BoundAccount[]> =>
	(await read<AccountRow>('SELECT * FROM "Account" WHERE "channel" = ? AND "unboundAt" IS NULL', [channel])).map(fromRow);

/** People with at least one bound account. */
export const boundPeople = async (read: Read): Promise<Set<PersonKey>> => {
	const rows = await read<{ person: string }>('SELECT DISTINCT "person" FROM "Account" WHERE "unboundAt" IS NULL', []);
	return new Set(rows.map(({ person }) => person as PersonKey));
};

/** Accounts reached in a chat are reached in the one that replaced it. */
const movingAccounts = ({ from, toId }: Moved): Statement => ({
	sql: 'UPDATE "Account" SET "chatId" = ? WHERE "chatId" = ? AND "channel" = ? AND "chatAccount" = ?',
	args: [toId, from.id, from.channel, from.account],
});

/** Where nothing arrives, nobody is reached. */
const leavingChat = ({ chat }: Parked): Statement => ({
	sql: `UPDATE "Account" SET "chatAccount" = NULL, "chatId" = NULL, "chatKind" = NULL
		WHERE "chatId" = ? AND "channel" = ? AND "chatAccount" = ?`,
	args: [chat.id, chat.channel, chat.account],
});
