import type { FileRef } from "../../domain/file.ts";
import type { Notice } from "../../domain/notice.ts";
import { addMs } from "../../domain/period.ts";
import { mayAnywhere, rolesForAnyUnit } from "../../domain/permission.ts";
import type { ParsedCommand } from "../../language/command-words.ts";
import { addresseeWritten, behindGiveTo, type DraftWord, GIVE_TO, readDraftWord } from "../../language/notice-words.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { SavedSession } from "../../ports/store.ts";
import { publishBulletin } from "../bulletins/bulletin-command.ts";
import { type CommandHandler, refuse } from "../commands/handler.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit } from "../units/leading-unit.ts";
import { exampleTownship, unitNotFound } from "../units/unit-not-found.ts";
import { addFiles, beginDraft, changeDraft, isOld, showDraft } from "./draft.ts";
import { draftOf } from "./notice-set.ts";
import { publishDraft } from "./publish.ts";
import { beyondRights } from "./reach.ts";
import { type AudienceRead, readAudience } from "./read-audience.ts";

/** Of 4096 characters of a message, those in front of the notice's text are left out. */
const CUT_FROM = 3900;
const CUT_MS = 60 * 1000;

/** Where a draft is shown: to its issuer alone. A group in which nobody spoke to the bot hears nothing of it. */
const whereAlone = (turn: Turn, speaker: Speaker): ChatRef | null => {
	if (!turn.inGroup) return turn.chat;
	const { content } = turn.inbound;
	const { name } = speaker.person;
	if (speaker.privateChat === null) turn.say({ key: "write-me-first", name, buttons: [] });
	else if ("addressed" in content && content.addressed) turn.say({ key: "see-private", name, buttons: [] });
	return speaker.privateChat;
};

/** 通知 正文, 通知 给 大巴镇：正文, 通知 alone. Files sent along go with it. */
export const noticeCommand: CommandHandler = async (turn, speaker, rest) => {
	const files = turn.attached;
	const chat = whereAlone(turn, speaker);
	if (!chat) return;
	const give = behindGiveTo(rest);
	const read = give === null ? null : readAudience(turn, speaker, give);
	// A misspelt name must not make a notice to one unit a notice to all.
	const misspelt = give !== null && read === null ? addresseeWritten(give) : null;
	if (misspelt !== null) return turn.say(unitNotFound(misspelt, exampleTownship(turn)), { chat, addressee: speaker.person });
	if (read && !(await isClear(turn, speaker, read, chat))) return;
	const audience = read?.kind === "read" ? read.audience : null;
	const text = (read?.kind === "read" ? read.rest : rest).trim();
	const draft = text === "" && files.length === 0 ? await draftOf(turn.set, speaker.person.key) : null;
	if (draft) return audience ? changeDraft(turn, speaker, draft, { audience }, chat) : showDraft(turn, speaker, draft, chat);
	return beginDraft(turn, speaker, chat, { text, audience, files });
};

/** Whether an audience can be addressed by this person; what stands against it is said. */
const isClear = async (turn: Turn, speaker: Speaker, read: AudienceRead, chat: ChatRef): Promise<boolean> => {
	if (read.kind === "no-group") {
		turn.say({ key: "notice-no-group", buttons: [] }, { chat, addressee: speaker.person });
		return false;
	}
	if (read.kind === "unsure") {
		askWhichUnit(turn, speaker, ["/notice", GIVE_TO, read.before].filter((part) => part !== "").join(" "), read.unit);
		return false;
	}
	const beyond = beyondRights(turn.county, speaker.person, read.audience, turn.today);
	if (beyond)
		turn.say({ key: "notice-beyond", unit: beyond.name, who: rolesForAnyUnit("notice"), buttons: [] }, { chat, addressee: speaker.person });
	return beyond === null;
};

/** Somebody's draft, where what they say now may be about it: a dialog that spoke later keeps its answers. */
const draftHere = async (turn: Turn, speaker: Speaker, open: SavedSession | null): Promise<Notice | null> => {
	if (turn.inGroup || !mayAnywhere(speaker.person, "notice", turn.today)) return null;
	const draft = await draftOf(turn.set, speaker.person.key);
	return draft && (open === null || open.updatedAt < draft.updatedAt) ? draft : null;
};

