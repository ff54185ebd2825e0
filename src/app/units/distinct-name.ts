import type { County } from "../../domain/county.ts";
import type { Unit } from "../../domain/unit.ts";

/** A unit's name, with the unit above it before it where several go by the same name (阜新镇平安地村委会). */
export const distinctName = (county: County, unit: Unit): string => {
	const shared = county.data.units.some((other) => other.code !== unit.code && other.name === unit.name);
	const above = unit.parent === null ? undefined : county.unit(unit.parent);
	return shared && above ? `${above.name}${unit.name}` : unit.name;
};
