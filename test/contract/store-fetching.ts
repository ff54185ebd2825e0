import { beforeEach, describe, expect, it } from "vitest";
import type { FileRef } from "../../src/domain/file.ts";
import type { Inbound } from "../../src/ports/intake.ts";
import type { Effect, InboxItem } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { GROUP, inbound, MONDAY } from "./store-fixtures.ts";

const PHOTO: FileRef = { hash: "ab", name: "照片.jpg", type: "image/jpeg", size: 7 };

const by = (sender: string, updateId: string, change: Partial<Inbound> = {}): Inbound =>
	inbound(updateId, { sender: { channel: GROUP.channel, id: sender }, ...change });

/** A photo that lies on the platform still. */
const remote = (sender: string, updateId: string): Inbound =>
	by(sender, updateId, {
		messageId: updateId,
		content: { kind: "remote-files", files: [{ id: updateId, name: "照片.jpg", size: 7 }], text: "周报", addressed: true, album: "a" },
	});

const here = (sender: string, updateId: string, count = 1): Inbound =>
	by(sender, updateId, {
		messageId: updateId,
		content: { kind: "files", files: Array.from({ length: count }, () => PHOTO), text: "周报", addressed: true },
	});

const finish = (position: number): Effect => ({ do: "finish-inbox", position, outcome: "done", reference: null });

export const fetchingCases = (tested: StoreUnderTest): void => {
	describe("an update whose files lie on the platform", () => {
		const names = (items: readonly InboxItem[]): string[] => items.map((item) => item.inbound.updateId);
		const pending = async (): Promise<string[]> => {
			const inOrder = names(await tested.open.store.pendingInbox(99));
			expect(names(await tested.open.store.pendingInboxBySender(99)).sort()).toEqual([...inOrder].sort());
			return inOrder;
		};
		const toFetch = async (): Promise<readonly InboxItem[]> => tested.open.store.itemsToFetch(99);
		const positionOf = async (updateId: string): Promise<number> => {
			const found = (await toFetch()).find((item) => item.inbound.updateId === updateId);
			if (!found) throw new Error(`${updateId} is not waiting for its files`);
			return found.position;
		};
		const receive = (...updates: readonly Inbound[]): Promise<number> => tested.open.store.receive(updates, MONDAY);

		beforeEach(() => receive(by("a", "1"), remote("a", "2"), by("b", "3"), by("a", "4"), remote("c", "5")));

		it("is fetched before those of senders with more of them", async () => {
			await receive(remote("a", "6"), remote("a", "7"), remote("d", "8"), remote("c", "9"), remote("c", "10"));
			expect(names(await toFetch())).toEqual(["8", "2", "5", "6", "7", "9", "10"]);
			expect(names(await tested.open.store.itemsToFetch(2))).toEqual(["8", "2"]);
		});

		it("waits, and holds up what its sender wrote after it, nothing before it and nobody else", async () => {
			expect(await pending()).toEqual(["1", "3"]);
			expect((await toFetch()).map((item) => item.inbound)).toEqual([remote("a", "2"), remote("c", "5")]);
			expect(names(await tested.open.store.itemsToFetch(1))).toEqual(["2"]);
			expect(await tested.open.store.inboxDepth()).toBe(5);
		});

		it("is the same person's on every account of a channel, and another's on another channel", async () => {
			await receive(by("a", "6", { chat: { ...GROUP, id: "elsewhere", account: "other" } }));
			await receive(by("a", "7", { sender: { channel: "other", id: "a" } }));
			expect(await pending()).toEqual(["1", "3", "7"]);
		});

		it("is pending with its files once they are here, at its old place and as if never tried", async () => {
			const position = await positionOf("2");
			await tested.open.store.countAttempt(position);
			expect((await toFetch())[0]?.attempts).toBe(1);
			await tested.open.store.settleFetch(position, here("a", "2"), []);
			await tested.reopen();
			expect(await pending()).toEqual(["1", "2", "3", "4"]);
			expect((await tested.open.store.pendingInbox(9))[1]).toEqual({ position, inbound: here("a", "2"), attempts: 0 });
			expect(names(await toFetch())).toEqual(["5"]);
		});

		it("takes the others of its album in, which are answered no more and taken no more", async () => {
			await receive(remote("a", "6"), remote("a", "7"));
			const merged = [await positionOf("6"), await positionOf("7")];
			await tested.open.store.settleFetch(await positionOf("2"), here("a", "2", 3), merged);
			expect(await pending()).toEqual(["1", "2", "3", "4"]);
			expect(await tested.open.store.inboxDepth()).toBe(5);
			expect(await receive(remote("a", "6"))).toBe(0);
		});

		it("is settled once: a second time changes neither it nor what came since", async () => {
			const position = await positionOf("2");
			await tested.open.store.settleFetch(position, here("a", "2"), []);
			await receive(remote("a", "6"));
			await tested.open.store.settleFetch(position, here("a", "2", 9), [await positionOf("6")]);
			await tested.open.store.commit([finish(position)]);
			await tested.open.store.settleFetch(position, here("a", "2", 9), [await positionOf("6")]);
			await tested.open.store.settleFetch(999_999, here("a", "x"), [await positionOf("6")]);
			expect(await pending()).toEqual(["1", "3", "4"]);
			expect(names(await toFetch())).toEqual(["5", "6"]);
		});

		it("never finishes as merged what is pending already", async () => {
			const [first] = await tested.open.store.pendingInbox(1);
			await tested.open.store.settleFetch(await positionOf("2"), here("a", "2"), [first?.position ?? 0]);
			expect(await pending()).toEqual(["1", "2", "3", "4"]);
		});

		it("can be finished unfetched, and then holds up nothing", async () => {
			await tested.open.store.commit([finish(await positionOf("2"))]);
			expect(await pending()).toEqual(["1", "3", "4"]);
			expect(await tested.open.store.inboxDepth()).toBe(4);
		});
	});

	describe("thousands of updates of one sender", () => {
		it("keep nobody else's from being found, also where they are held up", async () => {
			const { store } = tested.open;
			await store.receive([remote("flood", "0")], MONDAY);
			await store.receive(
				Array.from({ length: 20_000 }, (_, index) => by("flood", `f${index}`)),
				MONDAY,
			);
			await store.receive([by("x", "x1"), by("y", "y1"), by("x", "x2")], MONDAY);
			const names = async (limit: number) => (await store.pendingInboxBySender(limit)).map((item) => item.inbound.updateId);
			expect((await store.pendingInbox(9)).map((item) => item.inbound.updateId)).toEqual(["x1", "y1", "x2"]);
			expect(await names(9)).toEqual(["y1", "x1", "x2"]);
			const [item] = await store.itemsToFetch(1);
			await store.settleFetch(item?.position ?? 0, here("flood", "0"), []);
			expect(await names(6)).toEqual(["y1", "x1", "x2", "0", "f0", "f1"]);
			expect(await names(2)).toEqual(["y1", "x1"]);
		}, 60_000);
	});
};
