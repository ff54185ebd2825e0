import path from "node:path";
import type { CountyData } from "../../src/domain/county.ts";
import type { Instant } from "../../src/domain/period.ts";
import type { PersonKey } from "../../src/domain/person.ts";
import type { Effect } from "../../src/ports/store.ts";
import { migrationsDir } from "../../src/program/places.ts";
import { openStore } from "../../src/store/open-store.ts";
import { reporterOf } from "../growth/county.ts";

/** Who has which Telegram id. */
export type Bound = ReadonlyMap<PersonKey, number>;

/** The reporters of a county's townships, with these ids in their order. */
export const reportersWith = (data: CountyData, ids: readonly number[]): Bound =>
	new Map(data.units.filter((unit) => unit.kind === "township").map((unit, index) => [reporterOf(unit), ids[index] ?? 0]));

/** How the program finds a data folder: its database, and the folder of its files. */
export const storePlaces = (folder: string, migrations = migrationsDir) => ({
	databaseUrl: `file:${path.join(folder, "yixian.db")}`,
	migrationsDir: migrations,
	filesDir: path.join(folder, "files"),
});

/** Imports a county into an empty data folder and binds its people to a bot, before the program first starts there. */
export const seedBoundCounty = async (given: {
	readonly folder: string;
	/** Those of the program that will run; the project's without. */
	readonly migrationsDir?: string;
	/** The bot's id. */
	readonly account: string;
	readonly data: CountyData;
	readonly bound: Bound;
	readonly at: Instant;
	readonly more?: readonly Effect[];
}): Promise<void> => {
	const { folder, account, data, bound, at, more = [] } = given;
	const opened = await openStore(storePlaces(folder, given.migrationsDir));
	await opened.store.commit([
		{ do: "replace-county", from: 0, data, at },
		...[...bound].map(([person, number]): Effect => {
			const id = String(number);
			const privateChat = { channel: "telegram", account, id, kind: "private" } as const;
			return { do: "bind-account", account: { channel: "telegram", id }, person, privateChat, at };
		}),
		...more,
	]);
	await opened.close();
};
