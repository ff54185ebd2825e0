import type { DateText } from "../domain/period.ts";
import { leadingDate } from "./leading-date.ts";

/** What 请假 says: the days, both counted, and who stands in ("" when nobody was named); days null when they could not be made out. */
export interface Leave {
	readonly days: { readonly first: DateText; readonly last: DateText } | null;
	readonly deputy: string;
}

const DEPUTY = /(?:由|让|请)?\s*(?:代理人?|代班|顶班|deputy)\s*[:：是为]?\s*/iu;

/** Reads 「11月20日到11月25日 代理 王伟」, 「明天到下周一 代理王伟」, 「11月20日-25日 由王伟代理」, 「11月20日 代理 王伟」. */
export const readLeave = (text: string, today: DateText): Leave => {
	const plain = text.normalize("NFKC").trim();
	const before = /^(.*?)(?:\s*(?:由|让|请)\s*|\s+)(\S+?)\s*(?:代理|代班|顶班|代)\s*$/u.exec(plain);
	const [days = "", deputy = ""] = before ? [before[1] ?? "", before[2] ?? ""] : plain.split(DEPUTY, 2);
	return { days: daysIn(days, today), deputy: deputy.trim() };
};

const daysIn = (text: string, today: DateText): Leave["days"] => {
	const typed = text.trim().replace(/^从\s*/u, "");
	const first = leadingDate(typed, today);
	if (!first) return null;
	const behind = first.rest.trim();
	const joined = /^(?:起|开始)?\s*(?:到|至|-|—|–|~|～)+\s*/u.exec(behind);
	if (!joined) return /^(?:一天|1天|半天|上午|下午|请假)?$/u.test(behind) ? { first: first.date, last: first.date } : null;
	const rest = behind.slice(joined[0].length);
	const short = /^(\d{1,2})[日号]?\s*$/u.exec(rest);
	const last = leadingDate(short ? `${first.date.slice(0, 8)}${short[1]}` : rest, today);
	return last && { first: first.date, last: last.date };
};
