import { describe, expect, it } from "vitest";
import { canonicalJson, contentHash } from "../../src/dialog/content-hash.ts";
import type { Duty, DutyId, DutyQuestion } from "../../src/domain/duty.ts";
import type { IndicatorId } from "../../src/domain/indicator.ts";
import { compileFlow } from "../../src/flows/compile-flow.ts";
import { smallCounty } from "../support/small-county.ts";

const county = smallCounty();
const duty = (id: string): Duty => county.duty(id as DutyId) as Duty;

describe("a flow compiled from a duty", () => {
	it("carries each indicator's name, aliases, measure and places", () => {
		expect(compileFlow(duty("weekly"), county).questions[0]).toMatchObject({
			kind: "number",
			indicator: "greenhouse",
			name: "暖棚小区面积",
			aliases: ["暖棚", "大棚"],
			measure: "亩",
			places: 2,
		});
	});

	it("names a problem question in a word", () => {
		expect(compileFlow(duty("weekly"), county).questions[3]).toMatchObject({ name: "问题", problem: true });
	});

	it("makes another campaign out of its data alone", () => {
		const flow = compileFlow(duty("straw"), county);
		expect(flow.questions.map(({ kind, required, when }) => [kind, required, when?.oneOf ?? null])).toEqual([
			["number", true, null],
			["number", true, null],
			["yesno", true, null],
			["text", true, ["是"]],
		]);
	});

	it("has the same version for the same questions and another for any change", () => {
		const weekly = duty("weekly");
		const version = compileFlow(weekly, county).version;
		expect(compileFlow(structuredClone(weekly), smallCounty()).version).toBe(version);
		expect(compileFlow({ ...weekly, due: { day: 4, time: "12:00" } }, county).version).toBe(version);
		const [first, ...rest] = weekly.questions as [DutyQuestion, ...DutyQuestion[]];
		expect(compileFlow({ ...weekly, questions: [{ ...first, required: false }, ...rest] }, county).version).not.toBe(version);
		expect(compileFlow({ ...weekly, questions: rest }, county).version).not.toBe(version);
	});

	it("refuses a figure of no indicator", () => {
		const broken = { ...(duty("weekly").questions[0] as DutyQuestion), indicator: "none" as IndicatorId };
		expect(() => compileFlow({ ...duty("weekly"), questions: [broken] }, county)).toThrow(/needs an indicator/);
	});
});

describe("the content hash", () => {
	it("is FNV-1a of 64 bits over canonical JSON", () => {
		expect(canonicalJson({ b: [1, null], a: "镇", c: undefined })).toBe('{"a":"镇","b":[1,null]}');
		// Published test vector: FNV-1a 64 of "a" is af63dc4c8601ec8c; the JSON of 0 is the single byte 0x30.
		expect(contentHash(0)).toBe("af63ad4c86019caf");
	});
});
