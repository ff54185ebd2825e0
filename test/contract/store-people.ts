import { beforeEach, describe, expect, it } from "vitest";
import type { AccountRef, ChatRef } from "../../src/ports/chat.ts";
import type { Effect } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { addVersion, at, bindingCode, importCounty, MONDAY, PEOPLE, task, UNITS, version } from "./store-fixtures.ts";

const PHONE: AccountRef = { channel: "test", id: "phone" };
const DESK: AccountRef = { channel: "other", id: "phone" };
const PRIVATE: ChatRef = { channel: "test", account: "bot", id: "alone", kind: "private" };
const bind = (account: AccountRef, person = PEOPLE[0] as (typeof PEOPLE)[number], privateChat: ChatRef | null = null): Effect => ({
	do: "bind-account",
	account,
	person,
	privateChat,
	at: MONDAY,
});

export const peopleCases = (tested: StoreUnderTest): void => {
	describe("accounts", () => {
		beforeEach(() => tested.open.store.commit([importCounty()]));
		const loaded = async () => (await tested.open.store.load({ accounts: [PHONE, DESK, PHONE] })).accounts;

		it("binds one person on several channels", async () => {
			await tested.open.store.commit([bind(PHONE, PEOPLE[0], PRIVATE), bind(DESK)]);
			const both = [
				{ account: PHONE, person: PEOPLE[0], privateChat: PRIVATE },
				{ account: DESK, person: PEOPLE[0], privateChat: null },
			];
			expect(await loaded()).toEqual(expect.arrayContaining(both));
			expect(await loaded()).toHaveLength(2);
			expect(await tested.open.store.accountsOf(PEOPLE[0])).toHaveLength(2);
			expect(await tested.open.store.boundPeople()).toEqual(new Set([PEOPLE[0]]));
			expect(await tested.open.store.accountsOn(PHONE.channel)).toEqual([both[0]]);
		});

		it("gives an account to one person at a time: the last bound has it", async () => {
			await tested.open.store.commit([bind(PHONE, PEOPLE[0]), bind(PHONE, PEOPLE[1])]);
			expect((await loaded()).map(({ person }) => person)).toEqual([PEOPLE[1]]);
			expect(await tested.open.store.accountsOf(PEOPLE[0])).toEqual([]);
		});

		it("keeps a private chat it knows when bound again without one", async () => {
			await tested.open.store.commit([bind(PHONE, PEOPLE[0], PRIVATE)]);
			await tested.open.store.commit([bind(PHONE, PEOPLE[1])]);
			expect((await loaded())[0]).toEqual({ account: PHONE, person: PEOPLE[1], privateChat: PRIVATE });
		});

		it("forgets a private chat that is parked until the account is bound with it again", async () => {
			await tested.open.store.commit([bind(PHONE, PEOPLE[0], PRIVATE), bind(DESK, PEOPLE[0], { ...PRIVATE, channel: "other" })]);
			await tested.open.store.commit([{ do: "park-chat", chat: PRIVATE, reason: "blocked", at: at(17) }]);
			const chats = async () => (await tested.open.store.accountsOf(PEOPLE[0])).map(({ privateChat }) => privateChat?.channel ?? null);
			expect(await chats()).toEqual(["other", null]);
			await tested.open.store.commit([bind(PHONE, PEOPLE[0], PRIVATE)]);
			expect(await chats()).toEqual(["other", "test"]);
		});

		it("knows an unbound account no more, until it is bound again", async () => {
			await tested.open.store.commit([bind(PHONE)]);
			await tested.open.store.commit([{ do: "unbind-account", account: PHONE, at: at(17) }]);
			expect(await loaded()).toEqual([]);
			expect(await tested.open.store.boundPeople()).toEqual(new Set());
			await tested.open.store.commit([bind(PHONE), { do: "unbind-account", account: PHONE, at: at(17) }, bind(PHONE, PEOPLE[2])]);
			expect((await loaded()).map(({ person }) => person)).toEqual([PEOPLE[2]]);
		});

		it("refuses to bind somebody the office does not know", async () => {
			const stranger = bind(PHONE, "nobody" as (typeof PEOPLE)[number]);
			await expect(tested.open.store.commit([stranger])).rejects.toMatchObject({ retryable: false });
		});
	});

	describe("binding codes", () => {
		beforeEach(() => tested.open.store.commit([importCounty(), { do: "add-code", code: bindingCode("h1") }]));
		const use = (hash: string): Effect => ({ do: "use-code", hash, at: at(17) });

		it("are found by their hash and used once", async () => {
			expect((await tested.open.store.load({ codes: ["h1", "h9"] })).codes).toEqual([bindingCode("h1")]);
			await tested.open.store.commit([use("h1")]);
			expect((await tested.open.store.load({ codes: ["h1"] })).codes).toEqual([bindingCode("h1", { usedAt: at(17) })]);
			await expect(tested.open.store.commit([use("h1")])).rejects.toMatchObject({ retryable: false });
		});

		it("cannot be used twice in one commit, nor when unknown", async () => {
			await expect(tested.open.store.commit([use("h1"), use("h1")])).rejects.toMatchObject({ retryable: false });
			await expect(tested.open.store.commit([use("h9")])).rejects.toMatchObject({ retryable: false });
			expect((await tested.open.store.load({ codes: ["h1"] })).codes[0]?.usedAt).toBeNull();
		});

		it("are unique", async () => {
			await expect(tested.open.store.commit([{ do: "add-code", code: bindingCode("h1") }])).rejects.toMatchObject({ retryable: false });
		});

		it("stop working when revoked, while the one added after works", async () => {
			await tested.open.store.commit([
				{ do: "revoke-codes", person: PEOPLE[0], at: at(17) },
				{ do: "add-code", code: bindingCode("h2") },
			]);
			expect((await tested.open.store.load({ codes: ["h1", "h2"] })).codes).toEqual([bindingCode("h2")]);
			await expect(tested.open.store.commit([use("h1")])).rejects.toMatchObject({ retryable: false });
			await tested.open.store.commit([use("h2")]);
		});

		it("count failed attempts of an account since an instant", async () => {
			const fail = (account: AccountRef, when = MONDAY): Effect => ({ do: "record-code-failure", account, at: when });
			await tested.open.store.commit([fail(PHONE, at(16, 8)), fail(PHONE, at(16, 10)), fail(PHONE, at(16, 11)), fail(DESK, at(16, 8))]);
			const { codeFailures } = await tested.open.store.load({ codeFailures: { accounts: [PHONE, DESK, PHONE], since: at(16, 10) } });
			expect(codeFailures).toEqual([{ account: PHONE, count: 2, oldest: at(16, 10) }]);
		});
	});

	describe("tasks", () => {
		beforeEach(() => tested.open.store.commit([importCounty(), addVersion(1, version(1))]));

		it("wait for a unit until they are finished", async () => {
			await tested.open.store.commit([
				{ do: "add-task", task: task("t1") },
				{ do: "add-task", task: task("t2", { createdAt: at(17) }) },
				{ do: "add-task", task: task("t3", { unit: UNITS[1] }) },
				{ do: "finish-task", id: "t1", at: at(18) },
			]);
			expect((await tested.open.store.load({ tasksOf: [UNITS[0], UNITS[0]] })).tasks).toEqual([task("t2", { createdAt: at(17) })]);
			await tested.open.store.commit([{ do: "finish-task", id: "t1", at: at(19) }]);
			await tested.open.store.commit([{ do: "finish-task", id: "unknown", at: at(19) }]);
		});

		it("are refused about a report that is not there", async () => {
			const lost: Effect = { do: "add-task", task: task("t1", { report: 99 }) };
			await expect(tested.open.store.commit([lost])).rejects.toMatchObject({ retryable: false });
		});
	});
};
