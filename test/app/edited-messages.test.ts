import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DutyId } from "../../src/domain/duty.ts";
import { type DateText, instantAt, type PeriodKey } from "../../src/domain/period.ts";
import type { Report } from "../../src/domain/report.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { Talk } from "../support/talk.ts";
import { Universe } from "../support/universe.ts";

const REPORTER = "210921108-2";
const COLLEAGUE = "210921108-3";
const OFFICE = "DC01";
const TOWNSHIP = "210921108";
const GROUP = { group: TOWNSHIP };
const WHOLE = "周报 暖棚45亩 果树120亩 养殖小区1个 问题无";

let universe: Universe;
let talk: Talk;
beforeEach(async () => {
	universe = await Universe.open();
	talk = new Talk(universe);
});
afterEach(() => universe.close());

const report = async (): Promise<Report | undefined> =>
	(await universe.store.load({ reports: [{ duty: "weekly" as DutyId, period: "2026-W47" as PeriodKey, unit: unitCode(TOWNSHIP) }] }))
		.reports[0];
const increments = async (): Promise<string[]> => (await report())?.versions.at(-1)?.entries.map(({ increment }) => increment) ?? [];
const versions = async (): Promise<number> => (await report())?.versions.length ?? 0;

/** A whole report, submitted; the id of the message it came in. */
const submitted = async (person = REPORTER, text = WHOLE): Promise<string> => {
	const id = await talk.say(person, text);
	await talk.say(person, "提交");
	expect(talk.said()).toContain("已收到");
	return id;
};

describe("a message changed before 提交", () => {
	it("changes the draft, and the dialog stands where it stood", async () => {
		await talk.say(REPORTER, "周报");
		const first = await talk.say(REPORTER, "45亩");
		await talk.say(REPORTER, "120亩");
		talk.heard();
		await talk.edit(REPORTER, first, "54亩");
		const said = talk.said();
		expect(said).toContain("已按您改的更新：暖棚小区面积，本周新增54亩");
		expect(said).toContain("3/5");
		for (const text of ["1", "无", "完成", "提交"]) await talk.say(REPORTER, text);
		expect(await increments()).toEqual(["54", "120", "1"]);
	});

	it("is read again without its command", async () => {
		const id = await talk.say(REPORTER, WHOLE);
		talk.heard();
		await talk.edit(REPORTER, id, "周报 大巴镇 暖棚45亩 果树130亩 养殖小区1个 问题无");
		const said = talk.said();
		expect(said).toContain("已按您改的更新：新增果树面积，本周新增130亩");
		expect(said).not.toContain("暖棚小区面积，");
		expect(said).toContain("请核对");
	});

	it("says nothing when it means the same, when it answered nothing, and to strangers", async () => {
		const began = await talk.say(REPORTER, "周报");
		const answer = await talk.say(REPORTER, "45亩");
		const chat = await talk.say(COLLEAGUE, "哈哈");
		talk.heard();
		await talk.edit(REPORTER, answer, "四十五亩");
		await talk.edit(REPORTER, began, "周报 暖棚60亩");
		await talk.edit(REPORTER, "never-seen", "60亩");
		await talk.edit(COLLEAGUE, chat, "周报");
		await talk.edit("nobody", "never-seen", "60亩");
		expect(talk.heard()).toEqual([]);
	});

	it("does nothing but what it says as an answer", async () => {
		await talk.say(REPORTER, "周报");
		const answer = await talk.say(REPORTER, "45亩");
		talk.heard();
		for (const text of ["进度 大巴镇", "周报", "/cancel", "绑定 CESH2222", "解绑 王伟", "提交", ""]) {
			await talk.edit(REPORTER, answer, text);
			const [message, ...others] = talk.heard();
			expect(others).toEqual([]);
			expect(message?.view).toMatchObject({ key: "question", place: { number: 2 }, remarks: [{ say: "update-unclear", text }] });
		}
	});

	it("is nobody else's to change", async () => {
		await talk.say(REPORTER, "周报", GROUP, true);
		const answer = await talk.say(REPORTER, "45亩", GROUP);
		talk.heard();
		await talk.edit(COLLEAGUE, answer, "54亩", GROUP, true);
		expect(talk.heard()).toEqual([]);
	});

	it("counts in a group where the dialog runs, without the bot being named", async () => {
		await talk.say(REPORTER, "周报", GROUP, true);
		const answer = await talk.say(REPORTER, "45亩", GROUP);
		talk.heard();
		await talk.edit(REPORTER, answer, "54亩", GROUP);
		const [message] = talk.heard();
		expect(message?.chat.id).toBe(`g-${TOWNSHIP}`);
		expect(message?.view).toMatchObject({ key: "question", remarks: [{ say: "updated" }] });
	});

	it("changes a draft that rests without taking it up", async () => {
		await talk.say(OFFICE, "代报 大巴镇 暖棚45亩");
		const answer = await talk.say(OFFICE, "120亩");
		await talk.say(OFFICE, "代报 佛寺镇");
		talk.heard();
		await talk.edit(OFFICE, answer, "130亩");
		const said = talk.said();
		expect(said).toContain("大巴镇 2026年第47周周报（先放着的那份）");
		expect(said).toContain("已按您改的更新：新增果树面积，本周新增130亩");
		await talk.say(OFFICE, "7亩");
		expect(talk.said()).toContain("2/5");
	});

	it("changes nothing once the round is closed", async () => {
		const id = await talk.say(REPORTER, WHOLE);
		await universe.moveTo(instantAt("2026-11-23" as DateText, "12:30"));
		talk.heard();
		await talk.edit(REPORTER, id, "周报 暖棚54亩");
		expect(talk.said()).toContain("已截止");
		await talk.edit(REPORTER, id, "周报 暖棚55亩");
		expect(talk.heard()).toEqual([]);
	});
});

