import { afterEach, beforeEach, expect, it } from "vitest";
import { type DateText, instantAt } from "../../src/domain/period.ts";
import { type PersonKey, personKey } from "../../src/domain/person.ts";
import { afterEvent, type Problem } from "../../src/domain/problem.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const HEAD = "210921108-1";
const STAFF = "210921108-2";
const DEPUTY = "210921108-3";
const CLERK = "BM03-2";
const TOWNSHIP = unitCode("210921108");

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

interface Said {
	readonly who: string;
	readonly text: string;
}

const heard = async (): Promise<Said[]> => {
	await universe.settle();
	return (await universe.stage.heard()).map(({ where, text }) => ({ who: "person" in where ? where.person : "group", text }));
};

const say = async (who: string, text: string): Promise<Said[]> => {
	await universe.stage.say(who, null, text);
	return heard();
};

const ownerName = (): string => {
	const unit = universe.county.person(personKey(CLERK))?.posts[0]?.unit;
	return unit === undefined ? "" : (universe.county.unit(unit)?.name ?? "");
};

const kinds = async (number: number): Promise<string[]> => (await universe.store.problemEvents(number)).map(({ change }) => change.what);

const report = async (problem: string): Promise<Said[]> => {
	await say(DEPUTY, `周报 暖棚45亩 果树120亩 养殖小区1个 问题：${problem}`);
	return say(DEPUTY, "提交");
};

it("closes a problem of a report once when two of the unit verify it at the same moment, and tells the second what stands", async () => {
	await report("机井不足");
	await say(OFFICE, `交办 1 ${ownerName()} 12月1日`);
	const asked = await say(CLERK, "销号 1 打好了");
	expect(asked.filter(({ text }) => text.startsWith("您提的第1号问题")).map(({ who }) => who)).toEqual([DEPUTY]);
	await Promise.all([universe.stage.say(DEPUTY, null, "核实 1"), universe.stage.say(STAFF, null, "核实 1")]);
	const answers = await heard();
	expect(answers.filter(({ who, text }) => who !== CLERK && text.includes("已核实，销号")).length).toBe(1);
	expect(answers.filter(({ text }) => text.includes("不用再核实")).length).toBe(1);
	expect(answers.filter(({ who }) => who === CLERK)).toHaveLength(1);
	expect(await kinds(1)).toEqual(["raised", "assigned", "closing-asked", "verified"]);
	expect((await universe.store.auditOf("problem:1", 9)).map(({ event }) => event).reverse()).toEqual([
		"problem:raised",
		"problem:assigned",
		"problem:closing-asked",
		"problem:verified",
	]);
	const day = "2026-12-01" as DateText;
	const owner = universe.county.person(personKey(CLERK))?.posts[0]?.unit;
	expect(await universe.store.problemCounts(day, day)).toEqual([{ unit: owner, due: 1, solved: 1 }]);
});

it("gives numbers one after another to whatever is raised at the same moment", async () => {
	const people = [DEPUTY, "210921109-3", "210921110-3", "210921111-3"].filter((key) => universe.county.person(key as PersonKey));
	await Promise.all(people.map((key, index) => universe.stage.say(key, null, `问题 第${"甲乙丙丁"[index]}处道路不通`)));
	await heard();
	expect(await universe.store.lastProblemNumber()).toBe(people.length);
	for (let number = 1; number <= people.length; number += 1)
		expect((await universe.store.problemEvents(number)).reduce<Problem | null>(afterEvent, null)).toEqual(
			await universe.store.problem(number),
		);
});

it("takes what stuck to a power cut as if nothing had happened", async () => {
	await say(DEPUTY, "问题 机井不足");
	await universe.stage.say(OFFICE, null, `交办 1 ${ownerName()} 12月1日`);
	await universe.restart();
	await heard();
	expect(await kinds(1)).toEqual(["raised", "assigned"]);
	expect((await universe.store.problem(1))?.state).toBe("assigned");
});

it("has the unit's colleagues verify when whoever raised it in chat is on leave, and whoever raised it alone when not", async () => {
	await say(DEPUTY, "问题 机井不足");
	await say(OFFICE, `交办 1 ${ownerName()} 12月1日`);
	await say(CLERK, "销号 1");
	expect((await say(STAFF, "核实 1"))[0]?.text).toContain("没有权限。第1号问题由提出的人来核实");
	await say(DEPUTY, `退回 1 没通水`);
	await say(DEPUTY, `请假 今天到11月20日 代理 ${universe.county.person(personKey(STAFF))?.name}`);
	const asked = await say(CLERK, "销号 1 通水了");
	expect(asked.filter(({ text }) => text.startsWith("您提的")).map(({ who }) => who)).not.toContain(DEPUTY);
	expect((await say(STAFF, "核实 1")).some(({ text }) => text.includes("已核实，销号"))).toBe(true);
});

