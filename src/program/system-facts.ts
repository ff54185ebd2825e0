import { readFile, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "../config.ts";
import type { SystemFacts } from "../ports/system.ts";

/** What the machine says of the program and of a database file. */
export const systemFacts = async (databaseFile: string): Promise<SystemFacts> => ({
	version: await version(),
	databaseBytes: await sizeOf(databaseFile, `${databaseFile}-wal`),
	diskFreeBytes: await statfs(path.dirname(databaseFile)).then(
		({ bavail, bsize }) => bavail * bsize,
		() => null,
	),
});

const version = async (): Promise<string> => {
	const described: unknown = JSON.parse(await readFile(path.join(projectRoot, "package.json"), "utf8"));
	return typeof described === "object" && described !== null && "version" in described ? String(described.version) : "";
};

/** Bytes of the files together; null when the first is not there. */
const sizeOf = async (file: string, ...beside: readonly string[]): Promise<number | null> => {
	const sizes = await Promise.all(
		[file, ...beside].map((one) =>
			stat(one).then(
				({ size }) => size,
				() => null,
			),
		),
	);
	return sizes[0] == null ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
};
