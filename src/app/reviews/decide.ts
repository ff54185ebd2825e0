import { may } from "../../domain/permission.ts";
import type { Person } from "../../domain/person.ts";
import { currentVersion, type Report } from "../../domain/report.ts";
import { countingVersion } from "../../domain/review.ts";
import type { ReturnedField, ReviewDecision } from "../../domain/review-decision.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import { CADENCE_COMMANDS } from "../reports/cadence-commands.ts";
import { countedBefore, countVersion } from "../reports/count-version.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { closesAt, returnedLines, reviewedReport } from "./describe-review.ts";
import { tellAlone } from "./tell-alone.ts";
import { waitingFor } from "./waiting-for.ts";

type Decided = Pick<ReviewDecision, "decision" | "way" | "fields">;

/** Records a decision about a report's newest version, with its audit entry; returns the report with it. It is late where the round had closed for all. */
export const recordDecision = (turn: Turn, by: Person, report: Report, { decision, way, fields }: Decided): Report => {
	const { version } = currentVersion(report);
	const at = turn.inbound.sentAt;
	const duty = turn.county.duty(report.duty);
	const closed = duty !== undefined && at > turn.rounds.round(duty, report.period, null).closesAt;
	const late = decision === "approved" && countingVersion(report) === null && closed;
	const made: ReviewDecision = { version, decision, by: by.key, way, at, late, fields };
	turn.add({ do: "add-review-decision", report: report.number, decision: made });
	turn.audit(by.key, `report:${decision}`, `report:${report.number}`, {
		version,
		way,
		late,
		fields: fields.map(({ question }) => question),
	});
	return { ...report, decisions: [...(report.decisions ?? []), made] };
};

/** 通过: the newest version counts from now on, and its sender is told. */
export const approve = async (turn: Turn, speaker: Speaker, waiting: Report, way: ReviewDecision["way"]): Promise<void> => {
	const left = (await waitingFor(turn, speaker)).filter(({ number }) => number !== waiting.number).length;
	const report = recordDecision(turn, speaker.person, waiting, { decision: "approved", way, fields: [] });
	const version = currentVersion(report);
	const sender = turn.county.person(version.by);
	const ledger = await countVersion(turn, sender ?? speaker.person, report, countedBefore(report));
	if (version.source === "proxy" && way !== "office")
		turn.add({ do: "confirm-report", report: report.number, at: turn.inbound.sentAt, by: speaker.person.key });
	const head = reviewedReport(turn, report);
	const buttons = left > 0 ? [{ label: { word: "review" }, action: { do: "say", text: "/review" } } as const] : [];
	turn.say({ key: "review-approved", report: head, left, buttons }, { addressee: speaker.person });
	if (!sender || sender.key === speaker.person.key) return;
	const [chat] = privateChatsOf(await turn.set.committed.accountsOf(sender.key), turn.world);
	const told = { key: "report-approved", report: head, by: speaker.person.name, way, ...(ledger ? { ledger } : {}), buttons: [] } as const;
	if (chat) turn.say(told, { chat, addressee: sender, priority: "broadcast" });
};

/** 退回: only these items are asked again, of whoever sent the report; where they are gone or away, of all who report for the unit. */
export const returnReport = async (
	turn: Turn,
	speaker: Speaker,
	waiting: Report,
	way: ReviewDecision["way"],
	fields: readonly ReturnedField[],
): Promise<void> => {
	const left = (await waitingFor(turn, speaker)).filter(({ number }) => number !== waiting.number).length;
	const report = recordDecision(turn, speaker.person, waiting, { decision: "returned", way, fields });
	const { version } = currentVersion(report);
	const head = reviewedReport(turn, report);
	const lines = returnedLines(turn, report, version);
	const told = await tellReporters(turn, speaker, report, {
		key: "report-returned",
		report: head,
		by: speaker.person.name,
		way,
		fields: lines,
		closesAt: closesAt(turn, report),
		buttons: [{ label: { word: "revise" }, action: { do: "say", text: reviseWords(turn, report) } }],
	});
	turn.say(
		{ key: "review-returned", report: head, fields: lines, told: told.map(({ name }) => name), left, buttons: [] },
		{ addressee: speaker.person },
	);
};

/** The words that open a report: 「月报 大巴镇 月报 2026-11」. */
export const reviseWords = ({ county }: Pick<Turn, "county">, { duty: id, unit: code, period }: Report): string => {
	const duty = county.duty(id);
	return [duty ? CADENCE_COMMANDS[duty.cadence] : "", county.unit(code)?.name ?? code, duty?.name ?? "", period].join(" ").trim();
};

const tellReporters = async (turn: Turn, speaker: Speaker, report: Report, view: Parameters<Turn["say"]>[0]): Promise<Person[]> => {
	const sender = turn.county.person(currentVersion(report).by);
	const mayReport = (person: Person): boolean => may(turn.county, person, "report", report.unit, turn.today);
	const isThere = sender !== undefined && !turn.isAway(sender.key) && (mayReport(sender) || currentVersion(report).source === "proxy");
	const own = turn.county.peopleOf(report.unit).filter((person) => mayReport(person) && !turn.isAway(person.key));
	const first = isThere ? await tellAlone(turn, [sender], view) : [];
	const others = own.filter((person) => person.key !== sender?.key && person.key !== speaker.person.key);
	return first.length > 0 && currentVersion(report).source === "own" ? first : [...first, ...(await tellAlone(turn, others, view))];
};
