import { beforeAll, describe, expect, it } from "vitest";
import { bulletinWordsOf } from "../../../src/render/document/bulletin-document.ts";
import { fitTable } from "../../../src/render/document/fit-table.ts";
import { imprintPlace } from "../../../src/render/document/imprint-place.ts";
import type { OfficialDocument } from "../../../src/render/document/official-document.ts";
import { PAGE, signatureIndents } from "../../../src/render/document/page-rules.ts";
import { writeDocx } from "../../../src/render/document/write-docx.ts";
import { type SeenPackage, seenPackage } from "../../support/docx-package.ts";
import { canPrint, type PrintedPage, printed } from "../../support/printed.ts";

const OFFICE = "阜新蒙古族自治县督查考核办公室";
const MM = 72 / 25.4;

const columns = [
	"名次",
	"单位",
	"得分",
	"变化",
	"暖棚累计/任务（亩）",
	"完成率%",
	"果树累计/任务（亩）",
	"完成率%",
	"养殖累计/任务（个）",
	"完成率%",
].map((title, at) => ({ title, align: at === 1 ? "left" : "center", joined: at > 4 && at % 2 === 1 }) as const);
const rows = Array.from({ length: 36 }, (_, at) => [
	String(at + 1),
	at === 30 ? "哈达户稍镇" : "大巴镇",
	"96.54",
	"升12",
	"2506.2/3300",
	"75.9",
	"5904.5/6000",
	"100.4",
	"82/92",
	"89.1",
]);

const document: OfficialDocument = {
	masthead: `${OFFICE}文件`,
	number: "阜督考办发〔2026〕15号",
	title: `${OFFICE}关于2026年10月重点工作进展情况的通报`,
	recipients: "各乡镇人民政府、街道办事处，县直有关单位",
	blocks: [
		{ kind: "text", text: "现将2026年10月全县重点工作进展情况通报如下。" },
		{ kind: "heading", level: 1, text: "一、总体情况" },
		...Array.from({ length: 8 }, () => ({ kind: "text" as const, text: "全县进度正常，各单位都报送了本月情况。".repeat(5) })),
		{ kind: "heading", level: 2, text: "（一）进度较快。", goesOn: "大巴镇居全县第1位<&>\u202e\u0007。" },
		{ kind: "heading", level: 1, text: "二、下一步工作" },
		{ kind: "text", text: "最后一段和署名在一页。" },
	],
	attachments: [{ title: "2026年10月各单位进展情况名次表", blocks: [{ kind: "table", caption: null, columns, rows }] }],
	signedBy: OFFICE,
	signedOn: "2026年11月3日",
	imprint: { copiesTo: "县委办公室，县人大常委会办公室。", printedBy: OFFICE, printedOn: "2026年11月3日" },
	draft: null,
	words: bulletinWordsOf("zh-CN").document,
};

let bytes: Uint8Array;
beforeAll(async () => {
	bytes = await writeDocx(document);
});

