import { beforeEach, describe, expect, it } from "vitest";
import type { ChainLine } from "../../src/ports/chains.ts";
import type { Effect } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { GROUP, importCounty, MONDAY, PEOPLE, UNITS, W47, WEEKLY } from "./store-fixtures.ts";

/** A line of a 接龙 that waits for its unit's word. */
export const chainLine = (change: Partial<ChainLine> = {}): ChainLine => ({
	duty: WEEKLY,
	period: W47,
	unit: UNITS[0],
	number: 1,
	words: "暖棚45亩",
	by: PEOPLE[0],
	chat: GROUP,
	sentAt: MONDAY,
	...change,
});

const save = (change: Partial<ChainLine> = {}): Effect => ({ do: "save-chain-line", line: chainLine(change) });
const drop = (unit = UNITS[0]): Effect => ({ do: "drop-chain-line", duty: WEEKLY, period: W47, unit });

export const chainCases = (tested: StoreUnderTest): void => {
	describe("lines of a 接龙", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));
		const waiting = async () => (await tested.open.store.load({ chainLinesOf: UNITS })).chainLines;

		it("wait over a restart, each unit's found by itself", async () => {
			await tested.open.store.commit([save(), save({ unit: UNITS[1], number: 2, words: "果树\n120亩" })]);
			await tested.reopen();
			expect(await waiting()).toEqual(
				[chainLine(), chainLine({ unit: UNITS[1], number: 2, words: "果树\n120亩" })].sort((a, b) => (a.unit < b.unit ? -1 : 1)),
			);
			expect((await tested.open.store.load({ chainLinesOf: [UNITS[1]] })).chainLines.map(({ number }) => number)).toEqual([2]);
		});

		it("are one a unit and round: the newest, from whatever chat", async () => {
			const newer = chainLine({ words: "暖棚54亩", number: 3, by: PEOPLE[1], chat: { ...GROUP, id: "other" } });
			await tested.open.store.commit([save(), save({ words: "暖棚50亩" })]);
			await tested.open.store.commit([{ do: "save-chain-line", line: newer }]);
			expect(await waiting()).toEqual([newer]);
		});

		it("are gone once dropped, and may be there again", async () => {
			await tested.open.store.commit([save(), drop(), drop(UNITS[1])]);
			expect(await waiting()).toEqual([]);
			await tested.open.store.commit([drop(), save()]);
			expect(await waiting()).toEqual([chainLine()]);
			await tested.open.store.commit([drop()]);
			expect(await waiting()).toEqual([]);
		});

		it("follow their group to its new id, also when saved by the same commit", async () => {
			await tested.open.store.commit([save(), { do: "move-chat", from: GROUP, toId: "new" }]);
			expect((await waiting()).map(({ chat }) => chat.id)).toEqual(["new"]);
			await tested.open.store.commit([{ do: "move-chat", from: { ...GROUP, id: "new" }, toId: "newest" }]);
			expect((await waiting()).map(({ chat }) => chat.id)).toEqual(["newest"]);
		});

		it("are refused for a unit nobody knows", async () => {
			await expect(tested.open.store.commit([save({ unit: "0" as ChainLine["unit"] })])).rejects.toMatchObject({ retryable: false });
		});
	});
};
