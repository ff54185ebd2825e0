import type { Notice } from "../../domain/notice.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { WaitingNotice } from "../../ports/notices.ts";
import type { WorkingSet } from "../turns/working-set.ts";

/** Notices as a group of turns sees them: what is committed, seen through the effects of the turns already done. */

export const draftOf = async (set: WorkingSet, issuer: PersonKey): Promise<Notice | null> => {
	let draft = await set.committed.noticeDraft(issuer);
	for (const effect of set.effects) {
		if (effect.do === "save-notice" && effect.notice.issuer === issuer) {
			if (effect.notice.state === "draft") draft = effect.notice;
			else if (effect.notice.id === draft?.id) draft = null;
		}
		if (effect.do === "drop-notice" && effect.id === draft?.id) draft = null;
	}
	return draft;
};

export const noticeNumbered = async (set: WorkingSet, number: number): Promise<Notice | null> => {
	let notice = await set.committed.notice(number);
	for (const effect of set.effects) if (effect.do === "save-notice" && effect.notice.number === number) notice = effect.notice;
	return notice;
};

export const nextNoticeNumber = async (set: WorkingSet): Promise<number> => {
	const given = set.effects.map((effect) => (effect.do === "save-notice" ? (effect.notice.number ?? 0) : 0));
	return Math.max(await set.committed.lastNoticeNumber(), ...given) + 1;
};

/** What waits for somebody's word, newest first. */
export const waitingFor = async (set: WorkingSet, person: PersonKey): Promise<WaitingNotice[]> => {
	const found = new Map((await set.committed.waitingNotices([person])).map((notice) => [notice.number, notice]));
	for (const effect of set.effects) {
		if (effect.do === "confirm-notice" && effect.person === person) found.delete(effect.notice);
		if (effect.do === "save-notice" && effect.notice.state === "withdrawn") found.delete(effect.notice.number ?? 0);
		if (effect.do === "add-notice-delivery" && effect.recipients.some((recipient) => recipient.person === person)) {
			const notice = await noticeNumbered(set, effect.notice);
			if (notice?.publishedAt) found.set(effect.notice, { number: effect.notice, person, at: notice.publishedAt });
		}
	}
	return [...found.values()].sort((a, b) => b.number - a.number);
};

/** Whether somebody's word on a notice is there already. */
export const hasConfirmed = async (set: WorkingSet, number: number, person: PersonKey): Promise<boolean> =>
	set.effects.some((effect) => effect.do === "confirm-notice" && effect.notice === number && effect.person === person) ||
	(await set.committed.noticeRecipients(number)).some((one) => one.person === person && one.confirmedAt !== null);
