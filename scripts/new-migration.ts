// npm run new-migration -- NAME: writes prisma/migrations/<time>_<name>/migration.sql with what the schema has and the migrations have not.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { missingSql } from "./migrations.ts";
import { inProject } from "./project.mjs";

const MIGRATIONS = inProject("prisma", "migrations");
const name = process.argv[2] ?? "";

if (!/^[a-z][a-z0-9_]*$/.test(name)) {
	console.error("npm run new-migration -- NAME, NAME in lower case with underscores, for example add_reports");
	process.exitCode = 1;
} else {
	const sql = await missingSql(MIGRATIONS, inProject("prisma", "schema.prisma"));
	if (sql === "") {
		console.log("schema and migrations agree: nothing to write");
	} else {
		const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
		const folder = path.join(MIGRATIONS, `${time}_${name}`);
		mkdirSync(folder);
		writeFileSync(path.join(folder, "migration.sql"), sql);
		console.log(`${path.relative(inProject(), folder)}/migration.sql\n\n${sql}`);
	}
}
