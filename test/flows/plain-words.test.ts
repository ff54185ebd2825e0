import { expect, it } from "vitest";
import { numberSaid, saysNone } from "../../src/flows/plain-words.ts";

it.each([
	"2",
	"2.",
	"２",
	"２。",
	"(2)",
	"（2）",
	"②",
	"「2」",
	"【2】",
	"“2”",
	"选2",
	"我选2",
	"选二",
	"第二个",
	"第2项",
	"选第二个",
	" 2 ",
	"2、",
	"回2",
])("reads %s as the second choice", (text) => expect(numberSaid(text)).toBe(1));

it.each(["二", "2个", "2亩", "两个", "45.5", "4.5", "1.2", "第47周", "123", "2 3", "选2亩", "", "周报2", "二百"])(
	"reads no choice in %s",
	(text) => expect(numberSaid(text)).toBeNull(),
);

it.each(["一个没有", "一个也没有", "啥问题都没有", "没有其他问题", "一切正常", "都正常", "问题不大", "0", "0个", "没啥问题"])(
	"%s says that there is nothing",
	(text) => expect(saysNone(text)).toBe(true),
);

it.each(["。", "/", "一个泵没有电", "没有水"])("%s does not", (text) => expect(saysNone(text)).toBe(false));
