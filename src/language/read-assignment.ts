import { addDays, type DateText } from "../domain/period.ts";
import { beginsWithNoDay, leadingDate } from "./leading-date.ts";
import { numeralAt } from "./numeral.ts";

/** Until when something is to be done, and what else was said. */
export interface Assignment {
	/** Null where no day is named. */
	readonly dueOn: DateText | null;
	/** What is written as a day and is none (11月31日). */
	readonly isNoDay?: true;
	readonly words: string;
}

const LEAD = /^(?:(?:办理|完成|办结)?(?:期限|限期|时限|截止)?(?:到|至|为|是|于|在|限)?)\s*[:：]?\s*/u;
const BEHIND = /^\s*(?:之前|以前|前|止|截止|到期)?\s*(?:办结|完成|办好|解决|办完|销号|报结果)?[\s,，。;；]*/u;
const SPAN =
	/^(\d{1,3}|[一二两三四五六七八九十]{1,3}|半)\s*(?:个)?(天|日|周|星期|月)(?:之?内|以内|后|之后)?(?=$|[\s\p{P}]|前?(?:$|[\s\p{P}办完解修报结请])|连同)/u;
const DAYS_IN: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 月: 30 };

/** 「3天」「两周内」「半个月」: how many days; null where a text begins with no span. */
const spanAt = (text: string): { readonly days: number; readonly length: number } | null => {
	const span = SPAN.exec(text);
	if (!span || (!/个/u.test(span[0]) && span[2] === "月")) return null;
	const numeral = span[1] === "半" ? null : numeralAt(span[1] ?? "", 0);
	const count = numeral === null ? 0.5 : Number(numeral.value ?? 0);
	const days = count * (DAYS_IN[span[2] ?? ""] ?? 1);
	return Number.isInteger(days) && days > 0 ? { days, length: span[0].length } : null;
};

/** Reads 「11月30日前办结 连同配电一起」, 「限15天」, 「两周内」, 「月底」, 「下周五」 behind the unit of 交办; a month is thirty days. */
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
	const isDayOfMonth = /^(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?!内|以内|之内)/u.test(rest);
	const span = isDayOfMonth ? null : spanAt(rest);
	if (span) return { dueOn: addDays(today, span.days), words: said(rest.slice(span.length)) };
	const date = leadingDate(rest, today);
	if (date) return { dueOn: date.date, words: said(date.rest) };
	if (beginsWithNoDay(rest, today)) return { dueOn: null, words: given, isNoDay: true };
	const day = /^(\d{1,2})[日号]/u.exec(rest);
	if (!day) return { dueOn: null, words: given };
	// 25日: this month's, or the next one's once that is over.
	const at = (month: DateText): DateText => `${month.slice(0, 8)}${(day[1] ?? "").padStart(2, "0")}` as DateText;
	const own = at(today);
	const next = at(addDays(`${today.slice(0, 8)}28` as DateText, 7));
	const found = leadingDate(own >= today ? own : next, today);
	return found ? { dueOn: found.date, words: said(rest.slice(day[0].length)) } : { dueOn: null, words: given };
};
