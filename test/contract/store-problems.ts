import { beforeEach, describe, expect, it } from "vitest";
import type { ProjectId } from "../../src/domain/indicator.ts";
import type { DateText } from "../../src/domain/period.ts";
import { afterEvent, type Problem, type ProblemChange, type ProblemEvent } from "../../src/domain/problem.ts";
import type { UnitCode } from "../../src/domain/unit.ts";
import type { Effect } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { addVersion, at, importCounty, PEOPLE, smallCounty, UNITS, version } from "./store-fixtures.ts";

type Recorded = Extract<Effect, { do: "record-problem" }>;
type Raised = Extract<ProblemChange, { what: "raised" }>;

const day = (number: number): DateText => `2026-11-${number}` as DateText;

/** The effect that raises a problem on the 16th of November, due on the 20th. */
export const raisedProblem = (number: number, change: Partial<Raised> = {}): Recorded => {
	const raised: Raised = {
		what: "raised",
		unit: UNITS[0],
		project: null,
		indicator: null,
		text: "机井不足",
		place: null,
		via: "chat",
		from: change.unit ?? UNITS[0],
		report: null,
		dueOn: day(20),
		...change,
	};
	const event: ProblemEvent = { number, seq: 1, at: at(16), by: PEOPLE[0], files: [], change: raised };
	return { do: "record-problem", problem: afterEvent(null, event), event };
};

/** The effect of what happens next to a problem, on a day of November. */
const next = ({ problem }: { readonly problem: Problem }, change: ProblemChange, on = 17): Recorded => {
	const event: ProblemEvent = { number: problem.number, seq: problem.events + 1, at: at(on), by: PEOPLE[1], files: [], change };
	return { do: "record-problem", problem: afterEvent(problem, event), event };
};

