import { openIn } from "../contract/store-contract-open.ts";
import { enqueue } from "../contract/store-fixtures.ts";

// Opens a store, commits once, says so and holds on until it is killed.
const [databaseUrl = "", folder = ""] = process.argv.slice(2);
const { store } = await openIn(databaseUrl, folder);
await store.commit([enqueue("m1")]);
process.stdout.write("held\n");
setInterval(() => undefined, 60_000);
