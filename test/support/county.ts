import { readFileSync } from "node:fs";
import type { Unit } from "../../src/domain/unit.ts";
import { buildUnitDirectory, type UnitDirectory } from "../../src/language/unit-directory.ts";
import { demoUnits } from "../../src/workbook/demo/demo-units.ts";

const listed = (name: string): string => readFileSync(new URL(`../../src/workbook/demo/${name}`, import.meta.url), "utf8");

/** The demo county: 36 townships, 390 villages, five departments. */
export const countyUnits: readonly Unit[] = demoUnits(listed("townships.csv"), listed("villages.csv"));

/** Its names, indexed once for all tests. */
export const countyDirectory: UnitDirectory = buildUnitDirectory(countyUnits);
