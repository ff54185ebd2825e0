import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewMessage } from "../../src/ports/store.ts";
import { Talk } from "../support/talk.ts";
import { Universe } from "../support/universe.ts";

const REPORTER = "210921108-2";
const COLLEAGUE = "210921108-3";
const ELSEWHERE = "210921103-2";
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

/** The one message said since the last call. */
const only = (): NewMessage => {
	const heard = talk.heard();
	expect(heard).toHaveLength(1);
	return heard[0] as NewMessage;
};

const asked = async (text: string, person = REPORTER): Promise<NewMessage> => {
	await talk.say(person, text);
	return only();
};

const pressed = async (message: NewMessage, button: string): Promise<NewMessage> => {
	await talk.press(REPORTER, message, button);
	return only();
};

/** What is open and stored of somebody, to see that nothing follows from a press. */
const standing = async (): Promise<unknown> => universe.store.load({ sessionsOf: [REPORTER, COLLEAGUE, ELSEWHERE] as never[] });

describe("presses that mean nothing", () => {
	const refused = async (press: () => Promise<void>, key: string): Promise<void> => {
		const before = await standing();
		await press();
		expect(only()).toMatchObject({ view: { key, buttons: [] }, card: "toast", answers: { press: "p" } });
		expect(await standing()).toEqual(before);
	};

	it("a button that was never offered", async () => {
		const message = await asked("周报");
		for (const at of ["9", "-2", "1.0", "0x0", "", "999999", "constructor"])
			await refused(() => talk.press(REPORTER, message, { at }), "stale-button");
	});

	it("a message nobody sent", async () => {
		const message = await asked("周报");
		await refused(() => talk.press(REPORTER, { ...message, id: "forged" }, "没有"), "stale-button");
	});

	it("a message of another chat", async () => {
		const message = await asked("周报");
		await refused(() => talk.press(REPORTER, message, "没有", GROUP), "stale-button");
		await refused(() => talk.press(ELSEWHERE, message, "没有"), "stale-button");
	});

	it("another person's button", async () => {
		await talk.say(REPORTER, "周报", GROUP, true);
		const message = only();
		await refused(() => talk.press(COLLEAGUE, message, "没有", GROUP), "not-your-button");
	});

	it("a dialog that is over", async () => {
		const message = await asked("周报");
		await asked("取消");
		await refused(() => talk.press(REPORTER, message, "没有"), "stale-press");
		const summary = await asked(WHOLE);
		await pressed(summary, "提交");
		await refused(() => talk.press(REPORTER, summary, "提交"), "stale-press");
		await refused(() => talk.press(REPORTER, summary, "放弃"), "stale-press");
	});

	it("the same button twice", async () => {
		const message = await asked("周报");
		await pressed(message, "没有");
		await refused(() => talk.press(REPORTER, message, "没有"), "stale-press");
	});

	it("a 代报 confirmed by somebody of another unit", async () => {
		await talk.say(REPORTER, "帮助");
		await talk.say(OFFICE, "代报 大巴镇 暖棚45亩 果树120亩 养殖小区1个 问题无");
		await talk.say(OFFICE, "提交");
		const question = talk.heard().find(({ view }) => view.key === "proxy-confirm");
		if (!question) throw new Error("the unit is not asked");
		await refused(() => talk.press(ELSEWHERE, question, "无误"), "stale-button");
	});
});

