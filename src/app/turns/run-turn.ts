import type { CommandId } from "../../domain/command.ts";
import { isVoice } from "../../domain/file.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import { confirmsImport, verdictSaid } from "../../flows/plain-words.ts";
import { endsDialog, type ParsedCommand, parseCommand } from "../../language/command-words.ts";
import { readReportRequest } from "../../language/report-request.ts";
import { chatKey } from "../../ports/chat.ts";
import type { InboundContent } from "../../ports/intake.ts";
import type { SavedSession } from "../../ports/store.ts";
import { takeLineWord } from "../chains/confirm-line.ts";
import { takeChain } from "../chains/take-chain.ts";
import { bind } from "../commands/bind.ts";
import { normaliseCode } from "../commands/binding-code.ts";
import { dutyNamed } from "../commands/duty-named.ts";
import { DIALOG_WORDS, runCommand, sayChangeHow, TALK_WORDS } from "../commands/registry.ts";
import { rightTo } from "../commands/rights.ts";
import { applyShown, importFile } from "../commands/workbook.ts";
import { groupEvent } from "../groups/group-event.ts";
import { keepGroup } from "../groups/known-group.ts";
import { takeDraftNumber, takeDraftWords, takeNoticeFiles } from "../notices/compose.ts";
import { takeReceipt } from "../notices/receive.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import { renewChannel } from "../people/renew-channel.ts";
import { takeLateFiles } from "../problems/late-files.ts";
import { isLedgerTalk, isLedgerWord } from "../problems/ledger-words.ts";
import { continueDialog, drops } from "../reports/dialog-turn.ts";
import { editMessage } from "../reports/edited-message.ts";
import { isLooseReport } from "../reports/loose-report.ts";
import { takeReviewWords } from "../reviews/press-review.ts";
import { chosenOffer, chosenWithFigures, dropOffer, keepFigures, noteOffer } from "./offer.ts";
import { act, pressButton, takeVerdict } from "./press.ts";
import { speakerOf } from "./speaker.ts";
import type { Speaker, Turn } from "./turn.ts";
import { typedChoice } from "./typed-choice.ts";

/** Longest text taken; channels cut at about this. */
const MAX_TEXT = 4096;

const WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Answers one message: from who wrote it and what it says to every effect that follows. */
export const runTurn = async (turn: Turn): Promise<void> => {
	const { content, anonymous } = turn.inbound;
	if (content.kind === "group") return groupEvent(turn, content.event);
	if (content.kind === "reachable") return reachable(turn, content.reachable);
	if (content.kind === "renewed") return renewChannel(turn);
	keepGroup(turn);
	const text = "text" in content ? content.text : null;
	const command = text === null ? null : commandIn(text);
	// A code shown in a group is spent whoever showed it.
	if (command?.id === "bind" && content.kind === "text" && !(anonymous && command.rest === "")) return bind(turn, command.rest);
	// Whoever hides behind the group may be anybody: never taken for a person.
	if (anonymous) return isMeant(turn, content, command) ? turn.say({ key: "anonymous-sender", buttons: [] }) : undefined;
	const speaker = await speakerOf(turn);
	// In a group only whoever presses is told, where the channel can: the others need no lesson in binding.
	if (!speaker && turn.inGroup && content.kind === "press") return turn.say({ key: "not-bound", buttons: [] }, { card: "toast" });
	if (!speaker) return isMeant(turn, content, command) ? turn.say({ key: "not-bound", buttons: [] }) : undefined;
	// What is shown to a group is not said by whoever shows it: nobody's command runs with another's rights.
	const passedOn = turn.inGroup && turn.inbound.forwarded === true;
	const talk = command !== null && text !== null && (await isTalkOfProblems(turn, speaker, content, text, command));
	await answer(turn, speaker, content, passedOn || talk ? null : command);
	noteOffer(turn);
};

/** A word of the ledger that is part of a sentence, of a report or of an answer: 问题：缺水 at a question about problems, 进展顺利 in a group. */
const isTalkOfProblems = async (
	turn: Turn,
	speaker: Speaker,
	content: InboundContent,
	text: string,
	command: ParsedCommand,
): Promise<boolean> => {
	if (!isLedgerWord(command.id)) return false;
	const overheard = turn.inGroup && !("addressed" in content && content.addressed);
	return isLedgerTalk(turn, speaker, text, command, { open: await openHere(turn, speaker), overheard });
};

const answer = async (turn: Turn, speaker: Speaker, content: InboundContent, command: ParsedCommand | null): Promise<void> => {
	switch (content.kind) {
		case "press":
			return pressButton(turn, speaker, content);
		case "files":
			return takeFiles(turn, speaker, content, command);
		case "text":
			return takeText(turn, speaker, content.text, content.addressed, command);
		case "edit":
			return editMessage(turn, speaker, content);
		case "other":
			return takeOther(turn, speaker, content.addressed);
		default:
			return;
	}
};

