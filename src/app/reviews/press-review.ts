import type { QuestionId } from "../../domain/duty.ts";
import { may, mayAnywhere } from "../../domain/permission.ts";
import { currentVersion, type Report } from "../../domain/report.ts";
import { answeringUnit, decisionOf } from "../../domain/review.ts";
import { LONGEST_REASON, type ReviewWay } from "../../domain/review-decision.ts";
import { phaseOf } from "../../domain/round.ts";
import type { ParsedCommand } from "../../language/command-words.ts";
import { dropsReturn, type NamedItems, readNamedParts, readReviewWord } from "../../language/review-words.ts";
import type { SavedSession } from "../../ports/store.ts";
import type { Action, ViewButton } from "../../views/button.ts";
import { refuse } from "../commands/handler.ts";
import { linesOf, questionName } from "../reports/describe-report.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { approve, returnReport } from "./decide.ts";
import { reviewAsked, reviewedReport } from "./describe-review.ts";
import { sayReviews } from "./list-reviews.ts";
import { draftOf, keepDraft, type ReturnDraft } from "./return-draft.ts";
import { reviewersFor, reviewRight } from "./review-rights.ts";
import { waitingFor } from "./waiting-for.ts";

/** A version this person may decide about now, and as what. */
interface Deciding {
	readonly report: Report;
	readonly way: ReviewWay;
}

/** `version` 0: the newest. What stands against a decision is said: it was made, there is a newer version, the round is closed, it is somebody else's. Null then. */
const deciding = async (turn: Turn, speaker: Speaker, number: number, version: number): Promise<Deciding | null> => {
	const to = { addressee: speaker.person };
	const report = await turn.set.reportByNumber(number);
	const duty = report ? turn.county.duty(report.duty) : undefined;
	if (!report || !duty) {
		turn.say({ key: "stale-button", buttons: [] }, { card: "toast" });
		return null;
	}
	const right = await reviewRight(turn, speaker, report);
	const newest = currentVersion(report);
	const decision = decisionOf(report, newest.version);
	const head = reviewedReport(turn, report);
	if (right.way === null && (right.by.length === 0 || !isOwnOrOffice(turn, speaker, report)))
		refuse(turn, "review", turn.county.unit(report.unit) ?? null);
	else if (decision) {
		const by = turn.county.person(decision.by)?.name ?? decision.by;
		turn.say({ key: "review-settled", report: head, decision: decision.decision, by, at: decision.at, buttons: [] }, to);
	} else if (right.way === null) turn.say({ key: "review-elsewhere", report: head, by: right.by.map(({ name }) => name), buttons: [] }, to);
	else if (newest.review !== true) turn.say({ key: "stale-button", buttons: [] }, { card: "toast" });
	else if (isClosed(turn, report))
		turn.say(
			{ key: "review-closed", report: head, closedAt: turn.rounds.round(duty, report.period, report.unit).closesAt, buttons: [] },
			to,
		);
	else if (version !== 0 && newest.version !== version) await showReview(turn, speaker, report, { newer: true });
	else return { report, way: right.way };
	return null;
};

const isClosed = (turn: Turn, { duty: id, period, unit }: Report): boolean => {
	const duty = turn.county.duty(id);
	return duty === undefined || phaseOf(turn.rounds.round(duty, period, unit), turn.inbound.sentAt) === "closed";
};

const isOwnOrOffice = (turn: Turn, { person }: Speaker, { unit }: Report): boolean =>
	may(turn.county, person, "report", unit, turn.today) ||
	may(turn.county, person, "review", answeringUnit(turn.county, unit, turn.today), turn.today);

/** Puts a waiting report before somebody who may decide. */
export const showReview = async (
	turn: Turn,
	speaker: Speaker,
	report: Report,
	{ newer = false, whole = false }: { readonly newer?: boolean; readonly whole?: boolean } = {},
	chat = turn.chat,
): Promise<void> => {
	const { way } = await reviewRight(turn, speaker, report);
	const { by } = way === "office" ? await reviewersFor(turn, { unit: report.unit, sender: currentVersion(report).by }) : { by: [] };
	const office = way !== "office" ? null : by.length === 0 ? "none" : "unreached";
	turn.say(await reviewAsked(turn, report, { office, newer, whole }), { chat, addressee: speaker.person });
};

/** A button under a report that waits. */
export const pressReview = async (turn: Turn, speaker: Speaker, action: Extract<Action, { do: "review" }>): Promise<void> => {
	const found = await deciding(turn, speaker, action.report, action.version);
	if (!found) return;
	switch (action.what) {
		case "approve":
			keepDraft(turn, speaker, null);
			return approve(turn, speaker, found.report, found.way);
		case "return":
			return begin(turn, speaker, found.report);
		case "show":
			return showReview(turn, speaker, found.report, { whole: true });
		case "drop":
			keepDraft(turn, speaker, null);
			return turn.say({ key: "review-dropped", number: action.report, buttons: [] }, { addressee: speaker.person });
		case "field": {
			const draft = await draftOf(turn, speaker);
			const before = draft?.report === action.report && draft.version === action.version ? draft.fields : [];
			return action.question === undefined
				? begin(turn, speaker, found.report)
				: ask(turn, speaker, found.report, [...before, action.question]);
		}
		default:
			return action.what satisfies never;
	}
};

