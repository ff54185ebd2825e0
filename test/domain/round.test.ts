import { describe, expect, it } from "vitest";
import type { Duty, DutyId } from "../../src/domain/duty.ts";
import type { DateText, Instant, PeriodKey } from "../../src/domain/period.ts";
import { owes, phaseOf, roundIn } from "../../src/domain/round.ts";
import { type Unit, unitCode } from "../../src/domain/unit.ts";
import { publishedCalendar } from "../../src/domain/working-calendar.ts";

const weekly: Duty = {
	id: "weekly" as DutyId,
	name: "周报",
	cadence: "week",
	units: { kind: "township" },
	opens: { day: 1, time: "08:00" },
	due: { day: 5, time: "17:00" },
	closes: { day: 8, time: "12:00" },
	reminders: null,
	review: false,
	questions: [],
};
const monthly: Duty = {
	...weekly,
	id: "monthly" as DutyId,
	cadence: "month",
	opens: { day: 25, time: "08:00" },
	due: { day: 0, time: "17:00" },
	closes: { day: 3, time: "12:00", next: true },
};
const at = (text: string) => new Date(`${text}+08:00`).toISOString() as Instant;
const unit: Unit = {
	code: unitCode("210921108"),
	name: "大巴镇",
	kind: "township",
	parent: null,
	aliases: [],
	validFrom: null,
	validTo: null,
	successor: null,
};

describe("round", () => {
	it("is due on Friday at five in Shanghai", () => {
		const round = roundIn(weekly, "2026-W47" as PeriodKey, publishedCalendar);
		expect(round.dueAt).toBe(at("2026-11-20T17:00"));
		expect(phaseOf(round, at("2026-11-16T07:59"))).toBe("not-open");
		expect(phaseOf(round, at("2026-11-20T17:00:00"))).toBe("open");
		expect(phaseOf(round, at("2026-11-20T17:00:01"))).toBe("late");
		expect(phaseOf(round, at("2026-11-23T12:00:01"))).toBe("closed");
	});

	it("is due on the last day of months of any length and closes in the next", () => {
		expect(roundIn(monthly, "2028-02" as PeriodKey, publishedCalendar).dueAt).toBe(at("2028-02-29T17:00"));
		expect(roundIn(monthly, "2026-12" as PeriodKey, publishedCalendar).closesAt).toBe(at("2027-01-03T12:00"));
	});

	it("is owed by units of its kind while they exist, or by those listed", () => {
		const today = "2026-11-16" as DateText;
		expect(owes(weekly, unit, today)).toBe(true);
		expect(owes(weekly, { ...unit, validTo: "2026-06-30" }, today)).toBe(false);
		expect(owes(weekly, { ...unit, validFrom: "2027-01-01" }, today)).toBe(false);
		expect(owes({ ...weekly, units: { codes: [unitCode("1")] } }, unit, today)).toBe(false);
	});
});
