import process from "node:process";
import { missingSql } from "./migrations.ts";
import { inProject } from "./project.mjs";

const sql = await missingSql(inProject("prisma", "migrations"), inProject("prisma", "schema.prisma"));
if (sql !== "") {
	console.error(`the schema has what no migration brings; npm run new-migration -- NAME writes it:\n\n${sql}`);
	process.exitCode = 1;
}
