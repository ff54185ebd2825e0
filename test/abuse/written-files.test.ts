import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { CountyData } from "../../src/domain/county.ts";
import { type DateText, instantAt } from "../../src/domain/period.ts";
import { renderSlips } from "../../src/render/slips.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { smallCounty } from "../support/small-county.ts";
import { Chance } from "./fuzz/chance.ts";
import { hostileName } from "./fuzz/hostile-text.ts";

const FORMULA = "=cmd|'/c calc'!A1";
const SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

/** Names and texts of the parts of a zip. */
const partsOf = (bytes: Uint8Array): ReadonlyMap<string, string> => {
	const zip = Buffer.from(bytes);
	const parts = new Map<string, string>();
	for (let at = zip.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4, "latin1")) {
		const nameLength = zip.readUInt16LE(at + 28);
		const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
		const local = zip.readUInt32LE(at + 42);
		const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
		parts.set(name, (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString("utf8"));
	}
	return parts;
};

/** A county in which everything that has a name has a hostile one. */
const hostileCounty = (): CountyData => {
	const { data } = smallCounty();
	const chance = new Chance(5);
	const name = (kept: string): string => `${chance.pick([FORMULA, SCRIPT, "+1+1", "-1", "@SUM(1)", hostileName(chance, "")])}${kept}`;
	return {
		...data,
		units: data.units.map((unit) => ({ ...unit, name: name(unit.name), aliases: unit.aliases.map(name) })),
		people: data.people.map((person) => ({
			...person,
			name: name(person.name),
			posts: person.posts.map((post) => ({ ...post, title: name(post.title) })),
		})),
		projects: data.projects.map((project) => ({ ...project, name: name(project.name) })),
		indicators: data.indicators.map((indicator) => ({ ...indicator, name: name(indicator.name) })),
		duties: data.duties.map((duty) => ({
			...duty,
			name: name(duty.name),
			questions: duty.questions.map((question) => ({ ...question, label: name(question.label), help: name(question.help ?? "") })),
		})),
	};
};

describe("what is written for people to open", () => {
	it("is a workbook of plain cells whatever stands in them: no formula, no link, no macro, nothing from outside", async () => {
		const county = hostileCounty();
		const parts = partsOf(await writeWorkbook(county));
		expect([...parts.keys()]).toEqual(expect.arrayContaining(["xl/workbook.xml"]));
		expect([...parts.keys()].filter((name) => /vba|external|embed|activeX|ctrlProp|connections/iu.test(name))).toEqual([]);
		let hostile = 0;
		for (const [name, xml] of parts) {
			if (/^xl\/worksheets\//u.test(name)) expect(xml).not.toMatch(/<(?:\w+:)?f[\s>/]|<(?:\w+:)?hyperlink/u);
			expect(xml).not.toContain("<script");
			expect(xml).not.toMatch(/TargetMode="External"/u);
			hostile += xml.split("cmd|").length - 1;
		}
		// They are there, as text.
		expect(hostile).toBeGreaterThan(3);
	});

	it("is read again as it was written, or refused: nothing else", async () => {
		const county = hostileCounty();
		const reading = await readWorkbook(await writeWorkbook(county));
		if (!reading.ok) {
			expect(JSON.stringify(reading)).not.toContain("TypeError");
			return;
		}
		for (const unit of county.units) expect(reading.data.units.map(({ name }) => name)).toContain(unit.name.trim());
	});

	it("is a page of slips in which names are words", () => {
		const until = instantAt("2026-11-30" as DateText, "12:00");
		const slip = { name: SCRIPT, unit: `<b>${FORMULA}</b>`, post: "'\"&<", code: "AB<CD", until, link: 'https://t.me/x?start="><script>' };
		const html = renderSlips([slip, slip], SCRIPT, "zh-CN");
		expect(html.replace(/<style>.*<\/style>/su, "")).not.toMatch(/<script|<img|<b>|on\w+=(?!alert\(1\)&gt;)/u);
		expect(html).toContain("&lt;script&gt;");
	});
});
