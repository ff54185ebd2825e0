/** One line of the demo's division lists: official code, name, and for villages the township's code. */
export interface CsvUnit {
	readonly code: string;
	readonly name: string;
	readonly parent: string | null;
}

/** Reads the demo's own lists (`code,name` or `code,name,townshipCode`, no quotes). Throws Error on a line of any other shape. */
export const csvUnits = (csv: string): CsvUnit[] =>
	csv
		.replace(/^\ufeff/, "")
		.split(/\r?\n/)
		.slice(1)
		.filter((line) => line.trim() !== "")
		.map((line) => {
			const [code, name, parent] = line.split(",").map((part) => part.trim());
			if (!code || !name) throw new Error(`not a division: ${line}`);
			return { code, name, parent: parent ?? null };
		});
