import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Bulletin } from "../../src/domain/bulletin.ts";
import { decimal } from "../../src/domain/decimal.ts";
import type { DutyId } from "../../src/domain/duty.ts";
import { type DateText, type Instant, instantAt, type PeriodKey } from "../../src/domain/period.ts";
import { currentVersion } from "../../src/domain/report.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { seenPackage } from "../support/docx-package.ts";
import type { Heard } from "../support/stage.ts";
import { Universe } from "../support/universe.ts";
import { until } from "../support/until.ts";

const DRAFTER = "DC01";
const COLLEAGUE = "DC02";
const ORGANISER = "ZZ01";
const LEADER = "LD01";
const COUNTY = "210921";
const WEEKLY = "weekly" as DutyId;
const OCTOBER = "2026-10" as PeriodKey;
const DABA = unitCode("210921108");
const at = (date: string, time: string): Instant => instantAt(date as DateText, time);

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const say = async (person: string, text: string): Promise<Heard[]> => {
	await universe.stage.heard();
	await universe.stage.say(person, null, text);
	await universe.settle();
	return universe.stage.heard();
};
const press = async (person: string, label: string, which: "newest" | "oldest" = "newest"): Promise<Heard[]> => {
	await universe.stage.heard();
	await universe.stage.press(person, null, label, which);
	await universe.settle();
	return universe.stage.heard();
};
const told = (heard: readonly Heard[], person: string): string =>
	heard
		.filter(({ where }) => "person" in where && where.person === person)
		.map(({ text }) => text)
		.join("\n");
const inGroups = (heard: readonly Heard[]): Heard[] => heard.filter(({ where }) => "group" in where);
const published = async (number: number): Promise<Bulletin> => {
	const found = await universe.store.bulletin(number);
	if (!found) throw new Error(`there is no bulletin ${number}`);
	return found;
};
const documentOf = async (bulletin: Bulletin): Promise<Uint8Array> => {
	const file = bulletin.files.find(({ name }) => name.endsWith(".docx"));
	if (!file) throw new Error("no document");
	return universe.fileBytes(file.hash);
};
/** The paragraphs of a document, as they are read. */
const paragraphsOf = (docx: Uint8Array): string[] =>
	(seenPackage(docx).parts["word/document.xml"] ?? "")
		.split("</w:p>")
		.map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join(""))
		.filter((text) => text !== "");

const upToPublishing = async (what: string, number: string): Promise<void> => {
	await say(DRAFTER, what);
	await say(DRAFTER, "送审");
	await press(COLLEAGUE, "同意");
	await say(DRAFTER, `通报 字号 ${number}`);
};

describe("what goes out", () => {
	it("is, word for word, what the second person was shown: in the group and in the document", async () => {
		await say(DRAFTER, "通报 10月");
		await say(DRAFTER, "通报 改 3：截至10月31日，进度<正常>&“快”。\n各单位继续努力。");
		const shown = told(await say(DRAFTER, "送审"), COLLEAGUE);
		await press(COLLEAGUE, "同意");
		await say(DRAFTER, "通报 字号 阜督考办发〔2026〕15号");
		const [group, ...more] = inGroups(await say(DRAFTER, "发布"));
		expect(more).toEqual([]);
		const out = await published(1);
		expect(out.paragraphs.slice(2, 4)).toEqual(["截至10月31日，进度<正常>&“快”。", "各单位继续努力。"]);
		const text = [out.title, "", ...out.paragraphs].join("\n");
		expect(shown).toContain(text);
		expect(group?.text).toContain(out.paragraphs.join("\n"));
		expect(group?.files).toEqual(out.files.map(({ name }) => name));
		const written = paragraphsOf(await documentOf(out)).map((one) =>
			one.replace(/&lt;/gu, "<").replace(/&gt;/gu, ">").replace(/&amp;/gu, "&"),
		);
		const from = written.indexOf(out.paragraphs[0] ?? "");
		expect(written.slice(from, from + out.paragraphs.length)).toEqual(out.paragraphs);
		expect(written.slice(0, 2)).toEqual(["阜新蒙古族自治县督查考核办公室文件", "阜督考办发〔2026〕15号"]);
	});

	it("goes without its picture where that cannot be made, and whoever drafts, approves and publishes it is told", async () => {
		universe.draw = () => Promise.reject(new Error("no drawing"));
		const names = (heard: readonly Heard[]): string[] => heard.flatMap(({ files }) => files);
		const MISSING = "名次图没有做出来，只有公文。";
		const drafted = await say(DRAFTER, "通报 10月");
		expect(told(drafted, DRAFTER)).toContain(MISSING);
		expect(names(drafted)).toEqual([expect.stringMatching(/\.docx$/u)]);
		expect(told(await say(DRAFTER, "送审"), COLLEAGUE)).toContain(MISSING);
		await say(COLLEAGUE, "同意");
		await say(DRAFTER, "通报 字号 临督考办发〔2026〕15号");
		const out = await say(DRAFTER, "发布");
		expect(told(out, DRAFTER)).toContain(MISSING);
		expect(names(inGroups(out))).toEqual([expect.stringMatching(/\.docx$/u)]);
		expect((await published(1)).files).toHaveLength(1);
	});

	it("is approved anew after every change of its words, and not after its number is given", async () => {
		await upToPublishing("通报 10月", "阜督考办发〔2026〕15号");
		for (const change of ["通报 标题 关于十月情况的通报", "通报 删 2", "通报 加：再加一段。"]) {
			await say(DRAFTER, change);
			expect(told(await say(DRAFTER, "发布"), DRAFTER)).toContain("还没有人同意");
			await say(DRAFTER, "送审");
			await press(COLLEAGUE, "同意");
		}
		expect(inGroups(await say(DRAFTER, "发布"))).toHaveLength(1);
		expect((await published(1)).approver).toBe(COLLEAGUE);
	});
});

