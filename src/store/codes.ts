import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { BindingCode, FactKeys, Facts } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { BindingCode as CodeRow, CodeFailure as FailureRow } from "./generated/client.ts";
import { bindList, bindRows, given, insert, runsOf, table } from "./table.ts";

const CODE = table<CodeRow>("BindingCode", { hash: "text", person: "text", expiresAt: "text", usedAt: "text", revokedAt: "text" });
const FAILURE = table<Omit<FailureRow, "id">>("CodeFailure", { channel: "text", externalId: "text", at: "text" });
const USE = { hash: "text", at: "text" } as const;
const REVOCATION = { person: "text", at: "text" } as const;
const ACCOUNT = { channel: "text", externalId: "text" } as const;

type Added = EffectOf<"add-code">;
type Used = EffectOf<"use-code">;
type Revoked = EffectOf<"revoke-codes">;

/** A code that is unknown, used or revoked cannot be used: the commit is refused. */
export const codeStatements = (dialect: Dialect, effects: readonly (Added | Used | Revoked)[]): Statement[] =>
	runsOf(effects).flatMap((run) => {
		switch (run[0]?.do) {
			case "add-code":
				return insert(dialect, CODE)((run as Added[]).map(({ code }) => ({ ...code, revokedAt: null })));
			case "use-code":
				return [using(dialect, run as Used[])];
			case "revoke-codes":
				return [revoking(dialect, run as Revoked[])];
			default:
				return [];
		}
	});

const using = (dialect: Dialect, effects: readonly Used[]): Statement => ({
	sql: `UPDATE "BindingCode" SET "usedAt" = k."at" FROM ${given(dialect, USE)} k
		WHERE "BindingCode"."hash" = k."hash" AND "BindingCode"."usedAt" IS NULL AND "BindingCode"."revokedAt" IS NULL`,
	args: [bindRows(USE, effects)],
	changes: effects.length,
});

const revoking = (dialect: Dialect, effects: readonly Revoked[]): Statement => ({
	sql: `UPDATE "BindingCode" SET "revokedAt" = k."at" FROM ${given(dialect, REVOCATION)} k
		WHERE "BindingCode"."person" = k."person" AND "BindingCode"."usedAt" IS NULL AND "BindingCode"."revokedAt" IS NULL`,
	args: [bindRows(REVOCATION, effects)],
});

export const failureStatements = (dialect: Dialect, effects: readonly EffectOf<"record-code-failure">[]): Statement[] =>
	insert(dialect, FAILURE)(effects.map(({ account, at }) => ({ channel: account.channel, externalId: account.id, at })));

/** The codes of these hashes. A revoked one is not found: whoever types it learns no more than of a code that never was. */
export const loadCodes = async (dialect: Dialect, read: Read, hashes: readonly string[]): Promise<BindingCode[]> => {
	const rows = await read<CodeRow>(`SELECT * FROM "BindingCode" WHERE "hash" IN ${dialect.texts} AND "revokedAt" IS NULL`, [
		bindList(hashes),
	]);
	return rows.map(({ hash, person, expiresAt, usedAt }) => ({
		hash,
		person: person as PersonKey,
		expiresAt: expiresAt as Instant,
		usedAt: usedAt as Instant | null,
	}));
};

/** Failed attempts of these accounts at or after an instant; accounts without any are left out. */
export const loadCodeFailures = async (
	dialect: Dialect,
	read: Read,
	{ accounts, since }: NonNullable<FactKeys["codeFailures"]>,
): Promise<Facts["codeFailures"]> => {
	const sql = `SELECT f."channel", f."externalId", COUNT(*) AS "count", MIN(f."at") AS "oldest" FROM ${given(dialect, ACCOUNT)} k
		CROSS JOIN "CodeFailure" f WHERE f."channel" = k."channel" AND f."externalId" = k."externalId" AND f."at" >= ?
		GROUP BY f."channel", f."externalId"`;
	const keys = accounts.map(({ channel, id }) => ({ channel, externalId: id }));
	const rows = await read<{ channel: string; externalId: string; count: bigint; oldest: string }>(sql, [bindRows(ACCOUNT, keys), since]);
	return rows.map(({ channel, externalId, count, oldest }) => ({
		account: { channel, id: externalId },
		count: Number(count),
		oldest: oldest as Instant,
	}));
};
