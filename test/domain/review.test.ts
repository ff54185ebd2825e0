import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/domain/period.ts";
import { type Person, personKey } from "../../src/domain/person.ts";
import type { Report, ReportVersion } from "../../src/domain/report.ts";
import { countingVersion, judgedBy, reviewersOf, standOf } from "../../src/domain/review.ts";
import type { ReviewDecision } from "../../src/domain/review-decision.ts";

const at = (hour: number): Instant => `2026-11-26T${String(hour).padStart(2, "0")}:00:00.000Z` as Instant;
const version = (number: number, review: boolean): ReportVersion => ({
	version: number,
	sentAt: at(number),
	by: personKey("p"),
	source: "own",
	late: false,
	form: "f",
	entries: [],
	answers: [],
	...(review ? { review: true as const } : {}),
});
const decision = (number: number, decision: ReviewDecision["decision"], late = false): ReviewDecision => ({
	version: number,
	decision,
	by: personKey("q"),
	way: "principal",
	at: at(number + 10),
	late,
	fields: [],
});
const report = (versions: readonly ReportVersion[], decisions: readonly ReviewDecision[]): Report =>
	({ number: 1, versions, decisions, confirmedAt: null, confirmedBy: null }) as unknown as Report;
const stands = (one: Report) => [countingVersion(one)?.version ?? null, standOf(one)];

describe("a report under review", () => {
	it.each([
		["needs none", [version(1, false)], [], [1, "counts"]],
		["waits", [version(1, true)], [], [null, "waiting"]],
		["was returned", [version(1, true)], [decision(1, "returned")], [null, "returned"]],
		["was sent again", [version(1, true), version(2, true)], [decision(1, "returned")], [null, "waiting"]],
		["was approved", [version(1, true)], [decision(1, "approved")], [1, "counts"]],
		["was corrected since", [version(1, true), version(2, true)], [decision(1, "approved")], [1, "waiting"]],
		["was sent before its duty asked for approval", [version(1, false), version(2, true)], [decision(2, "returned")], [1, "returned"]],
	])("that %s stands so", (_, versions, decisions, expected) => {
		expect(stands(report(versions, decisions))).toEqual(expected);
	});

	it("is judged by when it was sent, unless its round closed over the decision", () => {
		expect(judgedBy(report([version(1, true)], [decision(1, "approved")]))).toMatchObject({ late: false, sentAt: at(1) });
		expect(judgedBy(report([version(1, true)], [decision(1, "approved", true)]))).toEqual({ late: true, sentAt: at(11) });
	});

	it("goes to the other principals, to its sender where there is no other, to nobody where there is none", () => {
		const [a, b] = ["a", "b"].map((key) => ({ key: personKey(key) }) as Person) as [Person, Person];
		expect(reviewersOf([a, b], a.key)).toEqual({ by: [b], self: false });
		expect(reviewersOf([a], a.key)).toEqual({ by: [a], self: true });
		expect(reviewersOf([], a.key)).toEqual({ by: [], self: false });
	});
});
