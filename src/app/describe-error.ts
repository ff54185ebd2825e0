/**
 * An error for the log: kind, message and where it came from. Quoted parts and long digits are left out: they may be what somebody typed, a code or a
 * telephone number.
 */
export const describeError = (error: unknown): string => {
	if (!(error instanceof Error)) return `not an error: ${typeof error}`;
	const message = error.message.replace(/(["'`“「]).*?["'`”」]/gsu, "$1…").replace(/\d{5,}/gu, "…");
	const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
	const cause = error.cause === undefined ? "" : `\ncaused by ${describeError(error.cause)}`;
	return `${error.name}: ${message}\n${frames.slice(0, 12).join("\n")}${cause}`;
};

/** Facts as they are logged: an error among them as what it tells, for JSON would make nothing of it. */
export const describeFacts = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
	Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact instanceof Error ? describeError(fact) : fact]));
