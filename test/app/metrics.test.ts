import { afterEach, beforeEach, expect, it } from "vitest";
import { Universe } from "../support/universe.ts";

const REPORTER = "210921108-2";

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

/** The figures by their names. */
const figures = async (): Promise<Map<string, number>> => {
	const lines = (await universe.yixian.desk.metrics()).split("\n");
	return new Map(
		lines
			.filter((line) => line !== "" && !line.startsWith("#"))
			.map((line) => [line.replace(/ \S+$/u, ""), Number(/\S+$/u.exec(line)?.[0])]),
	);
};

it("counts what was answered, sent, put off and given up", async () => {
	const before = await figures();
	expect(before.get("yixian_turns_total")).toBe(0);
	for (const text of ["周报", "45亩", "取消"]) {
		await universe.stage.say(REPORTER, null, text);
		await universe.settle();
	}
	const after = await figures();
	expect(after.get("yixian_turns_total")).toBe(3);
	expect(after.get("yixian_sends_total")).toBe(3);
	for (const name of ["yixian_turns_failed_total", "yixian_send_retries_total", "yixian_sends_parked_total", "yixian_inbox_waiting"])
		expect([name, after.get(name)]).toEqual([name, 0]);
});

it("says when the schedule was looked at last, once it was", async () => {
	expect((await figures()).has("yixian_last_tick_timestamp_seconds")).toBe(false);
	await universe.pass(60_000);
	expect((await figures()).get("yixian_last_tick_timestamp_seconds")).toBe(Date.parse(universe.now) / 1000);
});

it("is text a collector reads: every figure with what it is, once", async () => {
	const text = await universe.yixian.desk.metrics();
	const lines = text.split("\n").filter((line) => line !== "");
	const told = lines.flatMap((line) => /^# TYPE (\w+) (?:gauge|counter)$/u.exec(line)?.[1] ?? []);
	expect(new Set(told).size).toBe(told.length);
	for (const line of lines)
		expect(line).toMatch(/^(?:# (?:HELP \w+ .+|TYPE \w+ (?:gauge|counter))|\w+(?:\{channel="\w+"\})? -?[\d.e+]+)$/u);
	for (const line of lines.filter((one) => !one.startsWith("#"))) expect(told).toContain(/^\w+/u.exec(line)?.[0]);
});
