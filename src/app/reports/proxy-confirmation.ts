import { may } from "../../domain/permission.ts";
import { currentVersion, isConfirmed, type Report } from "../../domain/report.ts";
import type { View } from "../../views/view.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { describeReport } from "./describe-report.ts";

/** Leaves the unit the task to confirm a 代报, and tells those of its people the bot can reach. */
export const askUnitToConfirm = async (turn: Turn, speaker: Speaker, report: Report): Promise<void> => {
	turn.add({
		do: "add-task",
		task: { id: turn.world.ids.next(), kind: "confirm-proxy", unit: report.unit, report: report.number, createdAt: turn.now, doneAt: null },
	});
	const own = turn.county.peopleOf(report.unit).filter((person) => may(turn.county, person, "report", report.unit, turn.today));
	for (const person of own) {
		if (person.key === speaker.person.key || turn.isAway(person.key)) continue;
		const [chat] = privateChatsOf(await turn.set.committed.accountsOf(person.key), turn.world);
		if (!chat) continue;
		turn.say(
			{
				key: "proxy-confirm",
				report: describeReport(turn, report),
				buttons: [
					{ label: { word: "confirm-right" }, action: { do: "confirm-proxy", report: report.number, right: true } },
					{ label: { word: "confirm-wrong" }, action: { do: "confirm-proxy", report: report.number, right: false } },
				],
			},
			{ chat, addressee: person, priority: "broadcast" },
		);
	}
};

/** The report a unit is asked about, for one of its own people; null for others and when there is none. */
export const reportToConfirm = async (turn: Turn, speaker: Speaker, number: number): Promise<Report | null> => {
	const report = await turn.set.reportByNumber(number);
	return report && may(turn.county, speaker.person, "report", report.unit, turn.today) ? report : null;
};

/** Nobody needs to confirm a report any more: the unit did, or sent its own version. */
export const settleProxy = async (turn: Turn, report: Pick<Report, "number" | "unit">): Promise<void> => {
	for (const task of await turn.set.tasks([report.unit]))
		if (task.kind === "confirm-proxy" && task.report === report.number) turn.add({ do: "finish-task", id: task.id, at: turn.now });
};

/** Records that the unit confirmed, and says so to the confirmer and to whoever entered it. False when it is not theirs to confirm. */
export const confirmProxy = async (turn: Turn, speaker: Speaker, number: number): Promise<boolean> => {
	const report = await reportToConfirm(turn, speaker, number);
	if (!report) return false;
	await settleProxy(turn, report);
	if (isConfirmed(report) || currentVersion(report).source !== "proxy") {
		turn.say({ key: "proxy-settled", number, buttons: [] });
		return true;
	}
	turn.add({ do: "confirm-report", report: number, at: turn.now, by: speaker.person.key });
	turn.audit(speaker.person.key, "report:confirmed", `report:${number}`);
	const view = {
		key: "proxy-confirmed",
		number,
		unit: turn.county.unit(report.unit)?.name ?? report.unit,
		by: speaker.person.name,
		buttons: [],
	} as const;
	turn.say(view);
	await tellAuthor(turn, report, view);
	return true;
};

/** The unit sent its own figures over a 代报: whoever entered it is told that theirs count. */
export const tellCorrected = async (turn: Turn, speaker: Speaker, before: Report): Promise<void> => {
	if (currentVersion(before).source !== "proxy" || currentVersion(before).by === speaker.person.key) return;
	const unit = turn.county.unit(before.unit)?.name ?? before.unit;
	await tellAuthor(turn, before, { key: "proxy-corrected", number: before.number, unit, by: speaker.person.name, buttons: [] });
};

/** Tells whoever entered the current version, where the bot can reach them. */
const tellAuthor = async (turn: Turn, report: Report, view: View): Promise<void> => {
	const [chat] = privateChatsOf(await turn.set.committed.accountsOf(currentVersion(report).by), turn.world);
	if (chat) turn.say(view, { chat, priority: "broadcast" });
};
