import { DEFAULT_REMINDERS, type ReminderMoment, type ReminderStep, type ReminderWay } from "../domain/reminder-step.ts";
import { LIST_MARK, splitList } from "./words.ts";

/** 「无」: nobody is reminded of this duty. */
const NONE = "无";
const NONE_WORDS = [NONE, "没有", "不提醒"];
const WAYS: Readonly<Record<ReminderWay, string>> = { private: "私聊", group: "群", principals: "主要领导" };
const WAY_WORDS: Readonly<Record<string, ReminderWay>> = {
	私聊: "private",
	私信: "private",
	群: "group",
	群里: "group",
	主要领导: "principals",
	主要负责人: "principals",
};
const NUMBERS = "零一二三四五六七八九十";

const STEP =
	/^(?:(?<side>提前|截止前|前|截止后|逾期|后)(?<count>\d{1,3}|[一二两三四五六七八九十])(?:(?<hours>个?小时)|(?:天|个?工作日)(?<time>[\d:点时整半]+))|(?:截止)?当[天日](?<today>[\d:点时整半]+))(?<way>\D+)$/;

/** What a step looks like: for whoever wrote one that cannot be read. */
export const REMINDER_EXAMPLE = "前1天09:00私聊、前2小时群、当天09:00群、后1天10:00主要领导";

/** A part of 提醒 as one step; null where it cannot be read. */
export const parseReminder = (part: string): ReminderStep | null => {
	const found = STEP.exec(part.normalize("NFKC").replace(/\s/g, ""))?.groups;
	const way = WAY_WORDS[found?.way ?? ""];
	const at = found && momentOf(found);
	return at && way ? { at, way } : null;
};

const momentOf = ({ side = "", count = "", hours, time, today }: Record<string, string | undefined>): ReminderMoment | null => {
	const clock = clockOf(time ?? today ?? "");
	if (today !== undefined) return clock === null ? null : { days: 0, time: clock };
	const number = /\d/.test(count) ? Number(count) : NUMBERS.indexOf(count.replace("两", "二"));
	const signed = /前$/.test(side) ? -number : number;
	if (number === 0) return null;
	if (hours !== undefined) return { hours: signed };
	return clock === null ? null : { days: signed, time: clock };
};

const clockOf = (text: string): string | null => {
	const found = /^([01]?\d|2[0-3])(?::([0-5]\d)|[点时](整|半)?)$/.exec(text);
	return found ? `${(found[1] ?? "").padStart(2, "0")}:${found[2] ?? (found[3] === "半" ? "30" : "00")}` : null;
};

/** 提醒 in parts: null where nothing is written (the steps every duty has of itself), none for 「无」. */
export const splitReminders = (text: string): string[] | null => {
	if (text === "") return null;
	return NONE_WORDS.includes(text) ? [] : splitList(text);
};

/** A step as the sheet writes it: read back by parseReminder. */
const formatReminder = ({ at, way }: ReminderStep): string => {
	if ("hours" in at) return `${at.hours < 0 ? "前" : "后"}${Math.abs(at.hours)}小时${WAYS[way]}`;
	const day = at.days === 0 ? "当天" : `${at.days < 0 ? "前" : "后"}${Math.abs(at.days)}天`;
	return `${day}${at.time}${WAYS[way]}`;
};

/** 提醒 as the sheet writes it. */
export const formatReminders = (reminders: readonly ReminderStep[] | null): string => {
	if (reminders === null) return "";
	return reminders.length === 0 ? NONE : reminders.map(formatReminder).join(LIST_MARK);
};

/** The steps every duty has of itself, in the sheet's words. */
export const DEFAULT_REMINDERS_TEXT = formatReminders(DEFAULT_REMINDERS);

/** How far a step lies from the deadline, in minutes, as if every day were worked: what steps are kept in the order of, and told apart by. */
export const reminderOffset = ({ at }: ReminderStep, dueTime: string): number =>
	"hours" in at ? at.hours * 60 : at.days * 1_440 + minutesOf(at.time) - minutesOf(dueTime);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Sorts the steps of a duty by time, those of one time by way. */
export const inOrder = (steps: readonly ReminderStep[], dueTime: string): ReminderStep[] =>
	[...steps].sort((a, b) => reminderOffset(a, dueTime) - reminderOffset(b, dueTime) || (a.way < b.way ? -1 : 1));
