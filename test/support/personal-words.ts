import type { County } from "../../src/domain/county.ts";
import type { LogEntry } from "./universe.ts";

/** Shorter words may stand in a log by chance. */
const SHORTEST = 4;

/** Every text somebody says in a script, wherever in it it stands. */
const textsIn = (value: unknown): string[] => {
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => (key === "text" && typeof inner === "string" ? [inner] : textsIn(inner)));
};

/** What of people's names, telephone numbers, binding codes and words was logged: must be nothing. `script` holds what was said, under "text". */
export const personalWordsIn = (logged: readonly LogEntry[], county: County, script: unknown, codes: readonly string[]): string[] => {
	const log = JSON.stringify(logged);
	const people = county.data.people.flatMap(({ name, phone }) => [name, name.replace(/（.*$/u, ""), ...(phone === null ? [] : [phone])]);
	const said = textsIn(script).filter((text) => text.length >= SHORTEST);
	return [...new Set([...people, ...said, ...codes])].filter((words) => words !== "" && log.includes(JSON.stringify(words).slice(1, -1)));
};
