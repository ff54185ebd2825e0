import { expect, it } from "vitest";
import { readReportRequest } from "../../src/language/report-request.ts";

it.each([
	["补报", "weekly", ""],
	["补报 上周", "weekly", "上周"],
	["补报上周周报 暖棚45亩 问题没有", "weekly", "上周  暖棚45亩 问题没有"],
	["补交10月的月报", "monthly", "10月"],
	["我要报周报", "weekly", ""],
	["报周报", "weekly", ""],
	["填一下月报", "monthly", ""],
	["周 报", "weekly", ""],
	["月 报", "monthly", ""],
])("「%s」 asks for a report", (text, id, rest) => {
	expect(readReportRequest(text)).toEqual({ do: "report", id, rest });
});

it.each(["报错了", "错了", "不对，是54亩", "上周报错了，暖棚应该是54亩", "改一下暖棚", "撤回", "重新报"])(
	"「%s」 asks for a change",
	(text) => {
		expect(readReportRequest(text)).toEqual({ do: "change" });
	},
);

it.each([
	"你好",
	"补报怎么弄",
	"周报怎么报",
	"报了没有",
	"填土45方",
	"我报了",
	"周一开会",
	"报领导审阅",
	"交通不便",
	"我要报名参加周报培训",
])("「%s」 asks for neither", (text) => {
	expect(readReportRequest(text)).toBeNull();
});
