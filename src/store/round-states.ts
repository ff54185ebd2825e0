import type { DutyId } from "../domain/duty.ts";
import type { PeriodKey } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { RoundStates } from "../ports/store.ts";
import type { Read } from "./engine.ts";

/** Who has reported in a round and who has begun: two short rows' worth a unit, whatever the reports and dialogs hold. */
export const roundStates = async (read: Read, duty: DutyId, period: PeriodKey): Promise<RoundStates> => {
	const reported = await read<{ unit: UnitCode; late: boolean }>(
		`SELECT p."unit", v."late" FROM "Report" p CROSS JOIN "ReportVersion" v
			WHERE p."duty" = ? AND p."period" = ? AND v."report" = p."number" AND v."version" = 1`,
		[duty, period],
	);
	const begun = await read<{ unit: UnitCode; answered: number; asked: number }>(
		'SELECT "unit", "answered", "asked" FROM "Session" WHERE "duty" = ? AND "period" = ? ORDER BY "id"',
		[duty, period],
	);
	return { reported, begun };
};
