import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { compilePreload } from "../preload.ts";

/** A machine whose disk keeps, when its power fails, nothing it had not been asked to keep. Linux, with a C compiler. */
export interface Machine {
	/** Everything in the folder is on the disk; the variables of a program that runs there from now on. */
	on(folder: string): Readonly<Record<string, string>>;
	/** The folder as it is found when the power is back; the one before is gone. */
	cut(): string;
	remove(): void;
}

export const openMachine = (): Machine => {
	const root = mkdtempSync(path.join(os.tmpdir(), "yixian-power-"));
	const library = compilePreload("scripts/crash/power-cut.c", root);
	let runs = 0;
	let disk = "";
	let platter = "";
	return {
		on: (folder) => {
			runs += 1;
			disk = folder;
			platter = path.join(root, `platter-${runs}`);
			cpSync(disk, platter, { recursive: true });
			return { LD_PRELOAD: library, YIXIAN_DISK: disk, YIXIAN_PLATTER: platter };
		},
		cut: () => {
			const found = path.join(root, `disk-${runs}`);
			cpSync(platter, found, { recursive: true });
			for (const gone of [path.join(found, ".flushed"), disk, platter]) rmSync(gone, { recursive: true, force: true });
			return found;
		},
		remove: () => rmSync(root, { recursive: true, force: true }),
	};
};
