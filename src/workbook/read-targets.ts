import { compare, type Decimal, decimal, ZERO } from "../domain/decimal.ts";
import type { IndicatorId, Target } from "../domain/indicator.ts";
import { unitCode } from "../domain/unit.ts";
import { inPercent } from "./cell-values.ts";
import { MONTH_TITLES } from "./columns.ts";
import { readReference } from "./name-lookup.ts";
import type { IndicatorsRead } from "./read-indicators.ts";
import { readUnitOf } from "./read-people.ts";
import type { UnitsRead } from "./read-units.ts";
import type { Bounds, TableRow } from "./table-row.ts";

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;
const MOST = "999999999999";
const STORED_PLACES = 6;
const SPAN_YEARS = 4;
const HUNDRED = decimal(100);

/** Reads sheet 任务. */
export const readTargets = (rows: readonly TableRow[], units: UnitsRead, indicators: IndicatorsRead): Target[] => {
	const targets: Target[] = [];
	const seen = new Map<string, number>();
	const spans = new Map<string, { value: Decimal; row: number }>();
	for (const row of rows) {
		const target = readTarget(row, units, indicators);
		if (!target) continue;
		const key = `${target.unit} ${target.indicator} ${target.year}`;
		const firstRow = seen.get(key);
		if (firstRow !== undefined) {
			row.tell("target-twice", { firstRow }, "年度");
			continue;
		}
		seen.set(key, row.number);
		checkSpan(row, target, spans);
		targets.push(target);
	}
	return targets;
};

const readTarget = (row: TableRow, units: UnitsRead, indicators: IndicatorsRead): Target | undefined => {
	const unit = readUnitOf(row, units);
	const indicator = readReference(row, "指标", indicators.lookup, "indicator-unknown");
	const year = row.integer("年度", FIRST_YEAR, LAST_YEAR);
	const bounds: Bounds = { min: 0, max: decimal(MOST), places: indicators.byId.get(indicator ?? "")?.places ?? STORED_PLACES };
	const annual = row.decimal("年度任务", bounds);
	if (annual === null) row.missing("年度任务");
	const fourYear = readFourYear(row, bounds, year);
	const opening = row.decimal("期初累计", bounds);
	const plan = readPlan(row);
	if (unit === undefined || indicator === undefined || year === undefined || !annual || fourYear === undefined || plan === undefined)
		return undefined;
	if (opening === undefined) return undefined;
	return { unit: unitCode(unit), indicator: indicator as IndicatorId, year, annual, fourYear, plan, opening: opening ?? ZERO };
};

const readFourYear = (row: TableRow, bounds: Bounds, year: number | undefined): Target["fourYear"] | undefined => {
	const value = row.decimal("四年任务", bounds);
	const first = row.decimal("四年起始年", { min: FIRST_YEAR, max: LAST_YEAR, places: 0 });
	if (value === undefined || first === undefined) return undefined;
	if (value === null && first === null) return null;
	if (value === null) return row.tell("four-year-half", { missing: "四年任务" }, "四年任务");
	if (first === null) return row.tell("four-year-half", { missing: "四年起始年" }, "四年起始年");
	const firstYear = Number(first);
	if (year !== undefined && (year < firstYear || year >= firstYear + SPAN_YEARS))
		return row.tell("four-year-outside", { year, firstYear }, "四年起始年");
	return { value, firstYear };
};

/** The four-year task of a unit is one number, in whichever year's row it stands. */
const checkSpan = (row: TableRow, target: Target, spans: Map<string, { value: Decimal; row: number }>): void => {
	if (target.fourYear === null) return;
	const key = `${target.unit} ${target.indicator} ${target.fourYear.firstYear}`;
	const first = spans.get(key);
	if (first === undefined) spans.set(key, { value: target.fourYear.value, row: row.number });
	else if (first.value !== target.fourYear.value)
		row.tell("four-year-differs", { here: target.fourYear.value, there: first.value, firstRow: first.row }, "四年任务");
};

/**
 * The twelve shares. A cell with a per-cent format (or 「35%」) is 35; a plain 35 is 35; and where every plain number of the row is at most 1 and December is 1,
 * the row is in fractions of one, which is noted.
 */
const readPlan = (row: TableRow): Decimal[] | undefined => {
	const cells = MONTH_TITLES.map((title) => row.rawNumber(title));
	const plain = cells.filter((cell) => cell && !cell.percent);
	const last = cells[cells.length - 1];
	const inFractions = last && !last.percent && last.value === "1" && plain.every((cell) => cell && compare(cell.value, decimal(1)) <= 0);
	if (inFractions) row.tell("note-fractions-as-percent", {}, MONTH_TITLES[0]);
	const plan: Decimal[] = [];
	let sound = true;
	for (const [index, title] of MONTH_TITLES.entries()) {
		const cell = cells[index];
		const share = cell ? (cell.percent || inFractions ? inPercent(cell.value) : cell.value) : undefined;
		if (cell === null) row.missing(title);
		const value = share === undefined ? undefined : row.within(title, share, { min: 0, max: HUNDRED, places: STORED_PLACES });
		if (value === undefined) {
			sound = false;
			continue;
		}
		const before = plan[plan.length - 1];
		if (before !== undefined && compare(value, before) < 0) {
			row.tell("plan-falls", { month: index + 1, before, value }, title);
			sound = false;
		}
		plan.push(value);
	}
	if (!sound) return undefined;
	const end = plan[plan.length - 1];
	return end === HUNDRED ? plan : row.tell("plan-unfinished", { value: end ?? "" }, MONTH_TITLES[MONTH_TITLES.length - 1]);
};
