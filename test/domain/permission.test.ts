import { describe, expect, it } from "vitest";
import { County } from "../../src/domain/county.ts";
import type { DateText } from "../../src/domain/period.ts";
import { audienceMaySee, may, mayAnywhere } from "../../src/domain/permission.ts";
import { type Person, personKey, type Role } from "../../src/domain/person.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { smallCounty, TOWNSHIP } from "../support/small-county.ts";

const TODAY = "2026-11-16" as DateText;
const OTHER = unitCode("210921109");
const VILLAGE = unitCode("210921108201");
const SIBLING = unitCode("210921108202");
const county = smallCounty();
const holder = (role: Role, unit: string, dates: { from?: string; to?: string } = {}): Person => ({
	key: personKey("x"),
	name: "甲",
	phone: null,
	posts: [
		{ unit: unitCode(unit), role, title: "", from: (dates.from ?? null) as DateText | null, to: (dates.to ?? null) as DateText | null },
	],
});

describe("permission", () => {
	it("lets a reporter see its own township with its villages, and no other", () => {
		const reporter = holder("reporter", TOWNSHIP);
		expect(may(county, reporter, "see-progress", TOWNSHIP, TODAY)).toBe(true);
		expect(may(county, reporter, "see-progress", VILLAGE, TODAY)).toBe(true);
		expect(may(county, reporter, "see-progress", OTHER, TODAY)).toBe(false);
		expect(may(county, reporter, "see-progress", county.root.code, TODAY)).toBe(true);
	});

	it("lets a village cadre see the whole of its township", () => {
		const cadre = holder("village", VILLAGE);
		expect(may(county, cadre, "see-progress", TOWNSHIP, TODAY)).toBe(true);
		expect(may(county, cadre, "see-progress", SIBLING, TODAY)).toBe(true);
		expect(may(county, cadre, "see-progress", OTHER, TODAY)).toBe(false);
		expect(may(county, cadre, "report", TOWNSHIP, TODAY)).toBe(false);
	});

	it("lets a principal enter reports for the villages below and nobody else's", () => {
		const principal = holder("principal", TOWNSHIP);
		expect(may(county, principal, "report-for-others", VILLAGE, TODAY)).toBe(true);
		expect(may(county, principal, "report-for-others", OTHER, TODAY)).toBe(false);
	});

	it("gives leaders sight and no deeds", () => {
		const leader = holder("leader", county.root.code);
		expect(may(county, leader, "see-missing", OTHER, TODAY)).toBe(true);
		expect(mayAnywhere(leader, "report", TODAY)).toBe(false);
		expect(mayAnywhere(leader, "import", TODAY)).toBe(false);
	});

	it("ends with the post", () => {
		const past = holder("supervisor", county.root.code, { to: "2026-11-15" });
		const coming = holder("supervisor", county.root.code, { from: "2026-11-17" });
		expect(mayAnywhere(past, "import", TODAY)).toBe(false);
		expect(mayAnywhere(coming, "import", TODAY)).toBe(false);
	});

	it("measures a group by what all of it may see", () => {
		expect(audienceMaySee(county, TOWNSHIP, VILLAGE)).toBe(true);
		expect(audienceMaySee(county, TOWNSHIP, OTHER)).toBe(false);
		expect(audienceMaySee(county, county.root.code, TOWNSHIP)).toBe(false);
		expect(audienceMaySee(county, county.root.code, county.root.code)).toBe(true);
		expect(audienceMaySee(county, null, TOWNSHIP)).toBe(false);
	});

	it("never lends a county's rights to a unit of another tree", () => {
		expect(new County(county.data).contains(TOWNSHIP, county.root.code)).toBe(false);
	});
});
