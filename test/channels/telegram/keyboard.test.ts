import { expect, it } from "vitest";
import { layKeyboard } from "../../../src/channels/telegram/keyboard.ts";

const rows = (...texts: string[]): number[] =>
	layKeyboard(
		"01J",
		texts.map((text, index) => ({ id: String(index), text })),
	).inline_keyboard.map((row) => row.length);

it.each([
	[["提交", "修改", "放弃"], [3]],
	[["是", "不是"], [2]],
	[
		["提交", "修改", "放弃", "取消"],
		[2, 2],
	],
	[
		["大巴镇", "阜新镇", "东梁镇", "佛寺镇", "于寺镇"],
		[3, 2],
	],
	[
		["蜘蛛山镇（第一组）", "福兴地镇（第二组）"],
		[1, 1],
	],
	[
		["这是对的，请提交", "不对，我要修改"],
		[1, 1],
	],
	[
		["累计总数", "本周新增", "同上周一样的累计总数"],
		[2, 1],
	],
	[["yes", "no"], [2]],
	[
		["1. 设施农业暖棚新建面积（亩）", "提交", "放弃"],
		[1, 2],
	],
	[[], []],
])("%j stand in rows of %j", (texts, expected) => {
	expect(rows(...texts)).toEqual(expected);
});

it("keeps the order and cuts what is too long, never within a sign", () => {
	const [[first] = [], [second] = []] = layKeyboard("01J", [
		{ id: "a", text: `${"x".repeat(62)}😀很长` },
		{ id: "b", text: "提交" },
	]).inline_keyboard;
	expect(first).toEqual({ text: `${"x".repeat(62)}…`, callback_data: "01J:a" });
	expect(second).toEqual({ text: "提交", callback_data: "01J:b" });
});