describe("an official document's package", () => {
	let seen: SeenPackage;
	let body: string;
	beforeAll(() => {
		seen = seenPackage(bytes);
		body = seen.parts["word/document.xml"] ?? "";
	});

	it("opens without a fault: every part is XML of a known type, every relation leads somewhere, none outside", () => {
		expect(seen.faults).toEqual([]);
	});

	it("has the standard's page: A4, 37 mm above, 28 mm at the binding side, 156 mm of text", () => {
		expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"');
		expect(body).toMatch(/<w:pgMar w:top="2097" w:right="1468" w:bottom="1984" w:left="1587" w:header="851" w:footer="1445"/u);
	});

	it("names the standard's faces and sizes, for Chinese and for digits", () => {
		for (const [text, face, size] of [
			["2026年10月重点工作进展情况的通报", "方正小标宋简体", 44],
			["一、总体情况", "黑体", 32],
			["（一）进度较快。", "楷体_GB2312", 32],
			["现将2026年10月全县重点工作进展情况通报如下。", "仿宋_GB2312", 32],
		] as const) {
			const run = body.split("<w:r>").find((one) => one.includes(`>${text}`)) ?? "";
			expect(run, text).toContain(`w:eastAsia="${face}"`);
			expect(run, text).toContain(`<w:sz w:val="${size}"/>`);
		}
		expect(body.split("<w:r>").find((one) => one.includes(`>${document.masthead}`))).toContain('<w:color w:val="FF0000"/>');
	});

	it("repeats the head of a table and splits no row", () => {
		expect(body.match(/<w:tblHeader/gu)).toHaveLength(1);
		// 36 rows and their head, two of the imprint.
		expect(body.match(/<w:cantSplit/gu)).toHaveLength(39);
	});

	it("numbers odd pages right and even pages left", () => {
		expect(seen.parts["word/settings.xml"]).toContain("<w:evenAndOddHeaders");
		const footers = [...body.matchAll(/<w:footerReference w:type="(\w+)" r:id="(\w+)"/gu)];
		const sides = footers.map(([, type, id]) => {
			const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${id}"`, "u").exec(
				seen.parts["word/_rels/document.xml.rels"] ?? "",
			);
			return [type, /<w:jc w:val="(\w+)"/u.exec(seen.parts[`word/${target?.[1] ?? target?.[2]}`] ?? "")?.[1]];
		});
		expect(Object.fromEntries(sides)).toEqual({ default: "right", even: "left" });
	});

	it("keeps what people wrote as text, without signs that hide or turn", () => {
		expect(body).toContain("大巴镇居全县第1位&lt;&amp;&gt;。");
	});
});

