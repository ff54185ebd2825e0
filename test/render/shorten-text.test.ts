import { expect, it } from "vitest";
import { shortenText } from "../../src/render/shorten-text.ts";

it("leaves a text that fits as it is", () => {
	expect(shortenText("已收到。", 4)).toBe("已收到。");
});

it("cuts after the last sentence that fits", () => {
	expect(shortenText("第一句话说完。第二句也说完。第三句说不完", 16)).toBe("第一句话说完。第二句也说完。");
	expect(shortenText("他说：“行。”后面还有很多很多", 10)).toBe("他说：“行。”");
});

it("cuts within a sentence where whole ones would leave little, and says so", () => {
	expect(shortenText("好。后面是一个很长很长的句子没有标点", 10)).toBe("好。后面是一个很长…");
	expect(shortenText("一行\n又一行文字很多很多", 8)).toBe("一行 又一行文…");
	expect(shortenText("😀".repeat(10), 6)).toBe("😀😀…");
});
