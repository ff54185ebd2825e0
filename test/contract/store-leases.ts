import { describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./store-contract.ts";
import { at } from "./store-fixtures.ts";

export const leaseCases = (tested: StoreUnderTest): void => {
	describe("a lease", () => {
		const take = (holder: string, now: number, until: number, name = "poll") =>
			tested.open.store.takeLease(name, holder, at(16, now), at(16, until));

		it("is one holder's until its time is over, and can be made longer", async () => {
			expect(await take("a", 8, 10)).toBe(true);
			expect(await take("b", 9, 11)).toBe(false);
			expect(await take("a", 9, 12)).toBe(true);
			expect(await take("b", 11, 13)).toBe(false);
			expect(await take("b", 12, 13)).toBe(true);
			expect(await take("a", 12, 14)).toBe(false);
		});

		it("goes to one of those who ask at once", async () => {
			const taken = await Promise.all(["a", "b", "c"].map((holder) => take(holder, 8, 10)));
			expect(taken.filter(Boolean)).toHaveLength(1);
		});

		it("is free when its holder drops it, not when another does", async () => {
			await take("a", 8, 10);
			await tested.open.store.dropLease("poll", "b");
			expect(await take("b", 8, 10)).toBe(false);
			await tested.open.store.dropLease("poll", "a");
			await tested.open.store.dropLease("poll", "a");
			expect(await take("b", 8, 10)).toBe(true);
		});

		it("is apart from those of other names", async () => {
			await take("a", 8, 10);
			expect(await take("b", 8, 10, "other")).toBe(true);
		});

		it("ends with the process that held it, where one process has the store", async () => {
			await take("a", 8, 20);
			await tested.reopen();
			expect(await take("b", 9, 20)).toBe(true);
		});
	});
};
