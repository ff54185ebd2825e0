import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		pool: "forks",
		maxWorkers: 2,
		// A process and its modules serve many files: loading them anew for each took a third of all the time. A file leaves nothing behind.
		isolate: false,
		testTimeout: 60_000,
		hookTimeout: 60_000,
		globalSetup: ["test/setup/build.ts"],
	},
});
