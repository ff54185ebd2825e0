import type { Instant } from "../../domain/period.ts";
import type { ExportColumn, ExportSheet, ExportValue, ExportWord } from "../../views/export.ts";
import type { MaterialAsked, MaterialFile, UnitMaterial } from "./gather-material.ts";

/** Where a file of the material is: in which archive (null: there is only one), or why it is in none. */
export type FilePlace = { readonly part: number | null } | "too-large" | "lost";

/** What stands on top of the archives: a line a file, and a line for each unit without any; who has not handed in is listed too. */
export const materialIndex = (
	{ duty, period }: MaterialAsked,
	units: readonly UnitMaterial[],
	placeOf: (file: MaterialFile) => FilePlace,
	at: Instant,
): ExportSheet => {
	const files = units.reduce((sum, one) => sum + one.files.length, 0);
	return {
		heading: {
			of: "material",
			title: duty.name,
			period,
			at,
			due: units.length,
			reported: units.filter(({ report }) => report !== null).length,
			files,
		},
		columns: COLUMNS,
		rows: units.flatMap((unit) => {
			const head = headOf(unit);
			if (unit.files.length === 0) return [[...head, null, null, null, null, lackOf(unit)]];
			return unit.files.map((one) => [...head, ...fileCells(one, placeOf(one))]);
		}),
		totals: null,
		frozen: 1,
	};
};

const COLUMNS: readonly ExportColumn[] = [
	{ is: { column: "unit" }, format: "text", width: 18 },
	{ is: { column: "state" }, format: "text", width: 8 },
	{ is: { column: "number" }, format: "number", width: 7 },
	{ is: { column: "sent-at" }, format: "moment", width: 17 },
	{ is: { column: "person" }, format: "text", width: 15 },
	{ is: { column: "approved-by" }, format: "text", width: 15 },
	{ is: { column: "approved-at" }, format: "moment", width: 17 },
	{ is: { column: "file" }, format: "text", width: 34 },
	{ is: { column: "size" }, format: "number", width: 10 },
	{ is: { column: "part" }, format: "number", width: 8 },
	{ is: { column: "hash" }, format: "text", width: 24 },
	{ is: { column: "lacking" }, format: "text", width: 20 },
];

const headOf = ({ name, state, report }: UnitMaterial): ExportValue[] => [
	name,
	{ word: state },
	report && String(report.number),
	report?.at ?? null,
	report?.by ?? null,
	report?.approved?.by ?? null,
	report?.approved?.at ?? null,
];

const lackOf = ({ report, lacksFiles }: UnitMaterial): { readonly word: ExportWord } | null =>
	report === null ? { word: "lacks-report" } : lacksFiles ? { word: "lacks-files" } : null;

const BYTES_PER_KB = 1024;

const fileCells = ({ name, file }: MaterialFile, place: FilePlace): ExportValue[] => {
	const size = String(Math.ceil(file.size / BYTES_PER_KB));
	if (typeof place === "string") return [name, size, null, file.hash, { word: place }];
	return [name, size, place.part === null ? null : String(place.part), file.hash, null];
};
