import path from "node:path";
import { describeStore } from "../contract/store-contract.ts";

describeStore("SQLite", (folder) => `file:${path.join(folder, "store.db")}`);
