// npm run lock: mends package-lock.json after an installation against a registry that lacks some platforms' packages, and without hosts.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { inProject } from "./project.mjs";

/**
 * @typedef {{ version?: string, resolved?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} LockFile
 */

/**
 * Optional packages that the lock file's own packages name and it does not hold, folder and entry. npm leaves out what its registry
 * cannot show, and `npm ci` then refuses the lock file.
 * @param {LockFile} lock
 * @returns {[folder: string, entry: LockEntry][]}
 */
const missingPlatforms = ({ packages }) =>
	Object.entries(packages).flatMap(([folder, { optionalDependencies = {}, dev }]) =>
		Object.entries(optionalDependencies)
			.filter(([name]) => !packages[`node_modules/${name}`] && !packages[`${folder}/node_modules/${name}`])
			.map(([name, version]) => {
				const [, os = "", cpu = "", libc] = /-([a-z0-9]+)-([a-z0-9]+)(?:-(musl|gnu|gnueabihf|msvc))?$/.exec(name) ?? [];
				/** @type {LockEntry} */
				const entry = { version, cpu: [cpu], ...(dev ? { dev } : {}), optional: true, os: [os] };
				if (os === "linux") entry.libc = [libc === "musl" ? "musl" : "glibc"];
				return /** @type {[string, LockEntry]} */ ([`node_modules/${name}`, entry]);
			}),
	);

/**
 * What is wrong with a lock file, one sentence each.
 * @param {LockFile} lock
 * @returns {string[]}
 */
export const lockProblems = (lock) => [
	...Object.entries(lock.packages)
		.filter(([, { resolved }]) => resolved !== undefined)
		.map(([folder, { resolved }]) => `${folder} names a host (${resolved}): packages come from whatever registry npm is set to`),
	...missingPlatforms(lock).map(([folder]) => `${folder} is missing: npm ci refuses such a lock file`),
];

/**
 * The same lock file without hosts and with every platform's optional packages.
 * @param {LockFile} lock
 * @returns {LockFile}
 */
export const mendLock = (lock) => {
	const { "": ours, ...packages } = lock.packages;
	const kept = Object.entries(packages).map(([folder, { resolved: _host, ...entry }]) => /** @type {const} */ ([folder, entry]));
	const sorted = [...kept, ...missingPlatforms(lock)].sort(([a], [b]) => a.localeCompare(b, "en"));
	return { ...lock, packages: { ...(ours ? { "": ours } : {}), ...Object.fromEntries(sorted) } };
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	const file = inProject("package-lock.json");
	const lock = JSON.parse(readFileSync(file, "utf8"));
	for (const problem of lockProblems(lock)) console.log(`mended: ${problem}`);
	writeFileSync(file, `${JSON.stringify(mendLock(lock), null, "\t")}\n`);
}
