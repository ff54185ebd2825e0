import { afterEach, beforeEach, expect, it } from "vitest";
import { createExportWriter } from "../../src/app/exports/write-export.ts";
import type { FileRef } from "../../src/domain/file.ts";
import { type DateText, type Instant, instantAt } from "../../src/domain/period.ts";
import type { Files } from "../../src/ports/files.ts";
import type { Job } from "../../src/ports/store.ts";
import type { ViewOf } from "../../src/views/view.ts";
import { writeSheets } from "../../src/workbook/sheets/write-sheets.ts";
import { seenPackage } from "../support/docx-package.ts";
import { seenByOpenpyxl } from "../support/openpyxl.ts";
import { canPrint, printed } from "../support/printed.ts";
import { type SeenEntry, seenArchive } from "../support/seen-archive.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const ORGANISER = "ZZ01";
/** Two townships: who reports, who approves. */
const DABA = { staff: "210921108-3", head: "210921108-1" };
const WUHUANCHI = { staff: "210921106-3", head: "210921106-1" };

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open({ now: instantAt("2026-12-31" as DateText, "09:00") });
});
afterEach(() => universe.close());

const say = async (person: string, ...texts: readonly string[]): Promise<string> => {
	for (const text of texts) {
		await universe.stage.say(person, null, text);
		await universe.settle();
	}
	return (await universe.stage.heard()).map(({ text }) => text).join("\n");
};

const send = async (person: string, name: string, bytes: Uint8Array): Promise<void> => {
	await universe.stage.send(person, null, { name, bytes }, "");
	await universe.settle();
};

const press = async (person: string, label: string): Promise<void> => {
	await universe.stage.press(person, null, label, "newest");
	await universe.settle();
};

const pdf = (words: string): Buffer => Buffer.from(`%PDF-1.4\n${words}`);