describe("a month's draft", () => {
	const sent = async (person: string, text: string): Promise<void> => {
		await say(person, text);
		await press(person, "提交");
	};

	it("counts the same totals as 汇总, what a unit without a target reported included", async () => {
		await universe.moveTo(at("2026-11-26", "10:00"));
		await sent("210921001-3", "周报 暖棚新增11亩 果树新增2亩 养殖小区新增1个 问题无");
		const summed = /暖棚小区面积：本期新增11亩，累计([\d.]+)亩/u.exec(told(await say(DRAFTER, "汇总 第48周"), DRAFTER))?.[1];
		await universe.moveTo(at("2026-12-04", "09:00"));
		expect(told(await say(DRAFTER, "通报 11月"), DRAFTER)).toContain(`暖棚小区面积累计${summed}亩`);
	});

	it("written late names no problem raised since the month was over", async () => {
		await say("210921109-3", "问题 贷款下不来");
		const text = told(await say(DRAFTER, "通报 10月"), DRAFTER);
		expect(text).toContain("进度滞后。泡子镇、");
		expect(text).toContain("目前未解决0个");
	});
});

describe("of two under way", () => {
	it("a button means the one it stands below", async () => {
		await say(DRAFTER, "通报 10月");
		await universe.pass(60_000);
		await say(DRAFTER, "通报 典型：大巴镇机井打得早。");
		await press(DRAFTER, "放弃", "oldest");
		const [left, ...others] = await universe.store.openBulletins(null);
		expect([left?.kind, others]).toEqual(["example", []]);
		expect(told(await press(DRAFTER, "送审", "oldest"), DRAFTER)).toContain("您没有正在写的通报");
		expect((await universe.store.openBulletins(null))[0]?.state).toBe("draft");
		await press(DRAFTER, "送审");
		expect((await universe.store.openBulletins(null))[0]?.state).toBe("reviewing");
	});
});

