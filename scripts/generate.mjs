// Writes the Prisma client to src/store/generated. It calls Prisma's generator directly: the prisma command would first try to
// download an engine this project does not use.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { fingerprint, inProject, readIfThere } from "./project.mjs";

const SCHEMA = inProject("prisma", "schema.prisma");
const STAMP = inProject("node_modules", ".yixian-client-stamp");
const CLIENT = inProject("src", "store", "generated", "client.ts");

const wantedStamp = () =>
	fingerprint(readIfThere(SCHEMA) ?? "", readIfThere(inProject("node_modules", "@prisma", "client-generator-ts", "package.json")) ?? "");

/** Whether the generated client fits the schema and the installed Prisma. */
export const isGenerated = () => readIfThere(CLIENT) !== undefined && readIfThere(STAMP) === wantedStamp();

/** Generates the client. Rejects with Prisma's message when the schema is wrong. */
export const generate = async () => {
	// CommonJS on purpose: the module builds of these packages import files without extensions, which Node refuses.
	const require = createRequire(import.meta.url);
	const { PrismaClientTsGenerator } = require("@prisma/client-generator-ts");
	const { getGenerators, loadSchemaContext } = require("@prisma/internals");
	const schemaContext = await loadSchemaContext({ schemaPath: { cliProvidedPath: SCHEMA }, printLoadMessage: false });
	const generators = await getGenerators({
		schemaContext,
		registry: { "prisma-client": { type: "in-process", generator: new PrismaClientTsGenerator() } },
		skipDownload: true,
		cliCommand: "generate",
	});
	for (const generator of generators) {
		await generator.generate();
		generator.stop();
	}
	writeFileSync(STAMP, wantedStamp());
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await generate();
