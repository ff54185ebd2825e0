import { readReport } from "../../language/read-report.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { indicatorsOf } from "./figures.ts";
import { type OwedDuty, ownDuties } from "./own-duties.ts";

/**
 * Whether a text typed without 周报 before it (「暖棚45亩 果树没动」) is a report all the same: it gives a figure for an indicator of one of the
 * sender's weekly duties.
 */
export const isLooseReport = (turn: Turn, speaker: Speaker, text: string): boolean =>
	ownDuties(turn.county, speaker.person, turn.today, "week").some((owed) => givesFigures(turn, owed, text));

/** Whether a text gives a figure for an indicator the duty asks for. */
export const givesFigures = (turn: Turn, { duty, unit }: OwedDuty, text: string): boolean => {
	const fields = indicatorsOf(duty, turn.county).map(({ id, name, aliases, measure }) => ({ id, name, aliases, measure }));
	if (fields.length === 0) return false;
	return readReport(text, { fields, directory: turn.world.directory, speaker: unit.code, today: turn.today }).entries.length > 0;
};
