import process from "node:process";
import { pathToFileURL } from "node:url";
import { cruise } from "dependency-cruiser";
import config from "../.dependency-cruiser.mjs";
import { root } from "./project.mjs";
import { findAllImpurities } from "./purity.mjs";

/**
 * What breaks a wall of the house in a project, one sentence each, with the reason the wall stands; empty when all stand.
 * @param {string} projectRoot
 * @returns {Promise<string[]>}
 */
export const brokenWalls = async (projectRoot) => {
	const { output } = await cruise(["src"], {
		...config.options,
		ruleSet: { forbidden: config.forbidden ?? [] },
		validate: true,
		baseDir: projectRoot,
	});
	if (typeof output === "string") throw new Error("dependency-cruiser gave text instead of a result");
	const reasons = new Map(config.forbidden?.map((rule) => [rule.name, rule.comment]));
	const imports = output.summary.violations.map(({ from, to, rule }) => `${from} imports ${to} [${rule.name}] ${reasons.get(rule.name)}`);
	const texts = findAllImpurities(projectRoot).map(({ file, line, rule, found, why }) => `${file}:${line} ${found} [${rule}] ${why}`);
	return [...imports, ...texts];
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	const broken = await brokenWalls(root);
	for (const sentence of broken) console.error(sentence);
	if (broken.length > 0) process.exitCode = 1;
}
