import { describe, expect, it } from "vitest";
import { mayAnswerProblem, maySeeProblem, mayWithdrawProblem, unitNow, verifiersOf } from "../../src/app/problems/problem-rights.ts";
import { County } from "../../src/domain/county.ts";
import type { ProjectId } from "../../src/domain/indicator.ts";
import type { DateText, Instant } from "../../src/domain/period.ts";
import { type Person, type PersonKey, personKey, type Role } from "../../src/domain/person.ts";
import { afterEvent, type Problem } from "../../src/domain/problem.ts";
import { type UnitCode, unitCode } from "../../src/domain/unit.ts";
import { smallCounty, TOWNSHIP } from "../support/small-county.ts";

const DAY = "2026-11-16" as DateText;
const VILLAGE = unitCode("210921108201");
const OTHER = unitCode("210921109");
const DEPARTMENT = unitCode("D01");
const ROOT = unitCode("210921");

const person = (key: string, role: Role, unit: UnitCode, to: string | null = null): Person => ({
	key: personKey(key),
	name: key,
	phone: null,
	posts: [{ unit, role, title: "", from: null, to: to as DateText | null }],
});

const PEOPLE: readonly Person[] = [
	person("office", "supervisor", ROOT),
	person("leader", "leader", ROOT),
	person("organiser", "organiser", ROOT),
	person("head", "principal", TOWNSHIP),
	person("deputy", "reporter", TOWNSHIP),
	person("gone", "reporter", TOWNSHIP, "2026-10-31"),
	person("secretary", "village", VILLAGE),
	person("other", "reporter", OTHER),
	person("clerk", "department", DEPARTMENT),
];

/** The small county with these people; the township became another unit where `renamed`. */
const countyWith = (people: readonly Person[] = PEOPLE, renamed = false): County => {
	const { data } = smallCounty();
	const units = renamed
		? data.units.map((unit) => (unit.code === OTHER ? { ...unit, validTo: "2026-10-31", successor: TOWNSHIP } : unit))
		: data.units;
	return new County({ ...data, units, people });
};

const problemOf = (by: string, more: { unit?: UnitCode; via?: "chat" | "report"; owner?: UnitCode; project?: string } = {}): Problem => {
	const unit = more.unit ?? TOWNSHIP;
	const raised = afterEvent(null, {
		number: 1,
		seq: 1,
		at: "2026-11-16T01:00:00.000Z" as Instant,
		by: personKey(by),
		files: [],
		change: {
			what: "raised",
			unit,
			project: (more.project ?? null) as ProjectId | null,
			indicator: null,
			text: "机井不足",
			place: null,
			via: more.via ?? "chat",
			from: by === "office" ? ROOT : unit,
			report: null,
			dueOn: DAY,
		},
	});
	return { ...raised, owner: more.owner ?? null };
};

describe("who may do what to a problem", () => {
	const judged = { county: countyWith(), day: DAY };
	const who = (may: (one: Person) => boolean): string[] => PEOPLE.filter(may).map(({ key }) => key);

	it("is seen by its township with its villages, its owner, the department of its project and those who see everything", () => {
		const all = ["office", "leader", "organiser", "head", "deputy", "secretary"];
		expect(who((one) => maySeeProblem(judged, one, problemOf("deputy")))).toEqual(all);
		expect(who((one) => maySeeProblem(judged, one, problemOf("deputy", { project: "works" })))).toEqual([...all, "clerk"]);
		expect(who((one) => maySeeProblem(judged, one, problemOf("deputy", { owner: OTHER })))).toEqual([...all, "other"]);
	});

	it("is answered by whose it is, its township, its owner and the office, by no leader and not by a project's department alone", () => {
		expect(who((one) => mayAnswerProblem(judged, one, problemOf("deputy", { project: "works" })))).toEqual(["office", "head", "deputy"]);
		expect(who((one) => mayAnswerProblem(judged, one, problemOf("secretary", { unit: VILLAGE, owner: DEPARTMENT })))).toEqual([
			"office",
			"head",
			"deputy",
			"secretary",
			"clerk",
		]);
	});

	it("is withdrawn by its raiser and the office", () => {
		expect(who((one) => mayWithdrawProblem(judged, one, problemOf("deputy")))).toEqual(["office", "deputy"]);
	});
});

describe("who accepts its closure", () => {
	const verifiers = (county: County, problem: Problem, away: readonly string[] = []): string[] =>
		verifiersOf({ county, day: DAY, isAway: (key: PersonKey) => away.includes(key) }, problem).map(({ key }) => key);

	it("is its raiser; of a report's the unit's people, its sender first", () => {
		expect(verifiers(countyWith(), problemOf("deputy"))).toEqual(["deputy"]);
		expect(verifiers(countyWith(), problemOf("deputy", { via: "report" }))).toEqual(["deputy", "head"]);
	});

	it("is a colleague where the raiser left or is away, and the office where the unit has nobody", () => {
		expect(verifiers(countyWith(), problemOf("gone"))).toEqual(["head", "deputy"]);
		expect(verifiers(countyWith(), problemOf("deputy"), ["deputy"])).toEqual(["head"]);
		expect(verifiers(countyWith(), problemOf("deputy"), ["deputy", "head"])).toEqual(["head", "deputy"]);
		expect(verifiers(countyWith(PEOPLE.filter(({ key }) => key !== "other")), problemOf("other", { unit: OTHER }))).toEqual(["office"]);
	});

	it("is somebody of the office for what the office raised itself", () => {
		expect(verifiers(countyWith(), problemOf("office"))).toEqual(["office"]);
	});

	it("is somebody of the unit that took over, where the raiser's was merged", () => {
		const merged = countyWith(PEOPLE, true);
		expect(unitNow({ county: merged, day: DAY }, OTHER)).toBe(TOWNSHIP);
		expect(verifiers(merged, problemOf("other", { unit: OTHER }))).toEqual(["head", "deputy"]);
		const deputy = merged.person(personKey("deputy")) as Person;
		expect(mayAnswerProblem({ county: merged, day: DAY }, deputy, problemOf("other", { unit: OTHER }))).toBe(true);
	});
});
