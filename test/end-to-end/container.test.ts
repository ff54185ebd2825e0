import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { expect, it } from "vitest";
import { inProject } from "../../scripts/project.mjs";
import { newDataDir, runProgram, startProgram } from "./running-program.ts";

const dockerfile = readFileSync(inProject("Dockerfile"), "utf8").replace(/\\\n/gu, "");
const image = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
const all = (line: RegExp): string[][] => [...image.matchAll(line)].map(([, ...found]) => found);

it("starts, imports and is healthy with nothing but what the image holds, under the settings of the image", {
	timeout: 60_000,
}, async () => {
	const { dataDir: folder, remove } = newDataDir();
	try {
		for (const [from = "", to = ""] of all(/^COPY --from=build \/app\/(\S+) (\S+)$/gmu)) {
			const there = path.join(folder, to === "./" ? from : to);
			mkdirSync(path.dirname(there), { recursive: true });
			if (from === "node_modules") symlinkSync(inProject(from), there);
			else cpSync(inProject(from), there, { recursive: true });
		}
		const main = path.join(folder, "dist", "main.js");
		const set = Object.fromEntries(all(/^ENV (.+)$/gmu).flatMap(([line = ""]) => line.split(" ").map((one) => one.split("=", 2))));
		const env = { ...set, DATA_DIR: path.join(folder, "data") } as Record<string, string>;
		const workbook = path.join(folder, "w.xlsx");
		expect(await runProgram(["template", workbook, "--demo"], env, main)).toMatchObject({ code: 0, stderr: "" });
		expect(await runProgram(["import", workbook, "--yes"], env, main)).toMatchObject({ code: 0, stderr: "" });
		const program = await startProgram(env, main);
		const [[check = "[]"] = []] = all(/CMD (\["node".+\])\n/gu);
		const [command = "", ...args] = JSON.parse(check) as string[];
		expect([command, args.length]).toEqual(["node", 2]);
		// Throws when it ends with anything but 0.
		execFileSync(process.execPath, args, { env: { ...process.env, PORT: new URL(program.url).port } });
		expect(await program.end()).toMatchObject({ code: 0 });
	} finally {
		remove();
	}
});

it("imports no package that is there for development alone", () => {
	const { dependencies, optionalDependencies } = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as Record<
		string,
		Record<string, string>
	>;
	const code = readdirSync(inProject("dist"), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".js"))
		.map((name) => readFileSync(inProject("dist", name), "utf8"));
	const found = code.flatMap((text) =>
		[...text.matchAll(/(?:\bfrom\s|\bimport[\s(]|\b(?:load|require|resolve)\()\s*["`]((?:@[a-z0-9-]+\/)?[a-z0-9][\w.-]*)/gu)].map(
			([, name = ""]) => name,
		),
	);
	// Workers that are not built are run by tsx, which happens in tests alone.
	const packages = [...new Set(found)].filter((name) => name !== "node" && name !== "tsx");
	expect(packages).toEqual(expect.arrayContaining(["better-sqlite3", "grammy", "wechaty", "@prisma/schema-engine-wasm"]));
	expect(packages.filter((name) => !(name in { ...dependencies, ...optionalDependencies }))).toEqual([]);
});
