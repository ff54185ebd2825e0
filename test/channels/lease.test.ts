import { expect, it } from "vitest";
import { createLease } from "../../src/channels/lease.ts";
import { NOW } from "./telegram/fixtures.ts";

it("a lease is taken, renewed now and then, and given back once", async () => {
	const done: string[] = [];
	let nowMs = 0;
	let free = true;
	const lease = createLease({
		name: "telegram/7001",
		leases: {
			takeLease: async (name, holder, now, until) => {
				done.push(`take ${name} ${holder} ${Date.parse(until) - Date.parse(now)}`);
				return free;
			},
			dropLease: async (name, holder) => void done.push(`drop ${name} ${holder}`),
		},
		ids: { next: () => "H1" },
		clock: { now: () => NOW },
		steadyMs: () => nowMs,
	});
	expect([await lease.hold(), await lease.hold(), done.length]).toEqual([true, true, 1]);
	nowMs = 20_000;
	free = false;
	expect([await lease.hold(), done.length]).toEqual([false, 2]);
	await lease.drop();
	free = true;
	expect(await lease.hold()).toBe(true);
	await lease.drop();
	await lease.drop();
	expect(done).toEqual([...Array.from({ length: 3 }, () => "take telegram/7001 H1 90000"), "drop telegram/7001 H1"]);
});
