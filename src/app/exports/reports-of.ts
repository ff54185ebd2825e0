import type { Report } from "../../domain/report.ts";
import type { FactKeys, Store } from "../../ports/store.ts";

/** As many are read at once as one query bears. */
const AT_ONCE = 500;

/** The reports of these rounds and units, whole, in the order of the keys' chunks and of their numbers. */
export const reportsOf = async (store: Store, keys: NonNullable<FactKeys["reports"]>): Promise<Report[]> => {
	const found: Report[] = [];
	for (let from = 0; from < keys.length; from += AT_ONCE)
		found.push(...(await store.load({ reports: keys.slice(from, from + AT_ONCE) })).reports);
	return found;
};
