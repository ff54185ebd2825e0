import { readFileSync } from "node:fs";
import process from "node:process";
import { lockProblems } from "./lock.mjs";
import { inProject } from "./project.mjs";

const problems = lockProblems(JSON.parse(readFileSync(inProject("package-lock.json"), "utf8")));
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
	console.error("npm run lock mends this");
	process.exitCode = 1;
}
