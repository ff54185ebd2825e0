import { parseCommand } from "../../language/command-words.ts";
import type { InboundContent } from "../../ports/intake.ts";
import type { Action } from "../../views/button.ts";
import { pressLine } from "../chains/confirm-line.ts";
import { pressVerify } from "../commands/problem-verify.ts";
import { runCommand } from "../commands/registry.ts";
import { applyWorkbook } from "../commands/workbook.ts";
import { pressDraft } from "../notices/compose.ts";
import { confirmNumber } from "../notices/receive.ts";
import { continueDialog } from "../reports/dialog-turn.ts";
import { decideEdits } from "../reports/edited-report.ts";
import { openReport } from "../reports/open-report.ts";
import { ownDuties } from "../reports/own-duties.ts";
import { confirmProxy, reportToConfirm } from "../reports/proxy-confirmation.ts";
import { pressReview } from "../reviews/press-review.ts";
import { dropOffer } from "./offer.ts";
import { pressedCard, stepsBehind } from "./pressed-card.ts";
import type { Speaker, Turn } from "./turn.ts";

/** A press counts only on the message it belongs to, in its chat, by its addressee; the meaning is read from what we sent, never from the press. */
export const pressButton = async (turn: Turn, speaker: Speaker, press: Extract<InboundContent, { kind: "press" }>): Promise<void> => {
	const message = await turn.set.message(press.message);
	const button = /^\d{1,3}$/u.test(press.button) ? message?.view.buttons[Number(press.button)] : undefined;
	if (!message || !button || message.chat.id !== turn.chat.id || message.chat.channel !== turn.chat.channel) return refuse(turn);
	if (message.addressee !== null && message.addressee !== speaker.person.key)
		return turn.say({ key: "not-your-button", name: speaker.person.name, buttons: [] }, { card: "toast" });
	if (button.action.do === "say") dropOffer(turn, speaker);
	turn.card = pressedCard(message.view, button.action);
	return act(turn, speaker, button.action);
};

/** A press that means nothing any more is answered where it was made. */
const refuse = (turn: Turn): void => turn.say({ key: "stale-button", buttons: [] }, { card: "toast" });

/** Does what a button stands for. */
export const act = async (turn: Turn, speaker: Speaker, action: Action): Promise<void> => {
	switch (action.do) {
		case "say": {
			turn.attached = action.files ?? [];
			const command = parseCommand(action.text);
			if (command) return runCommand(turn, speaker, command.id, command.rest);
			return refuse(turn);
		}
		case "dialog": {
			const session = (await turn.set.sessions(speaker.person.key)).find((one) => one.id === action.session);
			const behind = session ? stepsBehind(session, action.step) : null;
			// A double tap, or the button just above the newest message: that one stands right there and need not be said again.
			if (!session || (behind === 1 && action.press.kind !== "done"))
				return turn.say({ key: "stale-press", buttons: [] }, { addressee: speaker.person, card: "toast" });
			// An older message stays where it is, far up: the answer is a new one.
			if (behind !== 0) turn.card = null;
			return continueDialog(turn, speaker, session, { kind: "press", press: action.press, step: action.step });
		}
		case "confirm-proxy":
			return action.right ? confirmRight(turn, speaker, action.report) : correctProxy(turn, speaker, action.report);
		case "take-edits":
			return (await decideEdits(turn, speaker, action.report, action.yes)) ? undefined : refuse(turn);
		case "draft":
			return pressDraft(turn, speaker, action.draft, action.revision, action.what);
		case "review":
			return pressReview(turn, speaker, action);
		case "verify-problem":
			return pressVerify(turn, speaker, action.problem, action.asked);
		case "confirm-line":
			return pressLine(turn, speaker, action);
		case "confirm-notice":
			return confirmNumber(turn, speaker, action.notice);
		case "apply-workbook":
			return applyWorkbook(action.token)(turn, speaker, "");
		default:
			return action satisfies never;
	}
};

/** 无误 or 有误, typed where no dialog is open: about the one 代报 that waits for this person's word. False when none waits, or several. */
export const takeVerdict = async (turn: Turn, speaker: Speaker, right: boolean): Promise<boolean> => {
	const units = ownDuties(turn.county, speaker.person, turn.today).map(({ unit }) => unit.code);
	const tasks = await turn.set.tasks([...new Set(units)]);
	const [task] = tasks;
	if (!task || tasks.length > 1) return false;
	await act(turn, speaker, { do: "confirm-proxy", report: task.report, right });
	return true;
};

const confirmRight = async (turn: Turn, speaker: Speaker, number: number): Promise<void> => {
	if (!(await confirmProxy(turn, speaker, number))) refuse(turn);
};

/** 「有误」: the unit's own correction, as a new version; until it is submitted the question stays open. */
const correctProxy = async (turn: Turn, speaker: Speaker, number: number): Promise<void> => {
	const report = await reportToConfirm(turn, speaker, number);
	const duty = report ? turn.county.duty(report.duty) : undefined;
	const unit = report ? turn.county.unit(report.unit) : undefined;
	if (!report || !duty || !unit) return refuse(turn);
	return openReport(turn, speaker, { owed: { duty, unit }, proxy: false, text: report.period, again: "/edit", amend: true });
};
