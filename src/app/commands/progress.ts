import { may, mayAnywhere } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import type { Unit } from "../../domain/unit.ts";
import { meansWholeCounty } from "../../language/command-words.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import { progressOfUnit } from "../reports/progress.ts";
import { placeFor } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit, type LeadingUnit, readLeadingUnit } from "../units/leading-unit.ts";
import { unitNotFound } from "../units/unit-not-found.ts";
import { type CommandHandler, refuse } from "./handler.ts";

/** 进度, 进度 大巴镇: where a unit stands against target and plan; without a name the speaker's own unit. */
export const progress: CommandHandler = async (turn, speaker, rest) => {
	const named = rest === "" ? null : meansWholeCounty(rest) ? wholeCounty(turn) : readLeadingUnit(turn, speaker, rest);
	const period = rest === "" ? null : leadingPeriod(rest, turn.today);
	if (period?.rest === "")
		return turn.say({
			key: "progress-is-now",
			period: period.period,
			maySum: mayAnywhere(speaker.person, "see-summary", turn.today),
			buttons: [],
		});
	if (rest !== "" && named?.rest !== "") return turn.say(unitNotFound(rest, ownUnits(turn, speaker)[0]?.name ?? turn.county.root.name));
	if (named?.kind === "unsure") return askWhichUnit(turn, speaker, "/progress", named);
	const units = named ? [named.unit] : ownUnits(turn, speaker);
	for (const unit of units) {
		if (!may(turn.county, speaker.person, "see-progress", unit.code, turn.today)) return refuse(turn, "see-progress", unit);
		const chat = placeFor(turn, speaker, unit.code);
		if (!chat) return;
		turn.say(await progressOfUnit(turn, unit), { chat, addressee: speaker.person });
	}
};

const wholeCounty = ({ county }: Turn): LeadingUnit => ({ kind: "sure", unit: county.root, rest: "" });

/** The units a person's posts are in; a county department's or leader's view is the county. */
const ownUnits = (turn: Turn, speaker: Speaker): Unit[] => {
	const codes = postsOn(speaker.person, turn.today).map((post) => {
		const kind = turn.county.unit(post.unit)?.kind;
		return kind === "township" || kind === "village" ? post.unit : turn.county.root.code;
	});
	return [...new Set(codes)].flatMap((code) => turn.county.unit(code) ?? []);
};
