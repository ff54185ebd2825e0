import { writeSync } from "node:fs";
import type { PeriodKey } from "../../src/domain/period.ts";
import { openIn } from "./store-contract-open.ts";
import { addVersion, enqueue, inbound, group as knownGroup, MONDAY, UNITS, version } from "./store-fixtures.ts";

// Commits turn after turn until it is killed, and prints the number of each once it is confirmed.
const [databaseUrl = "", folder = "", from = "1"] = process.argv.slice(2);
const { store } = await openIn(databaseUrl, folder);
const album = { kind: "remote-files", files: [], text: "", addressed: true, album: "a" } as const;
const photos = { kind: "files", files: [], text: "", addressed: true } as const;
for (let number = Number(from); ; number++) {
	const group = knownGroup(`old${number}`);
	const parts = [inbound(`a${number}`, { content: album }), inbound(`b${number}`, { content: album })];
	await store.receive([...parts, inbound(`c${number}`)], MONDAY);
	const [first, second] = await store.itemsToFetch(2);
	if (!first || !second) throw new Error("the album is not there");
	await store.settleFetch(first.position, { ...first.inbound, content: photos }, [second.position]);
	await store.commit([
		addVersion(number, version(1), UNITS[0], `week ${number}` as PeriodKey),
		enqueue(`m${number}`),
		{ do: "save-group", group },
		enqueue(`g${number}`, { chat: group.chat }),
		{ do: "move-chat", from: group.chat, toId: `new${number}` },
		{ do: "add-audit", entry: { at: MONDAY, actor: "system", event: "report:submitted", subject: "crash", facts: { number } } },
	]);
	writeSync(1, `${number}\n`);
}
