import type { Report } from "../../domain/report.ts";
import { standOf } from "../../domain/review.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { Turn } from "../turns/turn.ts";

/** The reports of some units, or (null) of all, whose newest version is not approved, as the turn sees them, by number. */
export const pendingReports = async ({ set }: Pick<Turn, "set">, units: readonly UnitCode[] | null): Promise<Report[]> => {
	const stored = (await set.committed.pendingReviews(units)).map(({ number }) => number);
	// What an earlier turn of the same group sent in is not stored yet.
	const sent = set.effects.flatMap((effect) =>
		effect.do === "add-report-version" && effect.version.review === true && (units === null || units.includes(effect.report.unit))
			? [effect.report.number]
			: [],
	);
	const numbers = [...new Set([...stored, ...sent])].sort((a, b) => a - b);
	await set.prefetch({ reportNumbers: numbers });
	const found: Report[] = [];
	for (const number of numbers) {
		const report = await set.reportByNumber(number);
		if (report && standOf(report) !== "counts") found.push(report);
	}
	return found;
};
