import { type Unit, type UnitKind, unitCode } from "../../domain/unit.ts";
import { csvUnits } from "./csv-units.ts";

export const COUNTY_CODE = "210921";
export const STREET_CODE = "210921001";

/** The office's own codes of the departments. */
export const DEPARTMENTS = {
	supervision: "BM01",
	organisation: "BM02",
	agriculture: "BM03",
	forestry: "BM04",
	husbandry: "BM05",
} as const;

const DEPARTMENT_NAMES: Readonly<Record<keyof typeof DEPARTMENTS, readonly [name: string, ...aliases: string[]]>> = {
	supervision: ["县督查考核办", "督查考核办", "督考办"],
	organisation: ["县委组织部", "组织部"],
	agriculture: ["县农业农村局", "农业农村局", "农业局"],
	forestry: ["县林业和草原局", "林草局", "林业局"],
	husbandry: ["县畜牧局", "畜牧局"],
};

const ALIASES: Readonly<Record<string, readonly string[]>> = { [STREET_CODE]: ["城区", "阜蒙城区"] };

const unit = (code: string, name: string, kind: UnitKind, parent: string | null, aliases: readonly string[]): Unit => ({
	code: unitCode(code),
	name,
	kind,
	parent: parent === null ? null : unitCode(parent),
	aliases,
	validFrom: null,
	validTo: null,
	successor: null,
});

/** The county with five departments, its townships and villages as listed. */
export const demoUnits = (townshipsCsv: string, villagesCsv: string): Unit[] => [
	unit(COUNTY_CODE, "阜新蒙古族自治县", "county", null, ["阜蒙县", "演示县"]),
	...(Object.keys(DEPARTMENTS) as (keyof typeof DEPARTMENTS)[]).map((key) => {
		const [name, ...aliases] = DEPARTMENT_NAMES[key];
		return unit(DEPARTMENTS[key], name, "department", COUNTY_CODE, aliases);
	}),
	...csvUnits(townshipsCsv).map(({ code, name }) => unit(code, name, "township", COUNTY_CODE, ALIASES[code] ?? [])),
	...csvUnits(villagesCsv).map(({ code, name, parent }) => unit(code, name, "village", parent, [])),
];