describe("an official document in print", () => {
	const cannot = !canPrint() && process.env.CI !== "true";
	let pages: PrintedPage[];
	beforeAll(() => {
		if (!cannot) pages = printed(bytes);
	}, 120_000);

	it.skipIf(cannot)(
		"begins with a red masthead 35 mm below the text's top, its number, a red line, and a title that breaks between words",
		() => {
			const [first] = pages;
			const size = Math.min(42, Math.floor(PAGE.text / 20 / document.masthead.length));
			// From the top of its line, which is a little higher than its characters.
			expect(first?.red?.top).toBeGreaterThan(72 * MM - 2);
			expect(first?.red?.top).toBeLessThan(72 * MM + size * 0.6);
			const word = (text: string) => first?.words.find((one) => one.text.startsWith(text));
			const line = (first?.red?.bottom ?? 0) - (word("阜督考办发")?.bottom ?? 0);
			expect(line).toBeGreaterThan(2 * MM);
			expect(line).toBeLessThan(6 * MM);
			expect(pages.slice(1).every(({ red }) => red === null)).toBe(true);
			expect(first?.text).toMatch(
				/^阜.+文件阜督考办发〔2026〕15号阜新蒙古族自治县督查考核办公室关于2026年10月重点工作进展情况的通报各乡镇/u,
			);
		},
	);

	it.skipIf(cannot)("holds 22 lines of 28 characters a page", () => {
		const ofText = pages[1]?.words.filter(({ text }) => !/^[—\d\s]+$/u.test(text)) ?? [];
		const heights = ofText.map(({ top }) => top);
		expect((Math.max(...heights) - Math.min(...heights)) / (PAGE.line / 20)).toBeCloseTo(21, 1);
		const longest = Math.max(...(pages[1]?.words.map(({ text }) => [...text.replace(/[，。]$/u, "")].length) ?? []));
		expect(longest).toBe(28);
		for (const page of pages)
			for (const { left, right } of page.words) {
				expect(left).toBeGreaterThan(27.5 * MM);
				// A full stop may hang beyond the line.
				expect(right).toBeLessThan((28 + 156 + 6) * MM);
			}
	});

	it.skipIf(cannot)("signs no page without text, and begins its attachment on a page of its own", () => {
		const signed = pages.find(({ text }) => text.includes("2026年11月3日") && !text.includes("印发"));
		expect(signed?.text).toMatch(/最后一段和署名在一页。附件：2026年10月各单位进展情况名次表阜新.+2026年11月3日/u);
		const attached = pages.find(({ text }) => text.startsWith("附件2026年10月"));
		expect(attached?.text).toContain("名次单位得分");
	});

	it.skipIf(cannot)("repeats the table's head, breaks no figure, and numbers every page at its side", () => {
		const words = pages.flatMap((page) => page.words.map(({ text }) => text));
		expect(words.filter((text) => text === "2506.2/3300")).toHaveLength(36);
		expect(words).toContain("哈达户稍镇");
		expect(words.filter((text) => text === "名次").length).toBe(2);
		pages.forEach((page, index) => {
			const number = page.words.filter(({ top }) => top > (page.height * 7) / 8).find(({ text }) => text === String(index + 1));
			expect((number?.left ?? 0) > page.width / 2, `page ${index + 1}`).toBe(index % 2 === 0);
		});
	});

	it.skipIf(cannot)("ends with the imprint at the foot of the last page, an even one", () => {
		const last = pages.at(-1);
		const printedOn = last?.words.find(({ text }) => text.endsWith("日印发"));
		const foot = (last?.height ?? 0) - 35 * MM;
		expect(last?.text.replace(/—\d+—/u, "")).toContain(`抄送：县委办公室，县人大常委会办公室。${OFFICE}2026年11月3日印发`);
		expect(foot - (printedOn?.bottom ?? 0)).toBeLessThan(10);
		expect(pages.slice(0, -1).some(({ text }) => text.includes("印发"))).toBe(false);
		expect(pages.length % 2).toBe(0);
	});

	it.skipIf(cannot)(
		"puts the imprint overleaf where the text ends on an odd page, below the text where it ends on an even one with room, else behind a blank page",
		async () => {
			const paragraph = { kind: "text", text: "全县进度正常，各单位都报送了本月情况。".repeat(3) } as const;
			for (const [paragraphs, attached, place, onPaper] of [
				[4, false, "below", ["1", "2"]],
				// A blank page is not drawn: what follows it is known by its number.
				[8, false, "overleaf", ["1", "2", "4"]],
				[12, false, "overleaf", ["1", "2", "3", "4"]],
				[4, true, "overleaf", ["1", "2", "3", "4"]],
			] as const) {
				const one: OfficialDocument = {
					...document,
					masthead: "县督查考核办公室文件",
					blocks: Array.from({ length: paragraphs }, () => paragraph),
					attachments: attached ? document.attachments.map((some) => ({ ...some, title: "名次表", blocks: [] })) : [],
				};
				expect(imprintPlace(one), `${paragraphs}`).toBe(place);
				const numbers = printed(await writeDocx(one)).map(({ text }) => /—(\d+)—/u.exec(text)?.[1]);
				expect(numbers, `${paragraphs}`).toEqual(onPaper);
			}
		},
		120_000,
	);
});

describe("a table's fit", () => {
	it("cuts a table with more indicators than the page holds, each part with rank and unit, no per cent without its figure", () => {
		const more = [...columns, ...columns.slice(4), ...columns.slice(4)];
		const wide = rows.map((row) => [...row, ...row.slice(4), ...row.slice(4)]);
		const parts = fitTable(more, wide);
		expect(parts.length).toBeGreaterThan(1);
		for (const part of parts) {
			expect(part.columns.slice(0, 2).map(({ title }) => title)).toEqual(["名次", "单位"]);
			expect(part.columns.at(-1)?.joined).toBe(true);
			expect(part.columns[2]?.joined).toBe(false);
			expect(part.widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(PAGE.text);
			expect(part.size).toBeGreaterThanOrEqual(18);
		}
		expect(parts.flatMap((part) => part.columns.slice(2))).toHaveLength(more.length - 2);
	});
});

describe("the signature", () => {
	it("stands over the date, which stays four characters from the edge, and never nearer than two", () => {
		expect(signatureIndents("县督查办", "2026年11月3日")).toEqual({ by: 4 + (6.5 - 4) / 2, on: 4 });
		expect(signatureIndents(OFFICE, "2026年11月3日")).toEqual({ by: 2, on: 2 + (15 - 6.5) / 2 });
	});
});
