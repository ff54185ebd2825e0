import { decimal } from "../../src/domain/decimal.ts";
import type { ProjectId } from "../../src/domain/indicator.ts";
import type { DateText } from "../../src/domain/period.ts";
import { type Retention, WORD_QUEUES } from "../../src/ports/retention.ts";
import type { RoomStore } from "../../src/ports/room.ts";
import type { Effect, Store } from "../../src/ports/store.ts";
import { bulletin } from "../contract/store-bulletins.ts";
import { chainLine } from "../contract/store-chains.ts";
import {
	absence,
	addVersion,
	at,
	bindingCode,
	enqueue,
	GROUP,
	group,
	INDICATORS,
	importCounty,
	inbound,
	job,
	MONDAY,
	PEOPLE,
	roundChange,
	session,
	standing,
	task,
	UNITS,
	version,
	W47,
	WEEKLY,
} from "../contract/store-fixtures.ts";
import { notice, noticeChat, noticeRecipient } from "../contract/store-notices.ts";
import { raisedProblem } from "../contract/store-problems.ts";
import { ranking } from "../contract/store-rankings.ts";
import { occurrence, reminderRecord, TODAY } from "../contract/store-reminders.ts";
import { decided, decision } from "../contract/store-reviews.ts";

const REMOTE = { kind: "remote-files", files: [], text: "", addressed: true, album: null } as const;
const ACCOUNT = { channel: "test", id: "u" };

/** One effect of every kind, after the county. */
export const EVERY_EFFECT: readonly Effect[] = [
	importCounty(),
	{ do: "save-session", session: session("s1") },
	{ do: "drop-session", id: "s2" },
	addVersion(1, version(1)),
	addVersion(1, version(2, { review: true })),
	decided(1, decision(2)),
	addVersion(1, version(3, { review: true })),
	decided(1, decision(3, { decision: "returned", fields: [] })),
	{ do: "confirm-report", report: 1, at: MONDAY, by: PEOPLE[0] },
	{ do: "save-standings", standings: [standing(W47, decimal(1))] },
	{ do: "bind-account", account: ACCOUNT, person: PEOPLE[0], privateChat: null, at: MONDAY },
	{ do: "unbind-account", account: { ...ACCOUNT, id: "v" }, at: MONDAY },
	{ do: "add-code", code: bindingCode("h") },
	{ do: "use-code", hash: "h", at: MONDAY },
	{ do: "revoke-codes", person: PEOPLE[0], at: MONDAY },
	{ do: "record-code-failure", account: ACCOUNT, at: MONDAY },
	{ do: "add-task", task: task("t") },
	{ do: "save-notice", notice: notice("n1", 1) },
	{ do: "add-notice-delivery", notice: 1, chats: [noticeChat("n1")], recipients: [noticeRecipient(PEOPLE[0])] },
	{ do: "confirm-notice", notice: 1, person: PEOPLE[1], unit: UNITS[0], at: MONDAY },
	{ do: "note-notice-reminded", notice: 1, people: [PEOPLE[0]], at: MONDAY },
	{ do: "recall-notice", notice: 1, at: MONDAY },
	{ do: "drop-notice", id: "n2" },
	{ do: "save-bulletin", bulletin: bulletin("b1") },
	raisedProblem(1),
	{ do: "record-occurrence", occurrence: occurrence("o1") },
	{ do: "add-reminder-records", records: [reminderRecord(PEOPLE[0], "m1")] },
	{ do: "finish-task", id: "t", at: MONDAY },
	{ do: "save-chain-line", line: chainLine() },
	{ do: "drop-chain-line", unit: UNITS[1], duty: WEEKLY, period: W47 },
	enqueue("m1"),
	{ do: "add-job", job: job("j") },
	{ do: "finish-job", id: "j", outcome: "done", reason: null, at: MONDAY },
	{ do: "save-group", group: group(GROUP.id) },
	{ do: "move-chat", from: GROUP, toId: "new" },
	{ do: "redirect-messages", from: GROUP, to: { ...GROUP, id: "elsewhere" } },
	{ do: "park-chat", chat: GROUP, reason: "gone", at: MONDAY },
	{ do: "add-round-change", change: roundChange("c") },
	{ do: "add-round-change", change: { ...roundChange("d"), by: null, outage: { from: MONDAY, until: MONDAY } } },
	{ do: "add-absence", absence: absence("a") },
	{ do: "end-absence", id: "a", at: MONDAY },
	{ do: "save-ranking", ranking: ranking() },
	{ do: "set-setting", key: "k", value: "v" },
	{ do: "add-audit", entry: { at: MONDAY, actor: "system", event: "e", subject: "s", facts: {} } },
	{ do: "finish-inbox", position: 1, outcome: "done", reference: null },
];

