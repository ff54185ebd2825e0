import { addDays, type DateText, instantAt } from "../../domain/period.ts";
import { Play } from "./play.ts";
import type { PlayParts } from "./play-parts.ts";
import type { Rehearsal } from "./rehearsal.ts";

export interface RehearsalParts extends PlayParts {
	/** The last day played. */
	readonly to: DateText;
	/** Called as each day begins. */
	readonly onDay: (day: DateText) => void;
}

/**
 * Plays the days from one to another on a clock of its own with simulated people, through the same intake, turns, schedule and dispatcher as always. The
 * same parts play the same.
 */
export const rehearse = async (parts: RehearsalParts): Promise<Rehearsal> => {
	const end = instantAt(addDays(parts.to, 1), "00:00");
	const play = await Play.open(parts, end);
	try {
		for (let day = parts.from; day <= parts.to; day = addDays(day, 1)) {
			parts.onDay(day);
			await play.playUntil(instantAt(addDays(day, 1), "00:00"));
		}
		return { from: parts.from, to: parts.to, seed: parts.seed, ...(await play.found()) };
	} finally {
		await play.close();
	}
};
