import { beforeEach, describe, expect, it } from "vitest";
import type { Bulletin } from "../../src/domain/bulletin.ts";
import { addMs, type PeriodKey } from "../../src/domain/period.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { importCounty, MONDAY, PEOPLE, WEEKLY } from "./store-fixtures.ts";

export const bulletin = (id: string, change: Partial<Bulletin> = {}): Bulletin => ({
	id,
	number: null,
	kind: "monthly",
	duty: WEEKLY,
	period: "2026-10" as PeriodKey,
	edition: 1,
	corrects: null,
	title: "关于2026年10月进展情况的通报",
	paragraphs: ["一、总体情况", "=1+1"],
	tables: [{ title: "名次表", headings: ["名次"], rows: [{ rank: "1", unit: "大巴镇", score: "99.5", moved: "升2", figures: ["45"] }] }],
	documentNumber: null,
	state: "draft",
	revision: 1,
	drafter: PEOPLE[0],
	approver: null,
	approvedAt: null,
	createdAt: MONDAY,
	updatedAt: MONDAY,
	publishedAt: null,
	files: [],
	...change,
});

export const bulletinCases = (tested: StoreUnderTest): void => {
	describe("bulletins", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));
		const save = (one: Bulletin): Promise<void> => tested.open.store.commit([{ do: "save-bulletin", bulletin: one }]);

		it("are found open, newest first, and published ones by their number", async () => {
			await save(bulletin("b1"));
			await save(bulletin("b2", { drafter: PEOPLE[1], updatedAt: addMs(MONDAY, 1000) }));
			await save(bulletin("b3", { state: "dropped" }));
			await save(bulletin("b1", { state: "published", number: 1, documentNumber: "临督〔2026〕1号", publishedAt: MONDAY }));
			await tested.reopen();
			const { store } = tested.open;
			expect((await store.openBulletins(null)).map(({ id }) => id)).toEqual(["b2"]);
			expect(await store.openBulletins(PEOPLE[0])).toEqual([]);
			expect(await store.bulletin(1)).toEqual(
				bulletin("b1", { state: "published", number: 1, documentNumber: "临督〔2026〕1号", publishedAt: MONDAY }),
			);
			expect(await store.lastBulletinNumber()).toBe(1);
		});

		it("never change once they are published, and no number is given twice", async () => {
			const published = bulletin("b1", { state: "published", number: 1, publishedAt: MONDAY });
			await save(published);
			await expect(save({ ...published, title: "另一个" })).rejects.toMatchObject({ retryable: false });
			await expect(save(bulletin("b2", { state: "published", number: 1 }))).rejects.toMatchObject({ retryable: false });
			expect(await tested.open.store.bulletin(1)).toEqual(published);
		});
	});
};
