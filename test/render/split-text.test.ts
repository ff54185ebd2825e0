import { expect, it } from "vitest";
import { splitText } from "../../src/render/split-text.ts";

it("leaves a text that fits as it is", () => {
	expect(splitText("一\n二", 10)).toEqual(["一\n二"]);
	expect(splitText("", 10)).toEqual([""]);
});

it("cuts between lines", () => {
	expect(splitText("一二三\n四五六\n七八九", 7)).toEqual(["一二三\n四五六", "七八九"]);
});

it("cuts a line that is too long between characters, never inside one", () => {
	expect(splitText("ab😀cd", 3)).toEqual(["ab", "😀c", "d"]);
});

it("keeps every part within the limit and loses nothing", () => {
	const text = Array.from({ length: 200 }, (_, index) => `第${index}行 ${"某".repeat(index % 40)}`).join("\n");
	const parts = splitText(text, 100);
	expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(100);
	expect(parts.join("\n")).toBe(text);
});

it("keeps together what people see as one character, unless it alone is too long", () => {
	const family = "👨‍👩‍👧";
	expect(splitText(`一二${family}三`, 9)).toEqual(["一二", `${family}三`]);
	expect(splitText("e\u0301e\u0301e\u0301", 3)).toEqual(["e\u0301", "e\u0301", "e\u0301"]);
	expect(splitText(`${"\u0301".repeat(300)}`, 100).map((part) => part.length)).toEqual([100, 100, 100]);
	expect(splitText("😀".repeat(5), 3)).toEqual(Array(5).fill("😀"));
});

it("is quick with one endless line", () => {
	expect(splitText("某".repeat(400_000), 4096)).toHaveLength(98);
});
