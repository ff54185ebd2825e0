import { demoPeople } from "../../support/demo-elsewhere.ts";
import { demoData } from "../../support/demo-store.ts";
import type { Group } from "../../support/telegram/group.ts";
import type { Person } from "../../support/telegram/person.ts";
import type { TelegramStage } from "../../support/telegram/telegram-stage.ts";
import type { Universe } from "../../support/universe.ts";
import { Actor } from "./actor.ts";
import { Honest } from "./honest.ts";
import type { Names } from "./hostile-text.ts";

/** Townships left to honest people; the others are the abusers' own. */
const HONEST_TOWNSHIPS = 24;
const HONEST_VILLAGES = 36;

const townships = demoData.units.filter(({ kind, validTo }) => kind === "township" && validTo === null);
const honestTownships = townships.slice(0, HONEST_TOWNSHIPS);
const ownTownships = townships.slice(HONEST_TOWNSHIPS);
const villagesBelow = (parents: readonly { readonly code: string }[]) =>
	demoData.units.filter(({ kind, parent }) => kind === "village" && parents.some(({ code }) => code === parent));

const nameOf = (key: string): string => demoPeople.find((person) => person.key === key)?.name.replace(/（.*$/u, "") ?? key;

/** Everybody in a fuzzed run. */
export interface Cast {
	readonly actors: readonly Actor[];
	/** Of the abusers, those whom the office gives a new code when they lost their binding: their account and their key. */
	readonly insiders: readonly { readonly key: string; readonly name: string; readonly person: Person }[];
	readonly honest: readonly Honest[];
	/** The chats in which abusers sit. */
	readonly groups: readonly Group[];
}

const INSIDERS = (): readonly string[] => {
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
};

/** Strangers, people of every role gone wrong, a hidden administrator; beside them honest people going through their reports. */
export const castOf = (universe: Universe, stage: TelegramStage, seen: () => readonly string[]): Cast => {
	const { world } = stage.telegram;
	const [first, second] = ownTownships;
	if (!first || !second) throw new Error("the demo has too few townships");
	const names: Names = {
		units: [...ownTownships, ...villagesBelow([first]).slice(0, 6)].map(({ name }) => name),
		people: INSIDERS().map(nameOf),
		get codes() {
			return universe.ids.codes.slice(-30);
		},
	};
	const boss = world.person({ id: 5_000_080_000, first: "zq7s0" });
	const groups = [
		stage.group(first.code),
		stage.group(second.code),
		world.group({ title: "<b>zq7s0</b>@everyone", owner: boss }),
		world.group({ title: "=cmd|zq7s0", owner: boss, kind: "group" }),
	];
	for (const group of groups.slice(2)) group.add(stage.bot, boss);
	const shared = { bot: stage.bot, names: () => names, seen };
	const strangers = Array.from({ length: 9 }, (_, at) => {
		const person = at === 0 ? boss : world.person({ id: 5_000_080_000 + at, first: `<script>zq7s${at}` });
		person.meet(stage.bot);
		return new Actor({ ...shared, name: `stranger ${at}`, person, groups: at % 3 === 2 ? [] : groups, mark: `s${at}` });
	});
	const insiders = INSIDERS().map((key) => ({ key, name: nameOf(key), person: stage.person(key) }));
	const bound = insiders.map(
		({ key, person }, at) => new Actor({ ...shared, name: key, person, groups: at % 4 === 3 ? [] : groups, mark: `i${at}` }),
	);
	const hidden = world.person({ id: 5_000_081_000, first: "zq7s9" });
	hidden.meet(stage.bot);
	const ghost = new Actor({ ...shared, name: "anonymous administrator", person: hidden, groups, mark: "s9" });
	for (const group of groups) {
		const member = group.chat.members.get(hidden.user.id);
		if (member) group.chat.members.set(hidden.user.id, { ...member, status: "administrator", anonymous: true });
	}
	return {
		actors: [...strangers, ...bound, ghost],
		insiders,
		groups,
		honest: [
			...honestTownships.map(
				({ code }) => new Honest({ unit: code, key: `${code}-2`, duty: "weekly", person: stage.person(`${code}-2`), bot: stage.bot }),
			),
			...villagesBelow(honestTownships)
				.slice(0, HONEST_VILLAGES)
				.map(
					({ code }) =>
						new Honest({ unit: code, key: `${code}-1`, duty: "village-weekly", person: stage.person(`${code}-1`), bot: stage.bot }),
				),
		],
	};
};
