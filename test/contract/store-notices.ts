import { beforeEach, describe, expect, it } from "vitest";
import type { Notice, NoticeRecipient } from "../../src/domain/notice.ts";
import type { PersonKey } from "../../src/domain/person.ts";
import type { NoticeChat } from "../../src/ports/notices.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { at, enqueue, GROUP, importCounty, MONDAY, PEOPLE, UNITS } from "./store-fixtures.ts";

/** A notice: a draft without a number, else published. */
export const notice = (id: string, number: number | null, change: Partial<Notice> = {}): Notice => ({
	id,
	number,
	issuer: PEOPLE[0],
	unit: UNITS[0],
	text: "明天上午9点开会",
	files: [],
	audience: { scope: { to: "kind", kind: "township" }, role: null },
	wantsReceipt: true,
	awaitsText: false,
	revision: 1,
	state: number === null ? "draft" : "published",
	createdAt: MONDAY,
	updatedAt: MONDAY,
	publishedAt: number === null ? null : MONDAY,
	withdrawnAt: null,
	withdrawnFor: null,
	remindAt: null,
	...change,
});

export const noticeChat = (message: string, change: Partial<NoticeChat> = {}): NoticeChat => ({
	chat: GROUP,
	message,
	unit: UNITS[0],
	person: null,
	...change,
});

export const noticeRecipient = (person: PersonKey, change: Partial<NoticeRecipient> = {}): NoticeRecipient => ({
	unit: UNITS[0],
	person,
	reach: "group",
	confirmedAt: null,
	remindedAt: null,
	...change,
});

