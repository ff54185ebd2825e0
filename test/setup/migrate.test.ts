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
