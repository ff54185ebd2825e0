import { describe, expect, it } from "vitest";
import { decimal } from "../../src/domain/decimal.ts";
import type { DateText, Instant } from "../../src/domain/period.ts";
import { instantAt } from "../../src/domain/period.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import { publishedCalendar } from "../../src/domain/working-calendar.ts";
import { WakingHours } from "../../src/reminders/waking-hours.ts";

const hours = new WakingHours(defaultRules(), publishedCalendar);
const at = (text: string): Instant => instantAt(text.slice(0, 10) as DateText, text.slice(11));

describe("waking hours", () => {
	it.each([
		["2026-11-20T08:00", "2026-11-20T08:00"],
		["2026-11-20T19:59", "2026-11-20T19:59"],
		["2026-11-20T07:59", "2026-11-20T08:00"],
		// A Friday evening waits for Monday.
		["2026-11-20T20:00", "2026-11-23T08:00"],
		["2026-11-21T10:00", "2026-11-23T08:00"],
		// Spring Festival 2026 begins with a Sunday; the Saturday after it is worked.
		["2026-02-14T21:00", "2026-02-24T08:00"],
		["2026-02-28T10:00", "2026-02-28T10:00"],
		// A new year nothing is published of: its weekends are off.
		["2026-12-31T22:00", "2027-01-04T08:00"],
	])("at %s is or waits for %s", (now, then) => {
		expect(hours.next(at(now))).toBe(at(then));
		expect(hours.includes(at(now))).toBe(now === then);
	});

	it("end when quiet begins, where the office writes midnight too", () => {
		const late = new WakingHours({ "quiet-from": decimal(24), "quiet-until": decimal("7.5") }, publishedCalendar);
		expect(hours.end(at("2026-11-20T09:00"))).toBe(at("2026-11-20T20:00"));
		expect(late.end(at("2026-11-20T09:00"))).toBe(at("2026-11-21T00:00"));
		expect(late.includes(at("2026-11-20T23:59"))).toBe(true);
		expect(late.next(at("2026-11-20T07:00"))).toBe(at("2026-11-20T07:30"));
	});
});
