import { describe, expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import { leadingPeriod } from "../../src/language/leading-period.ts";

const read = (text: string, today: string) => leadingPeriod(text, today as DateText);

describe("a period at the head of a command", () => {
	it("may be written with its year, as the bot itself writes it", () => {
		expect(read("2026年第47周 暖棚1亩", "2026-11-17")).toEqual({ period: "2026-W47", rest: "暖棚1亩" });
		expect(read("2026年11月", "2026-11-17")).toEqual({ period: "2026-11", rest: "" });
		expect(read("2026年", "2026-11-17")).toEqual({ period: "2026", rest: "" });
	});

	it("may be written in full-width signs, as 上上周 and as 上礼拜", () => {
		expect(read("第４７周　暖棚４５亩", "2026-11-17")).toEqual({ period: "2026-W47", rest: "暖棚４５亩" });
		expect(read("２０２６年１１月", "2026-11-17")).toEqual({ period: "2026-11", rest: "" });
		expect(read("上上周", "2026-11-17")).toEqual({ period: "2026-W45", rest: "" });
		expect(read("上上个月", "2026-11-17")).toEqual({ period: "2026-09", rest: "" });
		expect(read("上上季度", "2026-11-17")).toEqual({ period: "2026-Q2", rest: "" });
		expect(read("上礼拜", "2026-11-17")).toEqual({ period: "2026-W46", rest: "" });
	});

	it("is last year's in January where this year's is far ahead or does not exist", () => {
		expect(read("第53周", "2027-01-04")).toEqual({ period: "2026-W53", rest: "" });
		expect(read("12月", "2027-01-04")).toEqual({ period: "2026-12", rest: "" });
		expect(read("第4季度", "2027-01-04")).toEqual({ period: "2026-Q4", rest: "" });
		expect(read("第2周", "2027-01-04")).toEqual({ period: "2027-W02", rest: "" });
	});

	it("is this year where nothing but 今年 stands there: before figures it is their year, not the report's", () => {
		expect(read("今年", "2026-11-17")).toEqual({ period: "2026", rest: "" });
		expect(read("去年", "2026-11-17")).toEqual({ period: "2025", rest: "" });
		expect(read("今年暖棚45亩", "2026-11-17")).toBeNull();
	});
});
