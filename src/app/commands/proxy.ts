import type { Cadence } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import type { Unit } from "../../domain/unit.ts";
import { readQuantities } from "../../language/read-quantities.ts";
import { openReport } from "../reports/open-report.ts";
import { dutiesOf } from "../reports/own-duties.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit, readLeadingUnit } from "../units/leading-unit.ts";
import { exampleTownship, unitNotFound } from "../units/unit-not-found.ts";
import { type CommandHandler, refuse } from "./handler.ts";

/** 代报 大巴镇 暖棚45亩 …: a report received by telephone, entered for the unit, which is asked to confirm. */
export const proxy: CommandHandler = async (turn, speaker, rest) => {
	const named = readLeadingUnit(turn, speaker, rest);
	if (!named)
		return turn.say(isUnitMissing(rest) ? { key: "proxy-needs-unit", buttons: [] } : unitNotFound(nameAtHead(rest), exampleTownship(turn)));
	if (named.kind === "unsure") return askWhichUnit(turn, speaker, "/proxy", named);
	return proxyFor(turn, speaker, named.unit, named.rest, "week");
};

/** What stands where the unit's name should: everything up to the first gap. */
const nameAtHead = (text: string): string => text.trim().split(/[\s:：,，、。]/u)[0] ?? "";

/** Whether figures follow at once, without a unit's name (代报 暖棚45亩). */
const isUnitMissing = (text: string): boolean =>
	text === "" || (!/[镇乡村]|街道/u.test(nameAtHead(text)) && readQuantities(nameAtHead(text)).length > 0);

/** Enters a unit's report for it, if the speaker may. */
export const proxyFor = async (turn: Turn, speaker: Speaker, unit: Unit, text: string, cadence: Cadence): Promise<void> => {
	if (!may(turn.county, speaker.person, "report-for-others", unit.code, turn.today)) return refuse(turn, "report-for-others", unit);
	const [owed] = dutiesOf(turn.county, unit, turn.today, cadence);
	if (!owed) return turn.say({ key: "no-duty", cadence, buttons: [] });
	return openReport(turn, speaker, { owed, proxy: true, text, again: `/proxy ${unit.name}`, amend: false });
};
