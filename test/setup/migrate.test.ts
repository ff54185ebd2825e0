import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { missingSql } from "../../scripts/migrations.ts";
import { inProject } from "../../scripts/project.mjs";
import { applyMigrations, MigrationFailed, UnknownMigrations } from "../../src/store/migrate.ts";

let folder: string;
let migrationsDir: string;
let file: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), "yixian-migrate-"));
	migrationsDir = path.join(folder, "migrations");
	file = path.join(folder, "store.db");
	mkdirSync(migrationsDir);
	writeFileSync(path.join(migrationsDir, "migration_lock.toml"), 'provider = "sqlite"\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const addMigration = (name: string, sql: string): void => {
	mkdirSync(path.join(migrationsDir, name));
	writeFileSync(path.join(migrationsDir, name, "migration.sql"), sql);
};

const migrate = (): Promise<{ applied: string[] }> =>
	applyMigrations({ adapterFactory: new PrismaBetterSqlite3({ url: `file:${file}` }), migrationsDir });

const tables = (): unknown[] => {
	const database = new Database(file);
	try {
		return database
			.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_prisma%' ESCAPE '\\' ORDER BY name")
			.pluck()
			.all();
	} finally {
		database.close();
	}
};

describe("applying migrations", () => {
	it("brings a new database up, in order, and says what it applied", async () => {
		addMigration("20260101000000_first", "CREATE TABLE a (x INTEGER);\nCREATE TABLE b (x INTEGER);");
		addMigration("20260102000000_second", "ALTER TABLE b RENAME TO c;");
		expect(await migrate()).toEqual({ applied: ["20260101000000_first", "20260102000000_second"] });
		expect(tables()).toEqual(["a", "c"]);
	});

	it("applies nothing the second time, and later only what is new", async () => {
		addMigration("20260101000000_first", "CREATE TABLE a (x INTEGER);");
		await migrate();
		expect(await migrate()).toEqual({ applied: [] });
		addMigration("20260102000000_second", "CREATE TABLE b (x INTEGER);");
		expect(await migrate()).toEqual({ applied: ["20260102000000_second"] });
	});

	it("leaves the database free for others to write", async () => {
		addMigration("20260101000000_first", "CREATE TABLE a (x INTEGER);");
		await migrate();
		const database = new Database(file, { timeout: 0 });
		database.prepare("INSERT INTO a VALUES (1)").run();
		database.close();
	});

	it("refuses a store written by a newer program, naming what it does not know", async () => {
		addMigration("20260101000000_first", "CREATE TABLE a (x INTEGER);");
		addMigration("20260102000000_second", "CREATE TABLE b (x INTEGER);");
		await migrate();
		rmSync(path.join(migrationsDir, "20260102000000_second"), { recursive: true });
		await expect(migrate()).rejects.toThrow(UnknownMigrations);
		await expect(migrate()).rejects.toThrow("20260102000000_second");
	});

	it("tells a broken migration with its name and the database's words, and stays refused until it is mended", async () => {
		addMigration("20260101000000_first", "CREATE TABLE a (x INTEGER);\nINSERT INTO nowhere VALUES (1);");
		await expect(migrate()).rejects.toThrow(/20260101000000_first: .*`nowhere` does not exist/);
		await expect(migrate()).rejects.toThrow(MigrationFailed);
		rmSync(path.join(migrationsDir, "20260101000000_first"), { recursive: true });
		addMigration("20260101000000_first", "CREATE TABLE a (x INTEGER);");
		expect((await migrate()).applied).toEqual(["20260101000000_first"]);
	});

	it("applies all or none: whatever interrupts it, the database is as it was, and the next start goes on", async () => {
		addMigration("20260101000000_first", "CREATE TABLE a (x INTEGER);");
		await migrate();
		addMigration("20260102000000_second", "CREATE TABLE b (x INTEGER);");
		addMigration("20260103000000_third", "CREATE TABLE c (x INTEGER);\nINSERT INTO nowhere VALUES (1);");
		await expect(migrate()).rejects.toThrow(/20260103000000_third/);
		const database = new Database(file, { timeout: 0 });
		expect(database.prepare("SELECT name FROM sqlite_schema WHERE name IN ('a', 'b', 'c')").pluck().all()).toEqual(["a"]);
		expect(database.prepare("SELECT migration_name FROM _prisma_migrations").pluck().all()).toEqual(["20260101000000_first"]);
		database.close();
	});

	it("keeps the rows that refer to a table built anew", async () => {
		addMigration(
			"20260101000000_first",
			`CREATE TABLE parent (id INTEGER PRIMARY KEY);
			CREATE TABLE child (of INTEGER REFERENCES parent (id) ON DELETE CASCADE);
			INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);`,
		);
		addMigration(
			"20260102000000_second",
			`PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
			CREATE TABLE new_parent (id INTEGER PRIMARY KEY, more TEXT); INSERT INTO new_parent (id) SELECT id FROM parent;
			DROP TABLE parent; ALTER TABLE new_parent RENAME TO parent; PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
		);
		await migrate();
		const database = new Database(file, { timeout: 0 });
		expect(database.prepare("SELECT of FROM child").pluck().all()).toEqual([1]);
		database.close();
	});
});

describe("schema and migrations", () => {
	it("of the project agree", async () => {
		expect(await missingSql(inProject("prisma", "migrations"), inProject("prisma", "schema.prisma"))).toBe("");
	});

	it("are seen to differ, with the SQL that is missing", async () => {
		const schema = path.join(folder, "schema.prisma");
		writeFileSync(schema, 'datasource db {\n  provider = "sqlite"\n}\nmodel Lamp {\n  id String @id\n}\n');
		expect(await missingSql(migrationsDir, schema)).toContain('CREATE TABLE "Lamp"');
		addMigration("20260101000000_lamp", await missingSql(migrationsDir, schema));
		expect(await missingSql(migrationsDir, schema)).toBe("");
	});
});
