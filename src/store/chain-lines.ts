import type { DutyId } from "../domain/duty.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { ChainLine } from "../ports/chains.ts";
import { chatFromColumns, chatToColumns } from "./chats.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { ChainLine as LineRow } from "./generated/client.ts";
import { bindList, lastOfEach, runsOf, table, upsert } from "./table.ts";

const LINE = table<LineRow>("ChainLine", {
	duty: "text",
	period: "text",
	unit: "text",
	number: "int",
	words: "text",
	by: "text",
	chatChannel: "text",
	chatAccount: "text",
	chatId: "text",
	chatKind: "text",
	sentAt: "text",
});

type Saved = EffectOf<"save-chain-line">;
type Dropped = EffectOf<"drop-chain-line">;
type Moved = EffectOf<"move-chat">;

export const chainStatements = (dialect: Dialect, effects: readonly (Saved | Dropped | Moved)[]): Statement[] =>
	runsOf<Saved | Dropped | Moved>(effects).flatMap((run) => {
		switch (run[0]?.do) {
			case "save-chain-line":
				return saving(dialect, run as Saved[]);
			case "drop-chain-line":
				return (run as Dropped[]).map(dropping);
			default:
				return (run as Moved[]).map(moving);
		}
	});

const saving = (dialect: Dialect, effects: readonly Saved[]): Statement[] =>
	upsert(dialect, LINE, ["unit", "duty", "period"])(
		lastOfEach(
			effects.map(({ line }) => toRow(line)),
			({ unit, duty, period }) => `${unit} ${duty} ${period}`,
		),
	);

const dropping = ({ unit, duty, period }: Dropped): Statement => ({
	sql: 'DELETE FROM "ChainLine" WHERE "unit" = ? AND "duty" = ? AND "period" = ?',
	args: [unit, duty, period],
});

/** A list shown in a group goes on waiting in the one that replaced it. */
const moving = ({ from, toId }: Moved): Statement => ({
	sql: 'UPDATE "ChainLine" SET "chatId" = ? WHERE "chatId" = ? AND "chatChannel" = ? AND "chatAccount" = ?',
	args: [toId, from.id, from.channel, from.account],
});

const toRow = ({ chat, ...line }: ChainLine): LineRow => ({ ...line, ...chatToColumns(chat) });

/** The lines that wait for the word of these units. */
export const loadChainLines = async (dialect: Dialect, read: Read, units: readonly UnitCode[]): Promise<ChainLine[]> => {
	const sql = `SELECT * FROM "ChainLine" WHERE "unit" IN ${dialect.texts} ORDER BY "unit", "duty", "period"`;
	return (await read<LineRow>(sql, [bindList(units)])).map((row) => ({
		duty: row.duty as DutyId,
		period: row.period as PeriodKey,
		unit: row.unit as UnitCode,
		number: row.number,
		words: row.words,
		by: row.by as PersonKey,
		chat: chatFromColumns(row),
		sentAt: row.sentAt as Instant,
	}));
};
