import { COMMAND_IDS, type CommandId } from "../../domain/command.ts";
import type { County } from "../../domain/county.ts";
import type { Cadence, DateText } from "../../domain/period.ts";
import type { Person } from "../../domain/person.ts";
import { ownDuties } from "../reports/own-duties.ts";
import { rightTo } from "./rights.ts";

const FILLING: ReadonlySet<CommandId> = new Set(["cancel", "back", "skip"]);

const CADENCES: Partial<Record<CommandId, Cadence>> = { weekly: "week", monthly: "month", quarterly: "quarter", yearly: "year" };

/** The commands a person may use on a day, in the order of the table; a cadence only when the person owes such a report. */
export const commandsFor = (county: County, person: Person, day: DateText): CommandId[] =>
	COMMAND_IDS.filter((id) => {
		const cadence = CADENCES[id];
		if (id === "bind") return false;
		// Words for filling in are of use to those who fill in.
		if (rightTo(person, FILLING.has(id) ? "edit" : id, day).lacks !== null) return false;
		return cadence === undefined || ownDuties(county, person, day, cadence).length > 0;
	});
