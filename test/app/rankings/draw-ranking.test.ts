import { afterEach, beforeEach, expect, it } from "vitest";
import { createRankingDrawer } from "../../../src/app/rankings/draw-ranking.ts";
import { makeRanking } from "../../../src/app/rankings/make-ranking.ts";
import { seriesFor } from "../../../src/app/rankings/ranking-series.ts";
import type { FileRef } from "../../../src/domain/file.ts";
import type { PeriodKey } from "../../../src/domain/period.ts";
import { personKey } from "../../../src/domain/person.ts";
import { unitCode } from "../../../src/domain/unit.ts";
import type { Files } from "../../../src/ports/files.ts";
import type { Job } from "../../../src/ports/store.ts";
import { renderChat } from "../../../src/render/chat.ts";
import type { DrawPng } from "../../../src/render/picture/drawing.ts";
import { Universe } from "../../support/universe.ts";

const DABA = unitCode("210921108");
let universe: Universe;
const logged: string[] = [];
beforeEach(async () => {
	universe = await Universe.open();
	logged.length = 0;
});
afterEach(() => universe.close());

/** Files in memory, named by how many there were. */
const memoryFiles = (): Pick<Files, "put" | "get"> => {
	const kept = new Map<string, Uint8Array>();
	return {
		put: async (bytes, name): Promise<FileRef> => {
			const hash = String(kept.size);
			kept.set(hash, bytes);
			return { hash, name, type: "image/png", size: bytes.length };
		},
		get: async (hash) => kept.get(hash) ?? null,
	};
};

const drawer = (drawPng: DrawPng) =>
	createRankingDrawer({
		store: universe.store,
		files: memoryFiles(),
		counties: universe.yixian.counties,
		language: "zh-CN",
		drawPng,
		log: { debug: () => undefined, info: () => undefined, warn: (event) => logged.push(event), error: () => undefined },
	});

const job = (input: unknown): Job => ({
	id: "j",
	kind: "draw-ranking",
	input,
	chat: { channel: "room", account: "", id: "c", kind: "private" },
	person: personKey("210921108-3"),
	attempts: 0,
	createdAt: universe.now,
});

it("sends the text alone and says so when the picture cannot be made", async () => {
	const { says } = await drawer(async () => Promise.reject(new Error("no library")))(job({ period: null, unit: null }));
	const [said] = says;
	if (said?.key !== "ranking") throw new Error("no ranking");
	expect(said.files).toEqual([]);
	expect(renderChat(said, "zh-CN", { buttons: true }).text).toContain("排名图没有做出来，先看文字。");
	expect(logged).toEqual(["ranking:picture-failed"]);
});

it("draws the same picture once, however many ask for it", async () => {
	let drawn = 0;
	const draw = drawer(async () => {
		drawn += 1;
		return new Uint8Array([drawn]);
	});
	const first = await draw(job({ period: null, unit: null }));
	expect(await draw(job({ period: null, unit: null }))).toEqual(first);
	expect(drawn).toBe(1);
	await draw(job({ period: "2026-W45", unit: null }));
	expect(drawn).toBe(2);
});

it("names a unit that takes no part for a year, with its reason, in text and picture, and in no other year", async () => {
	const { version, data } = await universe.store.loadCounty();
	if (!data) throw new Error("no county");
	const units = data.units.map((unit) => (unit.code === DABA ? { ...unit, exempt: [{ year: 2026, reason: "移民搬迁" }] } : unit));
	await universe.store.commit([{ do: "replace-county", from: version, data: { ...data, units }, at: universe.now }]);
	await universe.yixian.counties.reload();
	const drawn: string[] = [];
	const draw = drawer(async (drawing) => {
		drawn.push(JSON.stringify(drawing));
		return new Uint8Array();
	});
	const [said] = (await draw(job({ period: null, unit: DABA }))).says;
	if (said?.key !== "ranking") throw new Error("no ranking");
	expect([said.of, said.absent, said.exempt]).toEqual([35, [], [{ unit: "大巴镇", reason: "移民搬迁" }]]);
	const { text } = renderChat(said, "zh-CN", { buttons: true });
	expect(text).toContain("\n大巴镇：不参加排名（移民搬迁）\n");
	expect(text).toContain("\n不参加排名：大巴镇（移民搬迁）\n");
	expect(drawn[0]).toContain("不参加排名：大巴镇（移民搬迁）");
	const parts = { store: universe.store, ...universe.yixian.counties.current, countyVersion: 2 };
	if (!parts.county || !parts.rounds) throw new Error("no county");
	const series = seriesFor(parts.county, null);
	const made =
		series && (await makeRanking({ ...parts, county: parts.county, rounds: parts.rounds }, series, "2027-W02" as PeriodKey, universe.now));
	expect(made?.units.find(({ unit }) => unit === DABA)?.exempt).toBeUndefined();
});

it("says that there is none where nobody reported, and none of a cadence nobody is ranked by", async () => {
	const draw = drawer(async () => new Uint8Array());
	for (const period of ["2026-W30", "2026-08", "2026-Q3"])
		expect((await draw(job({ period, unit: null }))).says).toMatchObject([{ key: "no-ranking", period }]);
});
