import { describe, expect, it } from "vitest";
import { loadState } from "../../src/dialog/load-state.ts";
import { progressOf } from "../../src/dialog/progress.ts";
import type { DialogState } from "../../src/dialog/state.ts";
import { County } from "../../src/domain/county.ts";
import type { Duty, DutyId, DutyQuestion, QuestionId } from "../../src/domain/duty.ts";
import { measure } from "../../src/domain/measure.ts";
import { compileFlow } from "../../src/flows/compile-flow.ts";
import { DialogPlayer } from "../support/dialog-player.ts";
import { smallCounty } from "../support/small-county.ts";

const county = smallCounty();
const weekly = county.duty("weekly" as DutyId) as Duty;
const only = (...ids: readonly string[]): Duty => ({ ...weekly, questions: weekly.questions.filter(({ id }) => ids.includes(id)) });
const more = (question: Partial<DutyQuestion>): Duty => ({
	...weekly,
	questions: [...weekly.questions, { ...(weekly.questions[3] as DutyQuestion), problem: false, required: true, ...question }],
});
const people = more({ id: "people" as QuestionId, label: "到场人数说明" });

/** A weekly dialog with these lines said. */
const played = (...lines: readonly string[]): DialogPlayer => {
	const player = new DialogPlayer("weekly");
	player.give({ kind: "start", text: lines[0] ?? "" });
	for (const text of lines.slice(1)) player.give({ kind: "text", text });
	return player;
};

describe("a form that changed in between", () => {
	it("asks only what is new, and says so", () => {
		const player = played("", "45", "30", "0", "无", "完成");
		expect(player.said).toContain("请核对");
		player.flow = compileFlow(people, county);
		player.give({ kind: "text", text: "提交" });
		expect(player.saved).not.toBeNull();
		expect(player.said).toContain("报表有变动：新增1项");
		expect(player.said).toContain("6/6 到场人数说明");
		player.give({ kind: "text", text: "全员到场" });
		expect(player.said).toContain("请核对");
		expect(player.said).not.toContain("报表有变动");
		player.give({ kind: "text", text: "提交" });
		expect(player.events.map(({ event }) => event)).toContain("submitted");
	});

	it("takes the answer to a question that is still there", () => {
		const player = played("", "45");
		player.flow = compileFlow(people, county);
		player.give({ kind: "text", text: "30" });
		expect(player.said).toContain("报表有变动");
		expect(player.said).toContain("3/6");
	});

	it("does not take the answer to a question that is gone", () => {
		const player = played("", "45", "30");
		player.flow = compileFlow(only("greenhouse", "orchard", "issues"), county);
		player.give({ kind: "text", text: "2" });
		expect(player.said).toContain("3/3 本周有什么问题");
		expect(player.state?.answers).not.toHaveProperty("issues");
	});

	it("does not take a press made for the old form", () => {
		const player = played("", "45", "30");
		const shown = player.buttons;
		player.flow = compileFlow(only("greenhouse", "issues"), county);
		player.press("没有", shown);
		expect(player.said).toContain("2/2 本周有什么问题");
		expect(player.state?.answers).not.toHaveProperty("issues");
	});

	it("asks a figure again whose measure is another now", () => {
		const player = played("", "45", "30");
		const indicators = county.data.indicators.map((one) => (one.id === "greenhouse" ? { ...one, measure: measure("栋") } : one));
		player.flow = compileFlow(weekly, new County({ ...county.data, indicators }));
		player.give({ kind: "resume" });
		expect(player.said).toContain("1项要重填");
		expect(player.state?.answers).not.toHaveProperty("greenhouse");
		expect(player.state?.answers).toHaveProperty("orchard");
		player.give({ kind: "text", text: "0" });
		expect(player.said).toContain("1/5 暖棚小区面积（栋）");
	});

	it("says nothing where only words of the form changed", () => {
		const player = played("", "45");
		player.flow = compileFlow({ ...weekly, questions: weekly.questions.map((one) => ({ ...one, help: "另有说明" })) }, county);
		expect(player.flow.version).not.toBe(player.state?.flow);
		player.give({ kind: "text", text: "30" });
		expect(player.said).not.toContain("报表有变动");
		expect(player.said).toContain("3/5");
	});

	it("keeps the note until it was said, however often the state is loaded", () => {
		const player = played("", "45");
		const flow = compileFlow(people, county);
		const first = loadState(JSON.parse(player.saved ?? ""), flow);
		if (!first.ok) throw new Error(first.why);
		const second = loadState(JSON.parse(JSON.stringify(first.state)), flow);
		expect(second).toEqual(first);
		expect(second.ok && second.changed).toEqual({ added: 1, dropped: 0 });
	});
});

describe("what is not a state of ours", () => {
	const flow = compileFlow(weekly, county);
	const saved = (): DialogState => JSON.parse(played("", "45").saved ?? "");

	it.each([
		[null, "broken"],
		["", "broken"],
		[{}, "broken"],
		[[], "broken"],
		[{ schema: 1 }, "broken"],
		[{ schema: 2 }, "newer-schema"],
	])("%j is %s", (json, why) => expect(loadState(json, flow)).toEqual({ ok: false, why }));

	it("a state of another duty is not taken", () => {
		expect(loadState({ ...saved(), flow: "monthly" }, flow)).toEqual({ ok: false, why: "other-flow" });
	});

	it.each(["NaN", "1e5", "1.50", "--3", ""])("a value of %j is no value", (value) => {
		const state = saved();
		const broken = { ...state, answers: { greenhouse: { ...state.answers.greenhouse, value } } };
		expect(loadState(broken, flow)).toEqual({ ok: false, why: "broken" });
	});

	it("a node about an unknown question moves to what is to be asked next", () => {
		const loaded = loadState({ ...saved(), node: { at: "question", question: "nobody", refusal: null } }, flow);
		expect(loaded.ok && loaded.state.changed?.moved).toBe(true);
	});
});

describe("progress", () => {
	it("counts what applies and what is settled", () => {
		const player = played("", "45", "30");
		expect(progressOf(player.state as DialogState, player.flow)).toEqual({ answered: 2, asked: 5 });
	});

	it("counts a follow-up once its condition holds", () => {
		const player = new DialogPlayer("straw");
		player.give({ kind: "start" });
		for (const text of ["10", "300"]) player.give({ kind: "text", text });
		expect(progressOf(player.state as DialogState, player.flow)).toEqual({ answered: 2, asked: 3 });
		player.give({ kind: "text", text: "有" });
		expect(progressOf(player.state as DialogState, player.flow)).toEqual({ answered: 3, asked: 4 });
	});
});
