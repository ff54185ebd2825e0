import { afterEach, describe, expect, it } from "vitest";
import { County } from "../../src/domain/county.ts";
import type { DutyId } from "../../src/domain/duty.ts";
import { type DateText, instantAt, type PeriodKey } from "../../src/domain/period.ts";
import { PERMISSIONS } from "../../src/domain/permission.ts";
import { personKey } from "../../src/domain/person.ts";
import { afterEvent, type Problem, type ProblemChange } from "../../src/domain/problem.ts";
import { unitCode } from "../../src/domain/unit.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Inbound } from "../../src/ports/intake.ts";
import type { Effect } from "../../src/ports/store.ts";
import type { View } from "../../src/views/view.ts";
import { demoData } from "../support/demo-store.ts";
import { World } from "../support/telegram/world.ts";
import type { Post } from "../support/wechat/post.ts";
import { WechatWorld } from "../support/wechat/world.ts";
import { fuzz } from "./fuzz/fuzz.ts";
import { Judge } from "./fuzz/judge.ts";
import { fuzzRoom } from "./fuzz/room-fuzz.ts";
import { faultsOfCalls, faultsOfLog, faultsOfPosts, isStrangersWords } from "./fuzz/watch.ts";

const SLOW = 120_000;

describe("the whole program among people who mean it harm", () => {
	it(
		"does nothing it may not, says nothing it may not, and gets every honest report right",
		async () => {
			const { violations, reports, turns, effects, flood } = await fuzz({ on: "telegram", acts: 1500, seed: 7 });
			expect(violations).toEqual([]);
			expect(reports).toBe(60);
			expect(turns).toBeGreaterThan(1500);
			expect(flood.longestWait).toBeLessThan(flood.messages);
			// A run in which nothing happened would prove nothing.
			expect(Object.keys(effects)).toEqual(
				expect.arrayContaining(["add-report-version", "record-code-failure", "save-group", "save-chain-line"]),
			);
		},
		SLOW,
	);

	it(
		"keeps to the same on WeChat, where choices are numbers and all is asked at once",
		async () => {
			const { violations, reports, turns, effects } = await fuzz({ on: "wechat", acts: 600, seed: 7 });
			expect(violations).toEqual([]);
			expect(reports).toBe(60);
			expect(turns).toBeGreaterThan(600);
			expect(Object.keys(effects)).toEqual(
				expect.arrayContaining(["add-report-version", "record-code-failure", "save-group", "park-chat"]),
			);
		},
		SLOW,
	);

	it(
		"answers every call of the room, whatever is in it",
		async () => {
			const { violations, statuses, turns } = await fuzzRoom({ calls: 400, seed: 7 });
			expect(violations).toEqual([]);
			expect(turns).toBeGreaterThan(50);
			expect(Object.keys(statuses)).toEqual(expect.arrayContaining(["202", "400", "404"]));
		},
		SLOW,
	);
});