export const noticeCases = (tested: StoreUnderTest): void => {
	describe("notices", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));

		/** Publishes a notice for the first two people. */
		const publish = async (number: number, change: Partial<Notice> = {}): Promise<void> => {
			await tested.open.store.commit([
				enqueue(`m${number}`),
				{ do: "save-notice", notice: notice(`n${number}`, number, change) },
				{
					do: "add-notice-delivery",
					notice: number,
					chats: [noticeChat(`m${number}`)],
					recipients: [noticeRecipient(PEOPLE[0]), noticeRecipient(PEOPLE[1], { unit: UNITS[1], reach: "none" })],
				},
			]);
		};

		it("keeps a draft with every change until it is dropped", async () => {
			const { store } = tested.open;
			const changed = notice("d", null, { text: "改过", wantsReceipt: false, awaitsText: true, revision: 2, updatedAt: at(17) });
			await store.commit([{ do: "save-notice", notice: notice("d", null) }]);
			await store.commit([{ do: "save-notice", notice: changed }]);
			expect(await store.noticeDraft(PEOPLE[0])).toEqual(changed);
			expect(await store.noticeDraft(PEOPLE[1])).toBeNull();
			await store.commit([{ do: "drop-notice", id: "d" }]);
			expect(await store.noticeDraft(PEOPLE[0])).toBeNull();
		});

		it("drops no notice that was published", async () => {
			await publish(1);
			await tested.open.store.commit([{ do: "drop-notice", id: "n1" }]);
			expect(await tested.open.store.notice(1)).toEqual(notice("n1", 1));
		});

		it("gives no number twice, and finds the newest first", async () => {
			const { store } = tested.open;
			expect(await store.lastNoticeNumber()).toBe(0);
			await publish(1);
			await publish(2, { issuer: PEOPLE[1] });
			await expect(store.commit([{ do: "save-notice", notice: notice("n3", 2) }])).rejects.toMatchObject({ retryable: false });
			expect(await store.lastNoticeNumber()).toBe(2);
			expect((await store.newestNotices(null, 9)).map(({ number }) => number)).toEqual([2, 1]);
			expect((await store.newestNotices(PEOPLE[0], 9)).map(({ number }) => number)).toEqual([1]);
			expect(await store.notice(3)).toBeNull();
		});

		it("waits for each person's word once, newest first, and no more once it came or the notice was withdrawn", async () => {
			const { store } = tested.open;
			await publish(1);
			await publish(2, { publishedAt: at(17) });
			expect(await store.waitingNotices([PEOPLE[0], PEOPLE[2]])).toEqual([
				{ number: 2, person: PEOPLE[0], at: at(17) },
				{ number: 1, person: PEOPLE[0], at: MONDAY },
			]);
			await store.commit([
				{ do: "confirm-notice", notice: 2, person: PEOPLE[0], unit: UNITS[0], at: at(18) },
				{ do: "confirm-notice", notice: 2, person: PEOPLE[0], unit: UNITS[0], at: at(19) },
				{ do: "note-notice-reminded", notice: 1, people: [PEOPLE[0]], at: at(18) },
			]);
			expect(await store.waitingNotices([PEOPLE[0]])).toEqual([{ number: 1, person: PEOPLE[0], at: at(18) }]);
			expect((await store.noticeRecipients(2))[0]).toEqual(noticeRecipient(PEOPLE[0], { confirmedAt: at(18) }));
			await store.commit([
				{ do: "save-notice", notice: notice("n1", 1, { state: "withdrawn", withdrawnAt: at(18), withdrawnFor: "改期" }) },
			]);
			expect(await store.waitingNotices([PEOPLE[0]])).toEqual([]);
		});

		it("adds whoever confirms without being on the list as a guest, once", async () => {
			const { store } = tested.open;
			await publish(1);
			for (const day of [18, 19]) await store.commit([{ do: "confirm-notice", notice: 1, person: PEOPLE[2], unit: UNITS[2], at: at(day) }]);
			expect(await store.noticeRecipients(1)).toEqual([
				noticeRecipient(PEOPLE[0]),
				noticeRecipient(PEOPLE[1], { unit: UNITS[1], reach: "none" }),
				noticeRecipient(PEOPLE[2], { unit: UNITS[2], reach: "guest", confirmedAt: at(18) }),
			]);
		});

		it("tells whether a notice waits to be sent or was given up; neither once it was sent or recalled", async () => {
			const { store } = tested.open;
			for (const number of [1, 2, 3]) await publish(number);
			expect(await store.unsentOfNotice(1)).toEqual({ waiting: 1, lost: 0 });
			await store.park("m1", "gone", at(17));
			await store.markSent(["m2"], at(17));
			await store.commit([{ do: "recall-notice", notice: 3, at: at(17) }]);
			expect(await store.unsentOfNotice(1)).toEqual({ waiting: 0, lost: 1 });
			for (const number of [2, 3]) expect(await store.unsentOfNotice(number)).toEqual({ waiting: 0, lost: 0 });
		});

		it("recalls what is queued of a notice and nothing else", async () => {
			const { store } = tested.open;
			await publish(1);
			await publish(2);
			await store.commit([{ do: "recall-notice", notice: 1, at: at(17) }]);
			expect((await store.dueMessages("test", "bot", at(17), 9)).map(({ id }) => id)).toEqual(["m2"]);
		});

		it("knows that what had not gone out went to another chat of its person, and leaves what had", async () => {
			const { store } = tested.open;
			await publish(1);
			await publish(2);
			await store.markSent(["m1"], at(17));
			const to = { channel: "another", account: "its-bot", id: "there", kind: "private" } as const;
			await store.commit([{ do: "redirect-messages", from: GROUP, to }]);
			expect(await store.noticeChats(1)).toEqual([noticeChat("m1")]);
			expect(await store.noticeChats(2)).toEqual([noticeChat("m2", { chat: to })]);
		});

		it("finds where a notice went, also after a group moved", async () => {
			const { store } = tested.open;
			await publish(1);
			await store.commit([{ do: "move-chat", from: GROUP, toId: "new" }]);
			const moved = { ...GROUP, id: "new" };
			expect(await store.noticeChats(1)).toEqual([noticeChat("m1", { chat: moved })]);
			expect(await store.noticesIn(moved, [1, 2])).toEqual([1]);
			expect(await store.noticesIn(GROUP, [1, 2])).toEqual([]);
		});

		it("names the notices whose silent are to be reminded, once their time has come", async () => {
			const { store } = tested.open;
			await publish(1, { remindAt: at(18) });
			await publish(2, { remindAt: at(17), state: "withdrawn" });
			await publish(3);
			expect(await store.noticesToRemind(at(17))).toEqual([]);
			expect((await store.noticesToRemind(at(18))).map(({ number }) => number)).toEqual([1]);
			await store.commit([{ do: "note-notice-reminded", notice: 1, people: [], at: at(18) }]);
			expect(await store.noticesToRemind(at(18))).toEqual([]);
		});

		it("finds the accounts of many people at once", async () => {
			const { store } = tested.open;
			const account = (id: string) => ({ channel: "test", id });
			await store.commit([
				{ do: "bind-account", account: account("a"), person: PEOPLE[0], privateChat: null, at: MONDAY },
				{ do: "bind-account", account: account("b"), person: PEOPLE[1], privateChat: null, at: MONDAY },
				{ do: "bind-account", account: account("c"), person: PEOPLE[1], privateChat: null, at: at(17) },
				{ do: "unbind-account", account: account("a"), at: at(17) },
			]);
			expect((await store.accountsOfPeople(PEOPLE)).map(({ account: { id } }) => id)).toEqual(["b", "c"]);
		});
	});
};
