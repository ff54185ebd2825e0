import { afterEach, beforeEach, expect, it } from "vitest";
import { explainScore } from "../../../src/app/rankings/explain-score.ts";
import { withBefore } from "../../../src/app/rankings/find-ranking.ts";
import { makeRanking } from "../../../src/app/rankings/make-ranking.ts";
import { seriesFor } from "../../../src/app/rankings/ranking-series.ts";
import { County } from "../../../src/domain/county.ts";
import { decimal } from "../../../src/domain/decimal.ts";
import { type DateText, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import { unitCode } from "../../../src/domain/unit.ts";
import type { Store } from "../../../src/ports/store.ts";
import { renderChat } from "../../../src/render/chat.ts";
import { Universe } from "../../support/universe.ts";

const DABA = unitCode("210921108");
let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

it("a ranking counts the problems that fell due in its month and are over, where they carry weight, and says so in 为什么", async () => {
	const loaded = universe.yixian.counties.current;
	if (!loaded) throw new Error("no county");
	const asked: string[][] = [];
	const store = new Proxy(universe.store, {
		get: (target, name) =>
			name === "problemCounts"
				? async (from: DateText, until: DateText) => {
						asked.push([from, until]);
						return [{ unit: DABA, due: 4, solved: 3 }];
					}
				: Reflect.get(target, name),
	}) as Store;
	const county = new County({ ...loaded.county.data, rules: { ...loaded.county.data.rules, "score-problems": decimal(25) } });
	const parts = { store, county, rounds: loaded.rounds, countyVersion: loaded.version };
	for (const period of ["2026-W46", "2026-10"] as PeriodKey[]) {
		const series = seriesFor(county, period);
		const made = series && (await makeRanking(parts, series, period, instantAt("2026-11-13" as DateText, "12:00")));
		const unit = county.unit(DABA);
		const scored = made?.units.find((one) => one.unit === DABA);
		if (!series || !made || !unit || !scored) throw new Error("no ranking");
		const view = explainScore(county, await withBefore(parts, series, made), unit, scored);
		expect(renderChat(view, "zh-CN", { buttons: true }).text).toContain("问题解决：75分 × 20% = 15\n　到期问题4件，按期解决3件 = 75分\n");
	}
	expect(asked).toEqual([
		["2026-11-01", "2026-11-12"],
		["2026-10-01", "2026-10-31"],
	]);
});
