import type { CountyData } from "../../src/domain/county.ts";
import { decimal } from "../../src/domain/decimal.ts";
import type { Target } from "../../src/domain/indicator.ts";
import { type Person, type Post, personKey, type Role } from "../../src/domain/person.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import { type Unit, type UnitCode, type UnitKind, unitCode } from "../../src/domain/unit.ts";
import { demoDuties } from "../../src/workbook/demo/demo-duties.ts";
import { DEPARTMENTS } from "../../src/workbook/demo/demo-units.ts";
import { vary } from "../../src/workbook/demo/demo-variation.ts";
import { INDICATORS, PROJECTS, planCurve } from "../../src/workbook/demo/demo-works.ts";

/** How many units report. */
export interface Size {
	readonly townships: number;
	readonly villages: number;
}

/** The demo's county, and the province the product must not slow down in. */
export const COUNTY: Size = { townships: 36, villages: 390 };
export const PROVINCE: Size = { townships: 1500, villages: 16_000 };

/** The years the generated reports lie in. */
export const YEARS: readonly number[] = [2025, 2026];

export const ROOT = unitCode("G00");
/** Sees everything of everybody. */
export const SUPERVISOR = personKey("supervisor");

const FIRST = "大小东西南北上下新老红白青黄长高平安福兴永太古石沙龙马牛羊松柳杨桃梨双三五七八九十";
const SECOND = "巴山河沟洼岭台营店堡泉林家庄屯甸坝湾桥塔寺庙城关原川坡崖岗井池塘";

/** A two-character name; the same number gives the same name. */
const nameAt = (index: number): string => `${FIRST[index % FIRST.length]}${SECOND[Math.floor(index / FIRST.length) % SECOND.length]}`;

/** Villages share their names with villages elsewhere, as they do. */
const villageName = (code: string): string => `${nameAt(vary(`${code} name`, FIRST.length * SECOND.length))}村委会`;

const unit = (code: string, name: string, kind: UnitKind, parent: UnitCode | null): Unit => ({
	code: unitCode(code),
	name,
	kind,
	parent,
	aliases: [],
	validFrom: null,
	validTo: null,
	successor: null,
});

const unitsOf = ({ townships, villages }: Size): Unit[] => {
	const above = Array.from({ length: townships }, (_, index) => {
		// Past the two-character names a third sets them apart.
		const round = Math.floor(index / (FIRST.length * SECOND.length));
		return unit(`G${String(index + 1).padStart(5, "0")}`, `${nameAt(index)}${round === 0 ? "" : SECOND[round]}镇`, "township", ROOT);
	});
	const below = Array.from({ length: villages }, (_, index) => {
		const parent = above[index % townships] as Unit;
		const code = `${parent.code}${String(Math.floor(index / townships) + 1).padStart(3, "0")}`;
		return unit(code, villageName(code), "village", parent.code);
	});
	return [
		unit(ROOT, "增长测量县", "county", null),
		...Object.values(DEPARTMENTS).map((code, index) => unit(code, `测量部门${index + 1}`, "department", ROOT)),
		...above,
		...below,
	];
};

const post = (of: UnitCode, role: Role, title: string): Post => ({ unit: of, role, title, from: null, to: null });

/** The reporter of a unit is keyed by its code. */
export const reporterOf = ({ code }: Unit) => personKey(`p${code}`);

/** One person a unit; every twentieth of the townships' also holds a post in the next township. */
const peopleOf = (units: readonly Unit[]): Person[] => {
	const townships = units.filter((one) => one.kind === "township");
	const above = townships.map((one, index) => {
		const next = townships[(index + 1) % townships.length] as Unit;
		const second = index % 20 === 0 ? [post(next.code, "reporter", "代管报送员")] : [];
		return { one, posts: [post(one.code, "reporter", "报送员"), ...second] };
	});
	const below = units.filter((one) => one.kind === "village").map((one) => ({ one, posts: [post(one.code, "village", "村书记")] }));
	return [
		{ key: SUPERVISOR, name: "督查甲", phone: null, posts: [post(unitCode(DEPARTMENTS.supervision), "supervisor", "主任")] },
		...[...above, ...below].map(({ one, posts }, index) => ({ key: reporterOf(one), name: `人员${index + 1}`, phone: null, posts })),
	];
};

/** Townships have targets, as in the demo; a sheet of 20,000 rows could not hold those of the villages. */
const targetsOf = (units: readonly Unit[]): Target[] =>
	units
		.filter((one) => one.kind === "township")
		.flatMap((one) =>
			INDICATORS.flatMap((indicator) =>
				YEARS.map((year) => ({
					unit: one.code,
					indicator: indicator.id,
					year,
					annual: decimal(1200 + 10 * vary(`${one.code} ${indicator.id} ${year}`, 400)),
					fourYear: { value: decimal(16_000), firstYear: 2025 },
					plan: planCurve(indicator.id),
					opening: decimal(vary(`${one.code} ${indicator.id} opening`, 100)),
				})),
			),
		);

/** A generated county: its townships under it, its villages under them, and the demo's weekly reports of both. Always the same for a size. */
export const growthCounty = (size: Size): CountyData => {
	const units = unitsOf(size);
	return {
		units,
		people: peopleOf(units),
		projects: PROJECTS,
		indicators: INDICATORS,
		targets: targetsOf(units),
		duties: demoDuties(units).filter((duty) => duty.cadence === "week"),
		calendar: [],
		rules: defaultRules(),
	};
};
