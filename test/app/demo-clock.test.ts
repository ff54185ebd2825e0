import { describe, expect, it } from "vitest";
import { openDemoClock } from "../../src/app/demo-clock.ts";
import { createDueMoments } from "../../src/app/due-moments.ts";
import type { Notice } from "../../src/domain/notice.ts";
import type { DateText, Instant } from "../../src/domain/period.ts";
import { addMs, instantAt } from "../../src/domain/period.ts";
import type { Effect } from "../../src/ports/store.ts";
import { BEGINNING, Universe } from "../support/universe.ts";

const at = (day: string, time: string): Instant => instantAt(day as DateText, time);
const HOUR_MS = 3_600_000;

/** A clock over a store that is a map, with what was due and logged. */
const clockOf = async (due: readonly Instant[], failing: ReadonlySet<Instant> = new Set()) => {
	const settings = new Map<string, string>([["demo-clock", at("2026-11-16", "09:00")]]);
	const ran: Instant[] = [];
	const shown: Instant[] = [];
	const logged: string[] = [];
	let steady = 0;
	const note = (event: string): void => void logged.push(event);
	const clock = await openDemoClock({
		store: {
			setting: async (key) => settings.get(key) ?? null,
			commit: async (effects: readonly Effect[]) => {
				for (const effect of effects) if (effect.do === "set-setting") settings.set(effect.key, effect.value);
			},
		},
		steadyMs: () => steady,
		runDue: async (now) => {
			// What is done takes its time; the demo's clock must not go on meanwhile.
			steady += 5000;
			shown.push(clock.now());
			ran.push(now);
			if (failing.has(now)) throw new Error("no");
		},
		dueMoments: async (from, until) => due.filter((moment) => from < moment && moment <= until),
		log: { debug: note, info: note, warn: note, error: note },
	});
	const pass = (ms: number): void => {
		steady += ms;
	};
	return { clock, ran, shown, logged, settings, pass };
};

describe("the demo's clock", () => {
	const due = [at("2026-11-16", "08:00"), at("2026-11-17", "08:00"), at("2026-11-20", "17:01"), at("2026-12-01", "09:00")];

	it("stops at every moment on the way at which something is due, in order, and stands there meanwhile", async () => {
		const { clock, ran, shown, settings } = await clockOf(due);
		const to = at("2026-12-02", "10:30");
		await expect(clock.moveTo(to)).resolves.toBe(to);
		expect(ran).toEqual([at("2026-11-17", "08:00"), at("2026-11-20", "17:01"), at("2026-12-01", "09:00"), to]);
		expect(shown).toEqual(ran);
		expect(settings.get("demo-clock")).toBe(to);
	});

	it("goes on by itself when it has arrived", async () => {
		const { clock, pass } = await clockOf(due);
		await clock.moveTo(at("2026-11-18", "10:00"));
		pass(HOUR_MS);
		expect(clock.now()).toBe(at("2026-11-18", "11:00"));
		expect(clock.walking()).toBe(false);
	});

	it("logs what fails at one moment, and walks on", async () => {
		const { clock, ran, logged } = await clockOf(due, new Set([at("2026-11-20", "17:01")]));
		await clock.moveTo(at("2026-12-02", "10:30"));
		expect(ran).toHaveLength(4);
		expect(logged).toEqual(["demo-clock:failed"]);
	});

	it("lets a second caller wait until the first has arrived", async () => {
		const { clock, ran } = await clockOf(due);
		const [first, second] = [at("2026-11-18", "10:00"), at("2026-11-21", "10:00")];
		const walks = Promise.all([clock.moveTo(first), clock.moveTo(second)]);
		await walks;
		expect(ran).toEqual([at("2026-11-17", "08:00"), first, at("2026-11-20", "17:01"), second]);
	});

	it("refuses to go back, or further than 400 days, and stays where it is", async () => {
		const { clock, ran } = await clockOf(due);
		await expect(clock.moveTo(at("2026-11-16", "08:59"))).rejects.toThrow(RangeError);
		await expect(clock.moveTo(addMs(clock.now(), 401 * 24 * HOUR_MS))).rejects.toThrow(RangeError);
		expect([ran, clock.now()]).toEqual([[], at("2026-11-16", "09:00")]);
	});
});

describe("what is due in the demo county", () => {
	it("begins the days, opens the rounds and closes them at their minutes, and reminds of a notice when it was asked for", async () => {
		const universe = await Universe.open();
		const asked = at("2026-11-18", "10:17");
		const store = { noticesToRemind: async () => [{ remindAt: asked } as Notice] };
		const dueMoments = createDueMoments({ store, counties: universe.yixian.counties });
		const moments = await dueMoments(BEGINNING, at("2026-11-24", "00:00"));
		expect([...moments].sort()).toEqual(moments);
		expect(moments).toEqual(
			expect.arrayContaining([
				at("2026-11-17", "00:01"),
				asked,
				at("2026-11-20", "17:00"),
				at("2026-11-20", "17:01"),
				at("2026-11-23", "08:00"),
				at("2026-11-23", "12:01"),
			]),
		);
		await universe.close();
	});
});