/** Calls every method of the stores, so that whoever listens hears every statement they have. */
export const callEverything = async (store: Store, room: RoomStore, retention: Retention): Promise<void> => {
	await store.receive([inbound("1"), inbound("2", { content: REMOTE })], MONDAY);
	await store.commit(EVERY_EFFECT);
	await store.loadCounty();
	await store.pendingInbox(50);
	await store.pendingInboxBySender(50);
	await store.countAttempt(1);
	await store.itemsToFetch(5);
	await store.settleFetch(2, inbound("2"), [3]);
	await store.load({
		accounts: [ACCOUNT],
		sessionsOf: [PEOPLE[0]],
		reports: [{ duty: WEEKLY, period: W47, unit: UNITS[0] }],
		reportNumbers: [1],
		standings: [{ unit: UNITS[0], indicator: INDICATORS[0] }],
		messages: ["m1"],
		codes: ["h"],
		codeFailures: { accounts: [ACCOUNT], since: MONDAY },
		settings: ["k"],
		tasksOf: [UNITS[0]],
		chainLinesOf: [UNITS[0]],
		groups: [GROUP],
	});
	await store.roundRecords();
	await store.lastReportNumber();
	await store.roundStates(WEEKLY, W47, null);
	await store.roundStates(WEEKLY, W47, UNITS);
	await store.pendingReviews(null);
	await store.pendingReviews(UNITS);
	await store.standingsOf(UNITS, INDICATORS, WEEKLY, W47);
	await store.reportedBetween(WEEKLY, W47, W47);
	await store.ranking(WEEKLY, W47);
	await store.rankingHeads(WEEKLY, W47, W47);
	await store.accountsOf(PEOPLE[0]);
	await store.boundPeople();
	await store.accountsOfPeople(PEOPLE);
	await store.bulletin(1);
	await store.openBulletins(null);
	await store.openBulletins(PEOPLE[0]);
	await store.lastBulletinNumber();
	await store.noticeDraft(PEOPLE[0]);
	await store.notice(1);
	await store.lastNoticeNumber();
	await store.unsentOfNotice(1);
	await store.newestNotices(null, 5);
	await store.newestNotices(PEOPLE[0], 5);
	await store.waitingNotices(PEOPLE);
	await store.noticeRecipients(1);
	await store.noticeChats(1);
	await store.noticesIn(GROUP, [1]);
	await store.noticesToRemind(at(20));
	await store.problem(1);
	await store.problemEvents(1);
	await store.lastProblemNumber();
	await store.openProblems(null);
	await store.openProblems({ units: UNITS, owners: UNITS, projects: ["works" as ProjectId] });
	await store.problemsOfReport(1);
	await store.problemsAfter(0, 5);
	await store.solvedProblems(UNITS, "2026-11-01" as DateText, "2026-11-30" as DateText);
	await store.problemCounts("2026-11-01" as DateText, "2026-11-30" as DateText);
	await store.occurrences(["o1"]);
	await store.remindedOn(TODAY, PEOPLE);
	await store.remindersOn(TODAY);
	await store.firstWritten();
	await store.positionsBetween("inbox", MONDAY, at(20));
	await store.messagesWritten(await store.positionsBetween("outbox", MONDAY, at(20)), 5);
	await store.takenIn({ after: 0, through: 9 }, 5);
	await store.newestMessages(GROUP, 5);
	await store.dueMessages("test", "bot", MONDAY, 10);
	await store.dueMessages("test", "bot", MONDAY, 10, [], true);
	await store.privateChatsWaiting("test", "bot");
	await store.postpone("m1", MONDAY, "busy", true);
	await store.park("m1", "gone", MONDAY);
	await store.markSent(["m1"], MONDAY);
	await store.expireMessages(at(20));
	await store.notePartsSent("m1", 1);
	await store.parkOtherAccounts("test", "bot", MONDAY);
	await store.knownGroups();
	await store.takeLease("l", "h", MONDAY, MONDAY);
	await store.dropLease("l", "h");
	await store.outboxDepth();
	await store.parkedSince(MONDAY);
	await store.oldestWaiting();
	await store.failedJobs(MONDAY);
	await store.inboxDepth();
	await store.pendingJobs(5);
	await store.countJobAttempt("j");
	await store.setting("k");
	await store.auditOf("s", 5);
	await callRoom(room);
	for (const queue of WORD_QUEUES) await retention.forgetWords(queue, at(30), 0, 5);
	await retention.dropChainLines(MONDAY);
	await retention.dropLooseFiles(at(30), 5);
};

const callRoom = async (room: RoomStore): Promise<void> => {
	const line = { chat: "c", at: MONDAY, from: null, text: "", buttons: [], files: [], outboxId: "o" };
	await room.append(line);
	await room.append(line);
	await room.list("c", 0, 5);
	await room.latest("c", 5);
	await room.get(1);
	await room.listFromPeople(0, 5);
	await room.lastTakenIn();
	await room.saveSession("t", "a", MONDAY);
	await room.sessionAccount("t", MONDAY);
	await room.dropSession("t");
};
