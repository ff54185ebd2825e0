import { openIn } from "../contract/store-contract-open.ts";
import { at, enqueue, MONDAY } from "../contract/store-fixtures.ts";

// Opens a store, commits once, takes a lease, says so and holds on until it is killed.
const [databaseUrl = "", folder = ""] = process.argv.slice(2);
const { store } = await openIn(databaseUrl, folder);
await store.commit([enqueue("m1")]);
await store.takeLease("poll", "child", MONDAY, at(30));
process.stdout.write("held\n");
setInterval(() => undefined, 60_000);
