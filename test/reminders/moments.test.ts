import { expect, it } from "vitest";
import type { PeriodKey } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { RoundBook } from "../../src/domain/round-book.ts";
import type { RoundChange } from "../../src/domain/round-change.ts";
import { publishedCalendar } from "../../src/domain/working-calendar.ts";
import { dueSteps } from "../../src/reminders/due-steps.ts";
import { momentsBetween } from "../../src/reminders/moments.ts";
import { at, hours, monthly, weekly } from "./duties.ts";

const book = (changes: readonly RoundChange[] = []): RoundBook => new RoundBook(publishedCalendar, changes, new Map());
const moments = (from: string, until: string, duties = [weekly, monthly], rounds = book()) =>
	momentsBetween({ duties, rounds, hours, from: at(from), until: at(until) });

it("every moment of a week at which something is due, in order and each once", () => {
	expect(moments("2026-11-19T08:00", "2026-11-23T12:01", [weekly])).toEqual(
		[
			"2026-11-19T08:30",
			"2026-11-19T09:00",
			"2026-11-20T00:01",
			"2026-11-20T08:00",
			"2026-11-20T08:30",
			"2026-11-20T15:00",
			"2026-11-20T17:00",
			"2026-11-20T17:01",
			"2026-11-21T00:01",
			"2026-11-22T00:01",
			"2026-11-23T00:01",
			"2026-11-23T08:00",
			"2026-11-23T08:30",
			"2026-11-23T09:00",
			"2026-11-23T10:00",
			"2026-11-23T12:00",
			"2026-11-23T12:01",
		].map(at),
	);
});

it("from one moment to the next is the same walk as over the whole span", () => {
	const all = moments("2026-09-28T00:00", "2026-10-09T00:00");
	const walked: string[] = [];
	for (let from = at("2026-09-28T00:00"); ; ) {
		const [next] = momentsBetween({ duties: [weekly, monthly], rounds: book(), hours, from, until: at("2026-10-09T00:00") });
		if (!next) break;
		walked.push(next);
		from = next;
	}
	expect(walked).toEqual(all);
});

it("every step becomes due at one of them", () => {
	const rounds = book();
	const before = dueSteps({ duties: [weekly, monthly], rounds, hours, now: at("2026-01-20T00:00") });
	const seen = new Set<string>(before.map(({ key }) => key));
	for (const now of moments("2026-01-20T00:00", "2026-04-20T23:59"))
		for (const { key, at } of dueSteps({ duties: [weekly, monthly], rounds, hours, now, recorded: seen })) {
			seen.add(key);
			expect(at).toBe(now);
		}
	expect(seen.size).toBeGreaterThan(40);
});

it("a round that was extended far beyond its period is among them", () => {
	const until = at("2027-03-31T12:00");
	const extended: RoundChange = {
		id: "c",
		kind: "extend",
		duty: weekly.id,
		period: "2026-W47" as PeriodKey,
		unit: null,
		until,
		reason: "雨大",
		by: personKey("p"),
		at: at("2026-11-20T10:00"),
	};
	expect(moments("2027-03-31T09:30", "2027-03-31T12:01", [weekly], book([extended]))).toEqual([
		at("2027-03-31T10:00"),
		until,
		at("2027-03-31T12:01"),
	]);
});
