import type { Flow } from "../../dialog/flow.ts";
import type { DialogInput } from "../../dialog/input.ts";
import { loadState } from "../../dialog/load-state.ts";
import type { DialogOutcome } from "../../dialog/outcome.ts";
import { progressOf } from "../../dialog/progress.ts";
import type { DialogState } from "../../dialog/state.ts";
import type { Duty } from "../../domain/duty.ts";
import { epochMsOf, type Instant, type PeriodKey } from "../../domain/period.ts";
import type { Report } from "../../domain/report.ts";
import { phaseOf } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import { readDialogCommand } from "../../flows/command-words.ts";
import { compileFlow } from "../../flows/compile-flow.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { SavedSession } from "../../ports/store.ts";
import type { ViewButton } from "../../views/button.ts";
import type { View } from "../../views/view.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { describeReport } from "./describe-report.ts";
import { messageRef } from "./message-ref.ts";
import { askUnitToConfirm, settleProxy, tellCorrected } from "./proxy-confirmation.ts";
import { noteSubmitted } from "./said-in-report.ts";
import { type KeptDialog, keptDialog, subjectOf } from "./session-subject.ts";
import type { DialogSubject, Sitting } from "./sitting.ts";
import { stepOnFacts } from "./step-on-facts.ts";
import { submitReport } from "./submit-report.ts";
import { wholeReport } from "./whole-report.ts";

/** How far up the last message to somebody is looked for in a group. */
const LOOKED_AT = 10;

/**
 * Begins a dialog, or goes on with the one this person has about the same subject. `shown`: its words were shown to this person, who found them right. Where
 * they leave nothing to ask, a new dialog submits them at once.
 */
export const openDialog = async (
	turn: Turn,
	speaker: Speaker,
	subject: DialogSubject,
	input: DialogInput & { kind: "start" },
	chat: ChatRef,
	shown = false,
): Promise<void> => {
	const { duty, round, unit } = subject;
	const name = subjectOf(duty.id, round.period, unit.code);
	const saved = (await turn.set.sessions(speaker.person.key)).find((session) => session.subject === name);
	const flow = compileFlow(duty, turn.county);
	const state = saved && input.prefill === undefined ? restored(saved, flow) : null;
	if (saved && state) {
		const text = input.text?.trim() ?? "";
		const resume: DialogInput = text === "" ? { kind: "resume" } : { kind: "resume", text };
		return takeStep({ ...subject, turn, speaker, flow, id: saved.id, chat, base: keptDialog(saved.state)?.base ?? 0, state }, resume);
	}
	const report = await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code });
	const id = saved?.id ?? turn.world.ids.next();
	return takeStep({ ...subject, turn, speaker, flow, id, chat, base: report?.versions.length ?? 0, state: null, shown }, input);
};

/**
 * Hands what was typed, pressed or sent to an open dialog. `overheard`: group talk that was not addressed to the bot; what is no answer there is
 * said to the others.
 */
export const continueDialog = async (
	turn: Turn,
	speaker: Speaker,
	saved: SavedSession,
	input: DialogInput,
	overheard = false,
): Promise<void> => {
	const duty = turn.county.duty(saved.duty);
	const unit = turn.county.unit(saved.unit);
	if (!duty || !unit) {
		// The office took the duty or the unit out of its workbook: nothing can be sent any more.
		turn.add({ do: "drop-session", id: saved.id });
		return turn.say({ key: "nothing-open", buttons: [] });
	}
	const round = turn.rounds.round(duty, saved.period, unit.code);
	const resting = input.kind === "edited" && !saved.active;
	if (phaseOf(round, turn.inbound.sentAt) === "closed") {
		if (resting) return;
		// Paused and not dropped: the office may reopen the round.
		turn.add({ do: "save-session", session: { ...saved, active: false } });
		const report = await turn.set.report({ duty: duty.id, period: saved.period, unit: unit.code });
		return turn.say({
			key: "round-closed",
			title: duty.name,
			unit: unit.name,
			period: saved.period,
			closedAt: round.closesAt,
			report: report ? describeReport(turn, report) : null,
			buttons: [],
		});
	}
	const kept = keptDialog(saved.state);
	const flow = compileFlow(duty, turn.county);
	const state = restored(saved, flow);
	const chat = turn.chat.kind === "private" ? turn.chat : saved.chat;
	const sitting: Sitting = {
		turn,
		speaker,
		duty,
		round,
		unit,
		proxy: kept?.proxy ?? false,
		flow,
		id: saved.id,
		chat,
		base: kept?.base ?? 0,
		state,
		resting,
	};
	if (state === null) return takeStep(sitting, { kind: "start" });
	const idle = epochMsOf(turn.inbound.sentAt) - epochMsOf(saved.updatedAt) > turn.world.idleMs;
	if (!idle || input.kind !== "text" || drops(input.text)) return takeStep(sitting, input, overheard);
	// Group talk that answers nothing is no reason to ask again.
	if (overheard && isMisunderstood(await stepOnFacts(sitting, input))) return;
	const late = !overheard && state.changed === null && (await isAskedStill(turn, speaker, saved, state, duty, unit));
	return takeStep(sitting, late ? { kind: "resume", text: input.text, late } : { kind: "resume" });
};

const isMisunderstood = ({ events }: DialogOutcome): boolean => events.some(({ event }) => event === "misunderstood");

