import type { DateText, Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { Occurrence } from "../ports/reminders.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Occurrence as OccurrenceRow, Reminder as ReminderRow } from "./generated/client.ts";
import { bindList, insert, table } from "./table.ts";

const OCCURRENCE = table<OccurrenceRow>("Occurrence", { key: "text", outcome: "text", at: "text" });
const REMINDER = table<Omit<ReminderRow, "position">>("Reminder", {
	at: "text",
	day: "text",
	person: "text",
	unit: "text",
	kind: "text",
	subject: "text",
	message: "text",
	inGroup: "bool",
	outcome: "text",
});

export const occurrenceStatements = (dialect: Dialect, effects: readonly EffectOf<"record-occurrence">[]): Statement[] =>
	insert(dialect, OCCURRENCE)(effects.map(({ occurrence }) => occurrence));

export const reminderStatements = (dialect: Dialect, effects: readonly EffectOf<"add-reminder-records">[]): Statement[] =>
	insert(dialect, REMINDER)(effects.flatMap(({ records }) => records));

/** Those of these keys that are recorded. */
export const occurrences = async (dialect: Dialect, read: Read, keys: readonly string[]): Promise<Occurrence[]> =>
	(await read<OccurrenceRow>(`SELECT * FROM "Occurrence" WHERE "key" IN ${dialect.texts} ORDER BY "key"`, [bindList(keys)])).map((row) => ({
		key: row.key,
		outcome: row.outcome as Occurrence["outcome"],
		at: row.at as Instant,
	}));

/** How many messages reminded each of these people on a day. */
export const remindedOn = async (
	dialect: Dialect,
	read: Read,
	day: DateText,
	people: readonly PersonKey[],
): Promise<{ person: PersonKey; count: number }[]> => {
	const rows = await read<{ person: string; count: number | bigint }>(
		`SELECT "person", COUNT(DISTINCT "message") AS "count" FROM "Reminder"
			WHERE "day" = ? AND "person" IN ${dialect.texts} AND "message" IS NOT NULL GROUP BY "person" ORDER BY "person"`,
		[day, bindList(people)],
	);
	return rows.map(({ person, count }) => ({ person: person as PersonKey, count: Number(count) }));
};
