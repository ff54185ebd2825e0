import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import {
	bindMigrationAwareSqlAdapterFactory,
	type ErrorRegistry,
	isDriverAdapterError,
	type SqlDriverAdapter,
	type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";

const MIGRATION_FILE = "migration.sql";
const LOCK_FILE = "migration_lock.toml";
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** The store was written by a newer program, or by one with other migrations: this program must not touch it. */
export class UnknownMigrations extends Error {
	/** `names` are the migrations the store has and this program has not. */
	constructor(readonly names: readonly string[]) {
		super(`the store has migrations this program does not know: ${names.join(", ")}`);
		this.name = "UnknownMigrations";
	}
}

/** A migration could not be applied; the message is the engine's. */
export class MigrationFailed extends Error {
	constructor(message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "MigrationFailed";
	}
}

/** The migrations of a folder as the engine wants them, oldest first. A folder that does not exist yet holds none. */
export const readMigrations = (migrationsDir: string): MigrationList => ({
	baseDir: migrationsDir,
	lockfile: { path: LOCK_FILE, content: readIfThere(path.join(migrationsDir, LOCK_FILE)) },
	shadowDbInitScript: "",
	migrationDirectories: migrationNames(migrationsDir).map((name) => ({
		path: name,
		migrationFile: {
			path: MIGRATION_FILE,
			content: { tag: "ok", value: readFileSync(path.join(migrationsDir, name, MIGRATION_FILE), "utf8") },
		},
	})),
});

/**
 * Runs work with Prisma's schema engine on the database of the factory, and closes what the engine opened. Loading it costs about 0.1 s. `whole`: all of the work
 * is one transaction.
 */
export const withSchemaEngine = async <T>(
	adapterFactory: SqlMigrationAwareDriverAdapterFactory,
	schema: string | null,
	work: (engine: SchemaEngine, opened: readonly SqlDriverAdapter[]) => Promise<T>,
	whole = false,
): Promise<T> => {
	const opened: SqlDriverAdapter[] = [];
	const remember = async (connecting: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> => {
		const connection = await connecting;
		opened.push(connection);
		if (whole) await begin(connection);
		return connection;
	};
	const bound = bindMigrationAwareSqlAdapterFactory({
		provider: adapterFactory.provider,
		adapterName: adapterFactory.adapterName,
		connect: () => remember(adapterFactory.connect()),
		connectToShadowDb: () => remember(adapterFactory.connectToShadowDb()),
	});
	try {
		const Engine = await loadEngine();
		const engine = await Engine.new({ datamodels: schema === null ? undefined : [["schema.prisma", schema]] }, () => undefined, bound);
		const result = await work(engine, opened);
		if (whole) for (const connection of opened) await connection.executeScript("COMMIT");
		return result;
	} catch (error) {
		const driverError = findDriverError(error, bound.errorRegistry);
		throw new MigrationFailed([engineWords(error), driverError?.message].filter(Boolean).join("\n"), { cause: driverError ?? error });
	} finally {
		// What was not committed is rolled back when its connection closes.
		for (const connection of opened) await connection.dispose();
	}
};

/** A table that is built anew is dropped on the way: with foreign keys on, which cannot be changed within a transaction, its rows' children would go with it. */
const begin = async (connection: SqlDriverAdapter): Promise<void> => {
	if (connection.provider === "sqlite") await connection.executeScript("PRAGMA foreign_keys = OFF");
	await connection.executeScript(connection.provider === "sqlite" ? "BEGIN IMMEDIATE" : "BEGIN");
};

/**
 * Brings the database up to the migrations of the folder and says which were applied, oldest first. When all are there it asks the
 * database one question and never loads the engine. All or none: whenever it is interrupted, the database is as it was. Rejects with UnknownMigrations or
 * MigrationFailed.
 */
export const applyMigrations = async ({
	adapterFactory,
	migrationsDir,
}: {
	adapterFactory: SqlMigrationAwareDriverAdapterFactory;
	migrationsDir: string;
}): Promise<{ applied: string[] }> => {
	const present = await appliedMigrations(adapterFactory);
	const wanted = migrationNames(migrationsDir);
	const unknown = present.filter((name) => !wanted.includes(name));
	if (unknown.length > 0) throw new UnknownMigrations(unknown);
	if (wanted.every((name) => present.includes(name))) return { applied: [] };
	const migrationsList = readMigrations(migrationsDir);
	let begun = "?";
	try {
		const { appliedMigrationNames } = await withSchemaEngine(
			adapterFactory,
			null,
			async (engine, opened) => {
				try {
					return await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
				} catch (error) {
					// Nothing is left of it once it is rolled back.
					for (const connection of opened) [begun = begun] = await migrationsIn(connection, "begun");
					throw error;
				}
			},
			true,
		);
		return { applied: appliedMigrationNames };
	} catch (error) {
		if (!(error instanceof MigrationFailed)) throw error;
		throw new MigrationFailed(`${begun}: ${error.message}`, { cause: error });
	}
};

/** The database's own error, where the engine only names its number. */
const findDriverError = (error: unknown, registry: ErrorRegistry): Error | undefined => {
	const id = /External error id#(\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
	const found: unknown = id === undefined ? undefined : registry.consumeError(Number(id))?.error;
	return found instanceof Error ? found : undefined;
};

/** What the engine says, without the trace of its own code below it. */
const engineWords = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split(/\n\s+\d+: /)[0] ?? "";

const migrationNames = (migrationsDir: string): string[] =>
	readdirSync(migrationsDir, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.sort();

const readIfThere = (file: string): string | null => {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return null;
	}
};

/** Names of the migrations applied to the end; none when the database is new. */
const appliedMigrations = async (adapterFactory: SqlMigrationAwareDriverAdapterFactory): Promise<string[]> => {
	const connection = await adapterFactory.connect();
	try {
		return await migrationsIn(connection, "finished");
	} finally {
		await connection.dispose();
	}
};

/** Names of the migrations applied to the end, or begun and not ended. */
const migrationsIn = async (connection: SqlDriverAdapter, state: "finished" | "begun"): Promise<string[]> => {
	try {
		const { rows } = await connection.queryRaw({
			sql: `SELECT "migration_name" FROM "_prisma_migrations"
				WHERE "rolled_back_at" IS NULL AND "finished_at" IS ${state === "finished" ? "NOT NULL" : "NULL"}`,
			args: [],
			argTypes: [],
		});
		return rows.map((row) => String(row[0]));
	} catch (error) {
		if (isDriverAdapterError(error) && error.cause.kind === "TableDoesNotExist") return [];
		throw error;
	}
};

interface EngineModule {
	SchemaEngine: typeof SchemaEngine;
	__wbg_set_wasm: (exports: EngineExports) => void;
}

interface EngineExports {
	__wbindgen_start: () => void;
}

/** The part of WebAssembly used here; Node's types leave it to the browser's. */
const { WebAssembly } = globalThis as unknown as {
	WebAssembly: { instantiate: (code: Uint8Array, imports: Record<string, unknown>) => Promise<{ instance: { exports: EngineExports } }> };
};

let engineModule: Promise<typeof SchemaEngine> | undefined;

/** By hand, because Node 20 cannot import a .wasm file as the package's own entry does. */
const loadEngine = (): Promise<typeof SchemaEngine> => {
	engineModule ??= (async () => {
		const glue = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as unknown as EngineModule;
		const glueFile = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
		const code = readFileSync(glueFile.replace(/\.js$/, ".wasm"));
		const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": glue });
		glue.__wbg_set_wasm(instance.exports);
		instance.exports.__wbindgen_start();
		return glue.SchemaEngine;
	})();
	return engineModule;
};
