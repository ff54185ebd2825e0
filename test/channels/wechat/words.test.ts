import { describe, expect, it } from "vitest";
import { readWords } from "../../../src/channels/wechat/words.ts";
import { quoting } from "../../support/wechat/wechat-rig.ts";

const NAMES = ["一线通", "一线通（工作）"];

describe("words in a group", () => {
	it.each([
		["@一线通\u2005周报", "周报"],
		["@一线通 周报", "周报"],
		["＠一线通 周报", "周报"],
		["＠一线通　周报", "周报"],
		["@一线通\u2005，周报", "周报"],
		["@一线通：周报", "周报"],
		["周报 @一线通", "周报"],
		["@一线通（工作）\u2005 45亩", "45亩"],
		["@一线通", ""],
		["@一线通\u2005\n暖棚 45亩", "暖棚 45亩"],
		["@福生\u2005@一线通\u2005周报", "@福生\u2005 周报"],
	])("%j names the bot and says %j", (raw, text) => {
		expect(readWords(raw, NAMES, false)).toEqual({ text, addressed: true });
	});

	it.each(["周报", "@一线通讯社 周报", "@福生\u2005周报", "一线通 周报", "a@一线通x"])("%j does not name the bot", (raw) => {
		expect(readWords(raw, NAMES, false)).toEqual({ text: raw.trim(), addressed: false });
	});

	it("loses a name that only the platform knows for the bot's", () => {
		expect(readWords("@小通\u2005周报", NAMES, true)).toEqual({ text: "周报", addressed: true });
		expect(readWords("@小通\u2005，周报", NAMES, true).text).toBe("周报");
	});

	it("addresses nobody when it names everybody", () => {
		expect(readWords("@所有人\u2005今天报数", NAMES, true)).toEqual({ text: "@所有人\u2005今天报数", addressed: false });
		expect(readWords("@所有人 今天报数", [], true).addressed).toBe(false);
	});

	it("takes the quote of the bot's message as addressed to it, and the words without the quote", () => {
		expect(readWords(quoting("一线通", "暖棚多少亩？\n1. 提交", "45亩"), NAMES, false)).toEqual({ text: "45亩", addressed: true });
		expect(readWords(quoting("福生", "多少「亩」？", "45亩"), NAMES, false)).toEqual({ text: "45亩", addressed: false });
	});

	it("takes signs of a name for signs", () => {
		expect(readWords("@a.b*\u2005周报", ["a.b*"], false).text).toBe("周报");
		expect(readWords("@aXb \u2005周报", ["a.b"], false).addressed).toBe(false);
	});

	it("reads hostile words in no time", () => {
		const start = performance.now();
		for (const raw of [`「${"：".repeat(20_000)}`, `${"- ".repeat(20_000)}`, "@".repeat(20_000), `「一线通：${"」\n- ".repeat(5000)}`])
			readWords(raw, NAMES, true);
		expect(performance.now() - start).toBeLessThan(1000);
	});
});
