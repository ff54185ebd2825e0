import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Plugin } from "esbuild";
import { bundle } from "../build.mjs";
import { inProject } from "../project.mjs";
import type { Where } from "./plan.ts";

/** A change of one place in the product's source, made while bundling: a fault the harness has to find. */
export interface Plant {
	/** What is wrong with it, in words. */
	readonly what: string;
	/** What is found then, in the words of whoever finds it. */
	readonly shows: RegExp;
	/** Where a kill shows it. */
	readonly where: Where;
	/** Whether only a cut of the power shows it. */
	readonly cutsPower?: boolean;
	/** Of src/, with slashes. */
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

/** What the program finds beside its code: a copy, so that nothing changes it meanwhile. */
const BESIDE = ["package.json", "prisma", "src"] as const;

const planted = ({ file, from, to }: Plant): Plugin => ({
	name: "planted",
	setup(build) {
		let found = false;
		build.onLoad({ filter: /\.ts$/ }, (args) => {
			if (args.path !== inProject("src", ...file.split("/"))) return null;
			const source = readFileSync(args.path, "utf8");
			const parts = source.split(from);
			if (parts.length !== 2) throw new Error(`${file} holds the place to change ${parts.length - 1} times`);
			found = true;
			return { contents: parts.join(to), loader: "ts" };
		});
		build.onEnd(() => {
			if (!found) throw new Error(`${file} is not part of the program`);
		});
	},
});

/** A program that can be started. */
export interface ProgramFolder {
	/** What to start. */
	readonly main: string;
	readonly migrationsDir: string;
	remove(): void;
}

/** The built program in a folder of its own, so that a build meanwhile does not touch it; with a plant, bundled anew with that fault. */
export const programFolder = async (plant: Plant | null): Promise<ProgramFolder> => {
	const folder = mkdtempSync(path.join(os.tmpdir(), "yixian-program-"));
	const dist = path.join(folder, "dist");
	for (const name of BESIDE) cpSync(inProject(name), path.join(folder, name), { recursive: true });
	symlinkSync(inProject("node_modules"), path.join(folder, "node_modules"));
	if (plant) await bundle(dist, [planted(plant)]);
	else cpSync(inProject("dist"), dist, { recursive: true });
	const migrationsDir = path.join(folder, "prisma", "migrations");
	return { main: path.join(dist, "main.js"), migrationsDir, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
