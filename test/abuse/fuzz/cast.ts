import { demoPeople } from "../../support/demo-elsewhere.ts";
import { demoData } from "../../support/demo-store.ts";
import type { Universe } from "../../support/universe.ts";
import { Honest, type Pace, type Partner } from "./honest.ts";
import type { Names } from "./hostile-text.ts";

/** Townships left to honest people; the others are the abusers' own. */
const HONEST_TOWNSHIPS = 24;
const HONEST_VILLAGES = 36;

const townships = demoData.units.filter(({ kind, validTo }) => kind === "township" && validTo === null);
const honestTownships = townships.slice(0, HONEST_TOWNSHIPS);
const ownTownships = townships.slice(HONEST_TOWNSHIPS);
const villagesBelow = (parents: readonly { readonly code: string }[]) =>
	demoData.units.filter(({ kind, parent }) => kind === "village" && parents.some(({ code }) => code === parent));

/** Somebody's name, without what is behind it. */
export const nameOf = (key: string): string => demoPeople.find((person) => person.key === key)?.name.replace(/（.*$/u, "") ?? key;

/** Townships of the abusers; they have the groups of the first two. */
export const ABUSED = ownTownships;

/** People of every role gone wrong, by their keys. */
export const INSIDERS = ((): readonly string[] => {
	const [first, second, third] = ownTownships;
	if (!first || !second || !third) throw new Error("the demo has too few townships");
	return [
		...villagesBelow([first, second])
			.slice(0, 4)
			.map(({ code }) => `${code}-1`),
		`${first.code}-2`,
		`${first.code}-3`,
		`${second.code}-3`,
		`${first.code}-1`,
		`${third.code}-1`,
		"BM04-2",
		"ZZ01",
		"DC02",
	];
})();

/** What hostile texts may name. */
export const namesIn = (universe: Universe): Names => ({
	units: [...ownTownships, ...villagesBelow(ownTownships.slice(0, 1)).slice(0, 6)].map(({ name }) => name),
	people: INSIDERS.map(nameOf),
	get codes() {
		return universe.ids.codes.slice(-30);
	},
});

/** Those who go through their reports; `partner`: how each talks with the bot. */
export const honestPeople = (pace: Pace, partner: (key: string) => Partner): Honest[] => [
	...honestTownships.map(({ code }) => new Honest({ unit: code, key: `${code}-2`, duty: "weekly", pace, partner: partner(`${code}-2`) })),
	...villagesBelow(honestTownships)
		.slice(0, HONEST_VILLAGES)
		.map(({ code }) => new Honest({ unit: code, key: `${code}-1`, duty: "village-weekly", pace, partner: partner(`${code}-1`) })),
];
