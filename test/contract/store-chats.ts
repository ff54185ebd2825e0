import { beforeEach, describe, expect, it } from "vitest";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Effect, KnownGroup, NewMessage } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import {
	addVersion,
	at,
	enqueue,
	GROUP,
	group,
	importCounty,
	inbound,
	job,
	MONDAY,
	message,
	PEOPLE,
	session,
	UNITS,
	version,
} from "./store-fixtures.ts";

const SUPER: ChatRef = { ...GROUP, id: "super" };
const OTHER_BOT: ChatRef = { ...GROUP, account: "another" };
const OTHER_CHANNEL: ChatRef = { ...GROUP, channel: "another" };
const save = (saved: KnownGroup): Effect => ({ do: "save-group", group: saved });
const move = (from: ChatRef = GROUP, toId = SUPER.id): Effect => ({ do: "move-chat", from, toId });
const park = (chat: ChatRef): Effect => ({ do: "park-chat", chat, reason: "gone", at: MONDAY });

export const chatCases = (tested: StoreUnderTest): void => {
	describe("chats", () => {
		const commit = (...effects: readonly Effect[]): Promise<void> => tested.open.store.commit(effects);
		const due = async (chat: ChatRef = GROUP) =>
			(await tested.open.store.dueMessages(chat.channel, chat.account, MONDAY, 99)).map(({ id }) => id);
		beforeEach(() => commit(importCounty()));

		describe("a known group", () => {
			it("reads back as saved, is found by its chat, and the last one saved counts", async () => {
				const known = group("g", { unit: UNITS[0], admin: true });
				await commit(save(known), save(group("h")));
				await commit(save(group("h")), save(group("h", { title: "新群名", member: false, seesAll: true, updatedAt: at(17) })));
				await tested.reopen();
				const { store } = tested.open;
				const renamed = group("h", { title: "新群名", member: false, seesAll: true, updatedAt: at(17) });
				expect((await store.load({ groups: [known.chat, known.chat, { ...GROUP, id: "none" }] })).groups).toEqual([known]);
				expect(await store.knownGroups()).toEqual([known, renamed]);
				expect((await store.load({})).groups).toEqual([]);
			});

			it("is one for each account of each channel", async () => {
				const all = [group("g"), group("g", { chat: { ...OTHER_BOT, id: "g" } }), group("g", { chat: { ...OTHER_CHANNEL, id: "g" } })];
				await commit(...all.map(save));
				expect(await tested.open.store.knownGroups()).toHaveLength(3);
				expect((await tested.open.store.load({ groups: [{ ...OTHER_BOT, id: "g" }] })).groups).toEqual([all[1]]);
			});

			it("is bound to units the office knows only", async () => {
				const lost = save(group("g", { unit: "nowhere" as (typeof UNITS)[number] }));
				await expect(tested.open.store.commit([enqueue("m1"), lost])).rejects.toMatchObject({ retryable: false });
				expect(await tested.open.store.outboxDepth()).toBe(0);
			});

			it("goes on under its new id, bound as it was, however often it is told to", async () => {
				const known = group(GROUP.id, { unit: UNITS[0], title: "大巴镇群", admin: true });
				await commit(save(known), save(group("h")));
				await commit(move());
				const moved = { ...known, chat: SUPER };
				expect(await tested.open.store.knownGroups()).toEqual([group("h"), moved]);
				await commit(move(), move());
				expect(await tested.open.store.knownGroups()).toEqual([group("h"), moved]);
			});

			it("keeps what the new id is bound to, takes the old binding along where it is bound to nothing", async () => {
				const old = group(GROUP.id, { unit: UNITS[0] });
				await commit(save(old), save(group(SUPER.id, { title: "新" })), move());
				expect(await tested.open.store.knownGroups()).toEqual([group(SUPER.id, { title: "新", unit: UNITS[0] })]);
				await commit(save(group("older", { unit: UNITS[1] })));
				await commit(move({ ...GROUP, id: "older" }));
				expect(await tested.open.store.knownGroups()).toEqual([group(SUPER.id, { title: "新", unit: UNITS[0] })]);
			});

			it("stays where it moves to itself, and is nothing where it never was", async () => {
				await commit(save(group(GROUP.id, { unit: UNITS[0] })), enqueue("m1", { answers: { message: "7", press: null } }));
				await commit(move(GROUP, GROUP.id), move({ ...GROUP, id: "unknown" }));
				expect(await tested.open.store.knownGroups()).toEqual([group(GROUP.id, { unit: UNITS[0] })]);
				expect((await tested.open.store.load({ messages: ["m1"] })).messages[0]?.answers).toEqual({ message: "7", press: null });
			});
		});

		describe("a chat that moved", () => {
			const put = (...messages: readonly (readonly [id: string, change?: Partial<NewMessage>])[]) =>
				commit(...messages.map(([id, change]) => enqueue(id, change)));
			const chatsOf = async (...ids: readonly string[]) =>
				(await tested.open.store.load({ messages: ids })).messages.map(({ chat }) => chat.id);

			it("takes what is queued along, not what was sent or parked, nor another account's", async () => {
				await put(["sent"], ["parked"], ["queued"], ["else", { chat: { ...GROUP, id: "b" } }], ["bot", { chat: OTHER_BOT }]);
				await tested.open.store.markSent(["sent"], MONDAY);
				await tested.open.store.park("parked", "gone", MONDAY);
				await commit(move());
				expect(await chatsOf("sent", "parked", "queued", "else", "bot")).toEqual([GROUP.id, GROUP.id, "super", "b", GROUP.id]);
				await commit(move());
				expect(await due()).toEqual(["queued", "else"]);
			});

			it("takes along what the same commit queued before, and leaves what it queued after", async () => {
				await commit(enqueue("m1"), move(), enqueue("m2"));
				expect(await chatsOf("m1", "m2")).toEqual(["super", GROUP.id]);
			});

			it("leaves the ids of its messages behind, which may name others in the new one", async () => {
				await put(["m1", { answers: { message: "7", press: "p" }, card: "replace" }], ["m2"]);
				await tested.open.store.receive([inbound("1", { messageId: "8" })], MONDAY);
				await commit(move());
				const { messages } = await tested.open.store.load({ messages: ["m1", "m2"] });
				expect(messages.map(({ answers }) => answers)).toEqual([{ message: null, press: "p" }, null]);
				expect((await tested.open.store.pendingInbox(9)).map((item) => item.inbound)).toEqual([inbound("1", { chat: SUPER })]);
			});

			it("takes along bindings, open dialogs, jobs and what waits to be read", async () => {
				const account = { channel: GROUP.channel, id: "u" };
				await commit(
					{ do: "bind-account", account, person: PEOPLE[0], privateChat: GROUP, at: MONDAY },
					{ do: "save-session", session: session("s1") },
					{ do: "save-session", session: session("s2", { chat: OTHER_BOT }) },
					{ do: "add-job", job: job("j1") },
					{ do: "add-job", job: { ...job("j2"), chat: OTHER_CHANNEL } },
				);
				const elsewhere = inbound("1", { chat: OTHER_BOT });
				const file = inbound("3", { content: { kind: "remote-files", files: [], text: "", addressed: true, album: null } });
				await tested.open.store.receive([elsewhere, inbound("2"), file], MONDAY);
				await commit(move(), { do: "save-session", session: session("s3") });
				const { store } = tested.open;
				expect((await store.accountsOf(PEOPLE[0]))[0]?.privateChat).toEqual(SUPER);
				expect((await store.load({ sessionsOf: PEOPLE })).sessions.map(({ chat }) => chat)).toEqual([SUPER, OTHER_BOT, GROUP]);
				expect((await store.pendingJobs(9)).map(({ chat }) => chat)).toEqual([SUPER, OTHER_CHANNEL]);
				expect((await store.pendingInbox(9)).map((item) => item.inbound.chat)).toEqual([OTHER_BOT, SUPER]);
				expect((await store.itemsToFetch(9)).map((item) => item.inbound.chat)).toEqual([SUPER]);
			});

			it("moves whole or not at all", async () => {
				await commit(save(group(GROUP.id)), enqueue("m1"), { do: "save-session", session: session("s1") });
				const refused = tested.open.store.commit([move(), addVersion(1, version(3))]);
				await expect(refused).rejects.toMatchObject({ retryable: false });
				expect(await tested.open.store.knownGroups()).toEqual([group(GROUP.id)]);
				expect(await chatsOf("m1")).toEqual([GROUP.id]);
				expect((await tested.open.store.load({ sessionsOf: PEOPLE })).sessions[0]?.chat).toEqual(GROUP);
			});
		});

		describe("a private chat whose messages go to another one", () => {
			const FROM: ChatRef = { ...GROUP, id: "alone", kind: "private" };
			const TO: ChatRef = { channel: "another", account: "its-bot", id: "there", kind: "private" };
			const redirect = (from = FROM, to = TO): Effect => ({ do: "redirect-messages", from, to });
			const load = async (...ids: readonly string[]) => (await tested.open.store.load({ messages: ids })).messages;

			it("has what is queued go there in its order, among what waits there already, and no other chat's", async () => {
				await commit(enqueue("a1", { chat: FROM }), enqueue("t1", { chat: TO }), enqueue("a2", { chat: FROM }), enqueue("g1"));
				await commit(enqueue("sent", { chat: FROM }));
				await tested.open.store.markSent(["sent"], MONDAY);
				await commit(redirect(), redirect());
				expect(await due()).toEqual(["g1"]);
				const there: string[] = [];
				for (let [next] = await due(TO); next !== undefined; [next] = await due(TO)) {
					there.push(next);
					await tested.open.store.markSent([next], MONDAY);
				}
				expect(there).toEqual(["a1", "t1", "a2"]);
				expect((await load("sent"))[0]?.chat).toEqual(FROM);
			});

			it("has each message begin anew there, as none that answers anything", async () => {
				await commit(enqueue("m1", { chat: FROM, answers: { message: "7", press: "p" }, card: "replace" }));
				await tested.open.store.notePartsSent("m1", 2);
				await tested.open.store.postpone("m1", at(17), "busy", true);
				await commit(redirect());
				expect(await load("m1")).toEqual([{ ...message("m1", { chat: TO }), position: expect.any(Number), attempts: 0, partsSent: 0 }]);
				expect(await due(TO)).toEqual(["m1"]);
			});

			it("keeps its bindings, dialogs and what waits to be read, stays as it is where it goes to itself, and loses nothing to a refused commit", async () => {
				const account = { channel: GROUP.channel, id: "u" };
				await commit(
					{ do: "bind-account", account, person: PEOPLE[0], privateChat: FROM, at: MONDAY },
					{ do: "save-session", session: session("s1", { chat: FROM }) },
					enqueue("m1", { chat: FROM, answers: { message: "7", press: null } }),
				);
				await expect(commit(redirect(), addVersion(1, version(3)))).rejects.toMatchObject({ retryable: false });
				await commit(redirect(FROM, FROM));
				expect((await load("m1"))[0]).toMatchObject({ chat: FROM, answers: { message: "7" } });
				await commit(redirect());
				const { store } = tested.open;
				expect((await store.accountsOf(PEOPLE[0]))[0]?.privateChat).toEqual(FROM);
				expect((await store.load({ sessionsOf: PEOPLE })).sessions.map(({ chat }) => chat)).toEqual([FROM]);
			});

			it("takes along what the same commit queued before, and is found by who waits for something there", async () => {
				const bind = (id: string, person: (typeof PEOPLE)[number], chat: ChatRef): Effect => ({
					do: "bind-account",
					account: { channel: chat.channel, id },
					person,
					privateChat: chat,
					at: MONDAY,
				});
				const gone = { ...FROM, id: "unbound" };
				await commit(bind("u", PEOPLE[0], FROM), bind("v", PEOPLE[1], { ...FROM, id: "idle" }), bind("w", PEOPLE[2], gone));
				await commit({ do: "unbind-account", account: { channel: GROUP.channel, id: "w" }, at: MONDAY });
				await commit(enqueue("m1", { chat: FROM }), enqueue("m2", { chat: FROM }), enqueue("m3", { chat: gone }), enqueue("g1"));
				const waiting = () => tested.open.store.privateChatsWaiting(FROM.channel, FROM.account);
				expect(await waiting()).toEqual([{ chat: FROM, person: PEOPLE[0] }]);
				expect(await tested.open.store.privateChatsWaiting(TO.channel, TO.account)).toEqual([]);
				await commit(enqueue("m4", { chat: FROM }), redirect(), park(FROM), enqueue("m5", { chat: FROM }));
				expect((await load("m1", "m2", "m4", "m5")).map(({ chat }) => chat)).toEqual([TO, TO, TO, FROM]);
				expect(await due()).toEqual(["m3", "g1", "m5"]);
				expect(await waiting()).toEqual([]);
			});
		});

		describe("a chat nothing reaches", () => {
			it("has all that is queued for it parked, and no other chat's", async () => {
				await commit(enqueue("a1"), enqueue("a2"), enqueue("b1", { chat: SUPER }), enqueue("x1", { chat: OTHER_BOT }));
				await commit(enqueue("y1", { chat: OTHER_CHANNEL }), park(GROUP));
				expect([await due(), await due(OTHER_BOT), await due(OTHER_CHANNEL)]).toEqual([["b1"], ["x1"], ["y1"]]);
				expect(await tested.open.store.outboxDepth()).toBe(3);
				await commit(enqueue("a3"), park({ ...GROUP, id: "unknown" }));
				expect(await due()).toEqual(["b1", "a3"]);
			});

			it("parks what the same commit queued before, not after", async () => {
				await commit(enqueue("a1"), park(GROUP), enqueue("a2"));
				expect(await due()).toEqual(["a2"]);
			});
		});
	});
};
