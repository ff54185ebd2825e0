import { writeSync } from "node:fs";
import type { PeriodKey } from "../../src/domain/period.ts";
import { openIn } from "./store-contract-open.ts";
import { addVersion, enqueue, MONDAY, UNITS, version } from "./store-fixtures.ts";

// Commits turn after turn until it is killed, and prints the number of each once it is confirmed.
const [databaseUrl = "", folder = "", from = "1"] = process.argv.slice(2);
const { store } = await openIn(databaseUrl, folder);
for (let number = Number(from); ; number++) {
	await store.commit([
		addVersion(number, version(1), UNITS[0], `week ${number}` as PeriodKey),
		enqueue(`m${number}`),
		{ do: "add-audit", entry: { at: MONDAY, actor: "system", event: "report:submitted", subject: "crash", facts: { number } } },
	]);
	writeSync(1, `${number}\n`);
}
