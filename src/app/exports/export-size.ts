import type { ExportSheet } from "../../views/export.ts";

/** What the writing thread's memory holds: 20,000 rows of 14 columns, and a little more (docs/performance.md). */
export const MOST_CELLS = 300_000;

/** Whether an export is too large to be written; whoever asked is told to ask for less. */
export const isTooLarge = (sheets: readonly ExportSheet[]): boolean =>
	sheets.reduce((cells, { rows, columns }) => cells + rows.length * columns.length, 0) > MOST_CELLS;
