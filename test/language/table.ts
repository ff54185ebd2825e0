import { readFileSync } from "node:fs";

/** One line of a table of inputs: the cells, and the heading they stand under. */
export interface TableRow {
	readonly heading: string;
	readonly cells: readonly string[];
}

/** Rows of test/language/inputs/NAME.tsv: `# heading` lines group, tabs part cells, ⏎ stands for a line break, ⇥ for a tab. The strict-… tables hold what a strict reader expects, written before the product was asked. */
export const tableRows = (name: string): TableRow[] => {
	let heading = "";
	const rows: TableRow[] = [];
	for (const line of readFileSync(new URL(`./inputs/${name}.tsv`, import.meta.url), "utf8").split("\n")) {
		if (line.startsWith("# ")) heading = line.slice(2);
		else if (line.trim() !== "")
			rows.push({ heading, cells: line.split("\t").map((cell) => cell.replaceAll("⏎", "\n").replaceAll("⇥", "\t")) });
	}
	return rows;
};