describe("the fuzzer itself", () => {
	const table = PERMISSIONS as unknown as Record<string, Record<string, string>>;
	const given = { ...table };
	afterEach(() => void Object.assign(table, given));

	it.each(["telegram", "wechat"] as const)(
		"sees rights that were given away by mistake (%s)",
		async (on) => {
			const everybody = { supervisor: "county", reporter: "county", village: "county", principal: "county", organiser: "county" };
			for (const action of ["unbind", "invite", "bind-group", "import", "template"]) table[action] = everybody;
			const { violations } = await fuzz({ on, acts: 300, seed: 7 });
			expect(violations.join("\n")).toMatch(/not allowed: (?:unbind-account|add-code|revoke-codes|add-job|binding a group)/u);
		},
		SLOW,
	);

	const county = new County(demoData);
	const now = instantAt("2026-11-16" as DateText, "09:30");
	const privateChat = (id: string): ChatRef => ({ channel: "telegram", account: "1", id, kind: "private" });
	const group: ChatRef = { channel: "telegram", account: "1", id: "-5", kind: "group" };
	const account = (id: string) => ({ channel: "telegram", id });
	const REPORTER = personKey("210921108-2");
	const said = (text: string, chat: ChatRef, sender: string): Inbound => ({
		updateId: "1",
		chat,
		sender: account(sender),
		messageId: "1",
		sentAt: now,
		content: { kind: "text", text, addressed: false },
	});
	const saying = (chat: ChatRef, view: View): Effect => ({
		do: "enqueue-message",
		message: {
			id: "m",
			chat,
			view,
			dedupeKey: "d",
			priority: "answer",
			createdAt: now,
			expiresAt: null,
			addressee: null,
			answers: null,
			card: null,
		},
	});

	const ofReporter = (before: Problem | null, change: ProblemChange) => {
		const event = { number: 1, seq: (before?.events ?? 0) + 1, at: now, by: REPORTER, files: [], change };
		return { do: "record-problem", problem: afterEvent(before, event), event } as const;
	};
	const TOWNSHIP = unitCode("210921108");
	const about = { project: null, indicator: null, text: "机井不足", place: null, report: null, dueOn: "2026-12-01" as DateText };
	const raised = ofReporter(null, { what: "raised", unit: TOWNSHIP, via: "chat", from: TOWNSHIP, ...about });
	const assigned = ofReporter(raised.problem, { what: "assigned", owner: TOWNSHIP, dueOn: about.dueOn, words: "" });

	it.each<[string, Inbound, readonly Effect[]]>([
		[
			"a stranger who binds without a code",
			said("绑定 X", privateChat("9"), "9"),
			[{ do: "bind-account", account: account("9"), person: REPORTER, privateChat: null, at: now }],
		],
		["a reporter who unbinds", said("解绑", privateChat("2"), "2"), [{ do: "unbind-account", account: account("3"), at: now }]],
		[
			"a reporter who confirms for another",
			said("无误", privateChat("2"), "2"),
			[{ do: "confirm-report", report: 1, at: now, by: personKey("DC01") }],
		],
		[
			"a reporter who binds a group",
			said("绑定群", group, "2"),
			[
				{
					do: "save-group",
					group: { chat: group, title: "", unit: unitCode("210921"), member: true, admin: false, seesAll: true, updatedAt: now },
				},
			],
		],
		["words in a group where nobody spoke", said("x", privateChat("2"), "2"), [saying(group, { key: "not-bound", buttons: [] })]],
		["a stranger's words", said("zq7s1", group, "9"), [saying(group, { key: "nobody-named", name: "zq7s1", buttons: [] })]],
		[
			"the office's views for a reporter",
			said("邀请 全部", privateChat("2"), "2"),
			[saying(privateChat("2"), { key: "everyone-bound", buttons: [] })],
		],
		["an apology", said("x", privateChat("2"), "2"), [saying(privateChat("2"), { key: "failed", reference: "1", buttons: [] })]],
		["a reporter who gives out a problem", said("交办 1 大巴镇", privateChat("2"), "2"), [raised, assigned]],
		[
			"a line of a unit that is neither the group's nor theirs",
			said("#接龙", group, "2"),
			[
				{
					do: "save-chain-line",
					line: {
						duty: "weekly" as DutyId,
						period: "2026-W47" as PeriodKey,
						unit: unitCode("210921100"),
						number: 1,
						words: "",
						by: REPORTER,
						chat: group,
						sentAt: now,
					},
				},
			],
		],
		["a setting of another", said("x", privateChat("2"), "2"), [{ do: "set-setting", key: "offer:DC01", value: "" }]],
	])("sees %s", (_what, inbound, effects) => {
		const judge = new Judge({ county: () => county, now: () => now, codes: () => [], silenced: isStrangersWords });
		judge.know([{ account: account("2"), person: REPORTER, privateChat: privateChat("2") }], []);
		judge.watch("pendingInbox", [], [{ position: 1, inbound, attempts: 0 }]);
		judge.watch("commit", [[{ do: "finish-inbox", position: 1, outcome: "done", reference: null }, ...effects]], undefined);
		expect(judge.violations).toHaveLength(1);
	});

	it("sees words about files to somebody who sent none", () => {
		const file = { id: "x", name: "a.jpg", size: 1 };
		const sent: Inbound = {
			...said("", privateChat("2"), "2"),
			content: { kind: "remote-files", files: [file], text: "", addressed: false, album: null },
		};
		const judge = new Judge({ county: () => county, now: () => now, codes: () => [], silenced: isStrangersWords });
		const coming = (chat: ChatRef): Effect => saying(chat, { key: "files-coming", count: 1, buttons: [] });
		judge.watch("receive", [[sent]], undefined);
		judge.watch("commit", [[coming(privateChat("2"))]], undefined);
		expect(judge.violations).toEqual([]);
		judge.watch("commit", [[coming(privateChat("3"))]], undefined);
		expect(judge.violations).toHaveLength(1);
	});

	it("sees what a log must not hold", () => {
		const logged = (event: string, facts: object) => [{ level: "info" as const, event, facts: { ...facts } }];
		expect(faultsOfLog(logged("x", { count: 5 }), ["CESH2222"], "1:token")).toEqual([]);
		expect(faultsOfLog(logged("x", { text: "zq7s1" }), [], "1:token")).toHaveLength(1);
		expect(faultsOfLog(logged("x", { error: "bot1:token/getMe" }), [], "1:token")).toHaveLength(2);
		expect(faultsOfLog(logged("x", { code: "CESH2222" }), ["CESH2222"], "1:token")).toHaveLength(1);
		expect(faultsOfLog(logged("turns:failed", {}), [], "1:token")).toHaveLength(1);
	});

	it("sees what must not be sent", () => {
		const bot = new World({ nowMs: () => 0, steadyMs: () => 0, later: () => () => undefined }, false).bot();
		const faults = (fields: object, status = 200) =>
			faultsOfCalls(
				[{ bot, method: "sendMessage", atMs: 0, fields: { chat_id: "5", text: "好", ...fields }, status }],
				(chat) => chat === "-5",
			);
		expect(faults({})).toEqual([]);
		expect(faults({ parse_mode: "HTML" })).toHaveLength(1);
		expect(faults({ entities: '[{"type":"text_link"}]' })).toHaveLength(1);
		expect(faults({ chat_id: "-6" })).toHaveLength(1);
		expect(faults({ chat_id: "-5", text: "zq7s1" })).toHaveLength(1);
		expect(faults({ text: "a\u0000" })).toHaveLength(1);
		expect(faults({}, 400)).toHaveLength(1);
	});

	it("sees what must not be sent on WeChat", () => {
		const world = new WechatWorld({ nowMs: () => 0 });
		const person = world.person("王伟");
		const group = world.group("大巴镇工作群", []);
		const post: Post = { id: "1", chat: person, from: world.self, type: 7, text: "好", mentions: [], file: null, atMs: 0 };
		const faults = (more: Partial<Post>) => faultsOfPosts([{ ...post, ...more }], (chat) => chat === group.id);
		expect(faults({})).toEqual([]);
		expect(faults({ text: "", file: { name: "a.png", bytes: new Uint8Array() } })).toEqual([]);
		expect(faults({ chat: group })).toEqual([]);
		expect(faults({ chat: world.group("别的群", []) })).toHaveLength(1);
		expect(faults({ chat: group, text: "zq7s1" })).toHaveLength(1);
		expect(faults({ text: "a\u0000" })).toHaveLength(1);
		expect(faults({ text: "长".repeat(1001) })).toHaveLength(1);
		expect(faults({ text: "" })).toHaveLength(1);
	});
});