export const problemCases = (tested: StoreUnderTest): void => {
	describe("problems", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));
		const project = smallCounty().projects[0]?.id as ProjectId;
		const assigned = (owner: UnitCode, dueOn: DateText): ProblemChange => ({ what: "assigned", owner, dueOn, words: "" });
		const numbers = (problems: readonly Problem[]): number[] => problems.map((problem) => problem.number);

		it("keeps a problem as its history makes it, one commit or several", async () => {
			const { store } = tested.open;
			const file = { hash: "f".repeat(64), name: "井.jpg", type: "image/jpeg", size: 9 };
			const raised = raisedProblem(1, { project, place: "西沟村" });
			const withPhoto: Recorded = {
				...raised,
				event: { ...raised.event, files: [file] },
				problem: { ...raised.problem, files: [file] },
			};
			const given = next(withPhoto, assigned(UNITS[1], day(25)));
			const answered = next(given, { what: "answered", words: "已打井2眼" });
			const asked = next(answered, { what: "closing-asked", words: "都打好了" }, 18);
			await store.commit([withPhoto, given]);
			await store.commit([answered, asked]);
			expect(await store.problem(1)).toEqual(asked.problem);
			expect(await store.problemEvents(1)).toEqual([withPhoto.event, given.event, answered.event, asked.event]);
			expect(await store.problem(2)).toBeNull();
			expect(await store.lastProblemNumber()).toBe(1);
		});

		it("refuses an event that is there already, and one without the event before it", async () => {
			const { store } = tested.open;
			const raised = raisedProblem(1);
			const answered = next(raised, { what: "answered", words: "一" });
			await store.commit([raised, answered]);
			await expect(store.commit([next(raised, { what: "answered", words: "二" })])).rejects.toMatchObject({ retryable: false });
			const gap = next(next(answered, { what: "answered", words: "三" }), { what: "answered", words: "四" });
			await expect(store.commit([gap])).rejects.toMatchObject({ retryable: false });
			await expect(store.commit([raisedProblem(1, { text: "别的" })])).rejects.toMatchObject({ retryable: false });
			expect((await store.problem(1))?.text).toBe("机井不足");
			expect(await store.problemEvents(1)).toHaveLength(2);
		});

		it("finds what is open of units, owners and projects, each once, the most urgent first", async () => {
			const { store } = tested.open;
			const late = raisedProblem(1, { dueOn: day(28) });
			const owned = raisedProblem(2, { unit: UNITS[2] });
			const closing = next(raisedProblem(3), { what: "closing-asked", words: "好了" });
			const dropped = next(raisedProblem(4), { what: "withdrawn", words: "报错了" });
			const given = next(owned, assigned(UNITS[0], day(18)));
			const works = raisedProblem(5, { unit: UNITS[1], project });
			await store.commit([late, owned, given, raisedProblem(3), closing, raisedProblem(4), dropped, works]);
			expect(numbers(await store.openProblems(null))).toEqual([2, 3, 5, 1]);
			expect(numbers(await store.openProblems({ units: [UNITS[0]], owners: [UNITS[0]], projects: [] }))).toEqual([2, 3, 1]);
			expect(numbers(await store.openProblems({ units: [UNITS[1]], owners: [], projects: [project] }))).toEqual([5]);
			expect(await store.openProblems({ units: [], owners: [], projects: [] })).toEqual([]);
		});

		it("finds what units solved between two days and somebody verified", async () => {
			const { store } = tested.open;
			const solved = (number: number, unit: (typeof UNITS)[number], on: number): Recorded[] => {
				const raised = raisedProblem(number, { unit });
				const asked = next(raised, { what: "closing-asked", words: "好了" }, on);
				return [raised, asked, next(asked, { what: "verified", words: "" }, 29)];
			};
			const asked = solved(4, UNITS[0], 20).slice(0, 2);
			await store.commit([...solved(1, UNITS[0], 20), ...solved(2, UNITS[0], 24), ...solved(3, UNITS[1], 20), ...asked]);
			expect(numbers(await store.solvedProblems([UNITS[0]], day(19), day(23)))).toEqual([1]);
			expect(numbers(await store.solvedProblems(UNITS, day(20), day(24)))).toEqual([1, 2, 3]);
		});

		it("finds the problems a report raised or named again", async () => {
			const { store } = tested.open;
			const old = raisedProblem(1);
			await store.commit([
				addVersion(1, version(1)),
				old,
				next(old, { what: "repeated", report: 1 }),
				raisedProblem(2, { report: 1 }),
				raisedProblem(3),
			]);
			expect(numbers(await store.problemsOfReport(1))).toEqual([1, 2]);
			expect(numbers(await store.problemsAfter(0, 1))).toEqual([1]);
			expect(numbers(await store.problemsAfter(1, 1))).toEqual([2]);
		});

		it("counts what fell due in a span and was solved in time, for whoever had to solve it", async () => {
			const { store } = tested.open;
			const closed = (number: number, on: number): Recorded[] => {
				const raised = raisedProblem(number);
				const asked = next(raised, { what: "closing-asked", words: "好了" }, on);
				return [raised, asked, next(asked, { what: "verified", words: "" }, 29)];
			};
			const given = raisedProblem(3);
			const sentBack = closed(5, 17);
			await store.commit([
				...closed(1, 20),
				...closed(2, 21),
				given,
				next(given, assigned(UNITS[1], day(24))),
				raisedProblem(4),
				next(raisedProblem(4), { what: "withdrawn", words: "报错了" }),
				...sentBack,
				next(sentBack[2] as Recorded, { what: "sent-back", words: "又坏了" }),
				raisedProblem(6, { dueOn: day(28) }),
			]);
			expect(await store.problemCounts(day(16), day(24))).toEqual([
				{ unit: UNITS[0], due: 3, solved: 1 },
				{ unit: UNITS[1], due: 1, solved: 0 },
			]);
			expect(await store.problemCounts(day(29), day(30))).toEqual([]);
		});
	});
};