/** The items of a report that can be sent back, in the order in which it shows them. */
const itemsOf = (turn: Turn, report: Report): { readonly id: QuestionId; readonly name: string }[] => {
	const answered = linesOf(turn.county, report, currentVersion(report)).flatMap(({ question }) => question ?? []);
	const asked = (turn.county.duty(report.duty)?.questions ?? []).filter(({ when }) => when === null).map(({ id }) => id);
	return [...new Set([...answered, ...asked])].map((id) => ({ id, name: questionName(turn.county, report.duty, id) }));
};

const dropButton = (report: Report): ViewButton => ({
	label: { word: "cancel" },
	action: { do: "review", what: "drop", report: report.number, version: currentVersion(report).version },
});

/** 退回: which items? */
const begin = (turn: Turn, speaker: Speaker, report: Report, unclear: string | null = null): void => {
	const { version } = currentVersion(report);
	keepDraft(turn, speaker, { report: report.number, version, fields: [], at: turn.inbound.sentAt });
	const items = itemsOf(turn, report);
	turn.say(
		{
			key: "review-fields",
			report: reviewedReport(turn, report),
			lines: items.map(({ name }) => name),
			unclear,
			// The lines are numbered already.
			numbered: false,
			buttons: [
				...items.map(
					({ id, name }): ViewButton => ({
						label: { text: name },
						action: { do: "review", what: "field", report: report.number, version, question: id },
					}),
				),
				dropButton(report),
			],
		},
		{ addressee: speaker.person },
	);
};

/** These items: and why? */
const ask = (turn: Turn, speaker: Speaker, report: Report, fields: readonly QuestionId[], limit: number | null = null): void => {
	const named = [...new Set(fields)];
	keepDraft(turn, speaker, { report: report.number, version: currentVersion(report).version, fields: named, at: turn.inbound.sentAt });
	turn.say(
		{ key: "review-reason", labels: named.map((id) => questionName(turn.county, report.duty, id)), limit, buttons: [dropButton(report)] },
		{ addressee: speaker.person },
	);
};

/** Words in private of somebody who has begun a return, or before whom one report waits. False when they are about something else. */
export const takeReviewWords = async (
	turn: Turn,
	speaker: Speaker,
	text: string,
	command: ParsedCommand | null,
	open: SavedSession | null,
): Promise<boolean> => {
	if (turn.inGroup) return false;
	const draft = await draftOf(turn, speaker);
	if (draft && !(open && open.updatedAt > draft.at)) return takeReturnWords(turn, speaker, text, command, draft);
	const word = open ? null : readReviewWord(text);
	if (!word) return false;
	if (!mayAnywhere(speaker.person, "review", turn.today)) return false;
	const waiting = await waitingFor(turn, speaker);
	const fitting = waiting.filter(({ number }) => word.number === null || number === word.number);
	const [only] = fitting;
	if (!only && word.number !== null) {
		await pressReview(turn, speaker, { do: "review", what: "show", report: word.number, version: 0 });
		return true;
	}
	// 退回 alone, where nothing waits, is about a problem.
	if (!only && word.what === "return") return false;
	if (!only || fitting.length > 1) {
		await sayReviews(turn, speaker, turn.chat);
		return true;
	}
	await pressReview(turn, speaker, {
		do: "review",
		what: word.what,
		report: only.number,
		version: currentVersion(only).version,
	});
	return true;
};

const takeReturnWords = async (
	turn: Turn,
	speaker: Speaker,
	text: string,
	command: ParsedCommand | null,
	draft: ReturnDraft,
): Promise<boolean> => {
	if (dropsReturn(text)) {
		keepDraft(turn, speaker, null);
		turn.say({ key: "review-dropped", number: draft.report, buttons: [] }, { addressee: speaker.person });
		return true;
	}
	const word = readReviewWord(text);
	const isCommand = command !== null && command.id !== "send-back" && (command.rest === "" || text.trim().startsWith("/"));
	if (isCommand || (word?.what === "approve" && word.number !== null && word.number !== draft.report)) return false;
	const found = await deciding(turn, speaker, draft.report, draft.version);
	if (!found) {
		keepDraft(turn, speaker, null);
		return true;
	}
	const { report, way } = found;
	if (word?.what === "approve") {
		keepDraft(turn, speaker, null);
		await approve(turn, speaker, report, way);
		return true;
	}
	const items = itemsOf(turn, report);
	const [first, ...others] = readNamedParts(
		text,
		items.map(({ name }) => name),
	);
	const idsOf = (named: NamedItems): QuestionId[] => named.items.flatMap((at) => items[at]?.id ?? []);
	const said = [
		{ fields: [...draft.fields, ...(first ? idsOf(first) : [])], reason: first ? first.words : text.trim() },
		...others.map((named) => ({ fields: idsOf(named), reason: named.words })),
	];
	const fields = said.flatMap((one) => one.fields);
	if (fields.length === 0) begin(turn, speaker, report, word ? null : text.slice(0, 40));
	else if (said.some(({ reason }) => reason === "") || word) ask(turn, speaker, report, fields);
	else if (said.some(({ reason }) => reason.length > LONGEST_REASON)) ask(turn, speaker, report, fields, LONGEST_REASON);
	else {
		keepDraft(turn, speaker, null);
		const reasons = new Map(said.flatMap((one) => one.fields.map((question) => [question, one.reason] as const)));
		await returnReport(
			turn,
			speaker,
			report,
			way,
			[...reasons].map(([question, reason]) => ({ question, reason })),
		);
	}
	return true;
};
