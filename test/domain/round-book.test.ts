import { describe, expect, it } from "vitest";
import type { Duty, DutyId } from "../../src/domain/duty.ts";
import type { Instant, PeriodKey } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { phaseOf } from "../../src/domain/round.ts";
import { RoundBook } from "../../src/domain/round-book.ts";
import type { RoundChange } from "../../src/domain/round-change.ts";
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
const at = (text: string): Instant => new Date(`${text}:00+08:00`).toISOString() as Instant;
const week = (key: string): PeriodKey => key as PeriodKey;
const unit = (code: string, change: Partial<Unit> = {}): Unit => ({
	code: unitCode(code),
	name: code,
	kind: "township",
	parent: null,
	aliases: [],
	validFrom: null,
	validTo: null,
	successor: null,
	...change,
});
const DABA = unit("210921108");
const LAIHE = unit("210921109");
const change = (given: Partial<RoundChange>): RoundChange => ({
	id: "c",
	kind: "extend",
	duty: weekly.id,
	period: week("2026-W47"),
	unit: null,
	until: at("2026-11-21T12:00"),
	reason: "雨大",
	by: personKey("p"),
	at: at("2026-11-20T10:00"),
	...given,
});
const book = (changes: readonly RoundChange[] = [], starts: readonly (readonly [DutyId, Instant])[] = []): RoundBook =>
	new RoundBook(publishedCalendar, changes, new Map(starts));
const taking = (one: RoundBook, duty: Duty, now: string, whose = DABA): string[] =>
	one.taking(duty, at(now), whose).map((round) => round.period);

describe("rounds over the working calendar", () => {
	it("stand as the duty says where the deadline is a working day", () => {
		const round = book().round(weekly, week("2026-W47"), DABA.code);
		expect([round.opensAt, round.dueAt, round.closesAt]).toEqual([at("2026-11-16T08:00"), at("2026-11-20T17:00"), at("2026-11-23T12:00")]);
		expect([round.movedFrom, round.provisional]).toEqual([null, false]);
	});

	it("move a deadline in the national holiday to the first working day, and the close behind it", () => {
		const round = book().round(weekly, week("2026-W40"), DABA.code);
		expect(round.dueAt).toBe(at("2026-10-08T17:00"));
		expect(round.movedFrom).toBe(at("2026-10-02T17:00"));
		expect(round.closesAt).toBe(at("2026-10-12T12:00"));
		expect(round.opensAt).toBe(at("2026-09-28T08:00"));
	});

	it("leave a close that still lies behind the moved deadline", () => {
		const round = book().round(monthly, week("2026-02"), DABA.code);
		expect([round.dueAt, round.closesAt]).toEqual([at("2026-02-28T17:00"), at("2026-03-03T12:00")]);
		const january = book().round(monthly, week("2026-01"), DABA.code);
		expect([january.dueAt, january.closesAt]).toEqual([at("2026-02-02T17:00"), at("2026-02-03T12:00")]);
	});

	it("keep a deadline on a Saturday that is worked", () => {
		const saturday: Duty = { ...weekly, due: { day: 6, time: "17:00" } };
		expect(book().round(saturday, week("2026-W07"), DABA.code).dueAt).toBe(at("2026-02-14T17:00"));
		expect(book().round(saturday, week("2026-W47"), DABA.code).dueAt).toBe(at("2026-11-23T17:00"));
	});

	it("do not ask for a week without any working day, and go on with the next", () => {
		expect(book().notOwed(weekly, week("2026-W08"))).toBe("no-working-day");
		expect(taking(book(), weekly, "2026-02-18T10:00")).toEqual([]);
		expect(book().nextAfter(weekly, at("2026-02-18T10:00")).period).toBe("2026-W09");
		expect(taking(book(), weekly, "2026-02-24T10:00")).toEqual(["2026-W09"]);
	});

	it("go through week 53 and over New Year", () => {
		const last = book().round(weekly, week("2026-W53"), DABA.code);
		expect([last.opensAt, last.dueAt, last.closesAt]).toEqual([at("2026-12-28T08:00"), at("2027-01-04T17:00"), at("2027-01-07T12:00")]);
		expect([last.provisional, last.movedFrom]).toEqual([true, at("2027-01-01T17:00")]);
		expect(taking(book(), weekly, "2027-01-02T10:00")).toEqual(["2026-W53"]);
		expect(taking(book(), weekly, "2027-01-04T10:00")).toEqual(["2027-W01", "2026-W53"]);
		expect(book().round(weekly, week("2026-W01"), DABA.code)).toMatchObject({
			dueAt: at("2026-01-04T17:00"),
			closesAt: at("2026-01-05T12:00"),
		});
	});

	it("count a week in the month of its nominal deadline, never outside the week's own year", () => {
		const monthOf = (key: string, due = weekly.due, changes: readonly RoundChange[] = []): string =>
			book(changes).monthOf({ ...weekly, due }, week(key));
		expect(["2026-W44", "2026-W45", "2026-W40", "2026-W52"].map((key) => monthOf(key))).toEqual([
			"2026-10",
			"2026-11",
			"2026-10",
			"2026-12",
		]);
		// Due on 1 January, moved to the 4th.
		expect(monthOf("2026-W53")).toBe("2026-12");
		expect(monthOf("2027-W01")).toBe("2027-01");
		// Due on Monday of the next week, and in the old year.
		expect(monthOf("2027-W52", { day: 1, time: "12:00", next: true })).toBe("2027-12");
		expect(monthOf("2026-W01", { day: 3, time: "17:00" })).toBe("2026-01");
		// Neither a holiday nor an extension moves a week into another month.
		expect(monthOf("2026-W44", weekly.due, [change({ period: week("2026-W44"), until: at("2026-11-03T12:00") })])).toBe("2026-10");
		expect(book().round(weekly, week("2026-W01"), null).dueAt).toBe(at("2026-01-04T17:00"));
	});

	it("takes last week's report and this week's on a Monday morning", () => {
		expect(taking(book(), weekly, "2026-11-23T09:00")).toEqual(["2026-W48", "2026-W47"]);
		expect(taking(book(), weekly, "2026-11-24T09:00")).toEqual(["2026-W48"]);
		expect(taking(book(), monthly, "2026-11-16T09:00")).toEqual([]);
	});
});

