import type { County } from "../../domain/county.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { SilentGroup } from "../../views/report.ts";

/** As many names as are read: a whole county's townships, or a few townships' villages. */
export const MOST_NAMES = 60;
/** The names shown of a list that is longer. */
export const FEW_NAMES = 30;
/** Townships told with their counts; of more than these only the first few, where most is missing. */
const MOST_GROUPS = 60;
const FEW_GROUPS = 20;

/** Names of units as short as they have to be to be read, however many the units are. */
export interface SilentUnits {
	readonly silent: SilentGroup[];
	/** What the groups told do not hold; null when they hold all. */
	readonly silentElsewhere: { readonly groups: number; readonly units: number } | null;
}

/**
 * Villages under their township, other units directly. Too many names are counted by township, too many townships cut to those where most is missing;
 * units that stand under none are named in part.
 */
export const silentUnits = (county: County, units: readonly Unit[]): SilentUnits => {
	const groups = silentGroups(county, units);
	if (units.length <= MOST_NAMES) return { silent: groups, silentElsewhere: null };
	const short = groups.map((group) => ({ ...group, units: group.within === null ? group.units.slice(0, FEW_NAMES) : [] }));
	if (short.length <= MOST_GROUPS) return { silent: short, silentElsewhere: null };
	const shown = short.toSorted((a, b) => b.count - a.count).slice(0, FEW_GROUPS);
	const told = shown.reduce((sum, group) => sum + group.count, 0);
	return { silent: shown, silentElsewhere: { groups: groups.length - shown.length, units: units.length - told } };
};

const silentGroups = (county: County, units: readonly Unit[]): SilentGroup[] => {
	const groups = new Map<UnitCode | null, string[]>();
	for (const unit of units) {
		const above = unit.kind === "village" ? unit.parent : null;
		const names = groups.get(above);
		if (names) names.push(unit.name);
		else groups.set(above, [unit.name]);
	}
	return [...groups].map(([above, names]) => ({
		within: above === null ? null : (county.unit(above)?.name ?? null),
		units: names,
		count: names.length,
	}));
};
