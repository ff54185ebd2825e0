import type { Moment } from "../domain/duty.ts";
import type { Cadence } from "../domain/period.ts";

const WEEKDAYS = "一二三四五六日";
/** Months all have these days; later ones are said as 月末. */
const SURE_DAYS = 28;
const LONGEST: Readonly<Record<Cadence, number>> = { week: 14, month: 28, quarter: 90, year: 365 };
const END_WORD: Readonly<Record<Cadence, string>> = { week: "", month: "月末", quarter: "季末", year: "年末" };
const NEXT_WORD: Readonly<Record<Cadence, string>> = { week: "", month: "次月", quarter: "次月", year: "次年1月" };

/** A moment of each cadence as an example of how to write it. */
export const MOMENT_EXAMPLES: Readonly<Record<Cadence, string>> = {
	week: "周五17:00，或下周一12:00",
	month: "25日17:00、月末17:00，或次月3日12:00",
	quarter: "季末17:00，或次月10日17:00",
	year: "年末17:00，或次年1月15日12:00",
};

const clock = (text: string): string | null => {
	const found = /^(\d{1,2}):(\d{2})$/.exec(text);
	if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return null;
	return `${(found[1] ?? "").padStart(2, "0")}:${found[2]}`;
};

const weekday = (text: string): { day: number } | null => {
	const found = /^(本|下)?(?:周|星期|礼拜)([一二三四五六日天])$/.exec(text);
	if (!found) return null;
	const day = WEEKDAYS.indexOf((found[2] ?? "").replace("天", "日")) + 1;
	return { day: found[1] === "下" ? day + 7 : day };
};

const dayOf = (cadence: Cadence, text: string): { day: number; next?: true } | null => {
	if (cadence === "week") return weekday(text);
	if (text === END_WORD[cadence] || (cadence === "month" && text === "月底") || (cadence === "quarter" && text === "季度末"))
		return { day: 0 };
	const ordinal = /^第(\d{1,3})天$/.exec(text);
	if (ordinal) return inside(Number(ordinal[1]), LONGEST[cadence]);
	if (cadence === "month") {
		const own = /^(?:本月|每月)?(\d{1,2})[日号]$/.exec(text);
		if (own) return inside(Number(own[1]), SURE_DAYS);
	}
	const next = /^(次月|下月|次年1月|次年)(\d{1,2})[日号]$/.exec(text);
	const isOurs = next && (cadence === "year" ? next[1] === "次年1月" : next[1] === "次月" || next[1] === "下月");
	const found = isOurs ? inside(Number(next[2]), SURE_DAYS) : null;
	return found && { ...found, next: true };
};

const inside = (day: number, longest: number): { day: number } | null => (day >= 1 && day <= longest ? { day } : null);

/** Reads a moment as the sheet writes it (「周五17:00」「次月3日12:00」「月末17:00」「第20天08:00」); null when it cannot. */
export const parseMoment = (cadence: Cadence, text: string): Moment | null => {
	const plain = text
		.normalize("NFKC")
		.replace(/\s/g, "")
		.replace(/[点时]整?$/, ":00");
	const found = /^(.+?)(\d{1,2}:\d{2})$/.exec(plain);
	// 「25日17:00」 splits before the hour; 「周五7:00」 too: the shortest day part that leaves a clock time.
	const time = found ? clock(found[2] ?? "") : null;
	const day = found ? dayOf(cadence, found[1] ?? "") : null;
	return time !== null && day !== null ? { ...day, time } : null;
};

/** A moment as the sheet writes it: read back by parseMoment. */
export const formatMoment = (cadence: Cadence, { day, time, next }: Moment): string => {
	if (cadence === "week") {
		const name = WEEKDAYS[(day + 6) % 7] ?? "日";
		return `${day > 7 ? "下" : ""}周${day === 0 ? "日" : name}${time}`;
	}
	if (next) return `${NEXT_WORD[cadence]}${day}日${time}`;
	if (day === 0) return `${END_WORD[cadence]}${time}`;
	return cadence === "month" && day <= SURE_DAYS ? `${day}日${time}` : `第${day}天${time}`;
};

/** Sorts moments of one duty by time: text to compare. */
export const momentOrder = ({ day, time, next }: Moment): string =>
	`${next ? 1 : 0} ${String(day === 0 ? 999 : day).padStart(3, "0")} ${time}`;
