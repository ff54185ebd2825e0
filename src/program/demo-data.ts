import { readFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "../config.ts";
import type { CountyData } from "../domain/county.ts";
import { demoCounty } from "../workbook/demo/demo-county.ts";

/** The demo county, from the lists beside its code. */
export const demoData = async (): Promise<CountyData> => {
	const folder = path.join(projectRoot, "src", "workbook", "demo");
	const [townshipsCsv = "", villagesCsv = ""] = await Promise.all(
		["townships.csv", "villages.csv"].map((name) => readFile(path.join(folder, name), "utf8")),
	);
	return demoCounty({ townshipsCsv, villagesCsv });
};
