import { execFileSync } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { inProject } from "./project.mjs";

/** Compiles a C source of the project, to be loaded before the C library (LD_PRELOAD), into a folder; its path. Throws in plain words where that cannot be. */
export const compilePreload = (source: string, folder: string): string => {
	if (process.platform !== "linux") throw new Error("this run stands between a program and its disk, which is built for Linux only");
	const library = path.join(folder, `${path.basename(source, ".c")}.so`);
	try {
		execFileSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, inProject(...source.split("/")), "-ldl"]);
	} catch (error) {
		throw new Error("this run needs a C compiler (cc, package build-essential)", { cause: error });
	}
	return library;
};
