import { add, type Decimal, isZero, percentOf, shareOf, subtract, ZERO } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Indicator } from "../../domain/indicator.ts";
import { type PeriodKey, parsePeriod, periodOf } from "../../domain/period.ts";
import { lampOf, plannedPercent, reachedPercent } from "../../domain/plan.ts";
import { owes } from "../../domain/round.ts";
import type { Standing } from "../../domain/standing.ts";
import type { Unit } from "../../domain/unit.ts";
import type { ProgressRow, ReportView, VillageSum } from "../../views/report.ts";
import type { Turn } from "../turns/turn.ts";
import { distinctName } from "../units/distinct-name.ts";
import { indicatorsOf, targetIn } from "./figures.ts";
import { dutiesOf } from "./own-duties.ts";
import { villageSums } from "./village-sums.ts";

/** 进度 of a unit: its own figures; for a unit above (the county) the sum of the units that report. */
export const progressOfUnit = async (turn: Turn, unit: Unit): Promise<Extract<ReportView, { key: "progress" }>> => {
	const rows: ProgressRow[] = [];
	for (const duty of figureDuties(turn, unit)) {
		const period = periodOf(duty.cadence, turn.today);
		const reporting = owes(duty, unit, turn.today) ? [unit] : turn.county.data.units.filter((one) => owes(duty, one, turn.today));
		const indicators = indicatorsOf(duty, turn.county);
		const standings = await turn.set.wide().standingsOf(
			reporting.map((one) => one.code),
			indicators.map((indicator) => indicator.id),
			duty.id,
			period,
		);
		for (const indicator of indicators) {
			const own = standings.filter((standing) => standing.indicator === indicator.id);
			rows.push(
				reporting.length === 1 && reporting[0] === unit
					? await unitRow(turn, unit, duty, indicator, own[0] ?? null, period)
					: sumRow(turn, reporting, indicator, own, period),
			);
		}
	}
	return { key: "progress", unit: distinctName(turn.county, unit), at: turn.inbound.sentAt, rows, buttons: [] };
};

/** Duties with figures: the unit's own, else (county, department) those of the townships. */
const figureDuties = (turn: Turn, unit: Unit): Duty[] => {
	const withFigures = (duty: Duty): boolean => duty.questions.some((question) => question.indicator !== null);
	const own = dutiesOf(turn.county, unit, turn.today).map((owed) => owed.duty);
	if (own.some(withFigures)) return own.filter(withFigures);
	return turn.county.data.duties.filter(
		(duty) => withFigures(duty) && turn.county.data.units.some((one) => one.kind === "township" && owes(duty, one, turn.today)),
	);
};

/** The total that counts in a period: the newest standing of the same counting span, else the opening total. */
const totalIn = (turn: Turn, unit: Unit, indicator: Indicator, standing: Standing | null, period: PeriodKey): Decimal => {
	const counts = standing !== null && (indicator.yearEnd === "carry" || parsePeriod(standing.period).year === parsePeriod(period).year);
	return counts ? standing.total : (targetIn(turn.county, unit.code, indicator.id, period)?.opening ?? ZERO);
};

const unitRow = async (
	turn: Turn,
	unit: Unit,
	duty: Duty,
	indicator: Indicator,
	standing: Standing | null,
	period: PeriodKey,
): Promise<ProgressRow> => {
	const target = targetIn(turn.county, unit.code, indicator.id, period);
	const total = totalIn(turn, unit, indicator, standing, period);
	const planned = target ? plannedPercent(target, turn.today) : null;
	const villages =
		unit.kind === "township" ? (await villageSums(turn.set.wide(), turn.county, duty, unit, period))[indicator.id] : undefined;
	const increment = standing?.period === period ? standing.increment : ZERO;
	const compared: VillageSum | null =
		villages && villages.reported > 0
			? { ...villages, label: indicator.name, measure: indicator.measure, gap: subtract(increment, villages.sum) }
			: null;
	return {
		label: indicator.name,
		measure: indicator.measure,
		total,
		asOf: standing?.asOf ?? null,
		annual: target?.annual ?? null,
		percent: target ? reachedPercent(total, target) : null,
		planned,
		lamp: target && planned ? lampOf(total, target, planned, turn.county.data.rules) : "none",
		units: null,
		villages: compared,
	};
};

const sumRow = (
	turn: Turn,
	units: readonly Unit[],
	indicator: Indicator,
	standings: readonly Standing[],
	period: PeriodKey,
): ProgressRow => {
	let total = ZERO;
	let annual = ZERO;
	let plannedValue = ZERO;
	for (const unit of units) {
		const target = targetIn(turn.county, unit.code, indicator.id, period);
		total = add(total, totalIn(turn, unit, indicator, standings.find((standing) => standing.unit === unit.code) ?? null, period));
		if (!target) continue;
		annual = add(annual, target.annual);
		plannedValue = add(plannedValue, shareOf(target.annual, plannedPercent(target, turn.today)));
	}
	const planned = percentOf(plannedValue, annual);
	const whole = { unit: turn.county.root.code, indicator: indicator.id, year: 0, annual, fourYear: null, plan: [], opening: ZERO };
	return {
		label: indicator.name,
		measure: indicator.measure,
		total,
		asOf:
			standings.reduce<Standing | null>((newest, one) => (newest === null || one.asOf > newest.asOf ? one : newest), null)?.asOf ?? null,
		annual: isZero(annual) ? null : annual,
		percent: percentOf(total, annual),
		planned,
		lamp: planned ? lampOf(total, whole, planned, turn.county.data.rules) : "none",
		units: { reported: standings.filter((standing) => standing.period === period).length, of: units.length },
		villages: null,
	};
};