/** The words under a preview, typed in private; the text itself where the draft waits for one. False when they are none. */
export const takeDraftWords = async (
	turn: Turn,
	speaker: Speaker,
	text: string,
	command: ParsedCommand | null,
	open: SavedSession | null,
): Promise<boolean> => {
	const draft = await draftHere(turn, speaker, open);
	if (!draft) return false;
	const word = readDraftWord(text);
	// Words that mean something elsewhere too are about a draft only while it is fresh.
	if (word !== null && (word === "publish" || !isOld(turn, draft))) {
		await doWithDraft(turn, speaker, draft, word);
		return true;
	}
	if (isOld(turn, draft)) return false;
	const give = behindGiveTo(text);
	const read = give === null ? null : readAudience(turn, speaker, give);
	if (read && (read.kind !== "read" || read.rest === "")) {
		if (read.kind !== "read") await isClear(turn, speaker, read, turn.chat);
		else if (await isClear(turn, speaker, read, turn.chat)) await changeDraft(turn, speaker, draft, { audience: read.audience });
		return true;
	}
	const isCommand = command !== null && (command.rest === "" || text.trim().startsWith("/") || command.id === "notice");
	if (isCommand || text.trim() === "") return false;
	if (draft.awaitsText) await changeDraft(turn, speaker, draft, { text: text.trim(), awaitsText: false });
	else if (wasCut(turn, draft)) await changeDraft(turn, speaker, draft, { text: `${draft.text}\n${text.trim()}` }, turn.chat, "joined");
	else return false;
	return true;
};

/** Whether a draft's text came as long as one message can be, a moment ago: messengers cut what is longer, and its end follows as a message of its own. */
const wasCut = (turn: Turn, { text, updatedAt }: Notice): boolean =>
	text.length >= CUT_FROM && turn.inbound.sentAt <= addMs(updatedAt, CUT_MS);

/** The buttons of a preview in their order, where they are numbered. */
const NUMBERED = (draft: Notice): readonly DraftWord[] => ["publish", "edit", draft.wantsReceipt ? "receipt-off" : "receipt-on", "discard"];

/** A number under a preview; false when no draft is being looked at. */
export const takeDraftNumber = async (turn: Turn, speaker: Speaker, text: string, open: SavedSession | null): Promise<boolean> => {
	const number = /^\s*([1-4])\s*[.。、]?\s*$/u.exec(text.normalize("NFKC"))?.[1];
	const draft = number === undefined ? null : await draftHere(turn, speaker, open);
	const word = draft && !draft.awaitsText && !isOld(turn, draft) ? NUMBERED(draft)[Number(number) - 1] : undefined;
	if (!draft || word === undefined) return false;
	await doWithDraft(turn, speaker, draft, word);
	return true;
};

/** Files sent in private while a draft is open go with it. False when none is. */
export const takeNoticeFiles = async (
	turn: Turn,
	speaker: Speaker,
	files: readonly FileRef[],
	text: string,
	open: SavedSession | null,
): Promise<boolean> => {
	const draft = files.length === 0 ? null : await draftHere(turn, speaker, open);
	if (!draft || isOld(turn, draft)) return false;
	await addFiles(turn, speaker, draft, files, text);
	return true;
};

/** A button of a preview; only the newest one's counts: nobody publishes what they do not see. */
export const pressDraft = async (turn: Turn, speaker: Speaker, id: string, revision: number, what: DraftWord): Promise<void> => {
	const draft = await draftOf(turn.set, speaker.person.key);
	if (!mayAnywhere(speaker.person, "notice", turn.today)) refuse(turn, "notice");
	else if (!draft) turn.say({ key: "notice-nothing-open", buttons: [] }, { addressee: speaker.person, card: "toast" });
	else if (draft.id !== id || draft.revision !== revision) await showDraft(turn, speaker, draft, turn.chat, "not-newest");
	else await doWithDraft(turn, speaker, draft, what);
};

const doWithDraft = async (turn: Turn, speaker: Speaker, draft: Notice, what: DraftWord): Promise<void> => {
	switch (what) {
		case "publish": {
			const isPress = turn.inbound.content.kind === "press";
			if (draft.awaitsText || draft.text === "") return showDraft(turn, speaker, draft, turn.chat);
			// What somebody typed long ago is looked at once more before it goes to everybody.
			if (!isPress && isOld(turn, draft)) return changeDraft(turn, speaker, draft, {}, turn.chat, "old");
			return publishDraft(turn, speaker, draft);
		}
		case "edit":
			return changeDraft(turn, speaker, draft, { awaitsText: true });
		case "receipt-on":
		case "receipt-off":
			return changeDraft(turn, speaker, draft, { wantsReceipt: what === "receipt-on" });
		case "discard":
			turn.add({ do: "drop-notice", id: draft.id });
			return turn.say({ key: "notice-discarded", buttons: [] }, { addressee: speaker.person });
		default:
			return what satisfies never;
	}
};

/** 发布, where the word was not taken for a draft: in a group, with a dialog open, or with nothing written. */
export const publishCommand: CommandHandler = async (turn, speaker) => {
	if (turn.inGroup) return turn.say({ key: "notice-publish-private", buttons: [] });
	const draft = await draftOf(turn.set, speaker.person.key);
	if (draft) return doWithDraft(turn, speaker, draft, "publish");
	if (await publishBulletin(turn, speaker)) return;
	turn.say({ key: "notice-nothing-open", buttons: [] }, { addressee: speaker.person });
};
