import { beforeEach, describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./store-contract.ts";
import { addVersion, enqueue, importCounty, inbound, MONDAY, UNITS, version } from "./store-fixtures.ts";

export const concurrencyCases = (tested: StoreUnderTest): void => {
	describe("many callers at once", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));

		it("deliver one update twenty times: it is taken once", async () => {
			const { store } = tested.open;
			const counts = await Promise.all(
				Array.from({ length: 20 }, (_, index) => store.receive([inbound("same"), inbound(`own ${index}`)], MONDAY)),
			);
			expect(counts.reduce((sum, count) => sum + count)).toBe(21);
			expect(await store.inboxDepth()).toBe(21);
		});

		it("keep what is received while a failing commit is undone", async () => {
			const { store } = tested.open;
			const failing = store.commit([enqueue("m1"), addVersion(1, version(1)), addVersion(1, version(3))]);
			const received = store.receive([inbound("during")], MONDAY);
			await expect(failing).rejects.toMatchObject({ retryable: false });
			expect(await received).toBe(1);
			expect(await store.inboxDepth()).toBe(1);
			expect(await store.outboxDepth()).toBe(0);
		});

		it("never see half a commit", async () => {
			const { store } = tested.open;
			const failing = store.commit([enqueue("m1"), addVersion(1, version(1), UNITS[1]), addVersion(1, version(1), UNITS[2])]);
			const seen = store.load({ messages: ["m1"], reportNumbers: [1] });
			await expect(failing).rejects.toMatchObject({ retryable: false });
			expect(await seen).toMatchObject({ messages: [], reports: [] });
		});

		it("commit a report of one round and unit: one of them wins", async () => {
			const { store } = tested.open;
			const results = await Promise.allSettled([1, 2, 3].map((number) => store.commit([addVersion(number, version(1))])));
			expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
			expect((await store.load({ reportNumbers: [1, 2, 3] })).reports).toHaveLength(1);
		});

		it("are all answered before the store closes", async () => {
			const { store } = tested.open;
			const commits = Array.from({ length: 10 }, (_, index) => store.commit([enqueue(`m${index}`)]));
			await tested.reopen();
			await Promise.all(commits);
			expect(await tested.open.store.outboxDepth()).toBe(10);
			await expect(store.commit([enqueue("after")])).rejects.toMatchObject({ name: "StoreError" });
		});
	});
};
