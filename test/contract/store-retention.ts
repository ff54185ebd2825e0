import { describe, expect, it } from "vitest";
import type { QuestionId } from "../../src/domain/duty.ts";
import type { FileRef } from "../../src/domain/file.ts";
import type { Instant } from "../../src/domain/period.ts";
import type { WordQueue } from "../../src/ports/retention.ts";
import { chainLine } from "./store-chains.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { addVersion, at, enqueue, importCounty, inbound, MONDAY, session, UNITS, version } from "./store-fixtures.ts";

const EVER = "2999-01-01T00:00:00.000Z" as Instant;
const NEVER = "2000-01-01T00:00:00.000Z" as Instant;

export const retentionCases = (tested: StoreUnderTest): void => {
	describe("what is not kept for ever", () => {
		const forget = (queue: WordQueue, before: Instant, after = 0, limit = 100) =>
			tested.open.retention.forgetWords(queue, before, after, limit);

		it("is the words of what was sent or given up: that there was a message stays, and that it is not sent again", async () => {
			const { store } = tested.open;
			await store.commit([enqueue("sent"), enqueue("queued"), enqueue("parked"), enqueue("young", { createdAt: at(17) })]);
			await store.markSent(["sent", "young"], MONDAY);
			await store.park("parked", "gone", MONDAY);
			expect(await forget("outbox", at(17))).toEqual({ reached: 3, kept: 2 });
			const { messages } = await store.load({ messages: ["sent", "queued", "parked", "young"] });
			expect(messages.map(({ view }) => ("reference" in view ? view.reference : view.key))).toEqual([
				"stale-button",
				"queued",
				"stale-button",
				"young",
			]);
			await store.commit([enqueue("again", { dedupeKey: "key sent" })]);
			expect(await store.outboxDepth()).toBe(1);
		});

		it("is what people said, once it is answered: a repeat of the platform is still known", async () => {
			const { store } = tested.open;
			await store.receive([inbound("1"), inbound("2")], MONDAY);
			const [first, second] = await store.pendingInbox(10);
			await store.commit([{ do: "finish-inbox", position: first?.position ?? 0, outcome: "done", reference: null }]);
			expect(await forget("inbox", at(17))).toEqual({ reached: second?.position, kept: second?.position });
			expect((await store.pendingInbox(10)).map(({ inbound: { updateId } }) => updateId)).toEqual(["2"]);
			expect(await store.receive([inbound("1")], MONDAY)).toBe(0);
		});

		it("is a line of a 接龙 that nobody confirmed", async () => {
			const { store, retention } = tested.open;
			await store.commit([
				importCounty(),
				{ do: "save-chain-line", line: chainLine({ sentAt: at(16) }) },
				{ do: "save-chain-line", line: chainLine({ unit: UNITS[1], sentAt: at(20) }) },
			]);
			await retention.dropChainLines(at(17));
			expect((await store.load({ chainLinesOf: UNITS })).chainLines.map(({ unit }) => unit)).toEqual([UNITS[1]]);
		});

		it("is a line of the room; the younger ones stay", async () => {
			const { room } = tested.open;
			const line = { chat: "c", from: "a", buttons: [], files: [], outboxId: null };
			await room.append({ ...line, at: at(1), text: "旧" });
			await room.append({ ...line, at: at(20), text: "新" });
			expect(await forget("room", at(17))).toEqual({ reached: 1, kept: null });
			expect((await room.list("c", 0, 10)).map(({ text }) => text)).toEqual(["新"]);
			expect((await room.append({ ...line, at: at(21), text: "更新" })).id).toBe(3);
		});

		it("goes from where it was left, so many at a time, until nothing older is left", async () => {
			const { store } = tested.open;
			await store.commit(["1", "2", "3"].map((id) => enqueue(id)));
			await store.markSent(["1", "2", "3"], MONDAY);
			expect(await forget("outbox", EVER, 0, 2)).toEqual({ reached: 2, kept: null });
			expect(await forget("outbox", EVER, 2, 2)).toEqual({ reached: 3, kept: null });
			expect(await forget("outbox", EVER, 3, 2)).toEqual({ reached: 3, kept: null });
			expect(await forget("outbox", NEVER)).toEqual({ reached: 0, kept: null });
		});

		it("is a file nothing refers to; those of reports and of open dialogs stay", async () => {
			const { store, files, retention } = tested.open;
			await store.commit([importCounty()]);
			const put = (name: string): Promise<FileRef> => files.put(Buffer.from(name), name);
			const [loose, reported, begun] = [await put("散落"), await put("已报"), await put("在填")];
			const answers = [{ question: "photos" as QuestionId, kind: "files" as const, files: [reported] }];
			await store.commit([
				addVersion(1, version(1, { answers })),
				{ do: "save-session", session: session("s", { state: { files: [begun] } }) },
			]);
			const there = async (): Promise<boolean[]> =>
				Promise.all([loose, reported, begun].map(async ({ hash }) => (await files.get(hash)) !== null));

			expect(await retention.dropLooseFiles(NEVER, 10)).toBe(0);
			expect(await there()).toEqual([true, true, true]);
			expect(await retention.dropLooseFiles(EVER, 10)).toBe(1);
			expect(await there()).toEqual([false, true, true]);
			expect(await retention.dropLooseFiles(EVER, 10)).toBe(0);

			await store.commit([{ do: "drop-session", id: "s" }]);
			expect(await retention.dropLooseFiles(EVER, 10)).toBe(1);
			expect(await there()).toEqual([false, true, false]);
			// Handed in again, it is there again.
			await put("散落");
			expect(await there()).toEqual([true, true, false]);
		});

		it("never takes a file from under somebody who just handed it in", async () => {
			const { files, retention } = tested.open;
			const bytes = Buffer.from("照片");
			for (let round = 0; round < 20; round += 1) {
				await files.put(bytes, "a.jpg");
				const [{ hash }] = await Promise.all([files.put(bytes, "b.jpg"), retention.dropLooseFiles(EVER, 10), files.put(bytes, "c.jpg")]);
				const isThere = (await files.get(hash)) !== null;
				// Whoever was later: what is gone is known to be gone.
				expect(await retention.dropLooseFiles(EVER, 10)).toBe(isThere ? 1 : 0);
			}
		});
	});
};
