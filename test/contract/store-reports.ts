import { beforeEach, describe, expect, it } from "vitest";
import { decimal } from "../../src/domain/decimal.ts";
import type { PeriodKey } from "../../src/domain/period.ts";
import type { Standing } from "../../src/domain/standing.ts";
import { type Effect, HISTORY_LENGTH } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import {
	addVersion,
	at,
	entry,
	GREENHOUSE,
	INDICATORS,
	importCounty,
	MONDAY,
	MONTHLY,
	ORCHARD,
	PEOPLE,
	session,
	standing,
	UNITS,
	version,
	W47,
	WEEKLY,
} from "./store-fixtures.ts";

const saveStandings = (...standings: Standing[]): Effect => ({ do: "save-standings", standings });

export const reportCases = (tested: StoreUnderTest): void => {
	describe("reports", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));
		const report = async (number: number) => (await tested.open.store.load({ reportNumbers: [number] })).reports[0];

		it("read back exactly, in versions", async () => {
			await tested.open.store.commit([addVersion(7, version(1))]);
			await tested.open.store.commit([addVersion(7, version(2, { by: PEOPLE[1], source: "proxy", late: true, answers: [], entries: [] }))]);
			await tested.reopen();
			expect(await report(7)).toEqual({
				number: 7,
				duty: WEEKLY,
				period: W47,
				unit: UNITS[0],
				versions: [version(1), version(2, { by: PEOPLE[1], source: "proxy", late: true, answers: [], entries: [] })],
				confirmedAt: null,
				confirmedBy: null,
			});
		});

		it.each(["0.3", "0.1", "12345678901.123456", "-12345678901.123456", "0.000001", "9223372036854.775807", "-9223372036854.775808"])(
			"keep %s exactly",
			async (figure) => {
				await tested.open.store.commit([
					addVersion(1, version(1, { entries: [entry({ increment: decimal(figure), total: decimal(figure) })] })),
				]);
				expect((await report(1))?.versions[0]?.entries[0]).toMatchObject({ increment: figure, total: figure });
			},
		);

		it("keep words as typed", async () => {
			const words = '’; DROP TABLE "Report"; -- ? $1 \\ \n\t 㐂𠀋😀 \' {}';
			const typed = version(1, { form: words, entries: [entry({ written: words, reason: "" })] });
			await tested.open.store.commit([addVersion(1, typed)]);
			expect((await report(1))?.versions).toEqual([typed]);
		});

		it.each([
			["a number given before", addVersion(1, version(1), UNITS[1])],
			["a second report of the round and unit", addVersion(2, version(1))],
			["a version that is there", addVersion(1, version(2))],
			["a version that skips one", addVersion(1, version(4))],
			["a later version of no report", addVersion(9, version(2))],
		])("refuse %s, with everything committed beside it", async (_, effect) => {
			await tested.open.store.commit([addVersion(1, version(1)), addVersion(1, version(2))]);
			const beside: Effect = { do: "set-setting", key: "beside", value: "yes" };
			await expect(tested.open.store.commit([beside, effect])).rejects.toMatchObject({ name: "StoreError", retryable: false });
			expect(await tested.open.store.setting("beside")).toBeNull();
			expect((await report(1))?.versions).toHaveLength(2);
			expect(await tested.open.store.lastReportNumber()).toBe(1);
		});

		it("refuse version 2 before version 1 within one commit", async () => {
			const backwards = [addVersion(1, version(2)), addVersion(1, version(1))];
			await expect(tested.open.store.commit(backwards)).rejects.toMatchObject({ retryable: false });
		});

		it("refuse two entries of one indicator in a version", async () => {
			const twice = addVersion(1, version(1, { entries: [entry(), entry()] }));
			await expect(tested.open.store.commit([twice])).rejects.toMatchObject({ retryable: false });
		});

		it("are loaded by round and unit and by number, each once, and counted by their highest number", async () => {
			expect(await tested.open.store.lastReportNumber()).toBe(0);
			await tested.open.store.commit([
				addVersion(3, version(1), UNITS[2]),
				addVersion(1, version(1), UNITS[0]),
				addVersion(5, version(1), UNITS[0], "2026-W46" as PeriodKey),
			]);
			const key = { duty: WEEKLY, period: W47, unit: UNITS[0] };
			const { reports } = await tested.open.store.load({ reports: [key, key, { ...key, unit: UNITS[1] }], reportNumbers: [3, 1, 99] });
			expect(reports.map(({ number }) => number)).toEqual([1, 3]);
			expect(await tested.open.store.lastReportNumber()).toBe(5);
		});

		it("are told by round without what is in them: late or not by their first version, and the dialogs that are open", async () => {
			const { store } = tested.open;
			await store.commit([
				addVersion(1, version(1, { late: true }), UNITS[0]),
				addVersion(1, version(2, { late: false }), UNITS[0]),
				addVersion(2, version(1), UNITS[1]),
				addVersion(3, version(1), UNITS[2], "2026-W46" as PeriodKey),
				{ do: "save-session", session: session("s2", { person: PEOPLE[1], unit: UNITS[2], answered: 2, asked: 5 }) },
				{ do: "save-session", session: session("s1", { answered: 1, asked: 4 }) },
			]);
			const { reported, begun } = await store.roundStates(WEEKLY, W47, null);
			expect([...reported].sort((a, b) => (a.unit < b.unit ? -1 : 1))).toEqual([
				{ unit: UNITS[0], late: true, sentAt: MONDAY },
				{ unit: UNITS[1], late: false, sentAt: MONDAY },
			]);
			expect(begun).toEqual([
				{ unit: session("s1").unit, answered: 1, asked: 4 },
				{ unit: UNITS[2], answered: 2, asked: 5 },
			]);
			expect(await store.roundStates(WEEKLY, W47, [UNITS[1], UNITS[2]])).toEqual({
				reported: [{ unit: UNITS[1], late: false, sentAt: MONDAY }],
				pending: [],
				begun: [{ unit: UNITS[2], answered: 2, asked: 5 }],
			});
			expect(await store.roundStates(WEEKLY, W47, [])).toEqual({ reported: [], pending: [], begun: [] });
			expect(await store.roundStates(MONTHLY, W47, null)).toEqual({ reported: [], pending: [], begun: [] });
		});

		it("are confirmed by the unit; confirming nothing is refused", async () => {
			await tested.open.store.commit([addVersion(1, version(1)), { do: "confirm-report", report: 1, at: at(17), by: PEOPLE[1] }]);
			expect(await report(1)).toMatchObject({ confirmedAt: at(17), confirmedBy: PEOPLE[1] });
			await tested.open.store.commit([
				{ do: "confirm-report", report: 1, at: at(18), by: PEOPLE[1] },
				{ do: "confirm-report", report: 1, at: at(19), by: PEOPLE[2] },
			]);
			expect(await report(1)).toMatchObject({ confirmedAt: at(19), confirmedBy: PEOPLE[2] });
			const unknown: Effect = { do: "confirm-report", report: 9, at: at(17), by: PEOPLE[1] };
			await expect(tested.open.store.commit([unknown])).rejects.toMatchObject({ retryable: false });
		});
	});

	describe("standings", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));
		const pair = { unit: UNITS[0], indicator: GREENHOUSE };
		const week = (number: number): string => `${2024 + Math.floor(number / 50)}-W${String((number % 50) + 1).padStart(2, "0")}`;

		it("are replaced by key, newest first within a pair", async () => {
			const march = { duty: MONTHLY, asOf: "2026-03-31" as Standing["asOf"] };
			await tested.open.store.commit([
				saveStandings(standing("2026-W09", decimal(9)), standing("2026-03", decimal(33), march), standing("2026-W10", decimal(10))),
				saveStandings(standing("2026-W10", decimal("-0.000001"))),
			]);
			const { standings } = await tested.open.store.load({ standings: [pair, { unit: UNITS[1], indicator: ORCHARD }, pair] });
			expect(standings).toEqual([
				standing("2026-03", decimal(33), march),
				standing("2026-W10", decimal("-0.000001")),
				standing("2026-W09", decimal(9)),
			]);
		});

		it("load the newest of each pair only, as many as the history is long", async () => {
			const many = Array.from({ length: HISTORY_LENGTH + 5 }, (_, number) => standing(week(number), decimal(number)));
			await tested.open.store.commit([saveStandings(...many, standing(week(1), decimal(1), { unit: UNITS[1] }))]);
			const { standings } = await tested.open.store.load({ standings: [{ unit: UNITS[1], indicator: GREENHOUSE }, pair] });
			const newest = many.slice(-HISTORY_LENGTH).reverse();
			expect(standings.filter(({ unit }) => unit === UNITS[0])).toEqual(newest);
			expect(standings.filter(({ unit }) => unit === UNITS[1])).toHaveLength(1);
		});

		it("answer for many units at once with the last standing up to a period, of that duty alone", async () => {
			await tested.open.store.commit([
				saveStandings(
					standing("2026-W45", decimal(45)),
					standing("2026-W46", decimal(46)),
					standing("2026-W48", decimal(48)),
					standing("2026-W44", decimal(44), { unit: UNITS[1] }),
					standing("2026-W46", decimal(1), { indicator: ORCHARD }),
					standing("2026-W46", decimal(2), { unit: UNITS[2] }),
					standing("2026-11", decimal(11), { duty: MONTHLY }),
				),
			]);
			const found = await tested.open.store.standingsOf([UNITS[0], UNITS[1], UNITS[0]], INDICATORS, WEEKLY, W47);
			expect(found.map(({ unit, indicator, total }) => `${unit} ${indicator} ${total}`).sort()).toEqual([
				"101 greenhouse 46",
				"101 orchard 1",
				"102 greenhouse 44",
			]);
			expect(await tested.open.store.standingsOf([], INDICATORS, WEEKLY, W47)).toEqual([]);
		});
	});
};
