import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decimal } from "../../../src/domain/decimal.ts";
import type { DateText, Instant, PeriodKey } from "../../../src/domain/period.ts";
import { drawInWorker } from "../../../src/render/picture/draw-in-worker.ts";
import type { Drawing, DrawingNode } from "../../../src/render/picture/drawing.ts";
import { drawRanking } from "../../../src/render/picture/ranking-picture.ts";
import type { RankingPicture } from "../../../src/views/ranking.ts";
import { drawPng } from "../../support/draw-png.ts";
import { decodePng } from "../../support/png.ts";

/** The golden picture's bytes. A change of the drawing changes it: look at the picture (UPDATE=1 prints the new hash) before keeping the new hash. */
const GOLDEN = "a6eadd2c912124be2f1b5582cfb665e4eab68aed558a18cd630814b6929a0cc6";

const TIMEOUT_MS = 60_000;

const picture = (change: Partial<RankingPicture> = {}, units = 36): RankingPicture => ({
	county: "阜新蒙古族自治县",
	title: "周报",
	period: "2026-W47" as PeriodKey,
	edition: 1,
	asOf: "2026-11-22" as DateText,
	madeAt: "2026-11-23T04:01:00.000Z" as Instant,
	rules: { name: "progress", version: "263566" },
	reported: 33,
	due: units,
	comparedWith: "2026-W46" as PeriodKey,
	indicators: [
		{ label: "暖棚小区面积", short: "暖棚", measure: "亩", total: decimal("73387.1"), annual: decimal(85900), percent: decimal("85.4") },
		{
			label: "标准化畜禽养殖小区",
			short: "养殖小区",
			measure: "个",
			total: decimal(1774),
			annual: decimal(2372),
			percent: decimal("74.8"),
		},
	],
	rows: Array.from({ length: units }, (_, index) => ({
		rank: index + 1,
		unit: index === 7 ? "乌兰察布现代农业产业园区管理委员会" : `大巴${"一二三四五六七八九"[index % 9]}镇`,
		score: decimal((118 - 2 * index).toFixed(2)),
		moved: index === 4 ? null : index % 5 === 0 ? 0 : (index % 7) - 3,
		lamp: index < 9 ? "green" : index < 20 ? "yellow" : index < 35 ? "red" : "none",
		figures: [
			{ total: decimal(`${3000 - 10 * index}.5`), annual: decimal(3300), percent: decimal((90 - index).toFixed(1)) },
			index === 3 ? null : { total: decimal(40), annual: decimal(50), percent: decimal(80) },
		],
	})),
	absent: ["城区街道"],
	exempt: [],
	weeks: null,
	green: decimal(100),
	yellow: decimal(80),
	...change,
});

const textsOf = (node: DrawingNode): string[] => (node.type === "text" ? [node.text] : node.children.flatMap(textsOf));
const said = (of: RankingPicture): string[] => textsOf(drawRanking(of, "zh-CN").root);

describe("what the picture says", () => {
	it("names period, state, rule and version, and the moment it was made", () => {
		const all = said(picture()).join("\n");
		for (const part of [
			"阜新蒙古族自治县工程进度排名",
			"2026年第47周周报",
			"已定榜",
			"《工程进度评分细则》 版本 263566",
			"11月23日12:01制",
			"33/36",
			"2026年第46周",
		])
			expect(all).toContain(part);
		expect(said(picture({ edition: 0 }))).toContain("尚未定榜");
		expect(said(picture({ edition: 3 }))).toContain("更正 第3版");
	});

	it("has raw numbers beside percentages, and a letter on every lamp", () => {
		const all = said(picture());
		expect(all).toContain("90.0%");
		expect(all).toContain("3000.5/3300");
		const letters = (letter: string): number => all.filter((text) => text === letter).length;
		// One of each is the count in the head.
		expect([letters("绿"), letters("黄"), letters("红")]).toEqual([10, 12, 16]);
	});

	it("leaves out signs that reverse or hide text, line breaks and emoji", () => {
		const [first, ...rest] = picture().rows;
		if (!first) throw new Error("no rows");
		const all = said(picture({ rows: [{ ...first, unit: "大\u202E巴\u0007镇\n🏆\u200B" }, ...rest] }));
		expect(all).toContain("大巴镇");
		expect(all.join("")).not.toMatch(/[\p{Cc}\p{Cf}]|\p{Extended_Pictographic}/u);
	});

	it("is as tall as its rows need, and not taller than messengers show unshrunk", () => {
		const heights = [1, 10, 36].map((units) => drawRanking(picture({}, units), "zh-CN").height);
		expect(heights).toEqual(heights.toSorted((a, b) => a - b));
		expect(heights[2]).toBeLessThanOrEqual(2560);
	});

	it("is written in English too", () => {
		expect(textsOf(drawRanking(picture(), "en").root).join("\n")).not.toMatch(/已定榜|名次/u);
	});
});

describe("the picture", () => {
	it(
		"is the same to the byte for the same data, and is the golden one",
		async () => {
			const [one, other] = [await drawPng(drawRanking(picture(), "zh-CN")), await drawPng(drawRanking(picture(), "zh-CN"))];
			expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
			const hash = createHash("sha256").update(one).digest("hex");
			if (process.env.UPDATE === "1") console.log(hash);
			// Other processors may round the last bit of a curve otherwise.
			else if (process.platform === "linux" && process.arch === "x64") expect(hash).toBe(GOLDEN);
		},
		TIMEOUT_MS,
	);

	it(
		"decodes to 1080 pixels across, with words on it and a green, a yellow and a red lamp",
		async () => {
			const drawing = drawRanking(picture(), "zh-CN");
			const { width, height, channels, pixels } = decodePng(await drawPng(drawing));
			expect([width, height]).toEqual([1080, drawing.height]);
			const seen = new Set<string>();
			for (let at = 0; at < pixels.length; at += channels) seen.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
			for (const color of ["21,128,61", "250,204,21", "220,38,38", "22,32,46"]) expect(seen, color).toContain(color);
		},
		TIMEOUT_MS,
	);

	it(
		"is drawn for one unit, for none, and without anything to compare with",
		async () => {
			for (const of of [picture({ comparedWith: null }, 1), picture({ indicators: [], absent: [] }, 0)])
				expect(decodePng(await drawPng(drawRanking(of, "zh-CN"))).width).toBe(1080);
		},
		TIMEOUT_MS,
	);
});

describe("drawing in a process of its own", () => {
	const worker = new URL("../../../src/render/picture/worker.ts", import.meta.url);
	const small: Drawing = {
		width: 8,
		height: 8,
		root: { type: "container", style: { width: "8px", height: "8px", backgroundColor: "#ffffff" }, children: [] },
	};

	it(
		"gives the bytes that drawing here would give",
		async () => {
			const here = await drawPng(small);
			expect(Buffer.from(await drawInWorker({ workerUrl: worker })(small)).equals(Buffer.from(here))).toBe(true);
		},
		TIMEOUT_MS,
	);

	it(
		"rejects when the process cannot start, and draws the next picture all the same",
		async () => {
			const draw = drawInWorker({ workerUrl: new URL("file:///nowhere/worker.js") });
			await expect(draw(small)).rejects.toThrow(/drawing process/u);
			await expect(draw(small)).rejects.toThrow(/drawing process/u);
		},
		TIMEOUT_MS,
	);

	it(
		"ends a process that takes too long",
		async () => {
			await expect(drawInWorker({ workerUrl: worker, timeMs: 1 })(small)).rejects.toThrow(/SIGKILL/u);
		},
		TIMEOUT_MS,
	);
});
