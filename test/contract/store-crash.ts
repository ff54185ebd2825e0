import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { GROUP, importCounty, MONDAY } from "./store-fixtures.ts";

const CHILD = fileURLToPath(new URL("./store-crash-child.ts", import.meta.url));

/** Kills the writing child when it has confirmed `count` commits, whatever it does then; returns what it confirmed until it was gone. */
const confirmedBeforeKill = async (databaseUrl: string, folder: string, from: number, count: number): Promise<number[]> => {
	const child = spawn(process.execPath, ["--import", "tsx", CHILD, databaseUrl, folder, String(from)], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const gone = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
	const confirmed: number[] = [];
	for await (const line of createInterface({ input: child.stdout })) {
		confirmed.push(Number(line));
		if (confirmed.length === count) child.kill("SIGKILL");
	}
	expect(await gone).toBe("SIGKILL");
	return confirmed;
};

/** Each turn took in an album of two and one text, and made the album one: done in full or not begun, and in order. */
const expectWholeAlbums = async (store: Store, last: number): Promise<void> => {
	const waiting = await store.itemsToFetch(9);
	const next = last + 1;
	expect([[], [`a${next}`, `b${next}`]]).toContainEqual(waiting.map((item) => item.inbound.updateId));
	const pending = (await store.pendingInbox(10_000)).map((item) => item.inbound.updateId);
	const whole = Array.from({ length: next }, (_, index) => [`a${index + 1}`, `c${index + 1}`]);
	expect([whole.flat(), whole.slice(0, last).flat()]).toContainEqual(pending);
};

export const crashCases = (tested: StoreUnderTest): void => {
	describe("killed with -9 while committing", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));

		// Where in a commit the kill falls is the system's chance; how many commits came before it is the seed's.
		it.each([3, 41, 97])("keeps every confirmed turn, whole and once, after %i of them", async (count) => {
			const { databaseUrl, folder } = tested;
			await tested.open.close();
			const confirmed = await confirmedBeforeKill(databaseUrl, folder, 1, count);
			await tested.reopen();
			const { store } = tested.open;
			const last = await store.lastReportNumber();
			expect(confirmed).toEqual(Array.from({ length: confirmed.length }, (_, index) => index + 1));
			expect(last).toBeGreaterThanOrEqual(confirmed.length);
			const numbers = Array.from({ length: last }, (_, index) => index + 1);
			const { reports, messages } = await store.load({ reportNumbers: numbers, messages: numbers.map((number) => `m${number}`) });
			// What the child was about when it died may be there or not, but never in part.
			expect(reports.map((report) => [report.number, report.versions.length, report.versions[0]?.entries.length])).toEqual(
				numbers.map((number) => [number, 1, 2]),
			);
			expect(messages.map(({ id }) => id)).toEqual(numbers.map((number) => `m${number}`));
			expect(await store.auditOf("crash", 10_000)).toHaveLength(last);
			const due = await store.dueMessages(GROUP.channel, GROUP.account, MONDAY, 10_000);
			expect(due.filter(({ chat }) => chat.id === GROUP.id)).toMatchObject([{ id: "m1" }]);
			const moved = numbers.map((number) => `new${number}`);
			expect((await store.knownGroups()).map(({ chat }) => chat.id).sort()).toEqual([...moved].sort());
			const greetings = (await store.load({ messages: numbers.map((number) => `g${number}`) })).messages;
			expect(greetings.map(({ chat }) => chat.id)).toEqual(moved);
			await expectWholeAlbums(store, last);
		});
	});
};
