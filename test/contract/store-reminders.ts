import { beforeEach, describe, expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import type { PersonKey } from "../../src/domain/person.ts";
import type { Occurrence, ReminderRecord } from "../../src/ports/reminders.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { importCounty, MONDAY, PEOPLE, UNITS } from "./store-fixtures.ts";

export const TODAY = "2026-11-16" as DateText;

export const occurrence = (key: string, change: Partial<Occurrence> = {}): Occurrence => ({ key, outcome: "done", at: MONDAY, ...change });

export const reminderRecord = (person: PersonKey, message: string | null, change: Partial<ReminderRecord> = {}): ReminderRecord => ({
	at: MONDAY,
	day: TODAY,
	person,
	unit: UNITS[0],
	kind: "round",
	subject: "weekly:2026-W47",
	message,
	inGroup: false,
	outcome: message === null ? "capped" : "sent",
	...change,
});

export const reminderCases = (tested: StoreUnderTest): void => {
	describe("occurrences and reminders", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));

		it("refuses what happened already, with all that came with it", async () => {
			const { store } = tested.open;
			await store.commit([{ do: "record-occurrence", occurrence: occurrence("o1") }]);
			const again = store.commit([
				{ do: "set-setting", key: "k", value: "v" },
				{ do: "record-occurrence", occurrence: occurrence("o1", { outcome: "skipped" }) },
			]);
			await expect(again).rejects.toMatchObject({ retryable: false });
			await tested.reopen();
			expect(await tested.open.store.setting("k")).toBeNull();
			expect(await tested.open.store.occurrences(["o1", "o2"])).toEqual([occurrence("o1")]);
		});

		it("counts the messages that reminded somebody on a day, one that names them twice once, and not what they were spared", async () => {
			const { store } = tested.open;
			const records = [
				reminderRecord(PEOPLE[0], "m1"),
				reminderRecord(PEOPLE[0], "m1", { unit: UNITS[1] }),
				reminderRecord(PEOPLE[0], "m2", { kind: "notice", subject: "notice:1" }),
				reminderRecord(PEOPLE[0], null),
				reminderRecord(PEOPLE[0], "m3", { day: "2026-11-17" as DateText }),
				reminderRecord(PEOPLE[1], null),
			];
			await store.commit([{ do: "add-reminder-records", records }]);
			await tested.reopen();
			expect(await tested.open.store.remindedOn(TODAY, PEOPLE)).toEqual([{ person: PEOPLE[0], count: 2 }]);
			expect(await tested.open.store.remindedOn(TODAY, [])).toEqual([]);
		});
	});
};
