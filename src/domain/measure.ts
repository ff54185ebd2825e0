import { type Decimal, decimal, multiply, round, STORED_PLACES } from "./decimal.ts";

/** A unit of measure as the office writes it: 亩, 个, 处, 头, 万元, … */
export type Measure = string & { readonly __brand: "Measure" };
export const measure = (name: string): Measure => name as Measure;

/** 1 of the named measure in its family's base measure. Families: area 亩, length 米, mass 公斤, money 元, trees 株. */
interface Scale {
	family: "area" | "length" | "mass" | "money" | "tree";
	factor: Decimal;
}

// Legal factors: 1 公顷 = 15 亩, 1 亩 = 10 分 = 100 厘 = 2000/3 平方米 (so 1 平方米 = 0.0015 亩).
const SCALES: Readonly<Record<string, Scale>> = {
	亩: { family: "area", factor: decimal(1) },
	分: { family: "area", factor: decimal("0.1") },
	厘: { family: "area", factor: decimal("0.01") },
	公顷: { family: "area", factor: decimal(15) },
	公亩: { family: "area", factor: decimal("0.15") },
	平方公里: { family: "area", factor: decimal(1500) },
	平方米: { family: "area", factor: decimal("0.0015") },
	米: { family: "length", factor: decimal(1) },
	公里: { family: "length", factor: decimal(1000) },
	里: { family: "length", factor: decimal(500) },
	公斤: { family: "mass", factor: decimal(1) },
	斤: { family: "mass", factor: decimal("0.5") },
	吨: { family: "mass", factor: decimal(1000) },
	元: { family: "money", factor: decimal(1) },
	万元: { family: "money", factor: decimal(10000) },
	亿元: { family: "money", factor: decimal(100000000) },
	株: { family: "tree", factor: decimal(1) },
	棵: { family: "tree", factor: decimal(1) },
};

/** Other spellings of a measure, to its standard name. */
const SPELLINGS: Readonly<Record<string, string>> = {
	平方千米: "平方公里",
	平米: "平方米",
	千米: "公里",
	华里: "里",
	千克: "公斤",
	市斤: "斤",
	市亩: "亩",
	畝: "亩",
	块: "元",
	块钱: "元",
	圆: "元",
	ha: "公顷",
	hm2: "公顷",
	km2: "平方公里",
	m2: "平方米",
	km: "公里",
	kg: "公斤",
	t: "吨",
	只: "只",
	羽: "只",
	口: "头",
	箇: "个",
	個: "个",
};

/** Measures whose size differs by region or by mouth (a 垧 is 15 亩 in the north-east, 3 or 5 elsewhere; a 顷 is 100 亩, yet often said for 公顷): taken only after confirmation. */
export const REGIONAL_MEASURES: Readonly<Record<string, { measure: Measure; factor: Decimal }>> = {
	顷: { measure: measure("亩"), factor: decimal(100) },
	垧: { measure: measure("亩"), factor: decimal(15) },
	晌: { measure: measure("亩"), factor: decimal(15) },
	坰: { measure: measure("亩"), factor: decimal(15) },
};

/** Standard name of a measure's spelling; the spelling itself when it has no other. */
export const standardMeasure = (spelling: string): Measure =>
	(SPELLINGS[spelling] ?? SPELLINGS[spelling.toLowerCase()] ?? spelling) as Measure;

/**
 * Converts a value between measures of one family, exact to six places.
 * Null when the measures are not of one family (a 栋 is no 亩).
 */
export const convert = (value: Decimal, from: Measure, to: Measure): Decimal | null => {
	if (from === to) return value;
	const source = SCALES[from];
	const target = SCALES[to];
	if (!source || !target || source.family !== target.family) return null;
	const inverse = INVERSE[target.factor] ?? null;
	const inBase = multiply(value, source.factor);
	if (target.factor === "1") return inBase;
	return inverse === null ? null : round(multiply(inBase, inverse), STORED_PLACES);
};

// 1 ÷ factor to far more places than are stored, so that one rounding at the end is exact.
const INVERSE: Readonly<Record<string, Decimal>> = {
	"0.1": decimal(10),
	"0.01": decimal(100),
	"15": decimal("0.06666666666666666666666666666667"),
	"0.15": decimal("6.66666666666666666666666666666667"),
	"1500": decimal("0.00066666666666666666666666666667"),
	"0.0015": decimal("666.66666666666666666666666666666667"),
	"1000": decimal("0.001"),
	"500": decimal("0.002"),
	"0.5": decimal(2),
	"10000": decimal("0.0001"),
	"100000000": decimal("0.00000001"),
};
