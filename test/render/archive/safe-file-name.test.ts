import { expect, it } from "vitest";
import { distinctNames, safeFileName } from "../../../src/render/archive/safe-file-name.ts";

it.each([
	["汇报材料.docx", "汇报材料.docx"],
	["../../etc/passwd", "passwd"],
	["C:\\Users\\王\\季报.pdf", "季报.pdf"],
	['a:b*c?"<>|.txt', "a_b_c_____.txt"],
	["CON", "_CON"],
	["nul.pdf", "_nul.pdf"],
	["com1.tar.gz", "_com1.tar.gz"],
	["conference.pdf", "conference.pdf"],
	["  .隐藏.doc. . ", "隐藏.doc"],
	["报\u202Efdp.exe", "报fdp.exe"],
	["一\n二\t三.pdf", "一二三.pdf"],
	["半\uD800个.pdf", "半_个.pdf"],
	["", "文件"],
	["..", "文件"],
	["/", "文件"],
])("makes %j a name every computer takes: %j", (name, safe) => {
	expect(safeFileName(name, "文件")).toBe(safe);
});

it("shortens a long name before its ending, by whole characters", () => {
	const safe = safeFileName(`${"𠮷".repeat(200)}.docx`, "文件");
	expect(safe).toBe(`${"𠮷".repeat(75)}.docx`);
	expect([...safeFileName("长".repeat(500), "文件")]).toHaveLength(80);
});

it("gives each name once, as Windows compares them", () => {
	const distinct = distinctNames();
	expect(["汇报.pdf", "汇报.PDF", "汇报.pdf", "无", "无"].map(distinct)).toEqual([
		"汇报.pdf",
		"汇报 (2).PDF",
		"汇报 (3).pdf",
		"无",
		"无 (2)",
	]);
});
