import type { Instant } from "../domain/period.ts";
import type { AuditEntry } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { AuditEntry as AuditRow } from "./generated/client.ts";
import { insert, table } from "./table.ts";

const AUDIT = table<Omit<AuditRow, "position">>("AuditEntry", {
	at: "text",
	actor: "text",
	event: "text",
	subject: "text",
	factsJson: "text",
});

export const auditStatements = (dialect: Dialect, effects: readonly EffectOf<"add-audit">[]): Statement[] =>
	insert(dialect, AUDIT)(effects.map(({ entry: { facts, ...entry } }) => ({ ...entry, factsJson: JSON.stringify(facts) })));

/** The newest entries about a subject, newest first. */
export const auditOf = async (read: Read, subject: string, limit: number): Promise<AuditEntry[]> => {
	const rows = await read<AuditRow>('SELECT * FROM "AuditEntry" WHERE "subject" = ? ORDER BY "position" DESC LIMIT ?', [subject, limit]);
	return rows.map(({ at, actor, event, factsJson }) => ({
		at: at as Instant,
		actor,
		event,
		subject,
		facts: JSON.parse(factsJson) as AuditEntry["facts"],
	}));
};
