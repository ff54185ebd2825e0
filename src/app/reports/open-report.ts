import type { PeriodKey } from "../../domain/period.ts";
import { parsePeriod } from "../../domain/period.ts";
import { currentVersion, type Report } from "../../domain/report.ts";
import { decisionOf, standOf } from "../../domain/review.ts";
import { dueNoteOf, phaseOf, type Round } from "../../domain/round.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import type { ChatRef } from "../../ports/chat.ts";
import { placeFor } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { ReportKey } from "../turns/working-set.ts";
import { describeReport } from "./describe-report.ts";
import { openDialog } from "./dialog-turn.ts";
import type { OwedDuty } from "./own-duties.ts";
import { keptDialog, subjectOf } from "./session-subject.ts";
import type { DialogSubject } from "./sitting.ts";

export interface OpenRequest {
	readonly owed: OwedDuty;
	readonly proxy: boolean;
	/** What stood behind the command, without the unit's name. */
	readonly text: string;
	/** The command's words, to build 「周报 第46周」 buttons from ("/weekly", "/proxy 大巴镇"). */
	readonly again: string;
	/** Change what was submitted, where something was. */
	readonly amend: boolean;
}

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");

/** Opens the dialog of a duty's round: the round that is meant, what was already sent, then the first question or the whole pasted report. */
export const openReport = async (turn: Turn, speaker: Speaker, request: OpenRequest): Promise<void> => {
	const { duty, unit } = request.owed;
	const chat = placeFor(turn, speaker, unit.code);
	if (!chat) return;
	const to = { chat, addressee: speaker.person };
	const named = leadingPeriod(request.text, turn.today);
	const text = named && parsePeriod(named.period).cadence === duty.cadence ? named.rest : request.text;
	const round = await chooseRound(turn, request, named?.period ?? null, text, chat, speaker);
	if (!round) return;
	const report = await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code });
	const subject = { duty, round, unit, proxy: request.proxy };
	// A change begun on the report as it stands goes on; a draft from before somebody reported is told of that report first.
	if (!report || (await amends(turn, speaker, subject, report))) return openDialog(turn, speaker, subject, { kind: "start", text }, chat);
	// What was sent back is asked again, and nothing else.
	if (standOf(report) === "returned") return openDialog(turn, speaker, subject, { kind: "start", text, prefill: prefillOf(report) }, chat);
	const asksOnly = text === "" && turn.attached.length === 0 && !request.amend;
	// Whoever enters figures for a unit sees first what the unit itself has given.
	if (asksOnly || (request.proxy && currentVersion(report).source === "own"))
		turn.say(
			{
				key: "already-submitted",
				report: describeReport(turn, report),
				closesAt: round.closesAt,
				newest: turn.rounds.taking(duty, turn.inbound.sentAt, unit)[0]?.period === round.period,
				buttons: asksOnly ? [editButton(request, round)] : [],
			},
			to,
		);
	if (asksOnly) return;
	return openDialog(turn, speaker, subject, { kind: "start", text, prefill: prefillOf(report) }, chat);
};

/** Whether this person has a change of exactly this report open, begun since it was sent back where it was. */
const amends = async (turn: Turn, speaker: Speaker, { duty, round, unit }: DialogSubject, report: Report): Promise<boolean> => {
	const subject = subjectOf(duty.id, round.period, unit.code);
	const open = (await turn.set.sessions(speaker.person.key)).find((session) => session.subject === subject);
	const decided = decisionOf(report, report.versions.length);
	const isOld = open !== undefined && decided !== null && open.updatedAt < decided.at;
	return open !== undefined && !isOld && keptDialog(open.state)?.base === report.versions.length;
};

/** Changes the report that is shown, whichever round is the newest by then. */
const editButton = ({ owed: { unit, duty } }: OpenRequest, { period }: Round) =>
	({ label: { word: "edit" }, action: { do: "say", text: words("/edit", unit.name, duty.name, spoken(period)) } }) as const;

const prefillOf = (report: Report) => {
	const { entries, answers } = currentVersion(report);
	return { entries, answers };
};

/** The round that is meant; null when that had to be asked or refused, which is said. */
const chooseRound = async (
	turn: Turn,
	request: OpenRequest,
	named: PeriodKey | null,
	text: string,
	chat: ChatRef,
	speaker: Speaker,
): Promise<Round | null> => {
	const { duty, unit } = request.owed;
	const to = { chat, addressee: speaker.person };
	const at = turn.inbound.sentAt;
	const taking = turn.rounds.taking(duty, at, unit);
	if (named !== null && parsePeriod(named).cadence === duty.cadence) return namedRound(turn, request, named, to);
	const [newest, ...older] = taking;
	if (!newest) {
		turn.say({ key: "round-not-open", title: duty.name, opensAt: turn.rounds.nextAfter(duty, at).opensAt, buttons: [] }, to);
		return null;
	}
	const owing: Round[] = [];
	for (const round of older) if (await isOwing(turn, { duty: duty.id, period: round.period, unit: unit.code })) owing.push(round);
	if (owing.length === 0 || request.amend) return newest;
	const offered = [newest, ...owing];
	turn.say(
		{
			key: "which-round",
			unit: unit.name,
			amend: false,
			rounds: offered.map((round) => ({
				title: duty.name,
				period: round.period,
				late: at > round.dueAt,
				dueAt: round.dueAt,
				dueNote: dueNoteOf(round),
			})),
			buttons: offered.map((round) => ({
				label: { period: round.period },
				action: { do: "say", text: words(request.again, spoken(round.period), text) },
			})),
		},
		to,
	);
	return null;
};

/** Whether a unit's report of a round is still to be written, in whole or where it was sent back. */
const isOwing = async (turn: Turn, key: ReportKey): Promise<boolean> => {
	const report = await turn.set.report(key);
	return report === null || standOf(report) === "returned";
};

const namedRound = async (turn: Turn, request: OpenRequest, period: PeriodKey, to: { chat: ChatRef }): Promise<Round | null> => {
	const { duty, unit } = request.owed;
	const round = turn.rounds.round(duty, period, request.owed.unit.code);
	const phase = phaseOf(round, turn.inbound.sentAt);
	if (phase === "open" || phase === "late") return round;
	if (phase === "not-open") turn.say({ key: "round-not-open", title: duty.name, opensAt: round.opensAt, buttons: [] }, to);
	else {
		const report = await turn.set.report({ duty: duty.id, period, unit: unit.code });
		turn.say(
			{
				key: "round-closed",
				title: duty.name,
				unit: unit.name,
				period,
				closedAt: round.closesAt,
				report: report ? describeReport(turn, report) : null,
				buttons: [],
			},
			to,
		);
	}
	return null;
};

/** A period in the words the reader of periods takes. */
const spoken = (period: PeriodKey): string => period;

export { CADENCE_COMMANDS } from "./cadence-commands.ts";
