import { fromMillionths, toMillionths } from "../domain/decimal.ts";
import type { DutyId } from "../domain/duty.ts";
import type { IndicatorId } from "../domain/indicator.ts";
import { type DateText, daysOf, type PeriodKey } from "../domain/period.ts";
import type { Standing } from "../domain/standing.ts";
import type { UnitCode } from "../domain/unit.ts";
import { type FactKeys, HISTORY_LENGTH } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Standing as StandingRow } from "./generated/client.ts";
import { bindList, bindRows, given, grouped, insertEach, lastOfEach, replacing, table } from "./table.ts";

const STANDING = table<StandingRow>("Standing", {
	unit: "text",
	indicator: "text",
	duty: "text",
	period: "text",
	periodEnd: "text",
	basis: "text",
	increment: "bigint",
	total: "bigint",
	asOf: "text",
});
const PAIR = { unit: "text", indicator: "text" } as const;

const toRow = (standing: Standing): StandingRow => ({
	...standing,
	// Periods of different cadences (2026-W47, 2026-11) only compare by the day they end.
	periodEnd: daysOf(standing.period).last,
	increment: toMillionths(standing.increment),
	total: toMillionths(standing.total),
});

const fromRow = (row: StandingRow): Standing => ({
	unit: row.unit as UnitCode,
	indicator: row.indicator as IndicatorId,
	duty: row.duty as DutyId,
	period: row.period as PeriodKey,
	basis: row.basis as Standing["basis"],
	increment: fromMillionths(row.increment),
	total: fromMillionths(row.total),
	asOf: row.asOf as DateText,
});

const keeping = insertEach(STANDING, replacing(STANDING, ["unit", "indicator", "duty", "period"]));

export const standingStatements = (effects: readonly EffectOf<"save-standings">[]): Statement[] => {
	const standings = effects.flatMap((effect) => effect.standings);
	const last = lastOfEach(standings, ({ unit, indicator, duty, period }) => JSON.stringify([unit, indicator, duty, period]));
	return keeping(last.map(toRow));
};

/** The newest HISTORY_LENGTH standings of each pair, newest first within a pair. */
export const loadStandings = async (dialect: Dialect, read: Read, pairs: NonNullable<FactKeys["standings"]>): Promise<Standing[]> => {
	// Four times as fast as numbering all rows of a pair; where duties end on one day it finds a few too many.
	const oldest = `SELECT m."periodEnd" FROM "Standing" m WHERE m."unit" = k."unit" AND m."indicator" = k."indicator"
		ORDER BY m."periodEnd" DESC LIMIT 1 OFFSET ${HISTORY_LENGTH - 1}`;
	const sql = `SELECT s.* FROM ${given(dialect, PAIR)} k CROSS JOIN "Standing" s
		WHERE s."unit" = k."unit" AND s."indicator" = k."indicator" AND s."periodEnd" >= COALESCE((${oldest}), '')`;
	const rows = await read<StandingRow>(sql, [bindRows(PAIR, pairs)]);
	return [...grouped(rows, ({ unit, indicator }) => JSON.stringify([unit, indicator])).values()].flatMap((found) =>
		found.sort(newestFirst).slice(0, HISTORY_LENGTH).map(fromRow),
	);
};

const newestFirst = (a: StandingRow, b: StandingRow): number => {
	if (a.periodEnd !== b.periodEnd) return a.periodEnd < b.periodEnd ? 1 : -1;
	return a.duty < b.duty ? -1 : 1;
};

/** For each unit and indicator the newest standing of a duty up to a period. */
export const standingsOf = async (
	dialect: Dialect,
	read: Read,
	units: readonly UnitCode[],
	indicators: readonly IndicatorId[],
	duty: DutyId,
	until: PeriodKey,
): Promise<Standing[]> => {
	const newest = `SELECT MAX(m."period") FROM "Standing" m
		WHERE m."unit" = u."value" AND m."indicator" = i."value" AND m."duty" = ? AND m."period" <= ?`;
	const sql = `SELECT s.* FROM ${dialect.texts} u CROSS JOIN ${dialect.texts} i CROSS JOIN "Standing" s
		WHERE s."unit" = u."value" AND s."indicator" = i."value" AND s."duty" = ? AND s."period" = (${newest})`;
	return (await read<StandingRow>(sql, [bindList(units), bindList(indicators), duty, duty, until])).map(fromRow);
};