/** 绑定码 is another word: what sticks to 绑定 makes it a command only when it could be a code. */
const commandIn = (text: string): ParsedCommand | null => {
	const command = parseCommand(text);
	return command?.id === "bind" && !command.clear && normaliseCode(command.rest) === "" ? null : command;
};

/** Whether the bot was meant, where it does not know who speaks. */
const isMeant = (turn: Turn, content: InboundContent, command: ParsedCommand | null): boolean =>
	content.kind !== "edit" &&
	(!turn.inGroup || (command?.clear === true && !TALK_WORDS.has(command.id)) || ("addressed" in content && content.addressed));

/**
 * Whoever blocked the bot gets nothing here any more: what was queued goes where else they are bound, or nowhere. Once they let it in again, reminders
 * may come here. Neither is answered.
 */
const reachable = async (turn: Turn, isReachable: boolean): Promise<void> => {
	// That the private chat is open is noted with the speaker.
	if (isReachable) return void (await speakerOf(turn));
	const bound = await turn.set.account(turn.inbound.sender);
	const accounts = bound ? await turn.set.wide().accountsOf(bound.person) : [];
	const other = privateChatsOf(accounts, turn.world).findLast((chat) => chatKey(chat) !== chatKey(turn.chat));
	if (other) turn.add({ do: "redirect-messages", from: turn.chat, to: other });
	turn.add({ do: "park-chat", chat: turn.chat, reason: "blocked", at: turn.now });
};

/** The dialog this person's words go to here: in a group only one that runs in that group. */
const openHere = async (turn: Turn, speaker: Speaker): Promise<SavedSession | null> => {
	const active = (await turn.set.sessions(speaker.person.key)).find((session) => session.active);
	return active && (!turn.inGroup || active.chat.id === turn.chat.id) ? active : null;
};

const takeText = async (turn: Turn, speaker: Speaker, text: string, addressed: boolean, command: ParsedCommand | null): Promise<void> => {
	const open = await openHere(turn, speaker);
	if (text.length > MAX_TEXT) return turn.say({ key: "text-too-long", limit: MAX_TEXT, buttons: [] });
	const overheard = turn.inGroup && !addressed;
	// 取消 leaves no question open either, with what was kept for its answer.
	if ((open || !overheard) && drops(text)) dropOffer(turn, speaker);
	if (!(open && !turn.inGroup) && (await takeChain(turn, speaker, text, overheard))) return;
	if (!open && turn.inGroup && (await takeLineWord(turn, speaker, text, { overheard, plain: false }))) return;
	if (await takeReceipt(turn, speaker, text, { open, overheard, exactOnly: true })) return;
	if (await takeDraftWords(turn, speaker, text, command, open)) return;
	if (await takeReviewWords(turn, speaker, text, command, open)) return;
	const typed = open ? null : await typedChoice(turn, speaker, text, overheard);
	if (typed) return act(turn, speaker, typed);
	// In group talk, and inside a dialog, only the bare name asks for its report: a sentence that begins with it may be about something else.
	const duty = dutyNamed(turn, text);
	if (duty && (duty.alone || (!open && (addressed || !turn.inGroup)))) return runCommand(turn, speaker, duty.id, duty.rest);
	if (command && overheard && isTalk(turn, speaker, command)) return;
	if (command && isCommandHere(command, open, overheard) && !(open && isTalk(turn, speaker, command))) {
		if (open) dropOffer(turn, speaker);
		return runCommand(turn, speaker, command.id, command.rest);
	}
	if (!turn.inGroup && confirmsImport(text)) return applyShown(turn, speaker, "");
	const choice = open && !maybeChoice(text) ? null : await chosenOffer(turn, speaker, text, open);
	const chosen = choice ?? (overheard ? null : await chosenWithFigures(turn, speaker, text, open));
	if (chosen) {
		dropOffer(turn, speaker);
		return act(turn, speaker, chosen);
	}
	if (!open && (await takeReceipt(turn, speaker, text, { open, overheard, exactOnly: false }))) return;
	if (await takeDraftNumber(turn, speaker, text, open)) return;
	if (!overheard && (await keepFigures(turn, speaker, text, open))) return;
	if (open) return continueDialog(turn, speaker, open, { kind: "text", text }, overheard);
	if (overheard) return;
	const verdict = turn.inGroup ? null : verdictSaid(text);
	if (verdict !== null && (await takeVerdict(turn, speaker, verdict))) return;
	// 对 and 是 answer whatever else was asked first.
	if (await takeLineWord(turn, speaker, text, { overheard, plain: true })) return;
	if (endsDialog(text)) return turn.say({ key: "nothing-open", buttons: [] }, { addressee: speaker.person });
	if (isLooseReport(turn, speaker, text)) return runCommand(turn, speaker, "weekly", text);
	const reports = mayAnywhere(speaker.person, "report", turn.today);
	const request = reports ? readReportRequest(text) : null;
	if (request?.do === "report") return runCommand(turn, speaker, request.id, request.rest);
	if (request) return sayChangeHow(turn, speaker, false);
	turn.say(
		{
			key: "unknown",
			reports,
			buttons: [{ label: { word: "help" }, action: { do: "say", text: "/help" } }],
		},
		{ addressee: speaker.person },
	);
};