describe("a message changed after 提交", () => {
	it("asks whether to make a new version, and makes one only when it was checked and submitted", async () => {
		const id = await submitted();
		await talk.edit(REPORTER, id, "周报 暖棚54亩 果树120亩 养殖小区1个 问题无");
		const [asked] = talk.heard();
		expect(asked?.view).toMatchObject({ key: "submitted-edited", changes: [{ name: "暖棚小区面积" }] });
		expect(await versions()).toBe(1);
		if (asked) await talk.press(REPORTER, asked, "改成新版本");
		const [check] = talk.heard();
		expect(check).toMatchObject({ view: { key: "summary" }, card: "close" });
		expect(await versions()).toBe(1);
		await talk.say(REPORTER, "提交");
		expect(talk.said()).toContain("第2版");
		expect(await increments()).toEqual(["54", "120", "1"]);
	});

	it("reads as one would put it", async () => {
		const id = await submitted();
		await talk.edit(REPORTER, id, "周报 暖棚54亩 果树120亩 养殖小区1个 问题：缺水");
		expect(talk.said()).toBe(
			[
				"您改了已提交的话（大巴镇 2026年第47周周报，编号253）：",
				"· 暖棚小区面积：本周新增45亩，累计3095.2亩 → 本周新增54亩，累计3104.2亩",
				"· 问题：无 → 缺水",
				"要改报表吗？改的话，核对以后还要再提交一次；不改，报表照旧。",
			].join("\n"),
		);
	});

	it("takes the words as well as the buttons, and the newest words", async () => {
		const id = await submitted();
		await talk.edit(REPORTER, id, "周报 暖棚54亩 果树120亩 养殖小区1个");
		await talk.edit(REPORTER, id, "周报 暖棚56亩 果树120亩 养殖小区1个 问题无");
		talk.heard();
		await talk.say(REPORTER, "改");
		expect(talk.said()).toContain("暖棚小区面积：本周新增56亩");
		await talk.say(REPORTER, "提交");
		expect(await increments()).toEqual(["56", "120", "1"]);
	});

	it("leaves the report alone when that is wished, and asks again only after another change", async () => {
		const id = await submitted();
		await talk.edit(REPORTER, id, "周报 暖棚54亩 果树120亩 养殖小区1个 问题无");
		const [asked] = talk.heard();
		await talk.say(REPORTER, "不改");
		expect(talk.said()).toContain("编号253的报表不改");
		if (asked) await talk.press(REPORTER, asked, "改成新版本");
		expect(talk.heard()).toMatchObject([{ view: { key: "stale-button" }, card: "toast" }]);
		await talk.edit(REPORTER, id, "周报 暖棚57亩 果树120亩 养殖小区1个 问题无");
		expect(talk.heard()).toMatchObject([{ view: { key: "submitted-edited" } }]);
		expect(await versions()).toBe(1);
	});

	it("forgets the question when the words are put back, and says nothing", async () => {
		const id = await submitted();
		await talk.edit(REPORTER, id, "周报 暖棚54亩 果树120亩 养殖小区1个 问题无");
		const [asked] = talk.heard();
		await talk.edit(REPORTER, id, WHOLE);
		expect(talk.heard()).toEqual([]);
		if (asked) await talk.press(REPORTER, asked, "改成新版本");
		expect(talk.heard()).toMatchObject([{ view: { key: "stale-button" } }]);
	});

	it("gathers several changed messages in one new version", async () => {
		await talk.say(REPORTER, "周报");
		const first = await talk.say(REPORTER, "45亩");
		const second = await talk.say(REPORTER, "120亩");
		for (const text of ["1", "无", "完成", "提交"]) await talk.say(REPORTER, text);
		talk.heard();
		await talk.edit(REPORTER, first, "54亩");
		await talk.edit(REPORTER, second, "125亩");
		expect(talk.heard().at(-1)?.view).toMatchObject({ changes: [{ name: "暖棚小区面积" }, { name: "新增果树面积" }] });
		await talk.say(REPORTER, "是");
		await talk.say(REPORTER, "提交");
		expect(await increments()).toEqual(["54", "125", "1"]);
	});

	it("says what it did not understand, and that the report stays", async () => {
		const id = await submitted();
		await talk.edit(REPORTER, id, "明天开会");
		const said = talk.said();
		expect(said).toContain("没看懂您改的“明天开会”");
		expect(said).toContain("报表没有动");
		expect(await versions()).toBe(1);
	});

	it("asks for a reason on the way where the new figure needs one", async () => {
		const id = await submitted();
		await talk.edit(REPORTER, id, "周报 暖棚新增900亩 果树120亩 养殖小区1个 问题无");
		expect(talk.said()).toContain("还要问一句");
		await talk.say(REPORTER, "改成新版本");
		expect(talk.said()).toContain("请写明原因");
		await talk.say(REPORTER, "集中连片新建");
		expect(talk.said()).toContain("请核对");
		await talk.say(REPORTER, "提交");
		expect((await report())?.versions.at(-1)?.entries[0]).toMatchObject({ increment: "900", reason: "集中连片新建" });
	});

	it("goes on from a version made by hand: what was changed there is not undone", async () => {
		const id = await submitted();
		await talk.say(REPORTER, "修改 暖棚改成60");
		await talk.say(REPORTER, "提交");
		expect(await increments()).toEqual(["60", "120", "1"]);
		talk.heard();
		await talk.edit(REPORTER, id, "周报 暖棚45亩 果树130亩 养殖小区1个 问题无");
		await talk.say(REPORTER, "改");
		await talk.say(REPORTER, "提交");
		expect(await increments()).toEqual(["60", "130", "1"]);
	});

	it("changes the draft again once it was taken up", async () => {
		const id = await submitted();
		await talk.edit(REPORTER, id, "周报 暖棚54亩 果树120亩 养殖小区1个 问题无");
		await talk.say(REPORTER, "改");
		talk.heard();
		await talk.edit(REPORTER, id, "周报 暖棚58亩 果树120亩 养殖小区1个 问题无");
		expect(talk.said()).toContain("已按您改的更新：暖棚小区面积，本周新增58亩");
		await talk.say(REPORTER, "提交");
		expect(await increments()).toEqual(["58", "120", "1"]);
	});

	it("says once that the round is closed, and who can reopen it", async () => {
		await universe.moveTo(instantAt("2026-11-21" as DateText, "09:00"));
		const id = await submitted();
		await universe.moveTo(instantAt("2026-11-23" as DateText, "12:30"));
		talk.heard();
		await talk.edit(REPORTER, id, "周报 暖棚54亩 果树120亩 养殖小区1个 问题无");
		const said = talk.said();
		expect(said).toContain("已截止");
		expect(said).toContain("督查考核办重开");
		await talk.edit(REPORTER, id, "周报 暖棚55亩 果树120亩 养殖小区1个 问题无");
		expect(talk.heard()).toEqual([]);
		expect(await versions()).toBe(1);
	});

	it("works for whoever entered a report for a unit, and marks it so", async () => {
		const id = await submitted(OFFICE, "代报 大巴镇 暖棚45亩 果树120亩 养殖小区1个 问题无");
		await talk.edit(OFFICE, id, "代报 大巴镇 暖棚54亩 果树120亩 养殖小区1个 问题无");
		expect(talk.said()).toContain("要改报表吗");
		await talk.say(OFFICE, "改");
		expect(talk.said()).toContain("（代报）");
		await talk.say(OFFICE, "提交");
		expect((await report())?.versions.map(({ source }) => source)).toEqual(["proxy", "proxy"]);
	});

	it("is asked about in a group only when the bot is named or the command stands there", async () => {
		await talk.say(REPORTER, "周报", GROUP, true);
		const first = await talk.say(REPORTER, "45亩", GROUP);
		for (const text of ["120亩", "1", "无", "完成", "提交"]) await talk.say(REPORTER, text, GROUP);
		expect(await versions()).toBe(1);
		talk.heard();
		await talk.edit(REPORTER, first, "54亩", GROUP);
		expect(talk.heard()).toEqual([]);
		await talk.edit(REPORTER, first, "54亩", GROUP, true);
		expect(talk.heard()).toMatchObject([{ view: { key: "submitted-edited" }, chat: { id: `g-${TOWNSHIP}` } }]);
	});

	it("is no longer asked about after some days", async () => {
		const id = await submitted();
		await universe.pass(4 * 24 * 60 * 60 * 1000);
		talk.heard();
		await talk.edit(REPORTER, id, "周报 暖棚54亩 果树120亩 养殖小区1个 问题无");
		expect(talk.heard()).toEqual([]);
	});
});
