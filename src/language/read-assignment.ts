import { addDays, type DateText } from "../domain/period.ts";
import { leadingDate } from "./leading-date.ts";

/** Until when something is to be done, and what else was said. */
export interface Assignment {
	/** Null where no day is named. */
	readonly dueOn: DateText | null;
	readonly words: string;
}

const LEAD = /^(?:(?:办理|完成|办结)?(?:期限|限期|时限|截止)?(?:到|至|为|是|于|在|限)?)\s*[:：]?\s*/u;
const BEHIND = /^\s*(?:之前|以前|前|止|截止|到期)?\s*(?:办结|完成|办好|解决|办完|销号|报结果)?[\s,，。;；]*/u;
const SPAN = /^(\d{1,3})\s*(?:个)?(天|日|周|星期|个月)(?:之?内|以内)?/u;
const DAYS_IN: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 个月: 30 };

/** Reads 「11月30日前办结 连同配电一起」, 「限15天」, 「下周五」 behind the unit of 交办; a month is thirty days. */
export const readAssignment = (text: string, today: DateText): Assignment => {
	const given = text.trim();
	const typed = given.normalize("NFKC");
	const rest = typed.replace(LEAD, "");
	/** What is kept stays as it was typed. */
	const said = (words: string): string => {
		const plain = words.normalize("NFKC").replace(BEHIND, "").trim();
		const tail = given.slice(given.length - plain.length);
		return tail.normalize("NFKC") === plain ? tail : plain;
	};
	const span = /^\d{1,3}日/u.test(rest) && /^\d{1,2}日(?!内|以内|之内)/u.test(rest) ? null : SPAN.exec(rest);
	if (span) {
		const days = Number(span[1]) * (DAYS_IN[span[2] ?? ""] ?? 1);
		return { dueOn: addDays(today, days), words: said(rest.slice(span[0].length)) };
	}
	const date = leadingDate(rest, today);
	if (date) return { dueOn: date.date, words: said(date.rest) };
	const day = /^(\d{1,2})[日号]/u.exec(rest);
	if (!day) return { dueOn: null, words: given };
	// 25日: this month's, or the next one's once that is over.
	const at = (month: DateText): DateText => `${month.slice(0, 8)}${(day[1] ?? "").padStart(2, "0")}` as DateText;
	const own = at(today);
	const next = at(addDays(`${today.slice(0, 8)}28` as DateText, 7));
	const found = leadingDate(own >= today ? own : next, today);
	return found ? { dueOn: found.date, words: said(rest.slice(day[0].length)) } : { dueOn: null, words: given };
};
