import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DateText, Instant } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import {
	afterEvent,
	isOpen,
	mayChange,
	PROBLEM_STATES,
	type Problem,
	type ProblemChange,
	type ProblemEvent,
} from "../../src/domain/problem.ts";
import { problemLamp } from "../../src/domain/problem-lamp.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import { unitCode } from "../../src/domain/unit.ts";

const TOWN = unitCode("101");
const OWNER = unitCode("D01");
const RAISED: ProblemChange = {
	what: "raised",
	unit: TOWN,
	project: null,
	indicator: null,
	text: "机井不足",
	place: null,
	via: "chat",
	from: TOWN,
	report: null,
	dueOn: "2026-11-30" as DateText,
};
const CHANGES: readonly ProblemChange[] = [
	RAISED,
	{ what: "repeated", report: 7 },
	{ what: "rephrased", report: 7, text: "机井只有3眼" },
	{ what: "left-out", report: 7 },
	{ what: "assigned", owner: OWNER, dueOn: "2026-11-20" as DateText, words: "" },
	{ what: "answered", words: "已打井2眼" },
	{ what: "closing-asked", words: "打好了" },
	{ what: "verified", words: "" },
	{ what: "sent-back", words: "没通水" },
	{ what: "withdrawn", words: "重复" },
	{ what: "files-added" },
];

const eventOf = (change: ProblemChange, seq: number): ProblemEvent => ({
	number: 12,
	seq,
	at: `2026-11-${String(Math.min(16 + seq, 30)).padStart(2, "0")}T01:00:00.000Z` as Instant,
	by: personKey(`p${seq}`),
	files: change.what === "files-added" ? [{ hash: "a".repeat(64), name: "a.jpg", type: "image/jpeg", size: 1 }] : [],
	change,
});

/** Tries all of these in turn; what may not happen does not. */
const live = (tried: readonly ProblemChange[]): { problem: Problem | null; events: ProblemEvent[] } => {
	const events: ProblemEvent[] = [];
	let problem: Problem | null = null;
	for (const change of tried) {
		const may: boolean = problem === null ? change.what === "raised" : mayChange(problem, change.what);
		const event = eventOf(change, events.length + 1);
		if (!may) {
			const before = problem;
			expect(() => afterEvent(before, event)).toThrow(RangeError);
			continue;
		}
		problem = afterEvent(problem, event);
		events.push(event);
	}
	return { problem, events };
};

describe("a problem", () => {
	it("comes to no state that its history does not make, whatever is tried and in whatever order", () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...CHANGES), { maxLength: 25 }), (tried) => {
				const { problem, events } = live(tried);
				expect(events.reduce<Problem | null>(afterEvent, null)).toEqual(problem);
				if (!problem) return;
				expect(PROBLEM_STATES).toContain(problem.state);
				expect(problem.events).toBe(events.length);
				const kinds = events.map(({ change }) => change.what);
				if (problem.state === "closed") expect(kinds.lastIndexOf("verified")).toBeGreaterThan(kinds.lastIndexOf("closing-asked"));
				if (problem.state === "withdrawn") expect(kinds.at(-1)).toBe("withdrawn");
				if (["closing", "closed"].includes(problem.state)) expect(problem.solvedOn).not.toBeNull();
				else if (problem.state !== "withdrawn") expect(problem.solvedOn).toBeNull();
				if (kinds.includes("assigned")) expect(problem.owner).toBe(OWNER);
			}),
		);
	});

	it("goes from raised to closed, and back when the closure does not hold", () => {
		const way = ["raised", "assigned", "answered", "closing-asked", "verified", "sent-back", "closing-asked", "verified"] as const;
		const changes = way.map((what) => CHANGES.find((change) => change.what === what) as ProblemChange);
		const states = changes.map((_, index) => live(changes.slice(0, index + 1)).problem?.state);
		expect(states).toEqual(["raised", "assigned", "answered", "closing", "closed", "reopened", "closing", "closed"]);
	});

	it("keeps the day on which its closure was asked for, however long the verification takes", () => {
		const { problem } = live([RAISED, CHANGES[6] as ProblemChange, CHANGES[7] as ProblemChange]);
		expect(problem).toMatchObject({ state: "closed", solvedOn: "2026-11-18", solvedBy: "p2" });
	});

	it("is over for everybody once it was withdrawn", () => {
		const { problem } = live([RAISED, CHANGES[9] as ProblemChange]);
		expect(problem && isOpen(problem)).toBe(false);
		expect(CHANGES.filter(({ what }) => problem && mayChange(problem, what))).toEqual([]);
	});
});

describe("its lamp", () => {
	const lamp = (today: string, solvedOn: string | null = null) =>
		problemLamp({ dueOn: "2026-11-20" as DateText, solvedOn: solvedOn as DateText | null }, today as DateText, defaultRules());

	it("turns yellow three days before the due date and red the day after it", () => {
		expect(["2026-11-16", "2026-11-17", "2026-11-20", "2026-11-21"].map((day) => lamp(day))).toEqual(["green", "yellow", "yellow", "red"]);
	});

	it("stays as it was while a closure waits for its verification", () => {
		expect(lamp("2026-12-20", "2026-11-16")).toBe("green");
		expect(lamp("2026-12-20", "2026-11-21")).toBe("red");
	});
});
