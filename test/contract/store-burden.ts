import { beforeEach, describe, expect, it } from "vitest";
import { addMs } from "../../src/domain/period.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { at, enqueue, importCounty, inbound, job, MONDAY, PEOPLE } from "./store-fixtures.ts";
import { reminderRecord, TODAY } from "./store-reminders.ts";

const message = (id: string): NewMessage => {
	const effect = enqueue(id);
	if (effect.do !== "enqueue-message") throw new Error("no message");
	return effect.message;
};

export const burdenCases = (tested: StoreUnderTest): void => {
	describe("what was asked of people", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));

		it("finds what was written and came in between two instants, page by page, whatever became of it", async () => {
			const { store } = tested.open;
			const moments = [0, 1, 2, 3, 4, 5, 6].map((hours) => addMs(MONDAY, hours * 3_600_000));
			for (const [index, createdAt] of moments.entries()) {
				await store.commit([
					{
						do: "enqueue-message",
						message: { ...message(`m${index}`), createdAt, priority: index === 3 ? "reminder" : "answer", addressee: PEOPLE[0] },
					},
				]);
				await store.receive([inbound(`u${index}`)], createdAt);
			}
			await store.notePartsSent("m2", 2);
			await store.markSent(["m2"], moments[2] ?? MONDAY);
			await store.park("m3", "expired", moments[3] ?? MONDAY);
			await tested.reopen();
			const reopened = tested.open.store;
			const span = await reopened.positionsBetween("outbox", moments[2] ?? MONDAY, moments[5] ?? MONDAY);
			expect(span.through - span.after).toBe(3);
			const [first] = await reopened.messagesWritten(span, 1);
			expect(first).toMatchObject({
				addressee: PEOPLE[0],
				priority: "answer",
				view: message("m").view.key,
				state: "sent",
				reason: null,
				writtenAt: moments[2],
				endedAt: moments[2],
				parts: 3,
			});
			const rest = await reopened.messagesWritten({ ...span, after: first?.position ?? 0 }, 5);
			expect(rest.map(({ priority, state, reason, endedAt, parts }) => [priority, state, reason, endedAt, parts])).toEqual([
				["reminder", "parked", "expired", moments[3], 1],
				["answer", "queued", null, null, 1],
			]);
			const came = await reopened.takenIn(await reopened.positionsBetween("inbox", moments[5] ?? MONDAY, at(20)), 5);
			expect(came.map((one) => [one.account, one.at])).toEqual([
				[{ channel: "test", id: "someone" }, moments[5]],
				[{ channel: "test", id: "someone" }, moments[6]],
			]);
			expect(await reopened.firstWritten()).toBe(moments[0]);
			expect(await reopened.positionsBetween("outbox", at(20), at(21))).toMatchObject({
				after: span.through + 2,
				through: span.through + 2,
			});
		});

		it("knows nothing before anything was written", async () => {
			const { store } = tested.open;
			expect(await store.firstWritten()).toBeNull();
			expect(await store.positionsBetween("inbox", MONDAY, at(20))).toEqual({ after: 0, through: 0 });
			expect(await store.messagesWritten({ after: 0, through: 0 }, 5)).toEqual([]);
		});

		it("knows since when the oldest message waits, and which jobs were given up since when", async () => {
			const { store } = tested.open;
			expect(await store.oldestWaiting()).toBeNull();
			await store.commit([enqueue("m1"), { do: "enqueue-message", message: { ...message("m2"), createdAt: at(18) } }]);
			expect(await store.oldestWaiting()).toBe(message("m1").createdAt);
			await store.markSent(["m1"], MONDAY);
			expect(await store.oldestWaiting()).toBe(at(18));
			const { channel } = message("m").chat;
			expect(await store.oldestWaiting(["another"])).toBe(at(18));
			await store.commit([enqueue("late", { createdAt: at(19), priority: "broadcast", chat: { ...message("m").chat, channel: "slow" } })]);
			expect(await store.oldestWaiting([channel, "slow"])).toBe(at(18));
			await store.park("m2", "gone", at(19));
			expect(await store.oldestWaiting(["slow"])).toBeNull();
			expect(await store.oldestWaiting()).toBe(at(19));
			await store.commit(["j1", "j2", "j3"].map((id) => ({ do: "add-job", job: job(id) })));
			await store.commit([
				{ do: "finish-job", id: "j1", outcome: "failed", reason: "x", at: at(17) },
				{ do: "finish-job", id: "j2", outcome: "done", reason: null, at: at(19) },
				{ do: "finish-job", id: "j3", outcome: "failed", reason: "x", at: at(19) },
			]);
			await tested.reopen();
			expect(await tested.open.store.failedJobs(at(18))).toBe(1);
		});

		it("tells a day's reminders as they were recorded", async () => {
			const records = [reminderRecord(PEOPLE[0], "m1", { inGroup: true }), reminderRecord(PEOPLE[1], null)];
			await tested.open.store.commit([{ do: "add-reminder-records", records }]);
			await tested.reopen();
			expect(await tested.open.store.remindersOn(TODAY)).toEqual(records);
		});
	});
};
