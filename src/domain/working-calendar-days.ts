import { addDays, type DateText } from "./period.ts";

/**
 * Days off and make-up days (调休) of the years the State Council has published, from its yearly notices 国办发明电〔2023〕7号, 〔2024〕12号 and 〔2025〕7号:
 * per holiday the first and the last day off, and the Saturdays and Sundays worked for it.
 */
export const PUBLISHED_HOLIDAYS: readonly {
	readonly name: string;
	readonly first: string;
	readonly last: string;
	readonly worked: readonly string[];
}[] = [
	{ name: "New Year", first: "2024-01-01", last: "2024-01-01", worked: [] },
	{ name: "Spring Festival", first: "2024-02-10", last: "2024-02-17", worked: ["2024-02-04", "2024-02-18"] },
	{ name: "Qingming", first: "2024-04-04", last: "2024-04-06", worked: ["2024-04-07"] },
	{ name: "Labour Day", first: "2024-05-01", last: "2024-05-05", worked: ["2024-04-28", "2024-05-11"] },
	{ name: "Dragon Boat", first: "2024-06-10", last: "2024-06-10", worked: [] },
	{ name: "Mid-Autumn", first: "2024-09-15", last: "2024-09-17", worked: ["2024-09-14"] },
	{ name: "National Day", first: "2024-10-01", last: "2024-10-07", worked: ["2024-09-29", "2024-10-12"] },
	{ name: "New Year", first: "2025-01-01", last: "2025-01-01", worked: [] },
	{ name: "Spring Festival", first: "2025-01-28", last: "2025-02-04", worked: ["2025-01-26", "2025-02-08"] },
	{ name: "Qingming", first: "2025-04-04", last: "2025-04-06", worked: [] },
	{ name: "Labour Day", first: "2025-05-01", last: "2025-05-05", worked: ["2025-04-27"] },
	{ name: "Dragon Boat", first: "2025-05-31", last: "2025-06-02", worked: [] },
	{ name: "National Day and Mid-Autumn", first: "2025-10-01", last: "2025-10-08", worked: ["2025-09-28", "2025-10-11"] },
	{ name: "New Year", first: "2026-01-01", last: "2026-01-03", worked: ["2026-01-04"] },
	{ name: "Spring Festival", first: "2026-02-15", last: "2026-02-23", worked: ["2026-02-14", "2026-02-28"] },
	{ name: "Qingming", first: "2026-04-04", last: "2026-04-06", worked: [] },
	{ name: "Labour Day", first: "2026-05-01", last: "2026-05-05", worked: ["2026-05-09"] },
	{ name: "Dragon Boat", first: "2026-06-19", last: "2026-06-21", worked: [] },
	{ name: "Mid-Autumn", first: "2026-09-25", last: "2026-09-27", worked: [] },
	{ name: "National Day", first: "2026-10-01", last: "2026-10-07", worked: ["2026-09-20", "2026-10-10"] },
];

/** The holidays that fall on the same date every year: 全国年节及纪念日放假办法, article 2, as of 2025. */
const FIXED: ReadonlySet<string> = new Set(["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]);

/** The first day of the first lunar month, of years no notice was known of when this was written. */
const SPRING_FESTIVALS = [
	"2027-02-06",
	"2028-01-26",
	"2029-02-13",
	"2030-02-03",
	"2031-01-23",
	"2032-02-11",
	"2033-01-31",
	"2034-02-19",
	"2035-02-08",
	"2036-01-28",
];

/** From the eve to the third day: the same article. */
const SPRING_DAYS: ReadonlySet<DateText> = new Set(
	SPRING_FESTIVALS.flatMap((day) => [-1, 0, 1, 2].map((by) => addDays(day as DateText, by))),
);

/**
 * Whether a day is off by the law itself, whatever the State Council's notice of its year will add: New Year, Labour Day and National Day, and up to 2036 the
 * Spring Festival. Qingming, Dragon Boat and Mid-Autumn are not among them.
 */
export const isStatutoryHoliday = (day: DateText): boolean => FIXED.has(day.slice(5)) || SPRING_DAYS.has(day);
