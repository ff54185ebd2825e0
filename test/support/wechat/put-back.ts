import { afterEach } from "vitest";

/** Puts back after each test of a file what loading Wechaty changes for the whole process. */
export const putBack = (): void => {
	const { error, warn, info, log } = console;
	const before = process.listeners("uncaughtException");
	afterEach(() => {
		Object.assign(console, { error, warn, info, log });
		for (const listener of process.listeners("uncaughtException"))
			if (!before.includes(listener)) process.off("uncaughtException", listener);
	});
};