const report = async (who: typeof DABA, files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<void> => {
	await say(who.staff, "季报", "全年任务基本完成\n剩余果树春季补栽", "跳过", "加强管护");
	for (const [name, bytes] of files) await send(who.staff, name, bytes);
	await say(who.staff, "完成", "提交");
};

const approved = async (...given: Parameters<typeof report>): Promise<void> => {
	await report(...given);
	await press(given[0].head, "通过");
};

const bundle = async (
	person = OFFICE,
	text = "导出 季报材料",
): Promise<{ readonly said: string; readonly entries: readonly SeenEntry[] }> => {
	await universe.stage.heard();
	const said = await say(person, text);
	return { said, entries: seenArchive((await universe.stage.lastFile(person)).bytes) };
};

const index = (entries: readonly SeenEntry[]): (string | null)[][] => {
	const [sheet] = seenByOpenpyxl(entries.find(({ path }) => path === "目录.xlsx")?.bytes ?? Buffer.alloc(0));
	return (sheet?.rows ?? []).map((row) => row.map((cell) => cell?.[0] ?? null));
};

it("bundles the quarter's material: a folder a unit with its report and its files, and on top what there is and what is missing", async () => {
	await approved(DABA, [
		["汇报材料.pdf", pdf("大巴")],
		["..\\CON.PDF", pdf("设备")],
		["汇报材料.pdf", pdf("又一份")],
	]);
	await report(WUHUANCHI, [["未审.pdf", pdf("务欢池")]]);
	const { said, entries } = await bundle(ORGANISER, "导出 季报材料 四季度");
	expect(said).toContain("2026年第4季度季报材料在这里：应报39个单位，已报（审核通过）1个，文件3个，共");
	expect(said).toContain("还缺38个单位：");
	const folder = entries[1]?.path.split("/")[0] ?? "";
	expect(folder).toMatch(/^\d\d 大巴镇$/u);
	expect(entries.map(({ path }) => path)).toEqual([
		"目录.xlsx",
		...["季报.docx", "汇报材料.pdf", "_CON.PDF", "汇报材料 (2).pdf"].map((name) => `${folder}/${name}`),
	]);
	expect(entries[2]?.bytes.toString()).toBe("%PDF-1.4\n大巴");
	expect(entries[4]?.bytes.toString()).toBe("%PDF-1.4\n又一份");
	const rows = index(entries);
	expect(rows[0]?.[0]).toBe("2026年第4季度季报材料目录");
	expect(rows[2]).toEqual([
		"单位",
		"状态",
		"编号",
		"报送时间",
		"报送人",
		"审核人",
		"审核时间",
		"文件",
		"大小（KB）",
		"压缩包",
		"文件指纹",
		"缺什么",
	]);
	const own = rows.filter(([unit]) => unit === "大巴镇");
	expect(own.map((row) => row[7])).toEqual(["汇报材料.pdf", "_CON.PDF", "汇报材料 (2).pdf"]);
	expect(own[0]?.slice(1, 7)).toEqual(["按时", "253", "2026-12-31 09:00:00", "王伟（演示）", "傅春梅（演示）", "2026-12-31 09:00:00"]);
	expect(own[0]?.[10]).toMatch(/^[0-9a-f]{64}$/u);
	expect(rows.find(([unit]) => unit === "务欢池镇")?.slice(1)).toEqual(["待审核", ...Array.from({ length: 9 }, () => null), "报告和材料"]);
	expect(rows.filter((row) => row[1] === "未报")).toHaveLength(37);
});

it("writes the report as a document that opens elsewhere, with who sent and who approved it", async () => {
	await approved(DABA, [["汇报材料.pdf", pdf("大巴")]]);
	const { entries } = await bundle();
	const bytes = entries.find(({ path }) => path.endsWith("季报.docx"))?.bytes ?? Buffer.alloc(0);
	expect(seenPackage(bytes).faults).toEqual([]);
	if (!canPrint()) return;
	const [page, ...others] = printed(bytes);
	expect(others).toEqual([]);
	for (const words of [
		"大巴镇2026年第4季度季报",
		"编号253王伟（演示）",
		"审核：傅春梅（演示）",
		"12月31日09:00报送按时",
		"本季度任务完成情况",
		"剩余果树春季补栽",
		"加强管护",
		"汇报材料.pdf",
	])
		expect(page?.text).toContain(words);
});

it("hands on what was approved: not what waits or was sent back, and of a later version its files alone", async () => {
	await approved(DABA, [["旧的.pdf", pdf("旧")]]);
	await say(DABA.staff, "季报", "修改", "汇报材料");
	await send(DABA.staff, "新的.pdf", pdf("新"));
	await say(DABA.staff, "完成", "提交");
	expect((await bundle()).entries.map(({ path }) => path.split("/")[1])).toEqual([undefined, "季报.docx", "旧的.pdf"]);
	await press(DABA.head, "通过");
	const after = (await bundle()).entries.map(({ path }) => path.split("/")[1]);
	expect(after).toContain("新的.pdf");
	await report(WUHUANCHI, [["退回的.pdf", pdf("退")]]);
	await press(WUHUANCHI.head, "退回");
	await say(WUHUANCHI.head, "完成情况", "写清楚些", "退回");
	expect((await bundle()).entries.map(({ path }) => path)).not.toContainEqual(expect.stringContaining("务欢池镇"));
});

it("says so when nothing is approved yet, and reads what was asked in any order", async () => {
	expect(await say(OFFICE, "导出 季报材料")).toContain("2026年第4季度季报还没有审核通过的，没有材料可打包。");
	const none = await say(OFFICE, "导出 三季度 材料");
	expect(none).toContain("2026年第3季度季报还没有审核通过的");
	// What it says to send is understood as it stands.
	const asked = /发“(.+)”看/u.exec(none)?.[1] ?? "";
	expect(asked).toBe("未报 季报 2026年第3季度");
	expect(await say(OFFICE, asked)).toContain("2026年第3季度季报");
	expect(await say(OFFICE, "导出 材料")).toContain("2026年第4季度季报还没有审核通过的");
	expect(await say(OFFICE, "导出 大巴镇 季报汇报材料")).toContain("2026年第4季度季报还没有审核通过的");
	expect(await say(OFFICE, "导出 周报材料 第53周")).toContain("2026年第53周周报还没有");
	expect(await say(OFFICE, "导出 月报材料")).toContain("要导出什么？");
	expect(await say(DABA.head, "导出 季报材料")).toContain("没有权限");
});

it("bundles once for each who asks at a time, and after a crash in the middle as if nothing had been", async () => {
	await approved(DABA, [["汇报材料.pdf", pdf("大巴")]]);
	await universe.stage.heard();
	await Promise.all([universe.stage.say(OFFICE, null, "导出 季报材料"), universe.stage.say(ORGANISER, null, "导出 季报材料")]);
	await universe.settle();
	const [one, other] = [await universe.stage.lastFile(OFFICE), await universe.stage.lastFile(ORGANISER)];
	expect(seenArchive(one.bytes).map(({ path }) => path)).toEqual(seenArchive(other.bytes).map(({ path }) => path));
	await universe.stage.heard();
	universe.tampered.cutAt = "roundStates";
	await universe.stage.say(OFFICE, null, "导出 季报材料");
	for (let turn = 0; turn < 200 && (await universe.store.pendingJobs(1).catch(() => [])).length === 0; turn += 1) await Promise.resolve();
	await universe.restart();
	const said = (await universe.stage.heard()).filter(({ files }) => files.length > 0);
	expect(said.map(({ files }) => files)).toEqual([["季报材料_2026年第4季度.zip"]]);
});

/** The archives as a messenger gets them that carries no more than `limit`; `files` stands before the kept ones. */
const written = async (limit: number, kept: Partial<Files> = {}) => {
	const made: { readonly file: FileRef; readonly entries: readonly SeenEntry[] }[] = [];
	const files: Files = {
		put: async () => Promise.reject(new Error("nothing is put")),
		get: async () => null,
		open: async (hash) => {
			const bytes = await universe.fileBytes(hash);
			return {
				size: bytes.length,
				pieces: (async function* () {
					yield bytes;
				})(),
			};
		},
		keep: async (pieces, about) => {
			const all: Uint8Array[] = [];
			for await (const piece of pieces) all.push(piece);
			const bytes = Buffer.concat(all);
			const file = { hash: "0".repeat(64), size: bytes.length, ...about };
			made.push({ file, entries: seenArchive(bytes) });
			return file;
		},
		...kept,
	};
	const write = createExportWriter({
		store: universe.store,
		files,
		counties: universe.yixian.counties,
		language: "zh-CN",
		writeSheets,
		limitsOf: () => null,
		largestFile: () => limit,
	});
	const job: Job = {
		id: "j",
		kind: "write-export",
		input: { what: "material", duty: "quarterly", period: "2026-Q4", within: universe.county.root.code },
		chat: { channel: "x", account: "x", id: "x", kind: "private" },
		person: OFFICE as never,
		attempts: 0,
		createdAt: universe.now as Instant,
	};
	return { view: (await write(job)).says[0], made };
};

it("splits by units what a messenger does not carry in one piece, the contents in each, and names what is too large for any", async () => {
	await approved(DABA, [
		["一.pdf", pdf("1".repeat(60_000))],
		["录像.pdf", pdf("2".repeat(400_000))],
	]);
	await approved(WUHUANCHI, [["二.pdf", pdf("3".repeat(90_000))]]);
	const limit = 220_000;
	const { view, made } = await written(limit);
	expect(made.map(({ file }) => file.name)).toEqual(["季报材料_2026年第4季度-1.zip", "季报材料_2026年第4季度-2.zip"]);
	for (const { file } of made) expect(file.size).toBeLessThanOrEqual(limit);
	const names = made.map(({ entries }) => entries.map(({ path }) => path.replace(/^\d+ /u, "")));
	expect(names.flat().sort()).toEqual([
		"务欢池镇/二.pdf",
		"务欢池镇/季报.docx",
		"大巴镇/一.pdf",
		"大巴镇/季报.docx",
		"目录.xlsx",
		"目录.xlsx",
	]);
	const material = view as ViewOf<"material">;
	expect(material.tooLarge).toEqual([{ unit: "大巴镇", name: "录像.pdf", size: 400_009 }]);
	expect(material.count).toBe(2);
	const rows = index(made[0]?.entries ?? []);
	expect(rows.find((row) => row[7] === "录像.pdf")?.slice(9)).toEqual([null, expect.any(String), "文件太大，没装进来"]);
	expect(new Set(rows.filter((row) => row[9] !== null).map((row) => row[9]))).toEqual(new Set(["压缩包", "1", "2"]));
});

it("lists a file that is kept no more as such, and says where nothing can be sent", async () => {
	await approved(DABA, [["一.pdf", pdf("1")]]);
	const { view, made } = await written(1_000_000, { open: async () => null });
	expect((view as ViewOf<"material">).lost).toEqual([{ unit: "大巴镇", name: "一.pdf", size: 10 }]);
	expect(index(made[0]?.entries ?? []).find((row) => row[7] === "一.pdf")?.[11]).toBe("文件已找不到");
	expect((await written(0)).view?.key).toBe("material-uncarried");
});
