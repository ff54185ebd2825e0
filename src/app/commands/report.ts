import type { Cadence } from "../../domain/period.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import { standOf } from "../../domain/review.ts";
import type { Unit } from "../../domain/unit.ts";
import { parseCommand } from "../../language/command-words.ts";
import { givesFigures } from "../reports/loose-report.ts";
import { CADENCE_COMMANDS, openReport } from "../reports/open-report.ts";
import { dutiesToReport, type OwedDuty } from "../reports/own-duties.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { readLeadingUnit } from "../units/leading-unit.ts";
import { type CommandHandler, refuse } from "./handler.ts";
import { proxyFor } from "./proxy.ts";

/** 周报, 月报, 季报, 年报: the report of the speaker's own unit, asked question by question or read from the text behind the word. */
export const reportCommand =
	(cadence: Cadence): CommandHandler =>
	async (turn, speaker, rest) => {
		const named = readLeadingUnit(turn, speaker, rest);
		// A unit that is not one's own at the head of the report: it is entered for somebody else, if one may.
		if (named?.kind === "sure" && !isOwn(turn, speaker, named.unit)) return proxyFor(turn, speaker, named.unit, named.rest, cadence);
		if (!mayAnywhere(speaker.person, "report", turn.today)) return refuse(turn, "report");
		const owed = dutiesToReport(turn, speaker.person, cadence);
		if (owed.length === 0) return turn.say({ key: "no-duty", cadence, buttons: [] });
		const again = CADENCE_COMMANDS[cadence];
		const own = named?.kind === "sure" ? owed.filter((one) => one.unit.code === named.unit.code) : [];
		return own.length > 0 && named ? openOne(turn, speaker, own, named.rest, again) : openOne(turn, speaker, owed, rest, again);
	};

const isOwn = (turn: Turn, speaker: Speaker, unit: Unit): boolean =>
	postsOn(speaker.person, turn.today).some(
		(post) => post.unit === unit.code || (unit.successor === post.unit && !exists(unit, turn.today)),
	);

const exists = (unit: Unit, day: string): boolean => unit.validTo === null || unit.validTo >= day;

const openOne = async (turn: Turn, speaker: Speaker, owed: readonly OwedDuty[], text: string, again: string): Promise<void> => {
	const named = owed.filter((one) => text.startsWith(one.duty.name));
	const left = named.length > 0 ? named : await stillOwed(turn, meant(turn, owed, text));
	const [only] = left;
	if (only && left.length === 1) {
		const own = named.length === 1 ? text.slice(only.duty.name.length).trim() : text;
		return openReport(turn, speaker, { owed: only, proxy: false, text: own, again: `${again} ${only.unit.name}`, amend: false });
	}
	turn.say(
		{
			key: "which-unit",
			title: left[0]?.duty.name ?? "",
			units: left.map((one) => (sameUnit(left) ? one.duty.name : one.unit.name)),
			buttons: left.map((one) => ({
				label: { text: sameUnit(left) ? one.duty.name : one.unit.name },
				action: {
					do: "say",
					text: [again, one.unit.name, sameUnit(left) ? one.duty.name : "", text].filter((part) => part !== "").join(" "),
				},
			})),
		},
		{ addressee: speaker.person },
	);
};

/** Of several duties those the text gives figures for; else those called as the command is: a campaign of its own never stands in the way of 周报. */
const meant = (turn: Turn, owed: readonly OwedDuty[], text: string): readonly OwedDuty[] => {
	const plain = owed.filter(({ duty }) => parseCommand(duty.name)?.rest === "");
	if (plain.length === 0 || plain.length === owed.length) return owed;
	const figures = text === "" ? [] : owed.filter((one) => givesFigures(turn, one, text));
	return figures.length === 0 || figures.some((one) => plain.includes(one)) ? plain : figures;
};

const sameUnit = (owed: readonly OwedDuty[]): boolean => new Set(owed.map((one) => one.unit.code)).size === 1;

/** Of several duties those whose newest round nobody has reported; all of them when every one is reported. */
const stillOwed = async (turn: Turn, owed: readonly OwedDuty[]): Promise<readonly OwedDuty[]> => {
	if (owed.length === 1) return owed;
	const open: OwedDuty[] = [];
	for (const one of owed) {
		const round = turn.rounds.taking(one.duty, turn.inbound.sentAt, one.unit)[0];
		const report = round && (await turn.set.report({ duty: one.duty.id, period: round.period, unit: one.unit.code }));
		if (round && (!report || standOf(report) === "returned")) open.push(one);
	}
	return open.length > 0 ? open : owed;
};
