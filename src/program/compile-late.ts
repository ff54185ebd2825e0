import process from "node:process";
import { setFlagsFromString } from "node:v8";

/** Bytes of bytecode a function runs before it is compiled for speed; V8's own figure is 67,584. */
const BUDGET = 300_000;

/**
 * Has V8 compile for speed only what runs very often. A peak of reports is over within seconds and spreads over much code: on V8's own figure its compiler
 * takes a third of all processor time then, for code that is hardly run again, or is compiled anew when the next question is answered (docs/performance.md).
 * From V8 12 on it counts calls, is slower to compile of itself, and does not know this flag.
 */
export const compileLate = (): void => {
	if (process.versions.v8.startsWith("11.")) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
};
