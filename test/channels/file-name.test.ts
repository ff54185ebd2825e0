import { describe, expect, it } from "vitest";
import { cleanFileName } from "../../src/channels/file-name.ts";

describe("the name of a file somebody sent", () => {
	it.each([
		["现场.jpg", "现场.jpg"],
		["../../etc/passwd", ".._.._etc_passwd"],
		["报表\u202Excod.exe", "报表_xcod.exe"],
		["半\uD83D字.xlsx", "半_字.xlsx"],
		["好😀.xlsx", "好😀.xlsx"],
		["第一行\n第二行.txt", "第一行_第二行.txt"],
	])("%j becomes %j", (name, clean) => {
		expect(cleanFileName(name)).toBe(clean);
	});

	it("is cut in the middle, between whole signs, so that its ending stays", () => {
		const clean = cleanFileName(`${"好".repeat(114)}😀😀.xlsx`) ?? "";
		expect(clean.length).toBeLessThanOrEqual(120);
		expect(clean.endsWith(".xlsx")).toBe(true);
		expect(clean).not.toMatch(/\p{Surrogate}/u);
	});

	it("is none where nothing is left of it", () => {
		expect(cleanFileName("  ")).toBeNull();
	});
});