describe("what the office decides about a round", () => {
	it("moves the deadline for all", () => {
		const round = book([change({})]).round(weekly, week("2026-W47"), LAIHE.code);
		expect([round.dueAt, round.closesAt]).toEqual([at("2026-11-21T12:00"), at("2026-11-23T12:00")]);
		expect(phaseOf(round, at("2026-11-21T11:59"))).toBe("open");
	});

	it("takes the newest of several extensions, earlier or later, and keeps the round open until then", () => {
		const later = book([change({}), change({ id: "d", until: at("2026-11-25T12:00") })]);
		expect(later.round(weekly, week("2026-W47"), DABA.code)).toMatchObject({
			dueAt: at("2026-11-25T12:00"),
			closesAt: at("2026-11-25T12:00"),
		});
		const earlier = book([change({}), change({ id: "d", until: at("2026-11-20T18:00") })]);
		expect(earlier.round(weekly, week("2026-W47"), DABA.code).dueAt).toBe(at("2026-11-20T18:00"));
	});

	it("reopens one unit's round, however old, as late, and nobody else's", () => {
		const reopened = book([change({ kind: "reopen", unit: DABA.code, period: week("2026-W40"), until: at("2026-11-23T23:59") })]);
		expect(taking(reopened, weekly, "2026-11-20T18:00")).toEqual(["2026-W47", "2026-W40"]);
		expect(taking(reopened, weekly, "2026-11-20T18:00", LAIHE)).toEqual(["2026-W47"]);
		expect(phaseOf(reopened.round(weekly, week("2026-W40"), DABA.code), at("2026-11-20T18:00"))).toBe("late");
		expect(taking(reopened, weekly, "2026-11-24T00:00")).toEqual(["2026-W48"]);
	});
});

