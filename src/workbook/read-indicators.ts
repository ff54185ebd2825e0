import type { Indicator, IndicatorId, Project, ProjectId } from "../domain/indicator.ts";
import { measure, standardMeasure } from "../domain/measure.ts";
import { unitCode } from "../domain/unit.ts";
import { NameLookup, readReference } from "./name-lookup.ts";
import type { UnitsRead } from "./read-units.ts";
import type { Table } from "./table.ts";
import type { TableRow } from "./table-row.ts";
import { YEAR_END_WORDS } from "./words.ts";

const STORED_PLACES = 6;

/** Records of a sheet whose keys, names and aliases must each mean one record only. */
class UniqueNames {
	readonly lookup: NameLookup;
	readonly #keys = new Map<string, number>();
	readonly #names = new Map<string, number>();

	constructor(readable: boolean) {
		this.lookup = new NameLookup(readable);
	}

	/** Takes a record's key and names; false, told, when the key is taken. */
	take(row: TableRow, key: string, name: string, aliases: readonly string[]): boolean {
		const firstRow = this.#keys.get(key);
		if (firstRow !== undefined) {
			row.tell("key-twice", { value: key, firstRow }, "编号");
			return false;
		}
		this.#keys.set(key, row.number);
		this.lookup.add({ key, name, aliases });
		for (const [title, value] of [
			["名称", name] as const,
			...aliases.filter((alias) => alias !== name).map((alias) => ["别名", alias] as const),
		]) {
			if (value === "") continue;
			const taken = this.#names.get(value);
			if (taken === undefined) this.#names.set(value, row.number);
			else if (taken !== row.number) row.tell("name-twice", { value, firstRow: taken }, title);
		}
		return true;
	}
}

/** Reads sheet 工程. */
export const readProjects = ({ rows, readable }: Table, units: UnitsRead): { projects: Project[]; lookup: NameLookup } => {
	const names = new UniqueNames(readable);
	const projects: Project[] = [];
	for (const row of rows) {
		const id = row.code("编号", true);
		const name = row.name("名称");
		const aliases = row.list("别名");
		const department = readReference(row, "组织实施部门", units.lookup, "unit-unknown");
		if (department !== undefined && (units.kinds.get(department) ?? "department") !== "department")
			row.tell("owner-wrong-kind", { unit: units.names.get(department)?.[0] ?? department }, "组织实施部门");
		if (!id || !names.take(row, id, name ?? "", aliases ?? [])) continue;
		projects.push({ id: id as ProjectId, name: name ?? "", aliases: aliases ?? [], department: unitCode(department ?? "") });
	}
	return { projects, lookup: names.lookup };
};

/** What the other sheets need of the indicators. */
export interface IndicatorsRead {
	readonly indicators: readonly Indicator[];
	readonly lookup: NameLookup;
	readonly byId: ReadonlyMap<string, Indicator>;
}

/** Reads sheet 指标. */
export const readIndicators = ({ rows, readable }: Table, projects: NameLookup): IndicatorsRead => {
	const names = new UniqueNames(readable);
	const indicators: Indicator[] = [];
	for (const row of rows) {
		const id = row.code("编号", true);
		const project = readReference(row, "工程", projects, "project-unknown");
		const name = row.name("名称");
		const aliases = row.list("别名");
		const unit = row.name("计量单位");
		const places = row.integer("小数位", 0, STORED_PLACES);
		const yearEnd = row.chosen("年末", YEAR_END_WORDS);
		if (!id || !names.take(row, id, name ?? "", aliases ?? [])) continue;
		indicators.push({
			id: id as IndicatorId,
			project: (project ?? "") as ProjectId,
			name: name ?? "",
			aliases: aliases ?? [],
			measure: unit === undefined ? measure("") : standardMeasure(unit),
			// A wrong number of places was told; the widest keeps the targets from being told as well.
			places: places ?? STORED_PLACES,
			yearEnd: yearEnd ?? "restart",
		});
	}
	return { indicators, lookup: names.lookup, byId: new Map(indicators.map((indicator) => [indicator.id, indicator])) };
};
