import { isAwayOn } from "../../domain/absence.ts";
import type { DateText } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { type Person, type PersonKey, postsOn, type Role } from "../../domain/person.ts";
import type { Unit } from "../../domain/unit.ts";
import type { LoadedCounty } from "../county-holder.ts";

/** Who of a unit gives the report where several may. */
const ORDER: readonly Role[] = ["reporter", "village", "department", "principal"];

/** The person who reports for a unit on a day: nobody who is away or whom the bot does not reach (`reached` null: everybody is). */
export const whoReports = (
	{ county, absences }: Pick<LoadedCounty, "county" | "absences">,
	unit: Unit,
	day: DateText,
	reached: ReadonlySet<PersonKey> | null,
): Person | undefined => {
	const isHere = ({ key }: Person): boolean =>
		(reached === null || reached.has(key)) && !absences.some((absence) => absence.person === key && isAwayOn(absence, day));
	const place = (person: Person): number =>
		Math.min(
			...postsOn(person, day).map((post) =>
				post.unit === unit.code && ORDER.includes(post.role) ? ORDER.indexOf(post.role) : ORDER.length,
			),
		);
	return county
		.peopleOf(unit.code)
		.filter((person) => isHere(person) && may(county, person, "report", unit.code, day))
		.toSorted((a, b) => place(a) - place(b))[0];
};
