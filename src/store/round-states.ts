import type { DutyId } from "../domain/duty.ts";
import type { PeriodKey } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { RoundStates } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { Read } from "./engine.ts";
import { bindList } from "./table.ts";

/** Who has reported in a round, whose report is not approved yet, and who has begun: a short row a unit, whatever the reports and dialogs hold. */
export const roundStates = async (
	dialect: Dialect,
	read: Read,
	duty: DutyId,
	period: PeriodKey,
	units: readonly UnitCode[] | null,
): Promise<RoundStates> => {
	const these = units === null ? [] : [bindList(units)];
	const [from, among] = units === null ? ["", ""] : [`${dialect.texts} u CROSS JOIN`, `AND p."unit" = u."value"`];
	const reported = await read<RoundStates["reported"][number]>(
		`SELECT p."unit", (v."late" OR p."judgedAt" IS NOT NULL) AS "late", COALESCE(p."judgedAt", v."sentAt") AS "sentAt"
			FROM ${from} "Report" p CROSS JOIN "ReportVersion" v
			WHERE p."duty" = ? AND p."period" = ? ${among} AND ${dialect.checked('p."counts"')} = true
				AND v."report" = p."number" AND v."version" = 1`,
		[...these, duty, period],
	);
	const pending = await read<{ unit: UnitCode; state: "waiting" | "returned" }>(
		`SELECT p."unit", p."review" AS "state" FROM ${from} "Report" p
			WHERE p."duty" = ? AND p."period" = ? ${among} AND ${dialect.checked('p."counts"')} = false ORDER BY p."unit"`,
		[...these, duty, period],
	);
	const begun = await read<{ unit: UnitCode; answered: number; asked: number }>(
		`SELECT "unit", "answered", "asked" FROM "Session"
			WHERE "duty" = ? AND "period" = ? ${units === null ? "" : `AND "unit" IN ${dialect.texts}`} ORDER BY "id"`,
		[duty, period, ...these],
	);
	return { reported: reported.map((row) => ({ ...row, late: Boolean(row.late) })), pending, begun };
};
