import { type Cadence, type DateText, daysOf, type PeriodKey, periodOf, shiftPeriod } from "../domain/period.ts";
import { normalize } from "./normalize.ts";
import { numberOf } from "./numeral.ts";

const N = "[\\d零〇一二三四五六七八九十]";

const yearOf = (text: string | undefined, today: DateText): number => {
	const now = Number(today.slice(0, 4));
	if (text === undefined || text === "") return now;
	if (text === "今") return now;
	if (text === "去") return now - 1;
	if (text === "明") return now + 1;
	const year = numberOf(text) ?? now;
	return year < 100 ? 2000 + year : year;
};

const pad = (value: number): string => String(value).padStart(2, "0");

const existing = (key: string, cadence: Cadence): PeriodKey | null => {
	try {
		const { first } = daysOf(key as PeriodKey);
		return periodOf(cadence, first) === key ? (key as PeriodKey) : null;
	} catch {
		return null;
	}
};

const YEAR = `(?:(今|去|明|\\d{4}|\\d{2}|[二两][零〇][零〇一二三四五六七八九]{2}) ?年度?[的 ]?)?`;
const KEY = /(?<![\d-])(20\d{2})-?(W\d{2}|Q[1-4])(?!\d)|(?<![\d-])(20\d{2})[-./](0[1-9]|1[0-2])(?![\d./-])/i;
const WEEK_ORDINAL = new RegExp(`${YEAR}第 ?(${N}{1,4}) ?(?:个)?(?:周|星期)`);
const WEEK_PLAIN = new RegExp(
	`${YEAR}(?<![近过去最一\\d])(\\d{1,2}|[一二三四五]?十[一二三四五六七八九]?) ?周(?!岁|年|内|前|后|以|多|时|长|期|围|之)`,
);
const QUARTER = new RegExp(`${YEAR}(?:第 ?)?(${N}) ?季度`);
const MONTH = new RegExp(`${YEAR}(?<!${N}|个)(${N}{1,3}) ?月(?!${N}{1,3} ?[日号])`);
const DAY = new RegExp(`${YEAR}(${N}{1,3}) ?月 ?(${N}{1,3}) ?[日号]`);
const YEAR_ALONE = /(?:^|[^\d])(20\d{2}|[二两][零〇][零〇一二三四五六七八九]{2}) ?年/;

const RELATIVE: readonly (readonly [RegExp, Cadence, number])[] = [
	[/(?:本|这|这一|当|该)(?:个)?(?:周|星期|礼拜)/, "week", 0],
	[/(?:本|这|当)(?:一)?个?季度|本季(?!节)/, "quarter", 0],
	[/(?:本|这|当)(?:一)?个?月/, "month", 0],
	[/^(?:今年|本年)(?:度|全年)?$/, "year", 0],
	[/上上(?:个)?(?:周|星期|礼拜)/, "week", -2],
	[/上(?:一)?(?:个)?(?:周|星期|礼拜)/, "week", -1],
	[/下(?:一)?(?:个)?(?:周|星期|礼拜)/, "week", 1],
	[/上上个?季度/, "quarter", -2],
	[/上(?:一)?个?季度|上季(?!节)/, "quarter", -1],
	[/下(?:一)?个?季度/, "quarter", 1],
	[/上上个?月/, "month", -2],
	[/上(?:一)?个?月(?!亮)/, "month", -1],
	[/下(?:一)?个?月/, "month", 1],
	[/^去年(?:度|全年)?$/, "year", -1],
	[/^明年$/, "year", 1],
];

// Counted from today's date, so worked out once a day.
let counted: { readonly today: DateText; readonly periods: Map<string, PeriodKey> } | null = null;

const relative = (cadence: Cadence, today: DateText, shift: number): PeriodKey => {
	if (counted?.today !== today) counted = { today, periods: new Map() };
	const key = `${cadence}${shift}`;
	const known = counted.periods.get(key);
	if (known !== undefined) return known;
	const period = shiftPeriod(periodOf(cadence, today), shift);
	counted.periods.set(key, period);
	return period;
};

const named = (text: string, today: DateText): PeriodKey | null => {
	const key = KEY.exec(text);
	if (key) {
		const written = key[3] === undefined ? `${key[1]}-${(key[2] ?? "").toUpperCase()}` : `${key[3]}-${key[4]}`;
		return existing(written, key[3] !== undefined ? "month" : /w/i.test(key[2] ?? "") ? "week" : "quarter");
	}
	const week = WEEK_ORDINAL.exec(text) ?? WEEK_PLAIN.exec(text);
	if (week) return existing(`${yearOf(week[1], today)}-W${pad(numberOf(week[2]) ?? 0)}`, "week");
	const quarter = QUARTER.exec(text);
	if (quarter) return existing(`${yearOf(quarter[1], today)}-Q${numberOf(quarter[2]) ?? 0}`, "quarter");
	return null;
};

// 1月到11月, 11月16-22日 and 11月第三周 name no single period.
const SPREAD = new RegExp(
	`${N}{1,3} ?月?(?:份)?[-~至到—]+${N}{1,3} ?月|月 ?${N}{1,3} ?[日号]?[-~至到—]+(?:${N}{1,3} ?月 ?)?${N}{1,3} ?[日号]|月份?(?:的)?第 ?${N} ?(?:个)?(?:周|星期)`,
);

const monthly = (text: string, today: DateText): PeriodKey | null => {
	const month = MONTH.exec(text);
	if (month && DAY.exec(text)?.index !== month.index)
		return existing(`${yearOf(month[1], today)}-${pad(numberOf(month[2]) ?? 0)}`, "month");
	const year = YEAR_ALONE.exec(text);
	if (year && !DAY.test(text)) return existing(String(yearOf(year[1], today)), "year");
	return null;
};

/**
 * The period a text names, seen from `today`: 第47周, 上周, 11月, 三季度, 2026年, 2026-W47. Null when it names none or one that does not exist
 * (第54周). A date alone (11月20日) is no period.
 */
export const readPeriod = (text: string, today: DateText): PeriodKey | null => {
	const { text: plain } = normalize(text);
	if (SPREAD.test(plain)) return named(plain.replace(new RegExp(SPREAD, "g"), " "), today);
	const exact = named(plain, today);
	if (exact !== null) return exact;
	const written = monthly(plain, today);
	for (const [pattern, cadence, shift] of RELATIVE) {
		if (cadence === "year" && written !== null) break;
		if (!pattern.test(plain)) continue;
		// 上周五, 和上周一样 and 比上周 name a day or a comparison, not the period reported.
		if (/(?:[和跟同与比较]|持平)\s*上(?:个)?(?:周|月|季度)|上周[一二三四五六日天末]/.test(plain)) continue;
		return written ?? relative(cadence, today, shift);
	}
	return written;
};
