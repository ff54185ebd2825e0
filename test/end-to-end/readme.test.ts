import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inProject } from "../../scripts/project.mjs";
import { VARIABLES } from "../../src/config.ts";

const PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "src/domain/README.md"];
const page = (name: string): string => readFileSync(inProject(name), "utf8");
const { scripts } = JSON.parse(page("package.json")) as { scripts: Record<string, string> };

describe("the pages people read", () => {
	it.each(PAGES)("%s leads to files that are there", (name) => {
		const links = [...page(name).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/gu)].map(([, link]) => link ?? "");
		const lost = links.filter((link) => !existsSync(path.resolve(path.dirname(inProject(name)), link)));
		expect(lost).toEqual([]);
	});

	it.each(PAGES)("%s names commands that exist", (name) => {
		const named = [...page(name).matchAll(/npm (?:run (?:--silent )?)?([a-z][a-z-]*)/gu)].map(([, command]) => command ?? "");
		expect(named.filter((command) => !(command in scripts))).toEqual([]);
	});

	it("README.md names every variable the program reads", () => {
		const text = page("README.md");
		expect(VARIABLES.filter((variable) => !text.includes(variable))).toEqual([]);
	});

	it("the glossary names words that are in the code", () => {
		const words = new Set([...page("src/domain/README.md").matchAll(/`([A-Z_]+|[A-Za-z]+)`/gu)].map(([, word]) => word ?? ""));
		const code = ["county", "command", "decimal", "duty", "file", "indicator", "jump", "measure", "period", "permission", "person"]
			.concat([
				"absence",
				"notice",
				"plan",
				"problem",
				"problem-lamp",
				"ranking",
				"reminder-step",
				"report",
				"review",
				"round",
				"round-book",
				"round-change",
				"rule",
				"standing",
				"succession",
				"unit",
				"working-calendar",
			])
			.map((name) => page(`src/domain/${name}.ts`))
			.join("\n");
		expect([...words].filter((word) => !new RegExp(`\\b${word}\\b`, "u").test(code))).toEqual([]);
	});
});