/** Whether a dialog's question is what the bot said last to its person here, and no newer round, of which they may speak, has opened since. */
const isAskedStill = async (
	turn: Turn,
	speaker: Speaker,
	saved: SavedSession,
	state: DialogState,
	duty: Duty,
	unit: Unit,
): Promise<boolean> => {
	const newestAt = (at: Instant): PeriodKey | undefined => turn.rounds.taking(duty, at, unit)[0]?.period;
	if (newestAt(turn.inbound.sentAt) !== newestAt(saved.updatedAt)) return false;
	const said = await turn.set.committed.newestMessages(turn.chat, LOOKED_AT);
	const last = said.find(({ addressee }) => !turn.inGroup || addressee === null || addressee === speaker.person.key)?.view;
	return last !== undefined && "session" in last && last.session === saved.id && last.step === state.step;
};

/** Whether words drop a dialog: whoever says so after a long time need not be shown it first. */
export const drops = (text: string): boolean => ["cancel", "discard"].includes(readDialogCommand(text)?.do ?? "");

/** The dialog's state as saved, against the form as it is now; null when it cannot be read. */
export const restored = (saved: SavedSession, flow: Flow): DialogState | null => {
	const loaded = loadState(keptDialog(saved.state)?.dialog, flow);
	return loaded.ok ? loaded.state : null;
};

/** The words of a message are remembered with its name: it may be changed later. What came with the words that open a report belongs to it. */
const named = (turn: Turn, given: DialogInput): DialogInput => {
	const ref = messageRef(turn.inbound);
	const opens = given.kind === "start" || given.kind === "resume";
	const input = opens && turn.attached.length > 0 ? { ...given, files: turn.attached } : given;
	return ref === null || input.kind === "press" || input.kind === "edited" ? input : { ...input, ref };
};

const takeStep = async (sitting: Sitting, input: DialogInput, overheard = false): Promise<void> => {
	const { turn, speaker, duty, round, unit, state } = sitting;
	const outcome = await stepOnFacts(sitting, sitting.shown ? input : named(turn, input));
	if (input.kind === "edited" && outcome.says.length === 0 && outcome.state) return;
	const whole = sitting.shown ? wholeReport(outcome) : null;
	if (whole) return takeStep({ ...sitting, shown: false, state: whole }, { kind: "press", press: { kind: "submit" }, step: whole.step });
	if (overheard && isMisunderstood(outcome)) return;
	const submitted = outcome.events.find((event) => event.event === "submitted");
	if (submitted) {
		const existing = await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code });
		if (existing && state && existing.versions.length !== sitting.base) return holdBack(sitting, state, existing);
		const report = await submitReport(turn, speaker, { ...sitting, event: submitted }, existing);
		await noteSubmitted(turn, speaker, { report: report.number, proxy: sitting.proxy, said: state?.said ?? [] });
		// Where a principal approves it, nobody else of the unit need confirm it.
		if (sitting.proxy && !duty.review) await askUnitToConfirm(turn, speaker, report);
		else if (existing) {
			await settleProxy(turn, report);
			await tellCorrected(turn, speaker, existing);
		}
	}
	const to = { chat: sitting.chat, addressee: speaker.person };
	if (sitting.resting && outcome.state) {
		const remarks = outcome.says.flatMap((view) => ("remarks" in view ? view.remarks : []));
		turn.say({ key: "resting-draft-edited", title: duty.name, unit: unit.name, period: round.period, remarks, buttons: [] }, to);
		return keep(sitting, outcome.state);
	}
	for (const view of outcome.says) turn.say(view.key === "cancelled" ? await whatStays(sitting, view) : view, to);
	if (outcome.state) await keep(sitting, outcome.state);
	else if (state) turn.add({ do: "drop-session", id: sitting.id });
};

/** Somebody of the unit was faster: this one's answers wait at the summary until confirmed knowingly, by a press that a double tap is not. */
const holdBack = (sitting: Sitting, before: DialogState, existing: Report): Promise<void> => {
	const { turn, speaker, chat } = sitting;
	const state = { ...before, step: before.step + 1 };
	const button = (word: "submit" | "discard"): ViewButton => ({
		label: { word },
		action: { do: "dialog", session: sitting.id, step: state.step, press: { kind: word } },
	});
	turn.say(
		{ key: "submitted-meanwhile", report: describeReport(turn, existing), buttons: [button("submit"), button("discard")] },
		{ chat, addressee: speaker.person },
	);
	return keep({ ...sitting, base: existing.versions.length }, state);
};

/** What is said of a dropped dialog: that nothing was submitted, or that what the unit had submitted stays as it was. */
const whatStays = async ({ turn, duty, round, unit }: Sitting, dropped: Extract<View, { key: "cancelled" }>): Promise<View> => {
	const report = await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code });
	return report
		? { key: "left-as-reported", title: duty.name, unit: unit.name, period: round.period, number: report.number, buttons: [] }
		: dropped;
};

/** Saves the dialog as the one this person's next words go to, any other being paused; one that rests goes on resting. */
export const keep = async (sitting: Sitting, state: DialogState): Promise<void> => {
	const { turn, speaker, duty, round, unit, resting = false } = sitting;
	for (const other of resting ? [] : await turn.set.sessions(speaker.person.key))
		if (other.active && other.id !== sitting.id) turn.add({ do: "save-session", session: { ...other, active: false } });
	const kept: KeptDialog = { base: sitting.base, proxy: sitting.proxy, dialog: state };
	turn.add({
		do: "save-session",
		session: {
			id: sitting.id,
			person: speaker.person.key,
			subject: subjectOf(duty.id, round.period, unit.code),
			duty: duty.id,
			period: round.period,
			unit: unit.code,
			chat: sitting.chat,
			active: !resting,
			...progressOf(state, sitting.flow),
			state: kept,
			updatedAt: turn.inbound.sentAt,
		},
	});
};