describe("what becomes of the message that was pressed", () => {
	it("one that names unit and deadline stays and loses its buttons; the next ones give way", async () => {
		const first = await asked("周报");
		const second = await pressed(first, "没有");
		expect(second).toMatchObject({ view: { key: "question" }, card: "close", answers: { message: `bot-${first.id}`, press: "p" } });
		const third = await pressed(second, "没有");
		expect(third).toMatchObject({ view: { key: "question", remarks: [{ say: "recorded" }] }, card: "replace" });
		const back = await pressed(third, "上一步");
		expect(back).toMatchObject({ view: { key: "question" }, card: "replace" });
	});

	it("修改 turns 请核对 into the list and the list into the question", async () => {
		const summary = await asked(WHOLE);
		const list = await pressed(summary, "修改");
		expect(list).toMatchObject({ view: { key: "choose-item" }, card: "replace" });
		const question = await pressed(list, "新增果树面积");
		expect(question).toMatchObject({ view: { key: "question" }, card: "replace" });
		expect(await asked("130")).toMatchObject({ view: { key: "summary" }, card: null });
	});

	it("提交, 放弃 and a confirmation leave theirs standing without buttons", async () => {
		expect(await pressed(await asked(WHOLE), "放弃")).toMatchObject({ view: { key: "cancelled" }, card: "close" });
		expect(await pressed(await asked(WHOLE), "提交")).toMatchObject({ view: { key: "received" }, card: "close" });
	});

	it("a choice between readings gives way to the next question, which says what was taken", async () => {
		await asked("周报");
		await asked("45");
		const basis = await asked("5500");
		expect(basis.view.key).toBe("ask-basis");
		expect(await pressed(basis, "累计")).toMatchObject({ view: { remarks: [{ say: "recorded" }] }, card: "replace" });
	});

	it("what says something that stands nowhere else stays", async () => {
		await asked("周报");
		await talk.say(REPORTER, "第46周 暖棚45亩 果树120亩");
		const told = only();
		expect(told.view).toMatchObject({ remarks: expect.arrayContaining([expect.objectContaining({ say: "other-period" })]) });
		expect(await pressed(told, "没有")).toMatchObject({ card: "close" });
	});

	it("a press far up in the chat is answered below", async () => {
		const first = await asked("周报");
		await asked("45");
		await asked("120");
		expect(await pressed(first, "没有")).toMatchObject({ view: { key: "question", remarks: [{ say: "stale-press" }] }, card: null });
	});

	it("完成 pressed on an older message of the photos' question counts and leaves it where it is", async () => {
		for (const text of ["周报", "45", "120", "1"]) await asked(text);
		const photos = await asked("无");
		await asked("稍等");
		expect(await pressed(photos, "完成")).toMatchObject({ view: { key: "summary" }, card: null });
	});

	it("buttons of what stays useful stay", async () => {
		const received = await pressed(await asked(WHOLE), "提交");
		expect(await pressed(received, "我的任务")).toMatchObject({ view: { key: "tasks" }, card: null });
	});

	it("only the first message of an answer takes its place", async () => {
		await talk.say(REPORTER, "帮助");
		await talk.say(OFFICE, "代报 大巴镇 暖棚45亩 果树120亩 养殖小区1个 问题无");
		const summary = talk.heard().at(-1);
		if (!summary) throw new Error("nothing to check");
		await talk.press(OFFICE, summary, "提交");
		const [first, ...others] = talk.heard();
		expect(first).toMatchObject({ view: { key: "received" }, card: "close" });
		expect(others.map(({ card }) => card)).toEqual(others.map(() => null));
	});
});

describe("how many messages a report costs", () => {
	const sent = async (acts: () => Promise<void>): Promise<number> => {
		talk.heard();
		await acts();
		const heard = talk.heard();
		expect(heard.at(-1)?.view.key).toBe("received");
		return heard.length;
	};

	it("at most two for one that is pasted", async () => {
		expect(
			await sent(async () => {
				await talk.say(REPORTER, WHOLE);
				await talk.say(REPORTER, "提交");
			}),
		).toBe(2);
	});

	it("at most its questions and two for a guided one, typed", async () => {
		expect(
			await sent(async () => {
				for (const text of ["周报", "45", "120", "1", "无", "完成", "提交"]) await talk.say(REPORTER, text);
			}),
		).toBe(5 + 2);
	});

	it("and three where messages can be changed and every answer is a button", async () => {
		const all = [await asked("周报")];
		for (const button of ["没有", "没有", "没有", "没有", "完成", "提交"]) all.push(await pressed(all.at(-1) as NewMessage, button));
		expect(all.map(({ view, card }) => [view.key, card])).toEqual([
			["question", null],
			["question", "close"],
			["question", "replace"],
			["question", "replace"],
			["question", "replace"],
			["summary", "replace"],
			["received", "close"],
		]);
	});
});
