import type { CountyData } from "../../domain/county.ts";
import { defaultRules } from "../../domain/rule.ts";
import { demoDuties } from "./demo-duties.ts";
import { demoPeople } from "./demo-people.ts";
import { demoTargets } from "./demo-targets.ts";
import { demoUnits } from "./demo-units.ts";
import { INDICATORS, PROJECTS } from "./demo-works.ts";

/** The demo county: the real county's townships and villages as listed, with invented, marked people and invented targets. Always the same. */
export const demoCounty = ({ townshipsCsv, villagesCsv }: { readonly townshipsCsv: string; readonly villagesCsv: string }): CountyData => {
	const units = demoUnits(townshipsCsv, villagesCsv);
	return {
		units,
		people: demoPeople(units),
		projects: PROJECTS,
		indicators: INDICATORS,
		targets: demoTargets(units),
		duties: demoDuties(units),
		rules: defaultRules(),
		calendar: [],
	};
};
