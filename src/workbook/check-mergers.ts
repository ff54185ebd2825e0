import type { CountyData } from "../domain/county.ts";
import type { WorkbookProblem } from "../views/workbook.ts";
import { problem } from "./file/refusal.ts";

/**
 * A word on every unit that joined another which goes on, where both have a target for that year: totals are joined from then on, targets are as the sheet
 * says, and per cents would be of the one target alone.
 */
export const noteMergers = ({ units, targets }: Pick<CountyData, "units" | "targets">): WorkbookProblem[] => {
	const byCode = new Map<string, (typeof units)[number]>(units.map((unit) => [unit.code, unit]));
	return units.flatMap((unit) => {
		const into = unit.successor === null ? undefined : byCode.get(unit.successor);
		if (!into || unit.validTo === null || (into.validFrom !== null && into.validFrom > unit.validTo)) return [];
		const year = Number(unit.validTo.slice(0, 4));
		const both = targets.some(
			(own) =>
				own.unit === unit.code &&
				own.year === year &&
				targets.some((other) => other.unit === into.code && other.year === year && other.indicator === own.indicator),
		);
		return both ? [problem("note-merged-targets", { unit: unit.name, into: into.name, year }, { sheet: "任务" })] : [];
	});
};
