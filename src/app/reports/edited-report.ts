import type { DialogState } from "../../dialog/state.ts";
import { may } from "../../domain/permission.ts";
import { currentVersion, type Report } from "../../domain/report.ts";
import { phaseOf } from "../../domain/round.ts";
import { compileFlow } from "../../flows/compile-flow.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { DialogRemark, DialogView } from "../../views/dialog.ts";
import { placeFor } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { describeReport } from "./describe-report.ts";
import { keep, restored } from "./dialog-turn.ts";
import { keepSaid, recallSaid, type SaidInReport } from "./said-in-report.ts";
import { keptDialog, subjectOf } from "./session-subject.ts";
import type { DialogSubject, Sitting } from "./sitting.ts";
import { stepOnFacts } from "./step-on-facts.ts";

/** A submitted report whose author changed a message it came from. */
interface Edited extends DialogSubject {
	readonly report: Report;
	readonly memory: SaidInReport;
	readonly closed: boolean;
}

/** The report, as far as this person may still change it; null when not. */
const editedReport = async (turn: Turn, speaker: Speaker, memory: SaidInReport): Promise<Edited | null> => {
	const report = await turn.set.reportByNumber(memory.report);
	const duty = report ? turn.county.duty(report.duty) : undefined;
	const unit = report ? turn.county.unit(report.unit) : undefined;
	if (!report || !duty || !unit) return null;
	const { proxy } = memory;
	if (!may(turn.county, speaker.person, proxy ? "report-for-others" : "report", unit.code, turn.today)) return null;
	const round = turn.rounds.round(duty, report.period, unit.code);
	return { report, memory, duty, unit, round, proxy, closed: phaseOf(round, turn.inbound.sentAt) === "closed" };
};

/** A dialog that changes the report by what was changed in the chat. */
interface Amended {
	readonly sitting: Sitting;
	readonly state: DialogState;
	/** The last thing it says; null when nothing follows from the new words. */
	readonly view: DialogView | null;
	/** All it remarked on the way. */
	readonly remarks: readonly DialogRemark[];
}

const amend = async (turn: Turn, speaker: Speaker, chat: ChatRef, edited: Edited): Promise<Amended | null> => {
	const { report, memory, duty, round, unit, proxy } = edited;
	const flow = compileFlow(duty, turn.county);
	const subject = subjectOf(duty.id, round.period, unit.code);
	const saved = (await turn.set.sessions(speaker.person.key)).find((session) => session.subject === subject);
	const base = report.versions.length;
	const begun = saved && keptDialog(saved.state)?.base === base ? restored(saved, flow) : null;
	const id = saved?.id ?? turn.world.ids.next();
	const at = (state: DialogState | null): Sitting => ({ turn, speaker, duty, round, unit, proxy, flow, id, chat, base, state });
	const { entries, answers } = currentVersion(report);
	let state = begun ?? (await stepOnFacts(at(null), { kind: "start", prefill: { entries, answers } })).state;
	let view: DialogView | null = null;
	const remarks: DialogRemark[] = [];
	for (const { ref, text } of memory.edits) {
		if (!state) return null;
		const outcome = await stepOnFacts(at(state), { kind: "edited", ref, text, known: memory.said });
		state = outcome.state;
		view = outcome.says.at(-1) ?? view;
		remarks.push(...outcome.says.flatMap((said) => ("remarks" in said ? said.remarks : [])));
	}
	return state && { sitting: at(state), state, view, remarks };
};

const sayClosed = (turn: Turn, { duty, unit, round, report }: Edited, chat: ChatRef): void =>
	turn.say(
		{
			key: "round-closed",
			title: duty.name,
			unit: unit.name,
			period: round.period,
			closedAt: round.closesAt,
			report: describeReport(turn, report),
			buttons: [],
		},
		{ chat },
	);

/** A message a submitted report came from reads otherwise now: its author is asked whether to make a new version. The newest words count. */
export const editSubmitted = async (turn: Turn, speaker: Speaker, ref: string, text: string): Promise<void> => {
	const memory = (await recallSaid(turn, speaker)).find(({ said }) => said.some((one) => one.ref === ref));
	const edited = memory ? await editedReport(turn, speaker, memory) : null;
	if (!memory || !edited) return;
	const chat = edited.closed && memory.told ? null : placeFor(turn, speaker, edited.unit.code);
	if (!chat) return;
	if (edited.closed) {
		await keepSaid(turn, speaker, { ...memory, told: true });
		return sayClosed(turn, edited, chat);
	}
	const others = memory.edits.filter((one) => one.ref !== ref);
	const newest = { ...memory, edits: [...others, { ref, text }] };
	const alone = await amend(turn, speaker, chat, { ...edited, memory: { ...memory, edits: [{ ref, text }] } });
	if (!alone) return;
	const about = { title: edited.duty.name, unit: edited.unit.name, period: edited.round.period, number: edited.report.number };
	if (!alone.remarks.some(isChange)) {
		// As it was, or not to be understood: what was asked about this message before counts no more.
		if (others.length < memory.edits.length) await keepSaid(turn, speaker, { ...memory, edits: others });
		if (alone.remarks.length > 0) turn.say({ key: "submitted-edit-unclear", ...about, remarks: alone.remarks, buttons: [] }, { chat });
		return;
	}
	const all = others.length === 0 ? alone : await amend(turn, speaker, chat, { ...edited, memory: newest });
	await keepSaid(turn, speaker, newest);
	const remarks = all?.remarks ?? alone.remarks;
	const button = (word: "new-version" | "keep-version") =>
		({ label: { word }, action: { do: "take-edits", report: memory.report, yes: word === "new-version" } }) as const;
	turn.say(
		{
			key: "submitted-edited",
			...about,
			text: text.slice(0, 60),
			changes: remarks.flatMap((one) => (one.say === "updated" ? [{ name: one.name, old: one.old, answer: one.answer }] : [])),
			gone: remarks.flatMap((one) => (one.say === "update-gone" ? one.names : [])),
			asks: remarks.flatMap((one) => (one.say === "update-asks" ? [one.name] : [])),
			buttons: [button("new-version"), button("keep-version")],
		},
		{ chat, addressee: speaker.person },
	);
};

const isChange = ({ say }: DialogRemark): boolean => say === "updated" || say === "update-asks" || say === "update-gone";

/** The author's word on what was changed in the chat. False when there is nothing to decide any more. */
export const decideEdits = async (turn: Turn, speaker: Speaker, number: number, yes: boolean): Promise<boolean> => {
	const memory = (await recallSaid(turn, speaker)).find(({ report }) => report === number);
	if (!memory || memory.edits.length === 0) return false;
	const settled = { ...memory, edits: [] };
	if (!yes) {
		await keepSaid(turn, speaker, settled);
		turn.say({ key: "edits-left", number, buttons: [] });
		return true;
	}
	const edited = await editedReport(turn, speaker, memory);
	if (!edited) return false;
	const chat = placeFor(turn, speaker, edited.unit.code);
	if (!chat) return true;
	if (edited.closed) {
		sayClosed(turn, edited, chat);
		return true;
	}
	const amended = await amend(turn, speaker, chat, edited);
	if (!amended?.view) return false;
	await keepSaid(turn, speaker, settled);
	const remarks = amended.remarks;
	turn.say("remarks" in amended.view ? { ...amended.view, remarks } : amended.view, { chat, addressee: speaker.person });
	await keep(amended.sitting, amended.state);
	return true;
};
