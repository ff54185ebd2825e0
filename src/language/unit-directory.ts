import type { Unit, UnitCode, UnitKind } from "../domain/unit.ts";
import { NEVER_BARE, ORDINARY_NAMES } from "./ordinary-words.ts";

/** One spelling of a unit's name without its suffix. */
export interface UnitName {
	readonly unit: Unit;
	/** 大巴 of 大巴镇, 东关 of 东关村委会. */
	readonly base: string;
	readonly alias: boolean;
}

/** The units of a county, indexed by the names people type. Built once, used for every message. */
export interface UnitDirectory {
	readonly units: ReadonlyMap<UnitCode, Unit>;
	readonly byBase: ReadonlyMap<string, readonly UnitName[]>;
	readonly names: readonly UnitName[];
	/** Lengths of the bases, longest first. */
	readonly lengths: readonly number[];
	readonly firsts: ReadonlySet<string>;
}

const SUFFIX: Readonly<Record<UnitKind, RegExp>> = {
	county: /(?:蒙古族)?(?:自治)?[县市区]$/,
	department: /^$/,
	township: /(?:镇|乡|街道办事处|街道|办事处|苏木)$/,
	village: /(?:村民委员会|居民委员会|居民委会员|居民委员|村委会|居委会|村|社区)$/,
};

const COMMUNITY = /社区$/;

/** The name of a unit without its suffix, as people shorten it (富民社区居委会 → 富民). */
export const baseName = (name: string, kind: UnitKind): string => {
	const stripped = name.replace(SUFFIX[kind], "");
	const bare = kind === "village" ? stripped.replace(COMMUNITY, "") : stripped;
	return bare.length >= 2 ? bare : name;
};

const namesOf = (unit: Unit): UnitName[] => {
	const spellings = [unit.name, ...unit.aliases];
	const names = spellings.map((spelling, index) => ({ unit, base: baseName(spelling.replace(/\s/g, ""), unit.kind), alias: index > 0 }));
	// 阜新蒙古族自治县 shortened to 阜新 would shadow 阜新镇: a county is called by its full name or an alias.
	const full = names.map((name, index) => (unit.kind === "county" ? { ...name, base: spellings[index] ?? name.base } : name));
	return full.filter((name, index) => name.base.length >= 2 && full.findIndex((other) => other.base === name.base) === index);
};

/** Indexes units by the names people use for them; renamed and merged units stay findable under their own codes. */
export const buildUnitDirectory = (units: readonly Unit[]): UnitDirectory => {
	const byBase = new Map<string, UnitName[]>();
	const names = units.flatMap(namesOf);
	for (const name of names) byBase.set(name.base, [...(byBase.get(name.base) ?? []), name]);
	return {
		units: new Map(units.map((unit) => [unit.code, unit])),
		byBase,
		names,
		lengths: [...new Set(names.map((name) => name.base.length))].sort((a, b) => b - a),
		firsts: new Set(names.map((name) => name.base[0] ?? "")),
	};
};

/** True for a name that is an everyday word too and so needs a suffix or a place of its own. */
export const isOrdinary = (base: string): boolean => ORDINARY_NAMES.has(base) || NEVER_BARE.has(base);

/** The township a unit belongs to (itself for a township); null above. */
export const townshipOf = (directory: UnitDirectory, unit: Unit): Unit | null => {
	if (unit.kind === "township") return unit;
	const parent = unit.parent === null ? undefined : directory.units.get(unit.parent);
	return unit.kind === "village" && parent?.kind === "township" ? parent : null;
};
