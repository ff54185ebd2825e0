import { type PeriodKey, parsePeriod, periodOf } from "../../domain/period.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import type { BurdenAsked } from "../burden/count-burden.ts";
import { pickPerson } from "../people/pick-person.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { CommandHandler } from "./handler.ts";

/** 减负, 减负 10月, 减负 王伟 10月: what the program asked of people in a month; in private alone, for it names them. */
export const burden: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const thisMonth = periodOf("month", turn.today);
	const { period, name } = readAsked(rest, (words) => leadingPeriod(words, turn.today));
	const month = period ?? thisMonth;
	if (parsePeriod(month).cadence !== "month")
		return turn.say({ key: "burden-by-month", month: thisMonth, buttons: [] }, { chat, addressee: speaker.person });
	const person = name === "" ? null : pickPerson(turn, speaker, "burden", name, chat, period ?? "");
	if (name !== "" && !person) return;
	const input: BurdenAsked = { month, person: person?.key ?? null };
	turn.add({
		do: "add-job",
		job: { id: turn.world.ids.next(), kind: "count-burden", input, chat, person: speaker.person.key, attempts: 0, createdAt: turn.now },
	});
};

/** A month before or behind a name. */
const readAsked = (
	text: string,
	periodIn: (words: string) => { readonly period: PeriodKey; readonly rest: string } | null,
): { readonly period: PeriodKey | null; readonly name: string } => {
	const head = periodIn(text);
	if (head) return { period: head.period, name: head.rest };
	const words = text.trim().split(/[\s,，、]+/u);
	const tail = words.length > 1 ? periodIn(words.at(-1) ?? "") : null;
	return tail?.rest === "" ? { period: tail.period, name: words.slice(0, -1).join(" ") } : { period: null, name: text.trim() };
};
