import { describe, expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import { publishedCalendar, WorkingCalendar } from "../../src/domain/working-calendar.ts";

const day = (text: string): DateText => text as DateText;

describe("the working calendar", () => {
	it("knows days off and make-up days of the published years", () => {
		const works = ["2026-02-13", "2026-02-14", "2026-02-16", "2026-02-24", "2026-02-28", "2026-10-05", "2026-10-10", "2026-11-21"];
		expect(works.map((date) => publishedCalendar.works(day(date)))).toEqual([true, true, false, true, true, false, true, false]);
		expect(publishedCalendar.knownYears).toEqual([2024, 2025, 2026]);
	});

	it("has as many working days as the State Council's notices leave", () => {
		const count = (year: number): number =>
			Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10)).filter(
				(date) => date.startsWith(String(year)) && publishedCalendar.works(day(date)),
			).length;
		expect([2024, 2025, 2026].map(count)).toEqual([251, 248, 248]);
	});

	it("finds no working day in the eighth week of 2026", () => {
		expect(publishedCalendar.hasWork(day("2026-02-16"), day("2026-02-22"))).toBe(false);
		expect(publishedCalendar.nextWorkingDay(day("2026-02-14"))).toBe("2026-02-24");
	});

	it("counts weekends in a year that is not published and the holidays the law itself dates, and says so", () => {
		const off = ["2027-01-01", "2027-01-02", "2027-02-05", "2027-02-08", "2027-05-03", "2027-10-01", "2027-10-04", "2037-02-16"];
		expect(off.map((date) => publishedCalendar.works(day(date)))).toEqual([false, false, false, false, true, false, true, true]);
		expect([publishedCalendar.isProvisional(day("2027-01-01")), publishedCalendar.isProvisional(day("2026-12-31"))]).toEqual([true, false]);
	});

	it("leaves the law's holidays to the office's rows and to the notice of a published year", () => {
		const worked = new WorkingCalendar([{ date: day("2027-01-01"), works: true, note: "防汛上班" }]);
		expect(worked.works(day("2027-01-01"))).toBe(true);
		expect([publishedCalendar.works(day("2024-02-09")), publishedCalendar.works(day("2025-01-28"))]).toEqual([true, false]);
	});

	it("puts the office's rows over what it knows, and takes a year for published once its holidays stand there", () => {
		const off = ["2027-01-01", "2027-02-06", "2027-02-08", "2027-02-09", "2027-02-10"];
		const rows = [
			...off.map((date) => ({ date: day(date), works: false, note: "" })),
			{ date: day("2026-10-05"), works: true, note: "防汛上班" },
		];
		const calendar = new WorkingCalendar(rows);
		expect([calendar.works(day("2027-01-01")), calendar.works(day("2026-10-05"))]).toEqual([false, true]);
		expect(calendar.knownYears).toEqual([2024, 2025, 2026, 2027]);
		expect(new WorkingCalendar(rows.slice(1)).knownYears).toEqual([2024, 2025, 2026]);
	});

	it("does not look for a working day for ever", () => {
		const never = Array.from({ length: 60 }, (_, index) => ({
			date: day(new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10)),
			works: false,
			note: "",
		}));
		expect(new WorkingCalendar(never).onWorkingDay(day("2027-01-05"))).toBe("2027-01-05");
	});
});
