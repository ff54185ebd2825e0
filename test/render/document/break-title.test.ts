import { describe, expect, it } from "vitest";
import { breakTitle } from "../../../src/render/document/break-title.ts";

describe("a title in lines", () => {
	it.each([
		["关于2026年11月重点工作进展情况的通报", ["关于2026年11月重点工作进展情况的通报"]],
		[
			"临江县督查考核办公室关于2026年10月全县现代农牧业产业带建设进展情况的通报",
			["临江县督查考核办公室关于", "2026年10月全县现代农牧业", "产业带建设进展情况的通报"],
		],
		[
			"阜新蒙古族自治县督查考核办公室关于更正2026年10月重点工作进展情况通报的通报",
			["阜新蒙古族自治县督查考核办公室", "关于更正2026年10月", "重点工作进展情况通报的通报"],
		],
		["2026年10月各乡镇（街道）完成情况名次表", ["2026年10月各乡镇（街道）", "完成情况名次表"]],
		["通报", ["通报"]],
	])("%s", (title, lines) => {
		const found = breakTitle(title, title.includes("名次表") ? 12 : 18);
		expect(found.join("")).toBe(title);
		expect(found).toEqual(lines);
	});

	it("never divides a word, a date or what clings to them, at any width", () => {
		const title = "关于对大巴镇、富荣镇、务欢池镇等三个乡镇2026年第三季度重点工程进展情况的通报";
		for (let most = 8; most <= 30; most += 1) {
			const lines = breakTitle(title, most);
			expect(lines.join("")).toBe(title);
			for (const line of lines) expect(line).not.toMatch(/^[的、（]|^展情况|^况|^季度|月$(?<!\d月)/u);
		}
	});
});
