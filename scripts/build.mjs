// Bundles src/main.ts and every worker entry (worker.ts, *.worker.ts) to dist/, folders kept, packages left in node_modules.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { fingerprint, inProject, readIfThere, root } from "./project.mjs";

const DIST = inProject("dist");
const STAMP = path.join(DIST, ".stamp");
const STAMP_EXTENSIONS = new Set([".ts", ".json"]);

/**
 * Every file below a folder, absolute, sorted.
 * @param {string} folder
 * @returns {string[]}
 */
const filesBelow = (folder) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name))
		.sort();

/** Size and time of every source, and of what builds it. */
const wantedStamp = () => {
	const sources = filesBelow(inProject("src")).filter((file) => STAMP_EXTENSIONS.has(path.extname(file)));
	const facts = [...sources, inProject("scripts", "build.mjs"), inProject("node_modules", "esbuild", "package.json")].map((file) => {
		const { size, mtimeMs } = statSync(file);
		return `${file} ${size} ${mtimeMs}`;
	});
	return fingerprint(...facts);
};

const entryPoints = () =>
	filesBelow(inProject("src"))
		.filter((file) => file === inProject("src", "main.ts") || /(^|[./\\])worker\.ts$/.test(path.relative(root, file)))
		.map((file) => path.relative(root, file));

/** Whether dist/ was built from the sources as they are now. Costs a few milliseconds. */
export const isBuilt = () => readIfThere(STAMP) === wantedStamp();

/**
 * Bundles the program into a folder. Rejects with esbuild's messages.
 * @param {string} outdir
 * @param {import("esbuild").Plugin[]} [plugins]
 */
export const bundle = async (outdir, plugins = []) => {
	const esbuild = await import("esbuild");
	const { metafile } = await esbuild.build({
		absWorkingDir: root,
		entryPoints: entryPoints(),
		outbase: "src",
		outdir,
		chunkNames: "chunks/[name]-[hash]",
		bundle: true,
		splitting: true,
		format: "esm",
		platform: "node",
		target: "node20.19",
		packages: "external",
		metafile: true,
		logLevel: "warning",
		plugins,
	});
	await esbuild.stop();
	return Object.keys(metafile.outputs);
};

/** Builds dist/. Rejects with esbuild's messages. Files of an earlier build that no longer belong are removed. */
export const build = async () => {
	const stamp = wantedStamp();
	const outputs = await bundle("dist");
	mkdirSync(DIST, { recursive: true });
	const written = new Set(outputs.map((file) => inProject(file)));
	for (const file of filesBelow(DIST)) if (!written.has(file)) rmSync(file);
	writeFileSync(STAMP, stamp);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await build();
