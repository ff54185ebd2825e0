import type { Unit, UnitCode } from "../../domain/unit.ts";

/** Beyond a few townships' villages it is cheaper to read the whole round. */
const MOST_NAMED = 200;

/** The units a round's states are asked for: these, or (null) all. */
export const namedOrAll = (units: readonly Unit[]): readonly UnitCode[] | null =>
	units.length > MOST_NAMED ? null : units.map(({ code }) => code);