describe("a duty that is new", () => {
	const imported = (moment: string): RoundBook => book([], [[weekly.id, at(moment)]]);

	it("asks nothing of the week before when it comes while the next one is open", () => {
		expect(imported("2026-11-23T09:00").notOwed(weekly, week("2026-W47"))).toBe("before-start");
		expect(taking(imported("2026-11-23T09:00"), weekly, "2026-11-23T09:30")).toEqual(["2026-W48"]);
	});

	it("asks for the week that is over while the next has not opened, and no longer", () => {
		for (const moment of ["2026-11-21T09:00", "2026-11-23T02:00"]) {
			expect(imported(moment).notOwed(weekly, week("2026-W47"))).toBeNull();
			expect(imported(moment).notOwed(weekly, week("2026-W46"))).toBe("before-start");
			expect(taking(imported(moment), weekly, "2026-11-23T02:00")).toEqual(["2026-W47"]);
		}
		expect(book([], [[monthly.id, at("2026-11-20T09:00")]]).notOwed(monthly, "2026-10" as PeriodKey)).toBe("before-start");
	});

	it("asks for the week it came in", () => {
		expect(taking(imported("2026-11-18T09:00"), weekly, "2026-11-18T09:30")).toEqual(["2026-W47"]);
	});

	it("takes an older week of a unit the office reopened it for", () => {
		const reopened = imported("2026-11-23T09:00").with([change({ kind: "reopen", unit: DABA.code, until: at("2026-11-24T23:59") })]);
		expect(taking(reopened, weekly, "2026-11-24T10:00")).toEqual(["2026-W48", "2026-W47"]);
	});
});

describe("a unit that is merged or renamed in mid-week", () => {
	const before = unit("1", { validTo: "2026-11-18", successor: unitCode("2") });
	const after = unit("2", { validFrom: "2026-11-19" });

	it("leaves the round to whichever stands on the day of the deadline", () => {
		expect(taking(book(), weekly, "2026-11-20T10:00", before)).toEqual([]);
		expect(taking(book(), weekly, "2026-11-20T10:00", after)).toEqual(["2026-W47"]);
		expect(taking(book(), weekly, "2026-11-16T10:00", before)).toEqual(["2026-W46"]);
		expect(taking(book(), weekly, "2026-11-16T10:00", after)).toEqual(["2026-W47"]);
	});
});

describe("late or on time", () => {
	const sent = (text: string, late = true) => ({ sentAt: at(text), late });
	const book = (...changes: RoundChange[]): RoundBook => new RoundBook(publishedCalendar, changes, new Map());
	const until = (text: string): RoundChange => change({ kind: "extend", until: at(text) });

	it("stays as it was said when the report came, whatever rule the duty has today", () => {
		expect(book().isLate(weekly.id, week("2026-W47"), sent("2026-11-18T10:00"))).toBe(true);
		expect(book().isLate(weekly.id, week("2026-W47"), sent("2026-11-22T10:00", false))).toBe(false);
	});

	it("becomes on time by an extension that covers it, the newest counting, and by none of another round", () => {
		const late = sent("2026-11-21T10:00");
		expect(book(until("2026-11-21T12:00")).isLate(weekly.id, week("2026-W47"), late)).toBe(false);
		expect(book(until("2026-11-21T09:00")).isLate(weekly.id, week("2026-W47"), late)).toBe(true);
		expect(book(until("2026-11-21T09:00"), until("2026-11-23T09:00")).isLate(weekly.id, week("2026-W47"), late)).toBe(false);
		expect(book(until("2026-11-21T12:00")).isLate(weekly.id, week("2026-W46"), late)).toBe(true);
	});

	it("stays late where the round was reopened", () => {
		const reopened = change({ kind: "reopen", unit: DABA.code, until: at("2026-11-25T12:00") });
		expect(book(reopened).isLate(weekly.id, week("2026-W47"), sent("2026-11-24T10:00"))).toBe(true);
	});

	it("counts the extensions of a duty's rounds, and nothing else", () => {
		const reopened = change({ kind: "reopen", unit: DABA.code });
		const rounds = book(until("2026-11-21T12:00"), reopened, change({ kind: "extend", duty: monthly.id }));
		expect(rounds.extensionsBetween(weekly.id, week("2026-W46"), week("2026-W47"))).toBe(1);
		expect(rounds.extensionsBetween(weekly.id, week("2026-W48"), week("2026-W49"))).toBe(0);
	});
});
