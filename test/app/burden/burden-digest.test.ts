import { afterEach, beforeEach, expect, it } from "vitest";
import { createBurdenDigest } from "../../../src/app/burden/burden-digest.ts";
import { type DateText, type Instant, instantAt } from "../../../src/domain/period.ts";
import { personKey } from "../../../src/domain/person.ts";
import type { NewMessage, Store } from "../../../src/ports/store.ts";
import { Universe } from "../../support/universe.ts";

const OFFICE = "DC01";
const at = (date: string, time: string): Instant => instantAt(date as DateText, time);

let universe: Universe;
let digest: (now: Instant) => Promise<void>;
const written: NewMessage[] = [];
beforeEach(async () => {
	universe = await Universe.open();
	written.length = 0;
	start();
});
afterEach(() => universe.close());

/** The digest as after a start of the program. */
const start = (): void => {
	const store: Store = {
		...universe.store,
		commit: async (effects) => {
			await universe.store.commit(effects);
			written.push(...effects.flatMap((effect) => (effect.do === "enqueue-message" ? [effect.message] : [])));
		},
	};
	digest = createBurdenDigest({ store, counties: universe.yixian.counties, ids: universe.ids, isServed: () => true, limitsOf: () => null });
};
const askSomething = async (): Promise<void> => {
	await universe.stage.say("210921108-3", null, "周报");
	await universe.settle();
};
const outcome = async (): Promise<string | null> => (await universe.store.occurrences(["burden:2026-11"]))[0]?.outcome ?? null;

it("tells each of the office last month's figures at half past eight of the first working day, once, also after a restart", async () => {
	await askSomething();
	await digest(at("2026-12-01", "08:29"));
	expect(written).toEqual([]);
	await digest(at("2026-12-01", "08:30"));
	expect(written.map(({ addressee }) => addressee)).toContain(personKey(OFFICE));
	expect(new Set(written.map(({ view }) => view.key))).toEqual(new Set(["burden"]));
	expect(written[0]?.view).toMatchObject({ month: "2026-11", sofar: null, figures: { questions: 1, replies: 1 }, before: null });
	const count = written.length;
	await digest(at("2026-12-01", "08:31"));
	start();
	await digest(at("2026-12-02", "08:30"));
	expect(written).toHaveLength(count);
	expect(await outcome()).toBe("done");
});

it("waits for the end of the holidays and of the quiet hours", async () => {
	await askSomething();
	// 1 January to 3 January are off.
	await universe.store.commit([{ do: "record-occurrence", occurrence: { key: "burden:2026-11", outcome: "done", at: universe.now } }]);
	await digest(at("2027-01-01", "08:30"));
	await digest(at("2027-01-02", "10:00"));
	await digest(at("2027-01-05", "21:00"));
	expect(written).toEqual([]);
	await digest(at("2027-01-06", "08:00"));
	expect(await universe.store.occurrences(["burden:2026-12"])).toMatchObject([{ outcome: "skipped" }]);
});

it("passes over a month in which nothing happened, and one that is ten days over", async () => {
	await digest(at("2026-12-01", "09:00"));
	expect(await outcome()).toBe("skipped");
	await askSomething();
	await digest(at("2027-02-20", "09:00"));
	expect(await universe.store.occurrences(["burden:2027-01"])).toMatchObject([{ outcome: "skipped" }]);
	expect(written).toEqual([]);
});
