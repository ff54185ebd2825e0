import type { Log } from "../../ports/log.ts";

/** A log of which only what went wrong is of interest. */
export const troubleLog = (trouble: (what: string) => void): Log => {
	const nothing = (): void => undefined;
	const told: Log["warn"] = (event, facts) => trouble(facts === undefined ? event : `${event} ${JSON.stringify(facts)}`);
	return { debug: nothing, info: nothing, warn: told, error: told };
};
