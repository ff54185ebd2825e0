import { describe, expect, it } from "vitest";
import { readDialogCommand } from "../../src/flows/command-words.ts";

describe("words for the dialog itself", () => {
	it.each([
		["取消", "cancel"],
		["/cancel", "cancel"],
		["取消。", "cancel"],
		["上一步", "back"],
		["返回", "back"],
		["跳过", "skip"],
		["/skip", "skip"],
		["帮助", "help"],
		["？", "help"],
		["怎么填", "help"],
		["提交", "submit"],
		["确认提交！", "submit"],
		["放弃", "discard"],
		["完成", "done"],
		["发完了", "done"],
		["不对", "wrong"],
		["写错了。", "wrong"],
		["刚才的错了", "wrong"],
	])("%s is %s", (text, command) => expect(readDialogCommand(text)).toEqual({ do: command }));

	it.each([
		["修改", null, null],
		["我要修改", null, null],
		["修改 果树", "果树", null],
		["修改：果树", "果树", null],
		["改2", "2", null],
		["果树改成54", "果树", "54"],
		["把果树改为54亩", "果树", "54亩"],
		["第2项改成54", "2项", "54"],
		["２改成５４", "2", "54"],
	])("%s changes", (text, item, value) => expect(readDialogCommand(text)).toEqual({ do: "edit", item, value }));

	it.each([
		["不对，是54亩", "54亩"],
		["错了，54", "54"],
		["写错了 应该是54亩", "54亩"],
		["更正：54亩", "54亩"],
		["刚才的错了，是54", "54"],
		["不好意思，报错了，是三十亩", "三十亩"],
		["不是45亩，是54亩", "54亩"],
		["不对，果树是54亩", "果树是54亩"],
	])("%s corrects", (text, rest) => expect(readDialogCommand(text)).toEqual({ do: "correct", text: rest }));

	it.each(["45亩", "取消了两个项目", "帮助农户", "完成45亩", "机井不足", "没有", "上一步工作安排", "是", "跳过冬季施工", "抱歉"])(
		"%s is an answer",
		(text) => expect(readDialogCommand(text)).toBeNull(),
	);
});
