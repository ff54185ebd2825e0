import { expect, it } from "vitest";
import type { Instant } from "../../../src/domain/period.ts";
import { type ArchiveEntry, entryBytes, writeZip } from "../../../src/render/archive/write-zip.ts";
import { seenArchive } from "../../support/seen-archive.ts";

const AT = "2026-10-09T01:05:00.000Z" as Instant;

const zipped = async (entries: readonly ArchiveEntry[]): Promise<Buffer> => {
	const pieces: Uint8Array[] = [];
	for await (const piece of writeZip(entries)) pieces.push(piece);
	return Buffer.concat(pieces);
};

it("writes what another program reads: Chinese names, the county's time, the bytes as they were", async () => {
	const large = Buffer.alloc(300_000, "材料");
	const bytes = await zipped([
		{ path: "目录.xlsx", at: AT, pieces: [Buffer.from("top")] },
		{ path: "01 大巴镇/汇报材料.pdf", at: AT, pieces: [large.subarray(0, 100), large.subarray(100, 100), large.subarray(100)] },
		{ path: "02 佛寺镇/空.txt", at: AT, pieces: [] },
	]);
	const seen = seenArchive(bytes);
	expect(seen.map(({ path, at, utf8 }) => [path, at, utf8])).toEqual([
		["目录.xlsx", "2026-10-09 09:05", true],
		["01 大巴镇/汇报材料.pdf", "2026-10-09 09:05", true],
		["02 佛寺镇/空.txt", "2026-10-09 09:05", true],
	]);
	expect(seen.map(({ bytes: held }) => held.length)).toEqual([3, 300_000, 0]);
	expect(Buffer.compare(seen[1]?.bytes ?? Buffer.alloc(0), large)).toBe(0);
});

it("makes the same bytes of the same entries, never more than was reckoned", async () => {
	const entries = [0, 1, 4095, 65_536, 1_000_000].map((size, index) => ({
		path: `0${index} 单位/汇报材料${index}.pdf`,
		at: AT,
		pieces: Array.from({ length: Math.ceil(size / 1000) }, (_, at) => Buffer.alloc(Math.min(1000, size - at * 1000))),
		size,
	}));
	const bytes = await zipped(entries);
	expect(Buffer.compare(bytes, await zipped(entries))).toBe(0);
	expect(bytes.length).toBeLessThanOrEqual(entries.reduce((sum, { path, size }) => sum + entryBytes(path, size), 0));
});

it("passes on that an entry cannot be read", async () => {
	const broken = async function* () {
		yield Buffer.from("half");
		throw new Error("the disk is gone");
	};
	const reading = async (): Promise<void> => {
		for await (const _ of writeZip([{ path: "a", at: AT, pieces: broken() }]));
	};
	await expect(reading()).rejects.toThrow("the disk is gone");
});
