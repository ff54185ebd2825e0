import { isAwayOn } from "../../domain/absence.ts";
import type { Report } from "../../domain/report.ts";
import { returnedFields, standOf } from "../../domain/review.ts";
import type { Round } from "../../domain/round.ts";
import { dueNoteOf, phaseOf } from "../../domain/round.ts";
import type { ViewButton } from "../../views/button.ts";
import type { TaskLine } from "../../views/report.ts";
import { bulletinTasks } from "../bulletins/bulletin-tasks.ts";
import { personLine } from "../people/named.ts";
import { problemTasks } from "../problems/problem-tasks.ts";
import { CADENCE_COMMANDS } from "../reports/open-report.ts";
import { dutiesToReport, type OwedDuty } from "../reports/own-duties.ts";
import { subjectOf } from "../reports/session-subject.ts";
import { closesAt, reviewedReport } from "../reviews/describe-review.ts";
import { reviewerNames } from "../reviews/list-reviews.ts";
import { waitingFor } from "../reviews/waiting-for.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { CommandHandler } from "./handler.ts";

/** More would not be read. */
const MOST_BUTTONS = 4;

/** 我的任务: what this person's units still owe, with round, deadline and state; reports entered for them that wait for their word. */
export const myTasks: CommandHandler = async (turn, speaker) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const owed = dutiesToReport(turn, speaker.person);
	const items: TaskLine[] = leaveLines(turn, speaker);
	const buttons: ViewButton[] = [];
	for (const report of await waitingFor(turn, speaker))
		items.push({ kind: "to-review", ...reviewedReport(turn, report), closesAt: closesAt(turn, report) });
	if (items.some(({ kind }) => kind === "to-review")) buttons.push({ label: { word: "review" }, action: { do: "say", text: "/review" } });
	await turn.set.prefetch({ chainLinesOf: owed.map(({ unit }) => unit.code) });
	for (const one of owed) {
		const open: { round: Round; line: TaskLine }[] = [];
		for (const round of turn.rounds.taking(one.duty, turn.inbound.sentAt, one.unit)) {
			const line = await openLine(turn, speaker, one, round);
			if (line) open.push({ round, line });
		}
		items.push(...open.map(({ line }) => line));
		buttons.push(
			...openButtons(
				one,
				open.flatMap(({ round, line }) => (line.kind === "in-review" && line.state === "waiting" ? [] : [round])),
				owed,
			),
		);
	}
	const listed = items.some((item) => item.kind === "report" && item.listed !== undefined);
	if (listed) buttons.unshift({ label: { word: "confirm-line" }, action: { do: "confirm-line", line: null } });
	buttons.splice(MOST_BUTTONS);
	let asked = false;
	for (const task of await turn.set.tasks([...new Set(owed.map((one) => one.unit.code))])) {
		const report = await turn.set.reportByNumber(task.report);
		const duty = report ? turn.county.duty(report.duty) : undefined;
		const unit = turn.county.unit(task.unit);
		if (!report || !duty || !unit) continue;
		items.push({ kind: "confirm-proxy", title: duty.name, unit: unit.name, period: report.period, number: report.number });
		// The words on the buttons name no report: one at a time.
		if (asked) continue;
		asked = true;
		buttons.push({ label: { word: "confirm-right" }, action: { do: "confirm-proxy", report: report.number, right: true } });
		buttons.push({ label: { word: "confirm-wrong" }, action: { do: "confirm-proxy", report: report.number, right: false } });
	}
	items.push(...(await bulletinTasks(turn, speaker)), ...(await problemTasks(turn, speaker)));
	turn.say({ key: "tasks", items, buttons }, { chat, addressee: speaker.person });
};

/** Whom the speaker stands in for today, and who stands in for the speaker. */
const leaveLines = ({ county, world, today }: Turn, { person }: Speaker): TaskLine[] =>
	world.absences
		.filter((absence) => isAwayOn(absence, today))
		.flatMap((absence): TaskLine[] => {
			const other = county.person(absence.person === person.key ? absence.deputy : absence.person);
			if (!other) return [];
			if (absence.person === person.key) return [{ kind: "away", deputy: other.name, last: absence.last }];
			const { name, post } = personLine(county, other, today);
			return absence.deputy === person.key ? [{ kind: "standing-in", name, post, last: absence.last }] : [];
		});

/** A report of the unit that was sent and does not count yet; null where it does. */
const reviewLine = (turn: Turn, report: Report): TaskLine | null => {
	const state = standOf(report);
	if (state === "counts") return null;
	const { title, unit, period } = reviewedReport(turn, report);
	const left = returnedFields(report).length;
	return { kind: "in-review", title, unit, period, state, by: reviewerNames(turn, report), left, closesAt: closesAt(turn, report) };
};

const openLine = async (turn: Turn, speaker: Speaker, { duty, unit }: OwedDuty, round: Round): Promise<TaskLine | null> => {
	const report = await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code });
	if (report) return reviewLine(turn, report);
	const colleagues = turn.county.peopleOf(unit.code);
	await turn.set.prefetch({ sessionsOf: colleagues.map((person) => person.key) });
	let begun: { answered: number; asked: number } | null = null;
	let other: string | null = null;
	for (const person of colleagues)
		for (const session of await turn.set.sessions(person.key)) {
			if (session.subject !== subjectOf(duty.id, round.period, unit.code)) continue;
			if (person.key === speaker.person.key) begun = { answered: session.answered, asked: session.asked };
			else other = person.name;
		}
	const late = phaseOf(round, turn.inbound.sentAt) === "late";
	const lines = await turn.set.chainLines([unit.code]);
	const line = lines.find((one) => one.duty === duty.id && one.period === round.period);
	return {
		kind: "report",
		title: duty.name,
		unit: unit.name,
		period: round.period,
		dueAt: round.dueAt,
		dueNote: dueNoteOf(round),
		late,
		begun,
		other,
		...(line ? { listed: line.words } : {}),
	};
};

/** 「周报」; 「周报 大巴镇」 where the person reports for several units; the periods where several rounds are owed. */
const openButtons = ({ duty, unit }: OwedDuty, rounds: readonly Round[], owed: readonly OwedDuty[]): ViewButton[] => {
	const command = `${CADENCE_COMMANDS[duty.cadence]} ${unit.name}`;
	const [only] = rounds;
	if (!only) return [];
	if (new Set(owed.map((one) => one.unit.code)).size > 1)
		return [
			{
				label: { text: `${duty.name} ${unit.name}` },
				action: { do: "say", text: rounds.length === 1 ? `${command} ${only.period}` : command },
			},
		];
	if (rounds.length === 1) return [{ label: { text: duty.name }, action: { do: "say", text: `${command} ${only.period}` } }];
	return rounds.map(({ period }) => ({ label: { period }, action: { do: "say", text: `${command} ${period}` } }));
};
