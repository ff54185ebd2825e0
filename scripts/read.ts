import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { dateOf, toInstant } from "../src/domain/period.ts";
import { understand } from "../src/language/understand.ts";
import { buildUnitDirectory } from "../src/language/unit-directory.ts";
import { demoUnits } from "../src/workbook/demo/demo-units.ts";

/** Lines collected before one write, so that piping thousands of lines is not slowed by as many writes. */
const BATCH = 500;

const listed = (name: string): string => readFileSync(new URL(`../src/workbook/demo/${name}`, import.meta.url), "utf8");

/** The longest message a chat takes: a longer line is not read, as it would not be there. */
const LONGEST_LINE = 4096;

const understood = (line: string): object =>
	line.length > LONGEST_LINE
		? { text: line, quantities: [], units: [], period: null, ambiguous: true }
		: understand(line, directory, today);

const directory = buildUnitDirectory(demoUnits(listed("townships.csv"), listed("villages.csv")));
const today = dateOf(toInstant(Date.now()));

// A reader that closes early (head) is no failure.
process.stdout.on("error", () => process.exit(0));

const lines: string[] = [];
const write = async (): Promise<void> => {
	if (lines.length === 0) return;
	const text = `${lines.splice(0).join("\n")}\n`;
	if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once("drain", () => resolve()));
};

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
	if (line.trim() === "") continue;
	lines.push(JSON.stringify(understood(line)));
	if (lines.length >= BATCH || process.stdin.readableLength === 0) await write();
}
await write();
