import path from "node:path";
import { pastReports } from "../app/demo-seed.ts";
import { copyCounty } from "../app/rehearsal/county-copy.ts";
import { demoPast } from "../app/rehearsal/demo-past.ts";
import type { RehearsalStart } from "../app/rehearsal/fill-store.ts";
import type { Config } from "../config.ts";
import { County, type CountyData } from "../domain/county.ts";
import { type DateText, daysOf, instantAt } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import { copyDatabase, holdsCounty } from "../store/backup.ts";
import { openStore } from "../store/open-store.ts";
import { realPlace } from "./choose-store.ts";
import { demoData } from "./demo-data.ts";
import { migrationsDir } from "./places.ts";

/** What is rehearsed. */
export interface RehearsalSource extends RehearsalStart {
	readonly county: string;
	readonly isDemo: boolean;
	/** Units with a group. */
	readonly groups: ReadonlySet<UnitCode>;
}

interface Asked {
	readonly from: DateText;
	readonly seed: string;
	/** Only people and groups that are bound now are reached. */
	readonly bound: boolean;
}

/** The county that was imported, as it stood on the morning of a day, read from a copy; where nothing was, the demo county. The real store is only read. */
export const rehearsalSource = async (config: Config, temporary: string, asked: Asked): Promise<RehearsalSource> => {
	const { databaseFile } = realPlace(config);
	if (config.demo !== "always" && holdsCounty(databaseFile)) {
		const copy = path.join(temporary, "copy.db");
		copyDatabase(databaseFile, copy);
		const stored = await readCopy(copy, path.join(temporary, "copied-files"), asked);
		if (stored) return stored;
	}
	return demoSource(await demoData(), asked);
};

const withGroups = ({ units }: CountyData): ReadonlySet<UnitCode> =>
	new Set(units.filter(({ kind }) => kind === "county" || kind === "township").map(({ code }) => code));

const readCopy = async (copy: string, filesDir: string, { from, bound }: Asked): Promise<RehearsalSource | null> => {
	const { store, close } = await openStore({ databaseUrl: `file:${copy}`, migrationsDir, filesDir, durable: false });
	try {
		const start = await copyCounty(store, from);
		if (start === null) return null;
		const groups = new Set((await store.knownGroups()).flatMap(({ member, unit }) => (member && unit !== null ? [unit] : [])));
		const people = await store.boundPeople();
		return {
			...start,
			county: new County(start.data).root.name,
			isDemo: false,
			reached: bound ? people : null,
			groups: bound ? groups : new Set([...groups, ...withGroups(start.data)]),
		};
	} finally {
		await close();
	}
};

/** The demo county on the morning of a day, with the past it has by then. */
export const demoSource = (demo: CountyData, { from, seed }: Pick<Asked, "from" | "seed">): RehearsalSource => {
	const { data, history } = demoPast(seed, demo, from);
	const county = new County(data);
	const [first] = history.map(({ period }) => period).sort();
	return {
		data,
		starts: new Map(),
		since: instantAt(first === undefined ? from : daysOf(first).first, "00:00"),
		past: pastReports(county, history),
		county: county.root.name,
		isDemo: true,
		reached: null,
		groups: withGroups(data),
	};
};
