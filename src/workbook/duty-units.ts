import type { Duty } from "../domain/duty.ts";
import { UNIT_KINDS, type Unit, type UnitKind, unitCode } from "../domain/unit.ts";
import { findOne, NameLookup } from "./name-lookup.ts";
import type { UnitsRead } from "./read-units.ts";
import type { TableRow } from "./table-row.ts";
import { ALL_UNITS, LIST_MARK, splitList } from "./words.ts";

const kindSaid = (part: string): UnitKind | undefined => UNIT_KINDS.find((kind) => ALL_UNITS[kind] === part);

const codesOf = (units: readonly Unit[], kind: UnitKind): string[] => units.filter((unit) => unit.kind === kind).map((unit) => unit.code);

/** Reads 填报单位: one 「全部…」 is all units of that kind, now and later; several, or names and codes, are the units that stand in the workbook. */
export const readDutyUnits = (row: TableRow, units: UnitsRead): Duty["units"] | undefined => {
	const parts = row.list("填报单位");
	if (parts === undefined) return undefined;
	const [first, ...others] = parts;
	if (first === undefined) return row.missing("填报单位");
	const kind = kindSaid(first);
	if (kind !== undefined && others.length === 0) return { kind };
	const codes = new Set<string>();
	let sound = true;
	for (const part of parts) {
		const all = kindSaid(part);
		const found = all === undefined ? [findOne(row, "填报单位", part, units.lookup, "unit-unknown")] : codesOf(units.units, all);
		for (const code of found) {
			if (code === undefined) sound = false;
			else codes.add(code);
		}
	}
	return sound ? { codes: [...codes].map(unitCode) } : undefined;
};

/** Writes 填报单位 so that it reads back the same: a whole kind inside a longer list becomes its word. */
export const formatDutyUnits = (duty: Duty, units: readonly Unit[], lookup: NameLookup): string => {
	if ("kind" in duty.units) return ALL_UNITS[duty.units.kind];
	const names = new Map(units.map((unit) => [unit.code, unit.name]));
	const { codes } = duty.units;
	const groups = UNIT_KINDS.map((kind) => ({ kind, all: codesOf(units, kind) })).filter(
		({ all }) => all.length > 1 && all.length < codes.length,
	);
	const parts: string[] = [];
	for (let at = 0; at < codes.length; ) {
		const run = groups.find(({ all }) => all.every((code, index) => codes[at + index] === code));
		const code = codes[at] as string;
		parts.push(run ? ALL_UNITS[run.kind] : inList(lookup.label(code, names.get(unitCode(code)) ?? code), code));
		at += run ? run.all.length : 1;
	}
	return parts.join(LIST_MARK);
};

/** A name that a list would take apart, or take for a word of its own, gives way to the code. */
const inList = (label: string, code: string): string => (splitList(label).length === 1 && kindSaid(label) === undefined ? label : code);

/** The lookup of a set of units, as 填报单位 and the other sheets use it. */
export const unitLookup = (units: readonly Unit[]): NameLookup => {
	const lookup = new NameLookup();
	for (const { code, name, aliases } of units) lookup.add({ key: code, name, aliases });
	return lookup;
};