describe("the second person", () => {
	it("is never its drafter, by word or by button", async () => {
		await say(DRAFTER, "通报 10月");
		await say(DRAFTER, "送审");
		expect(told(await say(DRAFTER, "同意"), DRAFTER)).toContain("要由另一个人同意");
		const [open] = await universe.store.openBulletins(null);
		expect(told(await say(DRAFTER, `/agree ${open?.id} ${open?.revision}`), DRAFTER)).toContain("要由另一个人同意");
		expect((await universe.store.openBulletins(null))[0]?.state).toBe("reviewing");
	});

	it("agrees in private: 同意 said to colleagues in a group approves nothing", async () => {
		await say(DRAFTER, "通报 10月");
		await say(DRAFTER, "送审");
		for (const word of ["同意", "不同意 再议"]) {
			await universe.stage.say(COLLEAGUE, COUNTY, word);
			await universe.settle();
			expect(await universe.stage.heard()).toEqual([]);
		}
		expect((await universe.store.openBulletins(null))[0]?.state).toBe("reviewing");
		expect(told(await say(COLLEAGUE, "同意"), COLLEAGUE)).toContain("已同意");
	});

	it("presses below a text that was changed since: nothing is approved, the newest text is shown", async () => {
		await say(DRAFTER, "通报 10月");
		await say(DRAFTER, "送审");
		await say(DRAFTER, "通报 改 3：改过的一段。");
		expect(told(await press(COLLEAGUE, "同意", "oldest"), COLLEAGUE)).toContain("不是最新的");
		await say(DRAFTER, "送审");
		expect(told(await press(COLLEAGUE, "同意", "oldest"), COLLEAGUE)).toContain("改过的一段。");
		expect((await universe.store.openBulletins(null))[0]?.state).toBe("reviewing");
		await press(COLLEAGUE, "同意", "newest");
		expect((await universe.store.openBulletins(null))[0]?.state).toBe("approved");
	});

	it("is of the organisation department or a leader while the office's other one is away; of two who agree the second is told", async () => {
		await say(COLLEAGUE, "请假 11月16日到11月20日 代理 李建国");
		await say(DRAFTER, "通报 10月");
		const heard = await say(DRAFTER, "送审");
		expect(told(heard, COLLEAGUE)).toBe("");
		for (const person of [ORGANISER, LEADER, "LD02"]) expect(told(heard, person)).toContain("请您审");
		expect(told(await press(ORGANISER, "同意"), DRAFTER)).toContain("已同意");
		expect(told(await press(LEADER, "同意"), LEADER)).toContain("已经有人同意了");
		expect((await universe.store.openBulletins(null))[0]?.approver).toBe(ORGANISER);
	});
});

describe("publishing", () => {
	it("goes on after a power cut between 发布 and the document: one message a group, one number", async () => {
		await upToPublishing("通报 10月", "阜督考办发〔2026〕15号");
		await universe.stage.heard();
		universe.tampered.cutAt = "lastBulletinNumber";
		await universe.stage.say(DRAFTER, null, "发布");
		await until(() => universe.tampered.isCut, "the power goes");
		await universe.restart();
		expect(inGroups(await universe.stage.heard())).toHaveLength(1);
		expect((await published(1)).state).toBe("published");
		expect(told(await say(DRAFTER, "发布"), DRAFTER)).toContain("没有");
		await universe.restart();
		expect(inGroups(await universe.stage.heard())).toEqual([]);
		expect(await universe.store.lastBulletinNumber()).toBe(1);
	});
});

/** A new version of 大巴镇's report of October's last week with a thousand 亩 more in the first figure, as if it had been reopened. */
const correctReport = async (): Promise<void> => {
	const { store, yixian } = universe;
	const period = "2026-W44" as PeriodKey;
	const [report] = (await store.load({ reports: [{ duty: WEEKLY, period, unit: DABA }] })).reports;
	if (!report) throw new Error("no report");
	const last = currentVersion(report);
	const indicators = last.entries.map(({ indicator }) => indicator);
	const [first] = await store.standingsOf([DABA], indicators, WEEKLY, period);
	if (!first) throw new Error("no standing");
	await store.commit([
		{ do: "add-report-version", report, version: { ...last, version: last.version + 1, sentAt: universe.now } },
		{ do: "save-standings", standings: [{ ...first, total: decimal(Number(first.total) + 1000) }] },
	]);
	await yixian.idle();
	await universe.restart();
};

describe("a correction", () => {
	it("names old and new value and every changed rank, and leaves the document it corrects as it was", async () => {
		await universe.moveTo(at("2026-11-16", "12:01"));
		await upToPublishing("通报 10月", "阜督考办发〔2026〕15号");
		await say(DRAFTER, "发布");
		const first = await published(1);
		const before = await documentOf(first);
		expect(first.edition).toBe(1);
		expect(told(await say(DRAFTER, "更正 1"), DRAFTER)).toContain("没有变化");
		await correctReport();
		await universe.moveTo(at("2026-11-16", "12:03"));
		await upToPublishing("更正 1", "阜督考办发〔2026〕16号");
		const [group] = inGroups(await say(DRAFTER, "发布"));
		const second = await published(2);
		expect([second.kind, second.corrects, second.edition]).toEqual(["correction", 1, 2]);
		expect(second.paragraphs[0]).toContain("（阜督考办发〔2026〕15号）");
		const own = second.paragraphs.find((text) => text.startsWith("大巴镇："));
		expect(own).toMatch(/暖棚小区面积累计由2945.3亩更正为3945.3亩，由第8名、[\d.]+分更正为第\d+名、[\d.]+分。/u);
		const [old, now] = await Promise.all([1, 2].map((edition) => universe.store.ranking(WEEKLY, OCTOBER, edition)));
		const moved = (now?.units ?? []).filter(({ unit, rank }) => old?.units.find((one) => one.unit === unit)?.rank !== rank);
		expect(moved.length).toBeGreaterThan(1);
		for (const { unit, rank } of moved) {
			const line = second.paragraphs.find((text) => text.startsWith(`${universe.county.unit(unit)?.name}：`));
			expect(line, unit).toContain(`更正为第${rank}名`);
		}
		expect(group?.text).toContain(own);
		expect(await published(1)).toEqual(first);
		expect(await documentOf(await published(1))).toEqual(before);
	});
});

