import type { VillageSum as SumOfVillages } from "../../dialog/facts.ts";
import { type Decimal, isZero, percentOf, shareOf, subtract, sum, ZERO } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Indicator, Target } from "../../domain/indicator.ts";
import { type DateText, type PeriodKey, parsePeriod, periodOf } from "../../domain/period.ts";
import { lampOf, plannedPercent, reachedPercent } from "../../domain/plan.ts";
import { owes } from "../../domain/round.ts";
import type { Standing } from "../../domain/standing.ts";
import { lineageOf, totalOf } from "../../domain/succession.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { ProgressRow, ReportView, VillageSum } from "../../views/report.ts";
import type { Turn } from "../turns/turn.ts";
import { distinctName } from "../units/distinct-name.ts";
import { indicatorsOf, targetIn } from "./figures.ts";
import { dutiesOf } from "./own-duties.ts";
import { villageSums } from "./village-sums.ts";

/** 进度 of a unit: its own figures; for a unit above (the county) the sum of the units that report. */
export const progressOfUnit = async (turn: Turn, unit: Unit): Promise<Extract<ReportView, { key: "progress" }>> => {
	const { today } = turn;
	const rows: ProgressRow[] = [];
	for (const duty of figureDuties(turn, unit)) {
		const period = periodOf(duty.cadence, today);
		const reporting = owes(duty, unit, today) ? [unit] : turn.county.data.units.filter((one) => owes(duty, one, today));
		const indicators = indicatorsOf(duty, turn.county);
		const lineage = new Set(reporting.flatMap((one) => lineageOf(turn.county, one)));
		const standings = await turn.set.wide().standingsOf(
			[...lineage].map((one) => one.code),
			indicators.map((indicator) => indicator.id),
			duty.id,
			period,
		);
		const alone = reporting.length === 1 && reporting[0] === unit;
		const villages = alone && unit.kind === "township" ? await villageSums(turn.set.wide(), turn.county, duty, unit, period) : {};
		for (const indicator of indicators) {
			const own = standings.filter((standing) => standing.indicator === indicator.id);
			rows.push(
				alone ? unitRow(turn, unit, indicator, own, period, villages[indicator.id]) : sumRow(turn, reporting, indicator, own, period),
			);
		}
	}
	return { key: "progress", unit: distinctName(turn.county, unit), at: turn.inbound.sentAt, rows, buttons: [] };
};

/** Duties with figures: the unit's own, else (county, department) those of the townships. */
const figureDuties = (turn: Turn, unit: Unit): Duty[] => {
	const { today } = turn;
	const withFigures = (duty: Duty): boolean => duty.questions.some((question) => question.indicator !== null);
	const own = dutiesOf(turn.county, unit, today).map((owed) => owed.duty);
	if (own.some(withFigures)) return own.filter(withFigures);
	return turn.county.data.duties.filter(
		(duty) => withFigures(duty) && turn.county.data.units.some((one) => one.kind === "township" && owes(duty, one, today)),
	);
};

const unitRow = (
	{ county, today }: Turn,
	unit: Unit,
	indicator: Indicator,
	standings: readonly Standing[],
	period: PeriodKey,
	villages: SumOfVillages | undefined,
): ProgressRow => {
	const target = targetIn(county, unit.code, indicator.id, period);
	const standingOf = (code: UnitCode): Standing | null => standings.find((one) => one.unit === code) ?? null;
	const standing = standingOf(unit.code);
	const { total, asOf } = totalOf(county, unit.code, indicator, standingOf, period);
	const planned = target ? plannedPercent(target, today) : null;
	const increment = standing?.period === period ? standing.increment : ZERO;
	const compared: VillageSum | null =
		villages && villages.reported > 0
			? { ...villages, label: indicator.name, measure: indicator.measure, gap: subtract(increment, villages.sum) }
			: null;
	return {
		label: indicator.name,
		measure: indicator.measure,
		total,
		asOf,
		annual: target?.annual ?? null,
		percent: target ? reachedPercent(total, target) : null,
		planned,
		lamp: target && planned ? lampOf(total, target, planned, county.data.rules) : "none",
		units: null,
		villages: compared,
	};
};

const sumRow = (
	{ county, today }: Turn,
	units: readonly Unit[],
	indicator: Indicator,
	standings: readonly Standing[],
	period: PeriodKey,
): ProgressRow => {
	const { year } = parsePeriod(period);
	const newest = new Map(standings.map((standing) => [standing.unit, standing]));
	const targets = units.flatMap((unit) => county.target(unit.code, indicator.id, year) ?? []);
	const total = sum(units.map((unit) => totalOf(county, unit.code, indicator, (code) => newest.get(code) ?? null, period).total));
	const annual = sum(targets.map((target) => target.annual));
	const planned = percentOf(plannedValue(targets, today), annual);
	const whole = { unit: county.root.code, indicator: indicator.id, year: 0, annual, fourYear: null, plan: [], opening: ZERO };
	return {
		label: indicator.name,
		measure: indicator.measure,
		total,
		asOf:
			standings.reduce<Standing | null>((newest, one) => (newest === null || one.asOf > newest.asOf ? one : newest), null)?.asOf ?? null,
		annual: isZero(annual) ? null : annual,
		percent: percentOf(total, annual),
		planned,
		lamp: planned ? lampOf(total, whole, planned, county.data.rules) : "none",
		units: { reported: units.filter(({ code }) => newest.get(code)?.period === period).length, of: units.length },
		villages: null,
	};
};

/** What the targets of one year plan together by the end of a day. Many share a plan: its per cent is worked out once, of their sum. */
const plannedValue = (targets: readonly Target[], day: DateText): Decimal => {
	const sharing = new Map<Target["plan"], Target[]>();
	for (const target of targets) {
		const found = sharing.get(target.plan);
		if (found) found.push(target);
		else sharing.set(target.plan, [target]);
	}
	return sum(
		[...sharing.values()].flatMap((group) =>
			group.slice(0, 1).map((first) => shareOf(sum(group.map((one) => one.annual)), plannedPercent(first, day))),
		),
	);
};
