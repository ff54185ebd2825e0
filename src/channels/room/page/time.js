import { t } from "./texts.js";

// The county's wall clock is UTC+8 all year.
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const pad = (value) => String(value).padStart(2, "0");

const wall = (instant) => {
	const date = new Date(Date.parse(instant) + OFFSET_MS);
	return {
		year: date.getUTCFullYear(),
		month: date.getUTCMonth() + 1,
		day: date.getUTCDate(),
		weekday: date.getUTCDay(),
		time: `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`,
		dayNumber: Math.floor(date.getTime() / DAY_MS),
	};
};

const dayName = (at, today) => {
	const age = today.dayNumber - at.dayNumber;
	if (age === 0) return "";
	if (age === 1) return t.yesterday;
	if (age > 1 && age < 7) return t.days[at.weekday];
	return at.year === today.year ? t.monthDay(at.month, at.day) : t.yearMonthDay(at.year, at.month, at.day);
};

/** The line between messages: the time today, else day and time. */
export const separatorText = (instant, now) => {
	const at = wall(instant);
	return `${dayName(at, wall(now))} ${at.time}`.trim();
};

/** The corner of a chat's row: the time today, else the day. */
export const rowTime = (instant, now) => {
	const at = wall(instant);
	return dayName(at, wall(now)) || at.time;
};

/** "2026年11月16日" and "周一 09:00", for the clock. */
export const clockTexts = (instant) => {
	const at = wall(instant);
	return {
		date: t.yearMonthDay(at.year, at.month, at.day),
		short: `${t.monthDay(at.month, at.day)} ${t.shortDays[at.weekday]}`,
		weekday: t.days[at.weekday],
		time: at.time,
	};
};

const at = (dayNumber, hour) => new Date(dayNumber * DAY_MS + hour * 3_600_000 - OFFSET_MS).toISOString();

/** Where the clock's buttons lead from an instant. */
export const jumpTargets = (instant) => {
	const { dayNumber, weekday } = wall(instant);
	const friday = at(dayNumber + ((5 - weekday + 7) % 7), 16);
	return {
		hour: new Date(Date.parse(instant) + 3_600_000).toISOString(),
		tomorrow: at(dayNumber + 1, 9),
		friday: friday > instant ? friday : at(dayNumber + 7 + ((5 - weekday + 7) % 7), 16),
		monday: at(dayNumber + ((8 - weekday) % 7 || 7), 9),
	};
};

/** An instant as a datetime-local field writes it, by the county's wall clock. */
export const fieldValue = (instant) => new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 16);

/** Messages further apart than this get a line with the time between them. */
export const SEPARATOR_MS = 5 * 60_000;
