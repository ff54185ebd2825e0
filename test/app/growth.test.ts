import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { growthCounty, PROVINCE, reporterOf, type Size, SUPERVISOR } from "../../scripts/growth/county.ts";
import { fill } from "../../scripts/growth/fill.ts";
import { Running } from "../../scripts/growth/running.ts";
import { PRESENT, silentTownships } from "../../scripts/growth/year.ts";
import { missingInRound } from "../../src/app/reports/missing-in-round.ts";
import type { Turn } from "../../src/app/turns/turn.ts";
import { County } from "../../src/domain/county.ts";
import type { DutyId } from "../../src/domain/duty.ts";
import type { PeriodKey } from "../../src/domain/period.ts";
import { RoundBook } from "../../src/domain/round-book.ts";
import type { Unit } from "../../src/domain/unit.ts";
import type { Store } from "../../src/ports/store.ts";
import { renderChat } from "../../src/render/chat.ts";
import { temporaryFolder } from "../support/demo-store.ts";

const SMALL: Size = { townships: 8, villages: 40 };
const LARGE: Size = { townships: 32, villages: 320 };
const ROUNDS = 4;

/** Calls of the store since they were last taken, and how many rows their answers held. */
class Watched {
	#calls: { name: string; rows: number }[] = [];

	readonly watch = (store: Store): Store =>
		new Proxy(store, {
			get: (target, name, receiver) => {
				const member: unknown = Reflect.get(target, name, receiver);
				if (typeof member !== "function") return member;
				return async (...given: unknown[]): Promise<unknown> => {
					const answer: unknown = await member.apply(target, given);
					this.#calls.push({ name: String(name), rows: rowsIn(answer) });
					return answer;
				};
			},
		});

	take(): { calls: string[]; rows: number } {
		const calls = this.#calls;
		this.#calls = [];
		return { calls: calls.map(({ name }) => name), rows: calls.reduce((sum, { rows }) => sum + rows, 0) };
	}
}

const rowsIn = (answer: unknown): number => {
	if (Array.isArray(answer)) return answer.length;
	return typeof answer === "object" && answer !== null ? Object.values(answer).reduce<number>((sum, value) => sum + rowsIn(value), 0) : 0;
};

interface Stand {
	readonly running: Running;
	readonly watched: Watched;
	readonly townships: readonly Unit[];
}

const stand = async (size: Size): Promise<Stand> => {
	const folder = temporaryFolder();
	await fill(folder, size, ROUNDS, () => undefined);
	const watched = new Watched();
	const running = await Running.open(folder, watched.watch);
	return { running, watched, townships: silentTownships(new County(growthCounty(size))) };
};

describe("what a command asks of the store", () => {
	let small: Stand;
	let large: Stand;
	beforeAll(async () => {
		[small, large] = [await stand(SMALL), await stand(LARGE)];
	}, 60_000);
	afterAll(async () => {
		await small.running.close();
		await large.running.close();
	});

	const asked = async ({ running, watched, townships }: Stand, who: "supervisor" | "reporter", text: string) => {
		const [first] = townships;
		if (!first) throw new Error("every township has reported");
		watched.take();
		const { texts } = await running.say(who === "supervisor" ? SUPERVISOR : reporterOf(first), text.replace("镇名", first.name));
		return { ...watched.take(), texts };
	};

	it.each([
		["supervisor", "未报"],
		["supervisor", "未报 村周报"],
		["supervisor", "未报 镇名"],
		["supervisor", "进度"],
		["supervisor", "进度 镇名"],
		["reporter", "我的任务"],
		["reporter", "周报"],
		["reporter", "45亩"],
		["reporter", "12亩"],
		["reporter", "1个"],
	] as const)("%s, %s: the same calls in a county of 48 units and in one of 352", async (who, text) => {
		const [few, many] = [await asked(small, who, text), await asked(large, who, text)];
		expect(few.texts.length).toBeGreaterThan(0);
		expect(many.calls).toEqual(few.calls);
	});

	it.each([
		["supervisor", "未报", LARGE.townships],
		["supervisor", "未报 村周报", LARGE.villages],
		["supervisor", "进度", 3 * LARGE.townships],
	] as const)("%s, %s: reads at most one row for each unit and figure it tells of", async (who, text, most) => {
		// The turn's own: the sender's account, the message taken in and the one sent, sessions of the sender.
		const own = 8;
		expect((await asked(large, who, text)).rows).toBeLessThanOrEqual(most + own);
	});

	it.each([
		["supervisor", "未报 镇名"],
		["supervisor", "进度 镇名"],
		["reporter", "我的任务"],
	] as const)("%s, %s: reads as much in a large county as in a small one", async (who, text) => {
		const perTownship = LARGE.villages / LARGE.townships - SMALL.villages / SMALL.townships;
		const [few, many] = [await asked(small, who, text), await asked(large, who, text)];
		expect(many.rows).toBeLessThanOrEqual(few.rows + 3 * perTownship);
	});
});

describe("未报 in a province", () => {
	const county = new County(growthCounty(PROVINCE));
	// All a view of a private chat asks of its turn.
	const rounds = new RoundBook(county.calendar, [], new Map());
	const turn = { county, rounds, inGroup: false, now: "2026-11-16T01:00:00.000Z" } as unknown as Turn;

	const said = (duty: string, unreported: (unit: Unit, index: number) => boolean): string => {
		const found = county.duty(duty as DutyId);
		if (!found) throw new Error(`no duty ${duty}`);
		const units = county.data.units.filter((unit) => "kind" in found.units && unit.kind === found.units.kind);
		const reported = units
			.filter((unit, index) => !unreported(unit, index))
			.map((unit) => ({ unit: unit.code, late: false, sentAt: turn.now }));
		const begun = units.filter((_, index) => index % 7 === 1).map((unit) => ({ unit: unit.code, answered: 1, asked: 5 }));
		const view = missingInRound(turn, found, PRESENT as PeriodKey, units, { reported, pending: [], begun });
		return renderChat(view, "zh-CN", { buttons: true }).text;
	};

	it("names some of hundreds of townships and says how many there are", () => {
		const text = said("weekly", (_, index) => index % 3 === 0);
		expect(text.length).toBeLessThan(600);
		expect(text).toMatch(/应报1500 已报1000 按时1000 迟报0 未报500/u);
		expect(text).toMatch(/正在填：.*等71个$/mu);
		expect(text).toMatch(/没有动静：.*等429个$/mu);
	});

	it("tells of thousands of villages where most are missing, what the rest comes to, and how to get names", () => {
		const text = said("village-weekly", (_, index) => index % 2 === 0);
		expect(text.length).toBeLessThan(700);
		expect(text).toMatch(/未报最多的：(?:\p{Script=Han}+镇\d+、){19}\p{Script=Han}+镇\d+$/mu);
		const rest = /其余(\d+)个乡镇共(\d+)/u.exec(text);
		expect(rest).not.toBeNull();
		expect(text).toMatch(/看名单请发“未报 \p{Script=Han}+镇”/u);
	});

	it("counts nobody twice and nobody less", () => {
		const text = said("village-weekly", () => true);
		const drafts = Number(/正在填：.*等(\d+)个/u.exec(text)?.[1]);
		const most = [...(/未报最多的：(.*)/u.exec(text)?.[1] ?? "").matchAll(/\d+/gu)].reduce((sum, [count]) => sum + Number(count), 0);
		const rest = Number(/其余\d+个乡镇共(\d+)/u.exec(text)?.[1]);
		expect(drafts + most + rest).toBe(PROVINCE.villages);
	});
});