it("closes at once what its own raiser says is solved, and opens it again for them", async () => {
	await say(DEPUTY, "问题 机井不足");
	expect((await say(DEPUTY, "销号 1 自己修好了"))[0]?.text).toContain("第1号问题已核实，销号。");
	expect((await say(OFFICE, "退回 1 没修好"))[0]?.text).toContain("没有权限");
	expect((await say(DEPUTY, "退回 1 又坏了"))[0]?.text).toContain("已退回第1号问题");
	expect((await universe.store.problem(1))?.state).toBe("reopened");
	expect((await say(DEPUTY, "问题"))[0]?.text).toContain("退回再办");
});

it("raises a report's problems once, whatever becomes of the report", async () => {
	await report("1、机井不足 2、道路不通");
	await say(DEPUTY, "修改");
	await say(DEPUTY, "暖棚小区面积改成54");
	const again = await say(DEPUTY, "提交");
	expect(again.some(({ text }) => text.includes("第2版"))).toBe(true);
	expect(await universe.store.lastProblemNumber()).toBe(2);
	expect([...(await kinds(1)), ...(await kinds(2))]).toEqual(["raised", "raised"]);
	await say(HEAD, "问题 机井 不足！");
	expect(await universe.store.lastProblemNumber()).toBe(2);
	expect(
		(await universe.store.problemsOfReport((await universe.store.problem(1))?.raisedBy.report ?? 0)).map(({ number }) => number),
	).toEqual([1, 2]);
});

it("notes the problems of next week's report that are known already, also those raised in chat", async () => {
	await say(DEPUTY, "问题 机井不足");
	await report("道路不通");
	await universe.moveTo(instantAt("2026-11-23" as DateText, "10:00"));
	await heard();
	const [answer] = (await report("机井不足；仍然道路不通")).filter(({ who }) => who === DEPUTY);
	expect(answer?.text).toContain("第1、2号问题早记着，标为仍未解决。");
	expect([await kinds(1), await kinds(2)]).toEqual([
		["raised", "repeated"],
		["raised", "repeated"],
	]);
});

it("answers nothing to group talk that only sounds like the ledger", async () => {
	const received: string[] = [];
	for (const text of ["问题：明天谁去县里？", "进展：很顺利", "核实，再说", "问题 不大", "交办 给老张"]) {
		await universe.stage.say(DEPUTY, TOWNSHIP, text);
		received.push(...(await heard()).map((one) => one.text));
	}
	expect(received).toEqual([]);
	expect(await universe.store.lastProblemNumber()).toBe(0);
	await universe.stage.say(DEPUTY, TOWNSHIP, "问题 机井坏了3眼");
	expect((await heard())[0]?.text).toContain("已记下，第1号问题");
});

it("finds a problem's project and village in its words", async () => {
	await say(DEPUTY, "问题 后朝阳村暖棚用电不足");
	expect(await universe.store.problem(1)).toMatchObject({
		unit: TOWNSHIP,
		place: "后朝阳村委会",
		project: "greenhouses",
		raisedBy: { person: DEPUTY, unit: TOWNSHIP, via: "chat", report: null },
	});
	// Whose project it is sees it without being asked.
	const owner = universe.county.data.projects.find(({ id }) => id === "greenhouses")?.department;
	const clerk = universe.county.data.people.find(({ posts }) => posts.some(({ unit, role }) => unit === owner && role === "department"));
	expect((await say(clerk?.key ?? "", "问题"))[0]?.text).toContain("后朝阳村暖棚用电不足");
});

it("loses none of the words that hide or turn others, and repeats none of these signs", async () => {
	const [answer] = await say(DEPUTY, "问题 机井\u202E坏了\u200B <b>急</b>");
	expect(answer?.text).toContain("机井坏了 <b>急</b>");
});

it("shows the office, among its tasks, the closures it has to verify: of what it raised for others", async () => {
	await say(OFFICE, "问题 佛寺镇 缺水");
	await say(OFFICE, "交办 1 大巴镇 12月1日");
	expect(await say(OFFICE, "我的任务")).not.toContainEqual(expect.objectContaining({ text: expect.stringContaining("请您核实") }));
	await say(STAFF, "销号 1 已通水");
	expect(await say(OFFICE, "我的任务")).toContainEqual({ who: OFFICE, text: expect.stringContaining("第1号问题请您核实：缺水") });
	expect(await say("DC02", "我的任务")).not.toContainEqual(expect.objectContaining({ text: expect.stringContaining("请您核实") }));
});

it("keeps its due date when its owner is named again without a day that is understood", async () => {
	await report("机井不足");
	await say(OFFICE, `交办 1 ${ownerName()} 11月20日`);
	const told = await say(OFFICE, `交办 1 ${ownerName()} 昨天说好的`);
	expect(told.find(({ who }) => who === OFFICE)?.text).toContain("期限11月20日");
	expect((await universe.store.problem(1))?.dueOn).toBe("2026-11-20");
});
