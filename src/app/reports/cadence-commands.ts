import type { Cadence } from "../../domain/period.ts";

/** The cadence commands' words, for buttons. */
export const CADENCE_COMMANDS: Readonly<Record<Cadence, string>> = {
	week: "/weekly",
	month: "/monthly",
	quarter: "/quarterly",
	year: "/yearly",
};
