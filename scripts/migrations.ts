import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { readMigrations, withSchemaEngine } from "../src/store/migrate.ts";

/** The SQL that leads from the migrations of a folder to a schema; "" when they agree. Works on a throw-away database. */
export const missingSql = async (migrationsDir: string, schemaFile: string): Promise<string> => {
	const folder = mkdtempSync(path.join(tmpdir(), "yixian-migrations-"));
	try {
		const schema = readFileSync(schemaFile, "utf8");
		const { stdout, exitCode } = await withSchemaEngine(throwAwayDatabase(folder), schema, (engine) =>
			engine.diff({
				from: { tag: "migrations", ...readMigrations(migrationsDir) },
				to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] },
				script: true,
				exitCode: true,
				filters: { externalTables: [], externalEnums: [] },
			}),
		);
		return exitCode === 0 ? "" : (stdout ?? "");
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};

/** The engine replays whole migrations as one query on its shadow database; the driver takes them as a script only. */
const throwAwayDatabase = (folder: string): SqlMigrationAwareDriverAdapterFactory => {
	const factory = new PrismaBetterSqlite3({ url: `file:${path.join(folder, "main.db")}` });
	return {
		provider: factory.provider,
		adapterName: factory.adapterName,
		connect: () => factory.connect(),
		connectToShadowDb: async () => {
			const connection = await factory.connectToShadowDb();
			connection.executeRaw = async ({ sql }) => {
				await connection.executeScript(sql);
				return 0;
			};
			return connection;
		},
	};
};
