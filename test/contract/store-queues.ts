import { describe, expect, it } from "vitest";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Effect, NewMessage } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { at, enqueue, GROUP, inbound, job, MONDAY, message, PEOPLE } from "./store-fixtures.ts";

const chat = (id: string): ChatRef => ({ ...GROUP, id });

export const queueCases = (tested: StoreUnderTest): void => {
	describe("the inbox", () => {
		const finish = (position: number, outcome: "done" | "failed" = "done"): Effect => ({
			do: "finish-inbox",
			position,
			outcome,
			reference: "r",
		});

		it("takes every update once by channel, account and update id, and gives them in order", async () => {
			const { store } = tested.open;
			expect(await store.receive([inbound("1"), inbound("2"), inbound("1")], MONDAY)).toBe(2);
			const elsewhere = [inbound("1", { chat: { ...GROUP, account: "b" } }), inbound("1", { chat: { ...GROUP, channel: "c" } })];
			expect(await store.receive([inbound("2"), ...elsewhere, inbound("0")], MONDAY)).toBe(3);
			expect(await store.receive([], MONDAY)).toBe(0);
			await tested.reopen();
			const items = await tested.open.store.pendingInbox(10);
			expect(items.map((item) => item.inbound)).toEqual([inbound("1"), inbound("2"), ...elsewhere, inbound("0")]);
			expect(items.map(({ position }) => position)).toEqual([...items.map(({ position }) => position)].sort((a, b) => a - b));
			expect(await tested.open.store.inboxDepth()).toBe(5);
		});

		it("gives finished items no more and takes their updates no more; finishing again changes nothing", async () => {
			const { store } = tested.open;
			await store.receive([inbound("1"), inbound("2"), inbound("3")], MONDAY);
			const [first, second] = await store.pendingInbox(2);
			await store.commit([finish(first?.position ?? 0), finish(second?.position ?? 0, "failed")]);
			await store.commit([finish(first?.position ?? 0, "failed"), finish(999_999)]);
			expect(await store.receive([inbound("1")], MONDAY)).toBe(0);
			expect((await store.pendingInbox(9)).map((item) => item.inbound.updateId)).toEqual(["3"]);
		});

		it("gives first, where asked to, what people sent who have little waiting, each one's in order", async () => {
			const { store } = tested.open;
			const from = (id: string, updateId: string) => inbound(updateId, { sender: { channel: GROUP.channel, id } });
			await store.receive([from("flood", "1"), from("flood", "2"), from("flood", "3"), from("two", "4"), from("two", "5")], MONDAY);
			await store.receive([from("one", "6"), inbound("7", { sender: { channel: "elsewhere", id: "one" } })], MONDAY);
			const order = async (limit: number) => (await store.pendingInboxBySender(limit)).map((item) => item.inbound.updateId);
			expect(await order(99)).toEqual(["6", "7", "4", "5", "1", "2", "3"]);
			expect(await order(3)).toEqual(["6", "7", "4"]);
			await store.receive([from("late", "8"), from("later", "9"), from("later", "10"), from("late", "11")], MONDAY);
			expect(await order(5)).toEqual(["6", "7", "4", "5", "8"]);
			expect(await order(6)).toEqual(["6", "7", "4", "5", "8", "9"]);
		});

		it("counts the attempts of an item", async () => {
			const { store } = tested.open;
			await store.receive([inbound("1"), inbound("2")], MONDAY);
			const [first] = await store.pendingInbox(1);
			await store.countAttempt(first?.position ?? 0);
			await store.countAttempt(first?.position ?? 0);
			expect((await store.pendingInbox(9)).map(({ attempts }) => attempts)).toEqual([2, 0]);
		});
	});

	describe("the outbox", () => {
		const due = async (now = MONDAY, limit = 99) =>
			(await tested.open.store.dueMessages(GROUP.channel, GROUP.account, now, limit)).map(({ id }) => id);
		const put = (...messages: readonly (readonly [id: string, change?: Partial<NewMessage>])[]) =>
			tested.open.store.commit(messages.map(([id, change]) => enqueue(id, change)));

		it("reads back as queued and is found by id when sent, too", async () => {
			const full = {
				addressee: PEOPLE[0],
				expiresAt: at(20),
				priority: "broadcast",
				answers: { message: "7", press: null },
				card: "replace",
			} as const;
			await put(["m1"], ["m2", full]);
			await tested.open.store.markSent(["m1"], at(17));
			await tested.reopen();
			const { messages } = await tested.open.store.load({ messages: ["m2", "m1", "m9"] });
			expect(messages).toEqual([
				{ ...message("m1"), position: expect.any(Number), attempts: 0, partsSent: 0 },
				{ ...message("m2", full), position: expect.any(Number), attempts: 0, partsSent: 0 },
			]);
			expect(await tested.open.store.outboxDepth()).toBe(1);
		});

		it("passes over a dedupe key it knows, in the same commit and ever after", async () => {
			await put(["m1", { dedupeKey: "k" }], ["m2", { dedupeKey: "k" }], ["m3"]);
			await tested.open.store.markSent(["m1"], at(17));
			await put(["m4", { dedupeKey: "k" }]);
			expect((await tested.open.store.load({ messages: ["m1", "m2", "m3", "m4"] })).messages.map(({ id }) => id)).toEqual(["m1", "m3"]);
		});

		it("refuses an id twice", async () => {
			await put(["m1"]);
			await expect(put(["m1", { dedupeKey: "other" }])).rejects.toMatchObject({ retryable: false });
		});

		it("lets chats with few waiting go before those that were flooded, whatever is older", async () => {
			const flooded = Array.from({ length: 6 }, (_, index) => [`f${index}`, { chat: chat("f") }] as const);
			await put(...flooded, ["g1", { chat: chat("g"), priority: "reminder" }], ["h1", { chat: chat("h") }], ["h2", { chat: chat("h") }]);
			expect(await due()).toEqual(["h1", "f0", "g1"]);
			await tested.open.store.markSent(["f0"], MONDAY);
			expect(await due()).toEqual(["f1", "h1", "g1"]);
		});

		it("takes answers in private chats and in groups in turn, by age", async () => {
			const alone = { chat: { ...chat("p"), kind: "private" } } as const;
			await put(["g1", { chat: chat("g") }], ["h1", { chat: chat("h") }], ["i1", { chat: chat("i") }], ["p1", alone], ["p2", alone]);
			expect(await due()).toEqual(["g1", "p1", "h1", "i1"]);
		});

		it("begins a broadcast with the chats that will take longest, and says how many wait there", async () => {
			const broadcast = { priority: "broadcast" } as const;
			const long = Array.from({ length: 7 }, (_, index) => [`g${index}`, { ...broadcast, chat: chat("g") }] as const);
			await put(["a", { ...broadcast, chat: chat("a") }], ["b", { ...broadcast, chat: chat("b") }], ...long);
			expect(await due()).toEqual(["g0", "a", "b"]);
			const { store } = tested.open;
			expect((await store.dueMessages(GROUP.channel, GROUP.account, MONDAY, 9)).map(({ behind }) => behind)).toEqual([6, 0, 0]);
		});

		it("gives each chat's oldest, first of the chats with answers waiting, then of those with reminders, then of those with broadcasts only", async () => {
			await put(
				["a1", { chat: chat("a"), priority: "broadcast" }],
				["a2", { chat: chat("a"), priority: "answer" }],
				["b1", { chat: chat("b"), priority: "reminder" }],
				["c1", { chat: chat("c") }],
				["d1", { chat: chat("d") }],
				["x1", { chat: { ...GROUP, account: "another" } }],
				["y1", { chat: { ...GROUP, channel: "another" } }],
				["z1", { chat: chat("z"), priority: "broadcast" }],
			);
			// A broadcast before an answer is as urgent as that.
			expect(await due()).toEqual(["a1", "c1", "d1", "b1", "z1"]);
			expect(await due(MONDAY, 2)).toEqual(["a1", "c1"]);
			await tested.open.store.markSent(["a1", "c1"], MONDAY);
			expect(await due()).toEqual(["a2", "d1", "b1", "z1"]);
		});

		it("looks past what is no answer, where only answers are asked for", async () => {
			await put(
				["a1", { chat: chat("a"), priority: "broadcast" }],
				["a2", { chat: chat("a") }],
				["a3", { chat: chat("a"), priority: "reminder" }],
				["b1", { chat: chat("b"), priority: "reminder" }],
				["c1", { chat: chat("c") }],
			);
			const answers = await tested.open.store.dueMessages(GROUP.channel, GROUP.account, MONDAY, 9, [], true);
			expect(answers.map(({ id, behind }) => [id, behind])).toEqual([
				["a2", 0],
				["c1", 0],
			]);
			await tested.open.store.markSent(["a2"], MONDAY);
			expect(await due()).toEqual(["c1", "a1", "b1"]);
		});

		it("leaves out the chats it is told to, which take nobody's place", async () => {
			await put(["a1", { chat: chat("a") }], ["a2", { chat: chat("a") }], ["b1", { chat: chat("b") }], ["c1", { chat: chat("c") }]);
			const { store } = tested.open;
			const without = async (...chats: readonly string[]) =>
				(await store.dueMessages(GROUP.channel, GROUP.account, MONDAY, 1, chats)).map(({ id }) => id);
			expect(await without()).toEqual(["a1"]);
			expect(await without("a", "elsewhere")).toEqual(["b1"]);
			expect(await without("a", "b", "c")).toEqual([]);
		});

		it("keeps a chat waiting behind a postponed message until its time has come", async () => {
			await put(["a1"], ["a2"], ["b1", { chat: chat("b") }]);
			await tested.open.store.postpone("a1", at(16, 9, 1), "busy", true);
			expect(await due()).toEqual(["b1"]);
			expect(await due(at(16, 9, 1))).toEqual(["a1", "b1"]);
			expect((await tested.open.store.load({ messages: ["a1"] })).messages[0]?.attempts).toBe(1);
		});

		it("goes on behind a parked message", async () => {
			await put(["a1"], ["a2"]);
			await tested.open.store.park("a1", "blocked", MONDAY);
			expect(await due()).toEqual(["a2"]);
			expect(await tested.open.store.outboxDepth()).toBe(1);
			await tested.open.store.postpone("a1", MONDAY, "late word", true);
			await tested.open.store.markSent(["a1"], MONDAY);
			expect(await due()).toEqual(["a2"]);
		});

		it("sends nothing whose time is over, lets nothing wait for it, and parks it when told", async () => {
			await put(["a1", { expiresAt: at(16, 10) }], ["a2"], ["b1", { chat: chat("b"), expiresAt: at(16, 10) }]);
			expect(await due(at(16, 10))).toEqual(["a1", "b1"]);
			expect(await due(at(16, 10, 1))).toEqual(["a2"]);
			expect(await tested.open.store.expireMessages(at(16, 10))).toBe(0);
			expect(await tested.open.store.expireMessages(at(16, 10, 1))).toBe(2);
			expect(await tested.open.store.outboxDepth()).toBe(1);
			expect(await due(MONDAY)).toEqual(["a2"]);
		});

		it("counts what was given up since a moment, without what merely expired", async () => {
			await put(["a1"], ["b1", { chat: chat("b") }], ["c1", { chat: chat("c"), expiresAt: at(16, 10) }], ["d1", { chat: chat("d") }]);
			await tested.open.store.park("a1", "blocked", at(16, 10));
			await tested.open.store.park("b1", "gone", at(16, 12));
			await tested.open.store.expireMessages(at(16, 12));
			expect(await tested.open.store.parkedSince(at(16, 10))).toBe(2);
			expect(await tested.open.store.parkedSince(at(16, 11))).toBe(1);
		});

		it("counts only those delays as tries that are the message's own", async () => {
			await put(["a1"]);
			await tested.open.store.postpone("a1", at(16, 9, 1), "offline", false);
			await tested.open.store.postpone("a1", at(16, 9, 2), "busy", true);
			await tested.open.store.postpone("a1", at(16, 9, 3), "offline", false);
			expect(await due(at(16, 9, 2))).toEqual([]);
			expect((await tested.open.store.dueMessages(GROUP.channel, GROUP.account, at(16, 9, 3), 9))[0]?.attempts).toBe(1);
		});

		it("remembers how many parts of a message went out, never fewer than before", async () => {
			await put(["a1"], ["a2"]);
			await tested.open.store.notePartsSent("a1", 2);
			await tested.open.store.notePartsSent("a1", 1);
			await tested.reopen();
			const { messages } = await tested.open.store.load({ messages: ["a1", "a2"] });
			expect(messages.map(({ partsSent }) => partsSent)).toEqual([2, 0]);
		});

		it("gives the newest messages of a chat, sent or not, without those given up", async () => {
			const { store } = tested.open;
			await put(["a1"], ["b1", { chat: chat("b") }], ["a2"], ["a3"], ["a4"], ["a5"]);
			await store.markSent(["a1", "a2", "a4"], MONDAY);
			await store.park("a3", "blocked", MONDAY);
			const newest = async (limit: number) => (await store.newestMessages(GROUP, limit)).map(({ id }) => id);
			expect(await newest(9)).toEqual(["a5", "a4", "a2", "a1"]);
			expect(await newest(2)).toEqual(["a5", "a4"]);
			expect(await store.newestMessages({ ...GROUP, account: "other" }, 9)).toEqual([]);
		});

		it("parks what is queued for other accounts of a channel, once", async () => {
			await put(["a1"], ["b1", { chat: { ...GROUP, account: "old" } }], ["b2", { chat: { ...GROUP, account: "older" } }]);
			await put(["c1", { chat: { ...GROUP, channel: "another", account: "old" } }]);
			expect(await tested.open.store.parkOtherAccounts(GROUP.channel, GROUP.account, MONDAY)).toBe(2);
			expect(await tested.open.store.parkOtherAccounts(GROUP.channel, GROUP.account, MONDAY)).toBe(0);
			expect(await due()).toEqual(["a1"]);
			expect(await tested.open.store.outboxDepth()).toBe(2);
		});
	});

	describe("jobs", () => {
		it("wait in order until they are finished", async () => {
			const { store } = tested.open;
			await store.commit([
				{ do: "add-job", job: job("j2") },
				{ do: "add-job", job: job("j1") },
				{ do: "add-job", job: job("j3") },
				{ do: "finish-job", id: "j1", outcome: "failed", reason: "broken", at: MONDAY },
			]);
			await store.countJobAttempt("j3");
			expect(await store.pendingJobs(9)).toEqual([job("j2"), { ...job("j3"), attempts: 1 }]);
			expect(await store.pendingJobs(1)).toEqual([job("j2")]);
			await expect(store.commit([{ do: "add-job", job: job("j1") }])).rejects.toMatchObject({ retryable: false });
		});
	});
};
