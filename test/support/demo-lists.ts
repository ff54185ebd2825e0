import { readFileSync } from "node:fs";

const list = (name: string): string => readFileSync(new URL(`../../src/workbook/demo/${name}.csv`, import.meta.url), "utf8");

/** The division lists the demo county is made of. */
export const demoLists = (): { townshipsCsv: string; villagesCsv: string } => ({
	townshipsCsv: list("townships"),
	villagesCsv: list("villages"),
});
