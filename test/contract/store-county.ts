import { describe, expect, it } from "vitest";
import { decimal } from "../../src/domain/decimal.ts";
import type { DateText } from "../../src/domain/period.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { StoreError } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { addVersion, importCounty, MONDAY, PEOPLE, smallCounty, UNITS, version } from "./store-fixtures.ts";

export const countyCases = (tested: StoreUnderTest): void => {
	describe("the office's data", () => {
		it("is version 0 and nothing before the first import", async () => {
			expect(await tested.open.store.loadCounty()).toEqual({ version: 0, data: null });
		});

		it("reads back exactly as imported, also after a restart", async () => {
			await tested.open.store.commit([importCounty()]);
			expect(await tested.open.store.loadCounty()).toEqual({ version: 1, data: smallCounty() });
			await tested.reopen();
			expect(await tested.open.store.loadCounty()).toEqual({ version: 1, data: smallCounty() });
		});

		it("follows a later import: changed, reordered, vanished and new rows", async () => {
			const data = smallCounty();
			const later = {
				...data,
				units: [...data.units]
					.reverse()
					.map((unit) =>
						unit.code === UNITS[0] ? { ...unit, name: "新名", successor: UNITS[1], exempt: [{ year: 2026, reason: "灾害" }] } : unit,
					),
				people: data.people.slice(1).map((person) => ({ ...person, posts: person.posts.slice(1), phone: "13900000000" })),
				targets: [{ ...data.targets[0], annual: decimal(7) }] as typeof data.targets,
				duties: data.duties.slice(0, 1),
				rules: defaultRules(),
				calendar: [{ date: "2026-12-27" as DateText, works: false, note: "改休" }],
			};
			await tested.open.store.commit([importCounty()]);
			await tested.open.store.commit([importCounty(1, later)]);
			expect(await tested.open.store.loadCounty()).toEqual({ version: 2, data: later });
		});

		it("takes a unit whose parent stands below it in the sheet", async () => {
			const data = smallCounty();
			await tested.open.store.commit([importCounty(0, { ...data, units: [...data.units].reverse() })]);
			expect((await tested.open.store.loadCounty()).data?.units.map(({ code }) => code)).toEqual(
				[...UNITS].reverse().concat(unitCode("100")),
			);
		});

		it("takes back what had vanished", async () => {
			const data = smallCounty();
			await tested.open.store.commit([importCounty()]);
			await tested.open.store.commit([importCounty(1, { ...data, people: [], targets: [] })]);
			await tested.open.store.commit([importCounty(2)]);
			expect(await tested.open.store.loadCounty()).toEqual({ version: 3, data });
		});

		it("keeps what a vanished unit and person reported", async () => {
			const data = smallCounty();
			await tested.open.store.commit([importCounty(), addVersion(1, version(1), UNITS[2])]);
			await tested.open.store.commit([
				importCounty(1, { ...data, units: data.units.filter(({ code }) => code !== UNITS[2]), people: data.people.slice(1, 2) }),
			]);
			const { reports } = await tested.open.store.load({ reportNumbers: [1] });
			expect(reports[0]?.versions).toEqual([version(1)]);
			expect(reports[0]?.versions[0]?.by).toBe(PEOPLE[0]);
		});

		it.each([0, 2, 7])("refuses an import compared with version %i when 1 is stored, and changes nothing", async (from) => {
			await tested.open.store.commit([importCounty()]);
			const stale = tested.open.store.commit([
				importCounty(from, { ...smallCounty(), targets: [] }),
				{ do: "set-setting", key: "k", value: "v" },
			]);
			await expect(stale).rejects.toMatchObject({ name: "StoreError", retryable: false });
			expect(await tested.open.store.loadCounty()).toEqual({ version: 1, data: smallCounty() });
			expect(await tested.open.store.setting("k")).toBeNull();
		});

		it("refuses a quantity finer than a millionth instead of rounding it", async () => {
			const data = smallCounty();
			const fine = { ...data, targets: data.targets.map((target) => ({ ...target, annual: decimal("0.0000001") })) };
			await expect(tested.open.store.commit([importCounty(0, fine)])).rejects.toBeInstanceOf(StoreError);
			expect((await tested.open.store.loadCounty()).version).toBe(0);
		});

		it("keeps settings, the last value of each", async () => {
			await tested.open.store.commit([
				{ do: "set-setting", key: "a", value: "1" },
				{ do: "set-setting", key: "b", value: "2" },
				{ do: "set-setting", key: "a", value: "3" },
			]);
			await tested.open.store.commit([{ do: "set-setting", key: "b", value: "4" }]);
			expect([await tested.open.store.setting("a"), await tested.open.store.setting("b"), await tested.open.store.setting("c")]).toEqual([
				"3",
				"4",
				null,
			]);
		});

		it("only ever adds to the audit and shows the newest entries of a subject first", async () => {
			const entry = (subject: string, event: string) =>
				({
					do: "add-audit",
					entry: { at: MONDAY, actor: "system", event, subject, facts: { from: "0.1", list: [1, null] } },
				}) as const;
			await tested.open.store.commit([entry("s", "one"), entry("other", "x"), entry("s", "two"), entry("s", "three")]);
			expect((await tested.open.store.auditOf("s", 2)).map(({ event }) => event)).toEqual(["three", "two"]);
			expect(await tested.open.store.auditOf("other", 9)).toEqual([entry("other", "x").entry]);
			const writers = Object.keys(tested.open.store).filter((name) => /audit/i.test(name));
			expect(writers).toEqual(["auditOf"]);
		});
	});
};
