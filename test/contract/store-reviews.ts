import { beforeEach, describe, expect, it } from "vitest";
import type { QuestionId } from "../../src/domain/duty.ts";
import type { ReviewDecision } from "../../src/domain/review-decision.ts";
import type { Effect } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { addVersion, at, importCounty, MONDAY, PEOPLE, UNITS, version, W47, WEEKLY } from "./store-fixtures.ts";

export const decision = (number: number, change: Partial<ReviewDecision> = {}): ReviewDecision => ({
	version: number,
	decision: "approved",
	by: PEOPLE[2],
	way: "principal",
	at: at(12),
	late: false,
	fields: [],
	...change,
});

export const decided = (report: number, which: ReviewDecision): Effect => ({ do: "add-review-decision", report, decision: which });

const FIELDS = [{ question: "q1" as QuestionId, reason: "数字不对，“45”？\n请核" }];
const reviewed = (number: number) => version(number, { review: true });

export const reviewCases = (tested: StoreUnderTest): void => {
	describe("reviews", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));
		const report = async (number: number) => (await tested.open.store.load({ reportNumbers: [number] })).reports[0];
		const round = () => tested.open.store.roundStates(WEEKLY, W47, UNITS);
		const counted = async () => (await tested.open.store.reportedBetween(WEEKLY, W47, W47)).map(({ unit, versions }) => [unit, versions]);

		it("are kept with their reports, in the order of the versions", async () => {
			const back = decision(1, { decision: "returned", way: "office", fields: FIELDS });
			await tested.open.store.commit([addVersion(7, reviewed(1)), decided(7, back)]);
			await tested.open.store.commit([addVersion(7, reviewed(2)), decided(7, decision(2, { late: true, way: "self" }))]);
			await tested.reopen();
			expect(await report(7)).toMatchObject({
				versions: [reviewed(1), reviewed(2)],
				decisions: [back, decision(2, { late: true, way: "self" })],
			});
		});

		it("let a report count from its first approval on, and a correction once it is approved itself", async () => {
			const { store } = tested.open;
			const waiting = { number: 1, duty: WEEKLY, period: W47, unit: UNITS[0] };
			await store.commit([addVersion(1, reviewed(1)), addVersion(2, version(1), UNITS[1])]);
			expect(await round()).toMatchObject({ reported: [{ unit: UNITS[1] }], pending: [{ unit: UNITS[0], state: "waiting" }] });
			expect(await store.pendingReviews(null)).toEqual([{ ...waiting, state: "waiting", counts: false }]);
			expect(await counted()).toEqual([[UNITS[1], 1]]);
			await store.commit([decided(1, decision(1, { decision: "returned", fields: FIELDS }))]);
			expect((await round()).pending).toEqual([{ unit: UNITS[0], state: "returned" }]);
			await store.commit([addVersion(1, reviewed(2)), decided(1, decision(2))]);
			expect(await round()).toMatchObject({ reported: [{}, {}], pending: [] });
			expect(await store.pendingReviews(UNITS)).toEqual([]);
			await store.commit([addVersion(1, reviewed(3))]);
			expect(await store.pendingReviews([UNITS[0]])).toEqual([{ ...waiting, state: "waiting", counts: true }]);
			expect(await store.pendingReviews([UNITS[1]])).toEqual([]);
			expect((await round()).pending).toEqual([]);
			expect(await counted()).toEqual([
				[UNITS[0], 1],
				[UNITS[1], 1],
			]);
		});

		it("make a report late that was approved after its round had closed", async () => {
			const { store } = tested.open;
			await store.commit([addVersion(1, reviewed(1))]);
			await store.commit([decided(1, decision(1, { late: true }))]);
			await store.commit([addVersion(1, reviewed(2)), decided(1, decision(2, { at: at(15) }))]);
			expect((await round()).reported).toEqual([{ unit: UNITS[0], late: true, sentAt: at(12) }]);
			expect(await store.reportedBetween(WEEKLY, W47, W47)).toMatchObject([{ late: true, sentAt: at(12), versions: 2 }]);
		});

		it("say of a report in time when its first version was sent", async () => {
			await tested.open.store.commit([addVersion(1, reviewed(1)), decided(1, decision(1))]);
			expect((await round()).reported).toEqual([{ unit: UNITS[0], late: false, sentAt: MONDAY }]);
		});

		it.each([
			["a second word about a version", decided(1, decision(1, { decision: "returned", by: PEOPLE[1] }))],
			["a word about a version that is not there", decided(1, decision(2))],
			["a word about no report", decided(9, decision(1))],
			["a word of nobody", decided(1, decision(1, { by: "nobody" as ReviewDecision["by"] }))],
		])("refuse %s", async (_, effect) => {
			const { store } = tested.open;
			await store.commit([addVersion(1, reviewed(1)), decided(1, decision(1))]);
			await expect(store.commit([effect])).rejects.toMatchObject({ name: "StoreError", retryable: false });
			expect((await report(1))?.decisions).toEqual([decision(1)]);
		});

		it("say nothing of a newer version than the one decided about", async () => {
			const { store } = tested.open;
			await store.commit([addVersion(1, reviewed(1)), addVersion(1, reviewed(2))]);
			await store.commit([decided(1, decision(1, { decision: "returned", fields: FIELDS }))]);
			expect(await store.pendingReviews(null)).toMatchObject([{ state: "waiting" }]);
		});
	});
};
