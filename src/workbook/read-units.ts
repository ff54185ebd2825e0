import { type Exemption, type Unit, type UnitKind, unitCode } from "../domain/unit.ts";
import { readExemptions } from "./exemptions.ts";
import { problem } from "./file/refusal.ts";
import { NameLookup } from "./name-lookup.ts";
import type { ProblemList } from "./problem-list.ts";
import type { Table } from "./table.ts";
import type { TableRow } from "./table-row.ts";
import { UNIT_WORDS } from "./words.ts";

/** A unit with the row it stands in; fields that were wrong are left at their emptiest. */
interface UnitRow {
	readonly unit: Unit;
	readonly row: TableRow;
}

/** What the other sheets need of the units. */
export interface UnitsRead {
	readonly units: readonly Unit[];
	readonly lookup: NameLookup;
	/** Kinds of the units whose 类型 could be read. */
	readonly kinds: ReadonlyMap<string, UnitKind>;
	readonly names: ReadonlyMap<string, readonly string[]>;
}

/** A few years, each with its reason. */
const EXEMPT_CHARS = 200;

/** The kind of unit each kind lies under. */
const PARENT_KIND: Readonly<Record<UnitKind, UnitKind | null>> = {
	county: null,
	department: "county",
	township: "county",
	village: "township",
};

/** Reads sheet 单位 and checks the tree. */
export const readUnits = ({ rows, readable }: Table, problems: ProblemList): UnitsRead => {
	const found = new Map<string, UnitRow>();
	for (const row of rows) {
		const unit = readUnit(row);
		if (unit === undefined) continue;
		const first = found.get(unit.code);
		if (first) row.tell("key-twice", { value: unit.code, firstRow: first.row.number }, "代码");
		else found.set(unit.code, { unit, row });
	}
	if (readable) checkCounty(found, problems);
	for (const entry of found.values()) checkPlace(entry, found);
	checkNames([...found.values()]);
	const units = [...found.values()].map(({ unit }) => unit);
	const lookup = new NameLookup(readable);
	for (const { code, name, aliases } of units) lookup.add({ key: code, name, aliases });
	return {
		units,
		lookup,
		kinds: new Map([...found.values()].filter(({ row }) => row.choiceIs("类型")).map(({ unit }) => [unit.code, unit.kind])),
		names: new Map(units.map((unit) => [unit.code, [unit.name, ...unit.aliases]])),
	};
};

const readUnit = (row: TableRow): Unit | undefined => {
	const code = row.code("代码", true);
	const name = row.name("名称");
	const kind = row.chosen("类型", UNIT_WORDS);
	const parent = row.code("上级代码", false);
	const aliases = row.list("别名");
	const span = row.span("启用日期", "停用日期");
	const successor = row.code("接续单位代码", false);
	const exempt = exemptions(row);
	if (code === undefined || code === null) return undefined;
	return {
		code: unitCode(code),
		name: name ?? "",
		// A row whose kind is wrong was told; it must not count as the county.
		kind: kind ?? "village",
		// A county has none: one that is given is told, and must not look like a circle.
		parent: parent && kind !== "county" ? unitCode(parent) : null,
		aliases: aliases ?? [],
		validFrom: span?.from ?? null,
		validTo: span?.to ?? null,
		successor: successor ? unitCode(successor) : null,
		...(exempt.length === 0 ? {} : { exempt }),
	};
};

const exemptions = (row: TableRow): readonly Exemption[] => {
	const text = row.text("不参加排名", EXEMPT_CHARS) ?? "";
	const read = readExemptions(text);
	if (read === null) row.tell("exempt-malformed", { value: text.slice(0, 40) }, "不参加排名");
	return read ?? [];
};

const checkCounty = (found: ReadonlyMap<string, UnitRow>, problems: ProblemList): void => {
	const counties = [...found.values()].filter(({ unit }) => unit.kind === "county");
	const [first, ...others] = counties;
	if (!first) problems.add(problem("county-missing", {}, { sheet: "单位", column: "类型" }));
	for (const { row } of others) row.tell("county-twice", { firstRow: first?.row.number ?? 0 }, "类型");
};

const checkPlace = ({ unit, row }: UnitRow, found: ReadonlyMap<string, UnitRow>): void => {
	if (unit.successor === unit.code) row.tell("successor-self", {}, "接续单位代码");
	else if (unit.successor !== null && !found.has(unit.successor)) row.tell("unit-unknown", { value: unit.successor }, "接续单位代码");
	const wanted = row.choiceIs("类型") ? PARENT_KIND[unit.kind] : undefined;
	if (unit.parent === null) {
		if (wanted === null && row.has("上级代码")) row.tell("county-has-parent", {}, "上级代码");
		if (wanted !== undefined && wanted !== null && !row.has("上级代码")) row.missing("上级代码");
		return;
	}
	const parent = found.get(unit.parent);
	if (!parent) {
		row.tell("unit-unknown", { value: unit.parent }, "上级代码");
		return;
	}
	const path = cycleFrom(unit, found);
	if (path) row.tell("unit-cycle", { path }, "上级代码");
	else if (wanted && parent.row.choiceIs("类型") && parent.unit.kind !== wanted)
		row.tell(
			"parent-wrong-kind",
			{
				parent: parent.unit.name || parent.unit.code,
				parentKind: UNIT_WORDS.labelOf(parent.unit.kind),
				wanted: UNIT_WORDS.labelOf(wanted),
			},
			"上级代码",
		);
};

/** A longer circle is not followed: on the way some parent is of the wrong kind, which is told. */
const LONGEST_CIRCLE = 50;

/** The circle of codes a unit lies in, itself first and last; null when its parents lead to the top. */
const cycleFrom = (unit: Unit, found: ReadonlyMap<string, UnitRow>): string[] | null => {
	const path: string[] = [unit.code];
	const seen = new Set<string>(path);
	for (let at = unit.parent; at !== null && path.length <= LONGEST_CIRCLE; at = found.get(at)?.unit.parent ?? null) {
		path.push(at);
		if (at === unit.code) return path.slice(0, 10);
		if (seen.has(at)) return null;
		seen.add(at);
	}
	return null;
};

/** Two units of one name under one parent, both in use, cannot be told apart by anybody. */
const checkNames = (entries: readonly UnitRow[]): void => {
	const seen = new Map<string, UnitRow[]>();
	for (const entry of entries) {
		const { unit, row } = entry;
		if (unit.name === "") continue;
		const key = `${unit.parent ?? ""} ${unit.name}`;
		const twin = seen.get(key)?.find((other) => overlaps(other.unit, unit));
		if (twin) row.tell("name-twice", { value: unit.name, firstRow: twin.row.number }, "名称");
		const same = seen.get(key);
		if (same) same.push(entry);
		else seen.set(key, [entry]);
	}
};

const overlaps = (a: Unit, b: Unit): boolean => (a.validFrom ?? "") <= (b.validTo ?? "9") && (b.validFrom ?? "") <= (a.validTo ?? "9");
