import { type Decimal, decimal } from "../../domain/decimal.ts";
import type { Indicator, IndicatorId, Project, ProjectId } from "../../domain/indicator.ts";
import { measure } from "../../domain/measure.ts";
import { unitCode } from "../../domain/unit.ts";
import { DEPARTMENTS } from "./demo-units.ts";

/** The three kinds of works of the programme (policy, part five, (一) 4), each with its owner. */
export const PROJECTS: readonly Project[] = [
	{ id: "greenhouses" as ProjectId, name: "暖棚小区建设工程", aliases: ["暖棚工程"], department: unitCode(DEPARTMENTS.agriculture) },
	{ id: "orchards" as ProjectId, name: "果树栽植工程", aliases: ["果树工程"], department: unitCode(DEPARTMENTS.forestry) },
	{
		id: "livestock-zones" as ProjectId,
		name: "标准化畜禽养殖小区建设工程",
		aliases: ["养殖工程"],
		department: unitCode(DEPARTMENTS.husbandry),
	},
];

const indicator = (id: string, project: number, name: string, aliases: readonly string[], unit: string, places: number): Indicator => ({
	id: id as IndicatorId,
	project: (PROJECTS[project] as Project).id,
	name,
	aliases,
	measure: measure(unit),
	places,
	// Annual tasks: each year's total begins at nothing.
	yearEnd: "restart",
});

export const INDICATORS: readonly Indicator[] = [
	indicator("greenhouse", 0, "暖棚小区面积", ["暖棚", "暖棚小区", "大棚", "温室"], "亩", 2),
	indicator("orchard", 1, "新增果树面积", ["果树", "果园"], "亩", 2),
	indicator("livestock", 2, "标准化畜禽养殖小区", ["养殖小区", "畜禽小区", "养殖"], "个", 0),
];

/** How each kind of work goes through the year in per cent: frozen ground grows no tree and takes no post; stables are built whenever. */
const CURVES: Readonly<Record<string, readonly number[]>> = {
	greenhouse: [0, 0, 2, 8, 18, 32, 50, 68, 84, 95, 100, 100],
	orchard: [0, 0, 10, 45, 60, 62, 62, 65, 78, 96, 100, 100],
	livestock: [3, 6, 15, 25, 35, 45, 55, 65, 75, 85, 95, 100],
};

/** The plan curve of an indicator of the demo. */
export const planCurve = (id: IndicatorId): Decimal[] => (CURVES[id] ?? []).map(decimal);
