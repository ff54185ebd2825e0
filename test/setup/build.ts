import { build, isBuilt } from "../../scripts/build.mjs";
import { generate, isGenerated } from "../../scripts/generate.mjs";

/**
 * Before any test: the generated client and dist/ (with the worker entries) fit the sources, also when vitest is started directly.
 * A program that does not build fails the run in CI; elsewhere the tests that do not need it still run.
 */
export default async (): Promise<void> => {
	if (!isGenerated()) await generate();
	if (isBuilt()) return;
	try {
		await build();
	} catch (error) {
		if (process.env.CI) throw error;
		console.error("dist/ is out of date: the program does not build");
	}
};
