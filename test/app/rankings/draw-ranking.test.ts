import { afterEach, beforeEach, expect, it } from "vitest";
import { createRankingDrawer } from "../../../src/app/rankings/draw-ranking.ts";
import type { FileRef } from "../../../src/domain/file.ts";
import { personKey } from "../../../src/domain/person.ts";
import type { Files } from "../../../src/ports/files.ts";
import type { Job } from "../../../src/ports/store.ts";
import { renderChat } from "../../../src/render/chat.ts";
import type { DrawPng } from "../../../src/render/picture/drawing.ts";
import { Universe } from "../../support/universe.ts";

let universe: Universe;
const logged: string[] = [];
beforeEach(async () => {
	universe = await Universe.open();
	logged.length = 0;
});
afterEach(() => universe.close());

/** Files in memory, named by how many there were. */
const memoryFiles = (): Files => {
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

it("says that there is none where nobody reported, and none of a cadence nobody is ranked by", async () => {
	const draw = drawer(async () => new Uint8Array());
	for (const period of ["2026-W30", "2026-08", "2026-Q3"])
		expect((await draw(job({ period, unit: null }))).says).toMatchObject([{ key: "no-ranking", period }]);
});
