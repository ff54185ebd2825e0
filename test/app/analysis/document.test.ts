import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gatherAnalysis } from "../../../src/app/analysis/gather-analysis.ts";
import { createAnalysisWriter } from "../../../src/app/analysis/write-analysis.ts";
import type { FileRef } from "../../../src/domain/file.ts";
import { type DateText, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import type { PersonKey } from "../../../src/domain/person.ts";
import type { Log } from "../../../src/ports/log.ts";
import type { Language } from "../../../src/render/chat.ts";
import { analysisWordsOf } from "../../../src/render/document/analysis-document.ts";
import { drawCompletion } from "../../../src/render/picture/completion-picture.ts";
import type { DrawingNode, DrawPng } from "../../../src/render/picture/drawing.ts";
import { drawTrend } from "../../../src/render/picture/trend-picture.ts";
import type { AnalysisFacts, AnalysisView } from "../../../src/views/analysis.ts";
import { demoData } from "../../support/demo-store.ts";
import { type SeenPackage, seenPackage } from "../../support/docx-package.ts";
import { drawPng } from "../../support/draw-png.ts";
import { canPrint, type PrintedPage, printed } from "../../support/printed.ts";
import { type OpenYear, openYear } from "../../support/reported-year.ts";

const Q3 = "2026-Q3" as PeriodKey;
const NOW = instantAt("2026-10-12" as DateText, "09:30");
const TOWNS = demoData.units.filter(({ kind, name }) => kind === "township" && name.endsWith("镇"));
const said = (text: string): string => `${text}，组织好施工队伍，落实地块、苗木和资金，倒排工期，一项一项抓落实。`;

let year: OpenYear;
let facts: AnalysisFacts;
beforeAll(async () => {
	year = await openYear({
		until: "2026-W40",
		written: TOWNS.flatMap(({ code }, index) => [
			{
				duty: "quarterly",
				period: "2026-Q2",
				unit: code,
				on: "2026-07-08",
				answers: { completion: "完成。", next: said(`新建暖棚${400 + 30 * index}亩`) },
			},
			{
				duty: "quarterly",
				period: "2026-Q3",
				unit: code,
				on: "2026-10-08",
				answers: { completion: said("三季度按计划推进"), causes: "机井不足", next: said("抓紧收尾") },
			},
		]),
		problems: [{ unit: TOWNS[0]?.code as never, on: "2026-08-01", text: "暖棚用电<没有>接通&\u202e", dueOn: "2026-09-01" }],
	});
	const { opened, loaded } = year;
	const source = { store: opened.store, county: loaded.county, rounds: loaded.rounds, directory: loaded.directory };
	facts = (await gatherAnalysis(source, Q3, NOW)) as AnalysisFacts;
});
afterAll(() => year.opened.close());

const textsOf = (node: DrawingNode): string[] => (node.type === "text" ? [node.text] : node.children.flatMap(textsOf));
const silent = (): undefined => undefined;
const logged: string[] = [];
const log: Log = { debug: silent, info: silent, warn: (event) => void logged.push(event), error: silent };

const written = async (draw: DrawPng, language: Language = "zh-CN"): Promise<Extract<AnalysisView, { key: "analysis" }>> => {
	const { opened, counties } = year;
	const write = createAnalysisWriter({ store: opened.store, files: opened.files, counties, language, drawPng: draw, log });
	const input = { period: Q3, otherwise: null };
	const chat = { channel: "room", account: "room", id: "DC01", kind: "private" } as const;
	const { says } = await write({
		id: "job",
		kind: "write-analysis",
		input,
		chat,
		person: "DC01" as PersonKey,
		attempts: 0,
		createdAt: NOW,
	});
	const [view] = says;
	if (view?.key !== "analysis") throw new Error(`said ${view?.key}`);
	return view;
};
const bytesOf = async (file: FileRef | undefined): Promise<Uint8Array> =>
	(await year.opened.files.get(file?.hash ?? "")) ?? new Uint8Array();

describe("the quarter's material", () => {
	let view: Extract<AnalysisView, { key: "analysis" }>;
	let docx: Uint8Array;
	let seen: SeenPackage;
	let body: string;
	beforeAll(async () => {
		view = await written(drawPng);
		docx = await bytesOf(view.files[0]);
		seen = seenPackage(docx);
		body = seen.parts["word/document.xml"] ?? "";
	});
	const texts = (): string[] =>
		body
			.split("</w:p>")
			.map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join(""))
			.filter((text) => text !== "");

	it("is a document and its pictures, each named after the quarter", () => {
		expect(view.files.map(({ name }) => name)).toEqual([
			"2026年第三季度重点工作分析材料.docx",
			"2026年第三季度进度走势.png",
			"2026年第三季度各单位完成率.png",
		]);
	});

	it("opens without a fault, on the standard's page, with no red in it", () => {
		expect(seen.faults).toEqual([]);
		expect(body).toMatch(/<w:pgMar w:top="2097" w:right="1468" w:bottom="1984" w:left="1587"/u);
		expect(body).not.toContain("FF0000");
		expect(texts().slice(0, 3)).toEqual(["阜新蒙古族自治县2026年", "第三季度重点工作分析材料", "阜新蒙古族自治县督查考核办公室"]);
	});

	it("has its seven parts in order", () => {
		const parts = texts().filter((text) => /^[一二三四五六七]、/u.test(text));
		expect(parts).toEqual([
			"一、全县完成情况",
			"二、进度走势",
			"三、各单位完成情况",
			"四、滞后情况和原因",
			"五、上季度打算落实情况",
			"六、下步打算",
			"七、重点工作分析会议程（草拟）",
		]);
	});

	it("says every figure as it was gathered, raw numbers beside per cents", () => {
		const all = texts();
		for (const { label, measure, county, rows } of facts.indicators) {
			const line = all.find((text) => text.startsWith(`${label}累计完成`));
			expect(line).toContain(`${county.total}${measure}，占年度任务${county.annual}${measure}的${county.percent}%`);
			expect(line).toContain(`按计划应完成${county.due}${measure}（${county.planned}%）`);
			for (const row of rows.filter(({ rank }) => rank !== null)) {
				const at = all.findIndex((text, index) => text === row.unit && all[index + 1] === row.annual && all[index + 2] === row.total);
				expect(all.slice(at - 1, at + 4), row.unit).toEqual([String(row.rank), row.unit, row.annual, row.total, row.percent]);
			}
		}
	});

	it("keeps people's words as text, without signs that hide or turn", () => {
		expect(body).toContain("第1号问题：“暖棚用电&lt;没有&gt;接通&amp;”");
	});

	it("repeats the head of every table and splits no row; pictures stay within the page", () => {
		const tables = body.match(/<w:tbl>/gu)?.length ?? 0;
		expect(tables).toBeGreaterThan(6);
		expect(body.match(/<w:tblHeader/gu)).toHaveLength(tables);
		expect(body.match(/<w:cantSplit/gu)).toHaveLength(body.match(/<w:tr>/gu)?.length ?? 0);
		const extents = [...body.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/gu)];
		// One curve an indicator and one picture of the units; 156 mm by 225 mm in English metric units.
		expect(extents).toHaveLength(4);
		for (const [, width, height] of extents) {
			expect(Number(width)).toBeLessThanOrEqual(156 * 36_000);
			expect(Number(height)).toBeLessThanOrEqual(225 * 36_000);
		}
	});

	it("comes with pictures as wide as a telephone held upright, which say the same figures; a lamp by its letter as well", async () => {
		for (const file of view.files.slice(1)) {
			const png = Buffer.from(await bytesOf(file));
			expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
			expect(png.readUInt32BE(16)).toBe(1080);
			expect(png.readUInt32BE(20)).toBeLessThan(2000);
		}
		const words = analysisWordsOf("zh-CN");
		const trend = textsOf(drawTrend(facts, facts.indicators, words).root);
		const units = textsOf(drawCompletion(facts, facts.indicators, words).root);
		for (const { county, measure, rows } of facts.indicators) {
			expect(trend).toContain(`${county.total}/${county.annual}${measure}　${county.percent}%　计划${county.planned}%`);
			for (const { unit, percent } of rows) {
				expect(units).toContain(unit);
				if (percent !== null) expect(units).toContain(`${percent.includes(".") ? percent : `${percent}.0`}%`);
			}
		}
		expect(units.filter((text) => ["绿", "黄", "红"].includes(text))).toHaveLength(
			facts.indicators.flatMap(({ rows }) => rows.filter(({ lamp }) => lamp !== "none")).length,
		);
		expect(drawTrend(facts, facts.indicators, words)).toEqual(drawTrend(facts, facts.indicators, words));
	});

	it("says the same in English", async () => {
		const view = await written(drawPng, "en");
		const { parts, faults } = seenPackage(await bytesOf(view.files[0]));
		const english = parts["word/document.xml"] ?? "";
		expect(faults).toEqual([]);
		expect(english.match(/<w:t[^>]*>[1-7]\. [A-Z]/gu)?.length).toBeGreaterThanOrEqual(7);
		for (const { county } of facts.indicators) expect(english).toContain(`>${county.total}<`);
	});

	it("goes without a picture that cannot be made, and says so", async () => {
		const broken = await written(async () => {
			throw new Error("no drawing");
		});
		expect([broken.pictures, broken.files.length]).toEqual([false, 1]);
		expect(seenPackage(await bytesOf(broken.files[0])).faults).toEqual([]);
		expect(new Set(logged)).toEqual(new Set(["analysis:picture-failed"]));
	});

	describe("in print", () => {
		const cannot = !canPrint() && process.env.CI !== "true";
		let pages: PrintedPage[];
		beforeAll(() => {
			if (!cannot) pages = printed(docx);
		}, 120_000);

		it.skipIf(cannot)("breaks no figure, repeats heads, and numbers every page at its side", () => {
			const words = new Set(pages.flatMap((page) => page.words.map(({ text }) => text)));
			for (const { rows } of facts.indicators)
				for (const { total, ahead } of rows) {
					expect(words).toContain(total);
					if (ahead !== null) expect(words).toContain(ahead.startsWith("-") || ahead === "0" ? ahead : `+${ahead}`);
				}
			const heads = pages.filter(({ words: of }) => of.some(({ text }) => text === "名次"));
			expect(heads.length).toBeGreaterThan(3);
			pages.forEach((page, index) => {
				const number = page.words.filter(({ top }) => top > (page.height * 7) / 8).find(({ text }) => text === String(index + 1));
				expect((number?.left ?? 0) > page.width / 2, `page ${index + 1}`).toBe(index % 2 === 0);
			});
		});

		it.skipIf(cannot)("leaves no heading alone at a page's foot, and no page empty", () => {
			for (const page of pages) {
				const last = page.words.filter(({ bottom }) => bottom < (page.height * 7) / 8).at(-1);
				expect(last?.text ?? "picture").not.toMatch(/^(?:[一二三四五六七]、|（[一二三]）)\S+$/u);
			}
		});
	});
});
