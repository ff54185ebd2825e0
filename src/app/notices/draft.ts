import { type FileRef, isEvidence } from "../../domain/file.ts";
import { MOST_NOTICE_FILES, type Notice, type NoticeAudience } from "../../domain/notice.ts";
import { addMs } from "../../domain/period.ts";
import { PERMISSIONS } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { asksForReceipt } from "../../language/notice-words.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { ViewButton } from "../../views/button.ts";
import type { NoticeText, NoticeView } from "../../views/notices.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { draftOf, nextNoticeNumber } from "./notice-set.ts";
import { audienceText, reachOf, reachParts, reachText, usualAudience } from "./reach.ts";

type Remark = Extract<NoticeView, { key: "notice-preview" }>["remark"];

/** The unit somebody issues notices for: that of the first post that gives the right. */
export const issuingUnit = (turn: Turn, { person }: Speaker): UnitCode | null =>
	postsOn(person, turn.today).find((post) => PERMISSIONS.notice[post.role] !== undefined)?.unit ?? null;

/** A notice as its readers see it, under a number. */
export const noticeTextOf = (turn: Turn, notice: Notice, number: number): NoticeText => ({
	number,
	text: notice.text,
	unit: turn.county.unit(notice.unit)?.name ?? notice.unit,
	issuer: turn.county.person(notice.issuer)?.name ?? notice.issuer,
	wantsReceipt: notice.wantsReceipt,
});

/** Begins a draft; one that was there is dropped, and so are its files: nothing of another notice slips into this one. */
export const beginDraft = async (
	turn: Turn,
	speaker: Speaker,
	chat: ChatRef,
	of: { readonly text: string; readonly audience: NoticeAudience | null; readonly files: readonly FileRef[] },
): Promise<void> => {
	const unit = issuingUnit(turn, speaker);
	if (unit === null) return;
	const before = await draftOf(turn.set, speaker.person.key);
	if (before) turn.add({ do: "drop-notice", id: before.id });
	const { fitting, remark } = attachable([], of.files);
	const draft: Notice = {
		id: turn.world.ids.next(),
		number: null,
		issuer: speaker.person.key,
		unit,
		text: of.text,
		files: fitting,
		audience: of.audience ?? usualAudience(turn.county, speaker.person, unit, turn.today),
		wantsReceipt: false,
		awaitsText: of.text === "",
		revision: 1,
		state: "draft",
		createdAt: turn.inbound.sentAt,
		updatedAt: turn.inbound.sentAt,
		publishedAt: null,
		withdrawnAt: null,
		withdrawnFor: null,
		remindAt: null,
	};
	turn.add({ do: "save-notice", notice: draft });
	return showDraft(turn, speaker, draft, chat, remark ?? (before && before.text !== "" ? "dropped" : null));
};

/** Changes a draft and shows it again. */
export const changeDraft = (
	turn: Turn,
	speaker: Speaker,
	draft: Notice,
	change: Partial<Pick<Notice, "text" | "files" | "audience" | "wantsReceipt" | "awaitsText">>,
	chat: ChatRef = turn.chat,
	remark: Remark = null,
): Promise<void> => {
	const changed: Notice = { ...draft, ...change, revision: draft.revision + 1, updatedAt: turn.inbound.sentAt };
	turn.add({ do: "save-notice", notice: changed });
	return showDraft(turn, speaker, changed, chat, remark);
};

/** Adds files to a draft; what is no picture, recording or office document is left out and said so. */
export const addFiles = (turn: Turn, speaker: Speaker, draft: Notice, files: readonly FileRef[], text: string): Promise<void> => {
	const { fitting, remark } = attachable(draft.files, files);
	const words = text.trim();
	const said = words === "" ? {} : draft.awaitsText || draft.text === "" ? { text: words, awaitsText: false } : {};
	return changeDraft(turn, speaker, draft, { files: fitting, ...said }, turn.chat, remark ?? "files-added");
};

const attachable = (before: readonly FileRef[], files: readonly FileRef[]): { fitting: FileRef[]; remark: Remark } => {
	const fresh = files.filter((file) => isEvidence(file) && !before.some(({ hash }) => hash === file.hash));
	const all = [...before, ...fresh];
	const odd = files.some((file) => !isEvidence(file));
	return {
		fitting: all.slice(0, MOST_NOTICE_FILES),
		remark: all.length > MOST_NOTICE_FILES ? "too-many-files" : odd ? "odd-files" : null,
	};
};

/** The draft as it will look, for whom, and its buttons; without a text it asks for one. */
export const showDraft = async (turn: Turn, speaker: Speaker, draft: Notice, chat: ChatRef, remark: Remark = null): Promise<void> => {
	const to = { chat, addressee: speaker.person };
	const button = (word: "publish" | "edit" | "receipt-on" | "receipt-off" | "discard"): ViewButton => ({
		label: { word },
		action: { do: "draft", what: word, draft: draft.id, revision: draft.revision },
	});
	if (draft.awaitsText || draft.text === "")
		return turn.say({ key: "notice-text-needed", again: draft.text !== "", buttons: [button("discard")] }, to);
	const reach = await reachOf(reachParts(turn, speaker, turn.set.committed), draft.audience);
	turn.say(
		{
			key: "notice-preview",
			notice: noticeTextOf(turn, draft, await nextNoticeNumber(turn.set)),
			files: draft.files,
			audience: audienceText(turn.county, draft.audience),
			reach: reachText(turn, reach),
			uncounted: !draft.wantsReceipt && asksForReceipt(draft.text),
			remark,
			buttons: [button("publish"), button("edit"), button(draft.wantsReceipt ? "receipt-off" : "receipt-on"), button("discard")],
		},
		to,
	);
};

/** Left for so long that its issuer may have forgotten what it says. */
export const isOld = (turn: Turn, draft: Notice): boolean => addMs(draft.updatedAt, turn.world.idleMs) < turn.inbound.sentAt;
