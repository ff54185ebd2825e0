import type { Person } from "../../domain/person.ts";
import { isWrittenAsPeriod } from "../../language/leading-period.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { noSuchPeriod } from "../units/unit-not-found.ts";
import { peopleNamed, personLine } from "./named.ts";

/** How many of several people of one name are offered as buttons. */
const OFFERED = 8;

/** The one person a command names. Null when nobody or several go by the name, or none was given: that is said, with a button for each; `behind` is what its words go on with. */
export const pickPerson = (
	turn: Turn,
	speaker: Speaker,
	command: "invite" | "unbind" | "burden" | "export",
	typed: string,
	chat: ChatRef,
	behind = "",
): Person | null => {
	const to = { chat, addressee: speaker.person };
	if (typed === "" && command !== "burden" && command !== "export") {
		turn.say({ key: "name-needed", command, buttons: [] }, to);
		return null;
	}
	const people = peopleNamed(turn.county, typed, turn.today);
	const [person] = people;
	if (person && people.length === 1) return person;
	if (!person)
		turn.say(isWrittenAsPeriod(typed) ? noSuchPeriod(typed) : { key: "nobody-named", name: typed.slice(0, 20), buttons: [] }, to);
	else
		turn.say(
			{
				key: "several-named",
				name: typed,
				people: people.map((one) => personLine(turn.county, one, turn.today)),
				buttons: people.slice(0, OFFERED).map((one) => ({
					label: { text: personLine(turn.county, one, turn.today).unit },
					action: { do: "say", text: `/${command} ${one.key} ${behind}`.trim() },
				})),
			},
			to,
		);
	return null;
};
