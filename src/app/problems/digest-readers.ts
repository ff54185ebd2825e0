import { isAwayOn } from "../../domain/absence.ts";
import type { DateText } from "../../domain/period.ts";
import { PERMISSIONS } from "../../domain/permission.ts";
import { type PersonKey, postsOn, type Role } from "../../domain/person.ts";
import type { Problem } from "../../domain/problem.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { LoadedCounty } from "../county-holder.ts";
import { unitNow } from "./problem-rights.ts";

/** Somebody who is told of some problems of some units. */
export interface DigestReader {
	readonly person: PersonKey;
	readonly units: readonly UnitCode[];
	readonly problems: readonly Problem[];
}

type Loaded = Pick<LoadedCounty, "county" | "absences">;

/** The people of a unit who are there on a day and hold one of these roles in it. */
const peopleIn = ({ county, absences }: Loaded, unit: UnitCode, day: DateText, holds: (role: Role) => boolean): PersonKey[] =>
	county
		.peopleOf(unit)
		.filter((person) => postsOn(person, day).some((post) => post.unit === unit && holds(post.role)))
		.map(({ key }) => key)
		.filter((key) => !absences.some((absence) => absence.person === key && isAwayOn(absence, day)));

const answers = (role: Role): boolean => role !== "principal" && PERMISSIONS["answer-problem"][role] !== undefined;

/** Who does the work in a unit: its staff, else whoever heads it. */
const workersOf = (loaded: Loaded, unit: UnitCode, day: DateText): PersonKey[] => {
	const staff = peopleIn(loaded, unit, day, answers);
	return staff.length > 0 ? staff : peopleIn(loaded, unit, day, (role) => role === "principal");
};

/** Who heads a unit: its own principal, else that of the unit above it (a village's township). */
const headsOf = (loaded: Loaded, unit: UnitCode, day: DateText): PersonKey[] => {
	const own = peopleIn(loaded, unit, day, (role) => role === "principal");
	const parent = loaded.county.unit(unit)?.parent ?? null;
	return own.length > 0 || parent === null || parent === loaded.county.root.code
		? own
		: peopleIn(loaded, parent, day, (role) => role === "principal");
};

const byPerson = (
	{ county }: Loaded,
	day: DateText,
	problems: readonly Problem[],
	peopleOf: (unit: UnitCode) => readonly PersonKey[],
): DigestReader[] => {
	const readers = new Map<PersonKey, { units: Set<UnitCode>; problems: Problem[] }>();
	for (const problem of problems) {
		if (problem.owner === null) continue;
		const unit = unitNow({ county, day }, problem.owner);
		for (const person of peopleOf(unit)) {
			const reader = readers.get(person) ?? { units: new Set<UnitCode>(), problems: [] };
			reader.units.add(unit);
			reader.problems.push(problem);
			readers.set(person, reader);
		}
	}
	return [...readers].map(([person, reader]) => ({ person, units: [...reader.units], problems: reader.problems }));
};

/** Each who works on problems that were given to their unit, with these problems. Those whose closure waits for somebody else are none of theirs. */
export const ownersOf = (loaded: Loaded, problems: readonly Problem[], day: DateText): DigestReader[] =>
	byPerson(
		loaded,
		day,
		problems.filter(({ state }) => state !== "closing"),
		(unit) => workersOf(loaded, unit, day),
	);

/** Each who heads a unit to which these problems were given. */
export const principalsOf = (loaded: Loaded, problems: readonly Problem[], day: DateText): DigestReader[] =>
	byPerson(loaded, day, problems, (unit) => headsOf(loaded, unit, day));

/** Those who give problems out. */
export const officeOf = (loaded: Loaded, day: DateText): PersonKey[] =>
	loaded.county.data.people.flatMap(({ key }) => {
		const person = loaded.county.person(key);
		const holds = person !== undefined && postsOn(person, day).some(({ role }) => PERMISSIONS["assign-problem"][role] !== undefined);
		return holds && !loaded.absences.some((absence) => absence.person === key && isAwayOn(absence, day)) ? [key] : [];
	});
