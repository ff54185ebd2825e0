import { expect, it } from "vitest";
import { asksForReceipt, leadingNumber, readAcknowledgement, readDraftWord } from "../../src/language/notice-words.ts";

it.each([
	["收到", null, true, true],
	["收到。", null, true, true],
	["已收到！", null, true, true],
	["收到了，谢谢", null, true, true],
	["好的收到", null, true, true],
	["收到👌", null, true, true],
	["@一线通 收到", null, true, true],
	["/received", null, true, true],
	["收到12", 12, true, true],
	["收到 第12号", 12, true, true],
	["收到第１２号通知", 12, true, true],
	["/received 12", 12, true, true],
	["/received@yixian_bot 3", 3, true, true],
	["收到，马上安排", null, true, false],
	["收到 我镇按时参加", null, true, false],
	["好的", null, false, true],
	["好的，谢谢", null, false, true],
	["👍", null, false, true],
	["👍🏻", null, false, true],
	["知道了", null, false, true],
	["明白", null, false, true],
	["ＯＫ", null, false, true],
])("「%s」 acknowledges", (text, number, exact, bare) => {
	expect(readAcknowledgement(text)).toEqual({ number, exact, bare });
});

it.each([
	"收到没有",
	"收到了吗",
	"收到，谁去？",
	"没收到",
	"还没收到",
	"收到群众反映的问题3件",
	"好的问题",
	"好好干",
	"不知道了",
	"明白人",
	"暖棚45亩",
	"收到材料后请回话",
	"好的".repeat(30),
])("「%s」 acknowledges nothing", (text) => {
	expect(readAcknowledgement(text)).toBeNull();
});

it("reads the words under a draft and nothing like them", () => {
	expect(["发布", " 发布。", "／publish", "放弃", "要求收到", "不要求收到", "修改"].map(readDraftWord)).toEqual([
		"publish",
		"publish",
		"publish",
		"discard",
		"receipt-on",
		"receipt-off",
		"edit",
	]);
	expect(["发布会几点", "要求收到人齐", "不发布", "发"].map(readDraftWord)).toEqual([null, null, null, null]);
});

it("finds the number of a notice before the reason", () => {
	expect(leadingNumber("12 时间有变")).toEqual({ number: 12, rest: "时间有变" });
	expect(leadingNumber("第12号：会议取消")).toEqual({ number: 12, rest: "会议取消" });
	expect(leadingNumber("12号通知")).toEqual({ number: 12, rest: "" });
	expect(leadingNumber("会议12点")).toBeNull();
});

it.each([
	"明天9点开会，请回复“收到”。",
	"明天9点开会，请回复收到",
	"要回复收到",
	"看到后回复一下收到",
	"请各单位收到后及时回复",
	"收到请回复。",
	"收到请回复收到",
	"收到通知的单位请在群里回复“收到”",
	"请确认收到",
	"大家回个收到",
	"明天开会，要求收到",
])("「%s」 asks for receipts in its own words", (text) => {
	expect(asksForReceipt(text)).toBe(true);
});

it.each([
	"明天9点开会",
	"不用回复收到",
	"收到不用回复",
	"无需再回复“收到”",
	"收到后请抓紧落实",
	"请在收到通知后回复参会名单",
	"请反馈收到的问题线索",
	"化肥已收到",
])("「%s」 does not", (text) => {
	expect(asksForReceipt(text)).toBe(false);
});