it("stands among the tasks of whoever may approve it, and then of its drafter", async () => {
	await say(DRAFTER, "通报 10月");
	expect(told(await say(DRAFTER, "我的任务"), DRAFTER)).not.toContain("通报");
	await say(DRAFTER, "送审");
	expect(told(await say(COLLEAGUE, "我的任务"), COLLEAGUE)).toContain("通报等您同意：");
	expect(told(await say(DRAFTER, "我的任务"), DRAFTER)).not.toContain("等您同意");
	await press(COLLEAGUE, "同意");
	expect(told(await say(DRAFTER, "我的任务"), DRAFTER)).toContain("通报已有人同意，等您发布：");
});

describe("a correction of what went out before its ranking was frozen", () => {
	it("compares with the table that went out, and then with what was frozen since", async () => {
		await upToPublishing("通报 10月", "阜督考办发〔2026〕15号");
		await say(DRAFTER, "发布");
		const first = await published(1);
		expect(first.edition).toBe(0);
		expect(told(await say(DRAFTER, "更正 1"), DRAFTER)).toContain("没有变化");
		await correctReport();
		await universe.moveTo(at("2026-11-16", "12:03"));
		await upToPublishing("更正 1", "阜督考办发〔2026〕16号");
		await say(DRAFTER, "发布");
		const second = await published(2);
		expect([second.kind, second.corrects]).toEqual(["correction", 1]);
		expect(second.edition).toBeGreaterThan(0);
		const own = second.paragraphs.find((text) => text.startsWith("大巴镇："));
		expect(own).toMatch(/暖棚小区面积累计由2945.3亩更正为3945.3亩，由第8名、[\d.]+分更正为第\d+名、[\d.]+分。/u);
		const told1 = new Map(first.tables[0]?.rows.map(({ unit, rank }) => [unit, Number(rank)]));
		const now = await universe.store.ranking(WEEKLY, OCTOBER);
		const moved = (now?.units ?? []).filter(({ unit, rank }) => told1.get(universe.county.unit(unit)?.name ?? "") !== rank);
		expect(moved.length).toBeGreaterThan(1);
		for (const { unit, rank } of moved)
			expect(second.paragraphs.find((text) => text.startsWith(`${universe.county.unit(unit)?.name}：`))).toContain(`更正为第${rank}名`);
		expect(await published(1)).toEqual(first);
		expect(told(await say(DRAFTER, "更正 1"), DRAFTER)).toContain("没有变化");
	});
});

describe("examples and exposures", () => {
	it("are no exposures until the office switches them on; then both go by a second person as well", async () => {
		expect(told(await say(DRAFTER, "通报 曝光：大巴镇上报的面积与现场不符。"), DRAFTER)).toContain("曝光通报没有开");
		expect(await universe.store.openBulletins(null)).toEqual([]);
		await universe.close();
		universe = await Universe.open({ change: (data) => ({ ...data, rules: { ...data.rules, exposure: decimal(1) } }) });
		await say(DRAFTER, "通报 曝光：大巴镇上报的面积与现场不符。");
		expect(told(await say(DRAFTER, "发布"), DRAFTER)).toContain("还没有人同意");
		await say(DRAFTER, "送审");
		await press(COLLEAGUE, "同意");
		await say(DRAFTER, "通报 字号 阜督考办发〔2026〕17号");
		const [group] = inGroups(await say(DRAFTER, "发布"));
		expect(group?.where).toEqual({ group: COUNTY });
		expect(group?.text).toMatch(/关于大巴镇有关问题的通报\n.+\n\n大巴镇上报的面积与现场不符。\n/u);
		expect(await published(1)).toMatchObject({ kind: "exposure", duty: null, approver: COLLEAGUE });
	});
});
