import { afterEach, beforeEach, expect, it } from "vitest";
import { type Effect, StoreError } from "../../src/ports/store.ts";
import type { Heard } from "../support/stage.ts";
import { Universe } from "../support/universe.ts";
import { until } from "../support/until.ts";

const DABA = "210921108-2";
const HEAD = "210921108-1";
const FOSI = "210921103-2";
const FURONG = "210921113-2";
const OFFICE = "DC01";

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const say = async (person: string, text: string): Promise<void> => {
	await universe.stage.say(person, null, text);
	await universe.settle();
};

/** Messages that are all taken in before the first is answered. */
const together = async (...said: (readonly [person: string, text: string])[]): Promise<void> => {
	const release = universe.tampered.holdTurns();
	for (const [person, text] of said) await universe.stage.say(person, null, text);
	release();
};

const heardBy = (heard: readonly Heard[], person: string): string[] =>
	heard.flatMap((one) => ("person" in one.where && one.where.person === person ? [one.text] : []));

const positionsIn = (effects: readonly Effect[]): number[] =>
	effects.flatMap((effect) => (effect.do === "finish-inbox" ? [effect.position] : []));

const errors = (): string[] => universe.logged.filter((entry) => entry.level === "error").map((entry) => entry.event);

it("counts in a list what the same batch submitted just before", async () => {
	await say(DABA, "周报 暖棚45亩 果树120亩 养殖小区1个 问题无");
	await universe.stage.heard();
	await together([DABA, "提交"], [OFFICE, "未报"]);
	await universe.settle();
	const heard = await universe.stage.heard();
	expect(heardBy(heard, DABA)[0]).toContain("已收到");
	expect(heardBy(heard, OFFICE)[0]).toContain("应报36 已报1 按时1");
});

it("answers a whole batch with one commit", async () => {
	let commits = 0;
	universe.tampered.refuse = () => {
		commits += 1;
		return null;
	};
	await together([DABA, "周报"], [FOSI, "周报"], [FURONG, "周报"]);
	await universe.settle();
	expect(commits).toBe(1);
	expect((await universe.stage.heard()).length).toBe(3);
});

it("answers others before what is left of somebody's flood, and the flood in its order", async () => {
	const answered: number[] = [];
	universe.tampered.refuse = (effects) => {
		answered.push(...positionsIn(effects));
		return null;
	};
	const flood = Array.from({ length: 120 }, (_, index) => [DABA, `第${index}句`] as const);
	await together(...flood, [OFFICE, "帮助"]);
	await universe.settle();
	const last = Math.max(...answered);
	expect(answered.indexOf(last)).toBeLessThanOrEqual(50);
	const rest = answered.filter((position) => position !== last);
	expect(rest).toEqual([...rest].sort((a, b) => a - b));
	expect(rest.length).toBe(120);
	expect(await universe.store.inboxDepth()).toBe(0);
});

it("apologises to the one whose turn throws, logs it once, and answers the others", async () => {
	for (const person of [DABA, FOSI, FURONG]) await say(person, "周报");
	await universe.stage.heard();
	universe.tampered.spoil = (facts) => ({
		...facts,
		sessions: facts.sessions.map((session) =>
			session.person !== FOSI
				? session
				: {
						...session,
						get state(): unknown {
							throw new Error("a state nobody can read");
						},
					},
		),
	});
	await together([DABA, "45亩"], [FOSI, "30亩"], [FURONG, "12亩"]);
	await universe.settle();
	const heard = await universe.stage.heard();
	expect(heardBy(heard, DABA)[0]).toContain("2/5");
	expect(heardBy(heard, FURONG)[0]).toContain("2/5");
	expect(heardBy(heard, FOSI)).toEqual([expect.stringMatching(/^对不起.*编号 \w{6}。$/u)]);
	expect(errors()).toEqual(["turns:failed"]);
	expect(await universe.store.inboxDepth()).toBe(0);
});

it("takes the turns one by one when the store refuses their common commit", async () => {
	for (const person of [DABA, FOSI]) await say(person, "周报");
	await universe.stage.heard();
	universe.tampered.refuse = (effects) => (positionsIn(effects).length > 1 ? new StoreError("commit", false, "only one at a time") : null);
	await together([DABA, "45亩"], [FOSI, "30亩"]);
	await universe.settle();
	const heard = await universe.stage.heard();
	expect(heardBy(heard, DABA)).toEqual([expect.stringContaining("2/5")]);
	expect(heardBy(heard, FOSI)).toEqual([expect.stringContaining("2/5")]);
	expect(errors()).toEqual([]);
});

it("holds back what somebody wrote after a message that failed until that one is settled", async () => {
	await say(DABA, "周报");
	await universe.stage.heard();
	let first: number | null = null;
	universe.tampered.refuse = (effects) => {
		first ??= Math.min(...positionsIn(effects));
		const failing =
			positionsIn(effects).includes(first) && !effects.some((effect) => effect.do === "finish-inbox" && effect.outcome === "failed");
		return failing ? new StoreError("commit", false, "never this one") : null;
	};
	await together([DABA, "45亩"], [DABA, "46亩"], [FOSI, "周报"]);
	await universe.settle();
	const heard = await universe.stage.heard();
	expect(heardBy(heard, FOSI)).toEqual([expect.stringContaining("1/5")]);
	// The second figure answers the first question: the failed one left no trace.
	expect(heardBy(heard, DABA)).toEqual([expect.stringMatching(/^对不起/u), expect.stringContaining("2/5")]);
	await say(DABA, "上一步");
	expect(heardBy(await universe.stage.heard(), DABA)[0]).toContain("原来填的：本周新增46亩");
});

it("loses nothing and repeats nothing when the store is busy for a moment", async () => {
	let busy = 2;
	universe.tampered.refuse = () => {
		busy -= 1;
		return busy >= 0 ? new StoreError("commit", true, "busy") : null;
	};
	await universe.stage.say(DABA, null, "周报");
	for (const refusals of [1, 2]) {
		await until(() => errors().length === refusals, "the store refuses");
		universe.passTimers(1000);
	}
	await universe.settle();
	expect(heardBy(await universe.stage.heard(), DABA)).toEqual([expect.stringContaining("1/5")]);
	expect(errors()).toEqual(["turns:store-refused", "turns:store-refused"]);
});

it("answers an update once, however often it is delivered", async () => {
	const update = {
		updateId: "twice",
		chat: { channel: "room", account: "room", id: `p-${DABA}`, kind: "private" },
		sender: { channel: "room", id: DABA },
		messageId: null,
		sentAt: universe.now,
		content: { kind: "text", text: "周报", addressed: true },
	} as const;
	await universe.yixian.intake.receive([update, update]);
	await universe.yixian.intake.receive([update]);
	await universe.settle();
	await universe.yixian.intake.receive([update]);
	await universe.settle();
	expect(heardBy(await universe.stage.heard(), DABA).length).toBe(1);
});

for (const moment of ["commit", "dueMessages", "markSent"] as const)
	it(`says everything exactly once when the power goes at ${moment}`, async () => {
		const { tampered } = universe;
		tampered.cutAt = moment;
		await together([DABA, "周报"], [HEAD, "未报"]);
		await until(() => tampered.isCut, "the power goes");
		await universe.restart();
		const heard = await universe.stage.heard();
		expect(heardBy(heard, DABA)).toEqual([expect.stringContaining("1/5")]);
		expect(heardBy(heard, HEAD)).toEqual([expect.stringContaining("周报"), expect.stringContaining("村周报")]);
	});
