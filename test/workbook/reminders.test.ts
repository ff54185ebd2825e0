import { describe, expect, it } from "vitest";
import { DEFAULT_REMINDERS, type ReminderStep } from "../../src/domain/reminder-step.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { formatReminders, inOrder, parseReminder, splitReminders } from "../../src/workbook/reminders.ts";
import { setCell, smallWorkbook } from "../support/small-workbook.ts";
import { workbookBytes } from "../support/workbook-bytes.ts";

const READ: readonly [string, ReminderStep][] = [
	["前1天09:00私聊", { at: { days: -1, time: "09:00" }, way: "private" }],
	["前一天9点 私信", { at: { days: -1, time: "09:00" }, way: "private" }],
	["提前2个工作日14：30群里", { at: { days: -2, time: "14:30" }, way: "group" }],
	["当天8点半群", { at: { days: 0, time: "08:30" }, way: "group" }],
	["前2小时群", { at: { hours: -2 }, way: "group" }],
	["截止前两个小时群", { at: { hours: -2 }, way: "group" }],
	["逾期1天10:00主要负责人", { at: { days: 1, time: "10:00" }, way: "principals" }],
	["后36小时主要领导", { at: { hours: 36 }, way: "principals" }],
];

describe("提醒", () => {
	it.each(READ)("reads %s", (text, step) => {
		expect(parseReminder(text)).toEqual(step);
	});

	it.each(READ)("writes what it read of %s so that it reads the same", (_, step) => {
		expect(parseReminder(formatReminders([step]))).toEqual(step);
	});

	it.each([
		"前1天群",
		"1天09:00群",
		"前0天09:00群",
		"后0小时群",
		"前2小时09:00群",
		"前1天24:00群",
		"前1天09:00",
		"前1天09:00大群",
		"每天09:00群",
	])("does not guess at %s", (text) => {
		expect(parseReminder(text)).toBeNull();
	});

	it("empty is the steps every duty has, 无 is none", () => {
		expect(splitReminders("")).toBeNull();
		expect(splitReminders("无")).toEqual([]);
		expect([formatReminders(null), formatReminders([])]).toEqual(["", "无"]);
		expect(formatReminders(DEFAULT_REMINDERS)).toBe("前1天09:00私聊、前2小时群、后1天09:00群、后1天10:00主要领导");
	});

	it("stands in the order of time, however it was written", async () => {
		const sheets = smallWorkbook();
		setCell(sheets, "报送", 2, "提醒", "后1天09:00群，前2小时群；当天09:00私聊");
		const reading = await readWorkbook(workbookBytes(sheets));
		const reminders = reading.ok ? reading.data.duties.map((duty) => duty.reminders) : [];
		expect(reminders.map(formatReminders)).toEqual(["当天09:00私聊、前2小时群、后1天09:00群", "前1天09:00群"]);
		expect(inOrder([...DEFAULT_REMINDERS].reverse(), "17:00")).toEqual(DEFAULT_REMINDERS);
	});
});