/** Everyday words that send something out, or let it go out: said to colleagues in a group they must not. */
const DECIDES: ReadonlySet<CommandId> = new Set(["publish", "agree", "disagree"]);

/** An everyday word that is no order: its speaker may not give it, or it is one for private chats. */
const isTalk = (turn: Turn, speaker: Speaker, { id }: ParsedCommand): boolean =>
	TALK_WORDS.has(id) && (id === "received" || (turn.inGroup && DECIDES.has(id)) || rightTo(speaker.person, id, turn.today).lacks !== null);

/** A sticker, a place, a contact: no question takes it, and an open one stays as it is. */
const takeOther = async (turn: Turn, speaker: Speaker, addressed: boolean): Promise<void> => {
	if (turn.inGroup && !addressed) return;
	const asking = (await openHere(turn, speaker)) !== null;
	turn.say({ key: "other-content", asking, buttons: [] }, { addressee: speaker.person });
};

/** Commands whose text behind the word is theirs even while a dialog is open. */
const TAKE_TEXT: ReadonlySet<CommandId> = new Set([
	"weekly",
	"monthly",
	"quarterly",
	"yearly",
	"proxy",
	"notice",
	"withdraw",
	"problems",
	"advance",
	"resolve",
	"verify",
	"send-back",
	"assign",
	"drop-problem",
	"remind",
	"reopen",
	"extend",
	"away",
	"invite",
	"unbind",
	"bind-group",
]);

/**
 * Whether a word that could be a command is one: in group talk only when it stands clear; while a dialog is open its own words belong to it,
 * and a sentence that merely begins like a command (进度慢，缺水) is an answer.
 */
const isCommandHere = (command: ParsedCommand, open: SavedSession | null, groupTalk: boolean): boolean => {
	if (groupTalk && !command.clear) return false;
	if (!open) return true;
	if (DIALOG_WORDS.has(command.id)) return false;
	return command.rest === "" || (command.clear && (TAKE_TEXT.has(command.id) || command.rest.length <= 12));
};

/** Answers of a dialog are not looked up among earlier questions unless they look like a choice. */
const maybeChoice = (text: string): boolean => /^\s*(?:[\d０-９]{1,2}|\D{2,20}|\D*\d+\D*[周月度])\s*$/u.test(text);

/** Whether words beside files are meant for the bot and say what to do. */
const isOrder = (turn: Turn, speaker: Speaker, text: string, addressed: boolean, command: ParsedCommand | null): boolean => {
	if (turn.inGroup && !addressed && command?.clear !== true) return dutyNamed(turn, text)?.alone === true;
	return command !== null || dutyNamed(turn, text) !== null || isLooseReport(turn, speaker, text);
};

const takeFiles = async (
	turn: Turn,
	speaker: Speaker,
	{ files, text, addressed, lost }: Extract<InboundContent, { kind: "files" }>,
	command: ParsedCommand | null,
): Promise<void> => {
	const open = await openHere(turn, speaker);
	// What did not arrive is told first; what did is taken as if it were all, and the open question stays.
	if (lost && (open || addressed || !turn.inGroup)) turn.say({ key: "files-lost", ...lost, limit: lost.limit ?? null, buttons: [] });
	if (lost && files.length === 0) return text.trim() === "" ? undefined : takeText(turn, speaker, text, addressed, command);
	const workbook = files.find((file) => file.type === WORKBOOK_TYPE || /\.(xlsx|xlsm|xls|et|csv)$/iu.test(file.name));
	const asked = parseCommand(text)?.id === "import";
	const ofProblem = command !== null && isLedgerWord(command.id);
	if (await takeLateFiles(turn, speaker, files, text, open)) return;
	if (!asked && !ofProblem && command?.id !== "notice" && (await takeNoticeFiles(turn, speaker, files, text, open))) return;
	if (workbook && !ofProblem && command?.id !== "notice" && (asked || (!open && mayAnywhere(speaker.person, "import", turn.today))))
		return importFile(workbook)(turn, speaker, text);
	if (open && !ofProblem) return continueDialog(turn, speaker, open, { kind: "files", files, text });
	// A caption that is a command or a report is read like any words; the report it opens takes the files in.
	if (isOrder(turn, speaker, text, addressed, command)) {
		turn.attached = files;
		return takeText(turn, speaker, text, addressed, command);
	}
	if (turn.inGroup && !addressed) return;
	const right = (action: "import" | "report"): boolean => mayAnywhere(speaker.person, action, turn.today);
	if (right("import") && !right("report")) return turn.say({ key: "import-needs-file", buttons: [] }, { addressee: speaker.person });
	turn.say({ key: "file-unasked", voice: files.some(isVoice), buttons: [] }, { addressee: speaker.person });
};
