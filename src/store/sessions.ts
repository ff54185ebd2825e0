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

const toRow = ({ chat, state, ...session }: SavedSession): SessionRow => ({
	...session,
	...chatToColumns(chat),
	stateJson: JSON.stringify(state),
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
	state: JSON.parse(row.stateJson),
	updatedAt: row.updatedAt as Instant,
});

const saving = insertEach(SESSION);

/** What the effects leave, whatever their order did in between: every touched session goes, those last saved come back. */
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
	const saved = [...left.values()].filter((session) => session !== null);
	return [
		...moves,
		{ sql: `DELETE FROM "Session" WHERE "id" IN ${dialect.texts}`, args: [bindList([...left.keys()])] },
		...saving(saved.map(toRow)),
	];
};

/** Open sessions of these people. */
export const sessionsOf = async (dialect: Dialect, read: Read, people: readonly PersonKey[]): Promise<SavedSession[]> =>
	(await read<SessionRow>(`SELECT * FROM "Session" WHERE "person" IN ${dialect.texts} ORDER BY "id"`, [bindList(people)])).map(fromRow);

/** Dialogs held in a chat go on in the one that replaced it. */
const movingSessions = ({ from, toId }: EffectOf<"move-chat">): Statement => ({
	sql: 'UPDATE "Session" SET "chatId" = ? WHERE "chatId" = ? AND "chatChannel" = ? AND "chatAccount" = ?',
	args: [toId, from.id, from.channel, from.account],
});
