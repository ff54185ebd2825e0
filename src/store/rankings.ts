import type { DutyId } from "../domain/duty.ts";
import { type DateText, type Instant, type PeriodKey, parsePeriod } from "../domain/period.ts";
import type { Ranking, RuleSet, UnitScore } from "../domain/ranking.ts";
import type { RankingHead, ReportedInPeriod } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Ranking as RankingRow } from "./generated/client.ts";
import { insert, table } from "./table.ts";

const RANKING = table<RankingRow>("Ranking", {
	duty: "text",
	period: "text",
	edition: "int",
	asOf: "text",
	ruleSet: "text",
	ruleVersion: "text",
	countyVersion: "int",
	reports: "int",
	madeAt: "text",
	unitsJson: "text",
});

/** The primary key refuses an edition that is there. */
export const rankingStatements = (dialect: Dialect, effects: readonly EffectOf<"save-ranking">[]): Statement[] =>
	insert(dialect, RANKING)(effects.map(({ ranking }) => toRow(ranking)));

const toRow = ({ rules, units, ...ranking }: Ranking): RankingRow => ({
	...ranking,
	ruleSet: rules.name,
	ruleVersion: rules.version,
	unitsJson: JSON.stringify({ values: rules.values, units }),
});

/** The newest edition of a duty's ranking in a period up to a given one; null where none is frozen. */
export const ranking = async (read: Read, duty: DutyId, period: PeriodKey, edition: number): Promise<Ranking | null> => {
	const [row] = await read<RankingRow>(
		'SELECT * FROM "Ranking" WHERE "duty" = ? AND "period" = ? AND "edition" <= ? ORDER BY "edition" DESC LIMIT 1',
		[duty, period, edition],
	);
	if (!row) return null;
	const { values, units } = JSON.parse(row.unitsJson) as { values: RuleSet["values"]; units: UnitScore[] };
	return {
		duty,
		period,
		edition: row.edition,
		asOf: row.asOf as DateText,
		rules: { name: row.ruleSet as RuleSet["name"], version: row.ruleVersion, values },
		countyVersion: row.countyVersion,
		reports: row.reports,
		madeAt: row.madeAt as Instant,
		units,
	};
};

/** Every edition of a duty's rankings between two periods, newest first, without what they hold. */
export const rankingHeads = async (read: Read, duty: DutyId, from: PeriodKey, until: PeriodKey): Promise<RankingHead[]> => {
	const rows = await read<Pick<RankingRow, "period" | "edition" | "reports">>(
		`SELECT "period", "edition", "reports" FROM "Ranking" WHERE "duty" = ? AND "period" >= ? AND "period" <= ?
			ORDER BY "period" DESC, "edition" DESC`,
		[duty, from, until],
	);
	// A weekly duty is ranked by months too (2026-W47 beside 2026-11): only periods of one kind follow one another.
	const { cadence } = parsePeriod(until);
	return rows
		.map(({ period, ...head }): RankingHead => ({ ...head, period: period as PeriodKey }))
		.filter(({ period }) => parsePeriod(period).cadence === cadence);
};

/** Which units reported a duty between two periods, late or not, and in how many versions that count. */
export const reportedBetween = async (
	dialect: Dialect,
	read: Read,
	duty: DutyId,
	from: PeriodKey,
	until: PeriodKey,
): Promise<ReportedInPeriod[]> => {
	const rows = await read<Omit<ReportedInPeriod, "versions"> & { readonly versions: bigint | number }>(
		`SELECT p."period", p."unit", (f."late" OR p."judgedAt" IS NOT NULL) AS "late", COALESCE(p."judgedAt", f."sentAt") AS "sentAt",
				(SELECT COUNT(*) FROM "ReportVersion" v WHERE v."report" = p."number" AND (v."review" = false OR EXISTS
					(SELECT 1 FROM "ReviewDecision" d WHERE d."report" = v."report" AND d."version" = v."version" AND d."decision" = 'approved'))) AS "versions"
			FROM "Report" p CROSS JOIN "ReportVersion" f
			WHERE p."duty" = ? AND p."period" >= ? AND p."period" <= ? AND ${dialect.checked('p."counts"')} = true
				AND f."report" = p."number" AND f."version" = 1
			ORDER BY p."period", p."unit"`,
		[duty, from, until],
	);
	return rows.map(({ versions, late, ...row }) => ({ ...row, late: Boolean(late), versions: Number(versions) }));
};
