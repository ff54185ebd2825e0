import { mayAnywhere, PERMISSIONS } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import type { Report } from "../../domain/report.ts";
import { standOf } from "../../domain/review.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { pendingReports } from "./pending.ts";
import { reviewRight } from "./review-rights.ts";

/** The reports that wait for this person's approval, by number. */
export const waitingFor = async (turn: Turn, speaker: Speaker): Promise<Report[]> => (await reviewable(turn, speaker)).own;

/** The reports that wait for this person, and, for the office, those that wait for a principal. */
export const reviewable = async (turn: Turn, speaker: Speaker): Promise<{ readonly own: Report[]; readonly elsewhere: Report[] }> => {
	if (!mayAnywhere(speaker.person, "review", turn.today)) return { own: [], elsewhere: [] };
	const posts = postsOn(speaker.person, turn.today).filter(({ role }) => PERMISSIONS.review[role] !== undefined);
	const isOffice = posts.some(({ role }) => PERMISSIONS.review[role] === "county");
	const units = posts.flatMap((post) => turn.county.unit(post.unit) ?? []).flatMap((unit) => lineageOf(turn.county, unit));
	const pending = await pendingReports(turn, isOffice ? null : [...new Set(units.map(({ code }) => code))]);
	const own: Report[] = [];
	const elsewhere: Report[] = [];
	for (const report of pending) {
		if (standOf(report) !== "waiting") continue;
		const { way } = await reviewRight(turn, speaker, report);
		(way === null ? elsewhere : own).push(report);
	}
	return { own, elsewhere: isOffice ? elsewhere : [] };
};
