import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { StoreError } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { absence, at, importCounty, MONDAY, MONTHLY, roundChange, smallCounty, UNITS, WEEKLY } from "./store-fixtures.ts";

export const roundCases = (tested: StoreUnderTest): void => {
	describe("what decides about rounds", () => {
		it("keeps changes in the order they were made, and leave until it is taken back, also over a restart", async () => {
			const changes = [roundChange("b"), roundChange("a", { unit: UNITS[0] })];
			await tested.open.store.commit([importCounty(), ...changes.map((change) => ({ do: "add-round-change", change }) as const)]);
			await tested.open.store.commit([
				{ do: "add-absence", absence: absence("x") },
				{ do: "add-absence", absence: absence("y") },
			]);
			await tested.open.store.commit([{ do: "end-absence", id: "x", at: at(18) }]);
			await tested.reopen();
			const records = await tested.open.store.roundRecords();
			expect(records.changes).toEqual(changes);
			expect(records.absences).toEqual([absence("y")]);
		});

		it("keeps what the program gave back beside what people decided, in the order both were made", async () => {
			const outage = { from: at(15) as Instant, until: at(17) as Instant };
			const given = { ...roundChange("g", { at: at(17) as Instant, reason: "" }), by: null, outage };
			const later = roundChange("a", { at: at(18) as Instant });
			await tested.open.store.commit([importCounty(), { do: "add-round-change", change: given }]);
			await tested.open.store.commit([{ do: "add-round-change", change: later }]);
			await tested.reopen();
			expect((await tested.open.store.roundRecords()).changes).toEqual([given, later]);
		});

		it("remembers when a duty first came, through later imports and while it is gone", async () => {
			const data = smallCounty();
			const { duties } = data;
			const weekly = duties.filter(({ id }) => id === WEEKLY);
			const { store } = tested.open;
			await store.commit([{ do: "replace-county", from: 0, data: { ...data, duties: weekly }, at: MONDAY }]);
			await store.commit([{ do: "replace-county", from: 1, data: { ...data, duties: [] }, at: at(17) }]);
			await store.commit([{ do: "replace-county", from: 2, data, at: at(18), dutiesSince: at(1) as Instant }]);
			expect((await store.roundRecords()).starts).toEqual([
				{ duty: MONTHLY, at: at(1) },
				{ duty: WEEKLY, at: MONDAY },
			]);
		});

		it("refuses a change about what is not there", async () => {
			await tested.open.store.commit([importCounty()]);
			const refused = tested.open.store.commit([{ do: "add-round-change", change: roundChange("c", { by: personKey("nobody") }) }]);
			await expect(refused).rejects.toBeInstanceOf(StoreError);
			expect((await tested.open.store.roundRecords()).changes).toEqual([]);
		});
	});
};
