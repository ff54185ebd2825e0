import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { workbook } from "../../src/locales/zh-CN/workbook.ts";
import type { FileKind } from "../../src/views/workbook.ts";
import { createWorkbookReader } from "../../src/workbook/read-in-worker.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { hostileWorkbooks, notWorkbooks } from "../support/hostile-workbooks.ts";
import { smallWorkbook } from "../support/small-workbook.ts";
import { workbookBytes } from "../support/workbook-bytes.ts";

const BUILT = new URL("../../dist/workbook/worker.js", import.meta.url);
const WORKER = new URL("../../src/workbook/worker.ts", import.meta.url);

describe("a file that is no workbook", () => {
	it.each(Object.entries(notWorkbooks))("is told to be what it is: %s", async (kind, bytes) => {
		const reading = await readWorkbook(bytes());
		expect(reading).toMatchObject({ ok: false, problems: [{ key: "file-wrong-kind", facts: { kind: kind as FileKind } }] });
	});

	it("is told differently for every kind", () => {
		const said = Object.keys(notWorkbooks).map((kind) => workbook.problems["file-wrong-kind"]({ kind: kind as FileKind }));
		expect(new Set(said).size).toBe(said.length);
	});
});

describe("a hostile workbook", () => {
	const sound = readWorkbook(workbookBytes(smallWorkbook()));

	it.each(Object.entries(hostileWorkbooks))("comes to a clear end: %s", async (_, { bytes, outcome }) => {
		const reading = await readWorkbook(bytes());
		if (outcome === "sound") expect(reading.ok && reading.data).toEqual((await sound).ok && ((await sound) as { data: unknown }).data);
		else expect(reading).toMatchObject({ ok: false, problems: expect.arrayContaining([expect.objectContaining(outcome)]) });
	});

	it("names the last row as Excel does", async () => {
		const reading = await readWorkbook(hostileWorkbooks["a cell in the last row"]?.bytes() ?? new Uint8Array());
		expect(reading.ok ? [] : reading.problems.map(({ row }) => row)).toContain(1_048_576);
	});

	it("cannot bring Object.prototype into a sheet's columns", async () => {
		const sheets = smallWorkbook();
		sheets.单位[0]?.push("__proto__", "constructor");
		sheets.细则.push(["constructor", "", 1], ["__proto__", "", 1]);
		const reading = await readWorkbook(workbookBytes(sheets));
		expect(reading.ok ? [] : reading.problems.map(({ key }) => key)).toEqual(["rule-unknown", "code-malformed"]);
	});
});

describe("reading in a worker", () => {
	it("gives the same reading as reading in place", async () => {
		const bytes = workbookBytes(smallWorkbook());
		expect(await createWorkbookReader({ workerUrl: WORKER }).read(bytes)).toEqual(await readWorkbook(bytes));
	});

	it.skipIf(!existsSync(BUILT) && !process.env.CI)("starts from the built program as well", async () => {
		const bytes = workbookBytes(smallWorkbook());
		expect(await createWorkbookReader({ workerUrl: BUILT }).read(bytes)).toEqual(await readWorkbook(bytes));
	});

	it("refuses a file that is too large without starting a worker", async () => {
		const reader = createWorkbookReader({ workerUrl: new URL("file:///nowhere/worker.js") });
		expect(await reader.read(new Uint8Array(50 * 1024 * 1024))).toMatchObject({ ok: false, problems: [{ key: "file-too-large" }] });
	});

	it("turns a worker that takes too long into a problem", async () => {
		const reader = createWorkbookReader({ workerUrl: WORKER, timeMs: 1 });
		expect(await reader.read(workbookBytes(smallWorkbook()))).toMatchObject({
			ok: false,
			problems: [{ key: "too-heavy", facts: { what: "time" } }],
		});
	});

	it("turns a worker that runs out of memory into a problem, and reads the next file", async () => {
		const hungry = new URL("../support/hungry-worker.mjs", import.meta.url);
		const reader = createWorkbookReader({ workerUrl: hungry, heapMb: 16 });
		const bytes = workbookBytes(smallWorkbook());
		expect(await reader.read(bytes)).toMatchObject({ ok: false, problems: [{ key: "too-heavy", facts: { what: "memory" } }] });
		expect(await reader.read(bytes)).toMatchObject({ ok: false, problems: [{ key: "too-heavy", facts: { what: "memory" } }] });
	});

	it("turns a worker that cannot start, or ends without a word, into a problem", async () => {
		const bytes = workbookBytes(smallWorkbook());
		for (const code of ["throw new Error('broken')", "process.exit(0)"]) {
			const reader = createWorkbookReader({ workerUrl: new URL(`data:text/javascript,${encodeURIComponent(code)}`) });
			expect(await reader.read(bytes)).toMatchObject({ ok: false, problems: [{ key: "reader-failed" }] });
		}
	});
});
