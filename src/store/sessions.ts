import type { DutyId } from "../domain/duty.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { SavedSession } from "../ports/store.ts";
import { chatFromColumns, chatToColumns, isSameChat } from "./chats.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Session as SessionRow } from "./generated/client.ts";
import { bindList, insertEach, table } from "./table.ts";

const SESSION = table<SessionRow>("Session", {
	id: "text",
	person: "text",
	subject: "text",
	duty: "text",
	period: "text",
	unit: "text",
	chatChannel: "text",
	chatAccount: "text",
	chatId: "text",
	chatKind: "text",
	active: "bool",
	answered: "int",
	asked: "int",
	stateJson: "text",
	updatedAt: "text",
});

/** Most states kept beside their texts. */
const STATES_KEPT = 1000;
/**
 * States as they were last written, by their text: most come back as they went, and need no reading then. Nothing changes a state, so that everybody
 * may have the same one.
 */
const written = new Map<string, unknown>();

const textOf = (state: unknown): string => {
	const text = JSON.stringify(state);
	if (typeof state !== "object") return text;
	for (const oldest of written.keys()) {
		if (written.size < STATES_KEPT) break;
		written.delete(oldest);
	}
	written.set(text, state);
	return text;
};

const toRow = (session: SavedSession): SessionRow => ({
	id: session.id,
	person: session.person,
	subject: session.subject,
	duty: session.duty,
	period: session.period,
	unit: session.unit,
	...chatToColumns(session.chat),
	active: session.active,
	answered: session.answered,
	asked: session.asked,
	stateJson: textOf(session.state),
	updatedAt: session.updatedAt,
});

const fromRow = (row: SessionRow): SavedSession => ({
	id: row.id,
	person: row.person as PersonKey,
	subject: row.subject,
	duty: row.duty as DutyId,
	period: row.period as PeriodKey,
	unit: row.unit as UnitCode,
	chat: chatFromColumns(row),
	active: row.active,
	answered: row.answered,
	asked: row.asked,
	state: written.get(row.stateJson) ?? JSON.parse(row.stateJson),
	updatedAt: row.updatedAt as Instant,
});

/** What is the same for as long as a dialog lasts and stays in its chat: all the indexes. */
const LASTING = ["person", "subject", "duty", "period", "unit", "chatChannel", "chatAccount", "chatId", "chatKind"] as const;
const MOVING = ["active", "answered", "asked", "stateJson", "updatedAt"] as const;

const saving = insertEach(SESSION, `ON CONFLICT ("id") DO UPDATE SET ${MOVING.map((name) => `"${name}" = excluded."${name}"`).join(", ")}`);

/** A session of the same name that is about something else, or elsewhere, is another row: no index has to be touched for one that merely goes on. */
const DROP_OTHER = `DELETE FROM "Session" WHERE "id" = ? AND NOT (${LASTING.map((name) => `"${name}" = ?`).join(" AND ")})`;
const droppingOther = (row: SessionRow): Statement => ({ sql: DROP_OTHER, args: [row.id, ...LASTING.map((name) => row[name])] });

/** What the effects leave, whatever their order did in between: dropped ones go before others are saved. */
export const sessionStatements = (
	dialect: Dialect,
	effects: readonly EffectOf<"save-session" | "drop-session" | "move-chat">[],
): Statement[] => {
	const left = new Map<string, SavedSession | null>();
	const moves: Statement[] = [];
	for (const effect of effects) {
		if (effect.do === "save-session") left.set(effect.session.id, effect.session);
		else if (effect.do === "drop-session") left.set(effect.id, null);
		else {
			moves.push(movingSessions(effect));
			for (const [id, session] of left)
				if (session && isSameChat(session.chat, effect.from)) left.set(id, { ...session, chat: { ...session.chat, id: effect.toId } });
		}
	}
	if (left.size === 0) return moves;
	const dropped: string[] = [];
	const saved: SessionRow[] = [];
	for (const [id, session] of left)
		if (session) saved.push(toRow(session));
		else dropped.push(id);
	const dropping = { sql: `DELETE FROM "Session" WHERE "id" IN ${dialect.texts}`, args: [bindList(dropped)] };
	return [...moves, ...(dropped.length > 0 ? [dropping] : []), ...saved.map(droppingOther), ...saving(saved)];
};

/** Open sessions of these people. */
export const sessionsOf = async (dialect: Dialect, read: Read, people: readonly PersonKey[]): Promise<SavedSession[]> =>
	(await read<SessionRow>(`SELECT * FROM "Session" WHERE "person" IN ${dialect.texts} ORDER BY "id"`, [bindList(people)])).map(fromRow);

/** Dialogs held in a chat go on in the one that replaced it. */
const movingSessions = ({ from, toId }: EffectOf<"move-chat">): Statement => ({
	sql: 'UPDATE "Session" SET "chatId" = ? WHERE "chatId" = ? AND "chatChannel" = ? AND "chatAccount" = ?',
	args: [toId, from.id, from.channel, from.account],
});
