import type { FactKeys, Facts, Store } from "../ports/store.ts";
import * as accounts from "./accounts.ts";
import * as audit from "./audit.ts";
import * as bulletins from "./bulletins.ts";
import * as burden from "./burden.ts";
import { loadChainLines } from "./chain-lines.ts";
import * as codes from "./codes.ts";
import { planCommit } from "./commit.ts";
import * as county from "./county.ts";
import { dueMessages } from "./due-messages.ts";
import { type Engine, type Read, runAll, type Statement } from "./engine.ts";
import * as groups from "./groups.ts";
import * as inbox from "./inbox.ts";
import * as jobs from "./jobs.ts";
import * as leases from "./leases.ts";
import * as notices from "./notices.ts";
import * as outbox from "./outbox.ts";
import * as problems from "./problems.ts";
import * as rankings from "./rankings.ts";
import * as reminders from "./reminders.ts";
import * as reports from "./reports.ts";
import { pendingReviews } from "./reviews.ts";
import { roundStates } from "./round-states.ts";
import { roundRecords } from "./rounds.ts";
import * as sessions from "./sessions.ts";
import { loadSettings, setting } from "./settings.ts";
import type { Sifted } from "./sift.ts";
import * as standings from "./standings.ts";
import { loadTasks } from "./tasks.ts";

/** The store on an engine whose tables are there; `close` is the caller's, who opened more than the engine. */
export const createStore = (engine: Engine, close: () => Promise<void>): Store => {
	const { dialect } = engine;
	const write = (operation: string, ...statements: readonly Statement[]): Promise<void> => runAll(engine, operation, statements);
	/** What can be read; rows that cannot are set aside for good first, so that they take nobody's place. */
	const sound = async <T, K>(
		operation: string,
		query: (read: Read) => Promise<Sifted<T, K>>,
		dismissing: (damaged: readonly K[]) => Statement,
	): Promise<T[]> => {
		for (;;) {
			const { items, damaged } = await engine.reading(operation, query);
			if (damaged.length === 0) return items;
			await write(operation, dismissing(damaged));
		}
	};
	const dismissItems = (positions: readonly number[]): Statement => inbox.dismissingItems(dialect, positions);
	return {
		loadCounty: () => engine.reading("load county", county.loadCounty),
		receive: (updates, at) => receive(engine, inbox.receiving(updates, at)),
		pendingInbox: (limit) => sound("pending inbox", (read) => inbox.pendingInbox(read, limit), dismissItems),
		pendingInboxBySender: (limit) => sound("pending inbox by sender", (read) => inbox.pendingInboxBySender(read, limit), dismissItems),
		itemsToFetch: (limit) => sound("items to fetch", (read) => inbox.itemsToFetch(read, limit), dismissItems),
		settleFetch: (position, inbound, merged) =>
			engine.writing("settle fetch", (run) => inbox.settleFetch(dialect, run, position, inbound, merged)),
		countAttempt: (position) => write("count attempt", inbox.countingAttempt(position)),
		load: (keys) => engine.reading("load", (read) => load(engine, read, keys)),
		lastReportNumber: () => engine.reading("last report number", reports.lastReportNumber),
		commit: (effects) => commit(engine, effects),
		roundRecords: () => engine.reading("round records", roundRecords),
		roundStates: (duty, period, units) => engine.reading("round states", (read) => roundStates(dialect, read, duty, period, units)),
		pendingReviews: (units) => engine.reading("pending reviews", (read) => pendingReviews(dialect, read, units)),
		standingsOf: (units, indicators, duty, until) =>
			engine.reading("standings", (read) => standings.standingsOf(dialect, read, units, indicators, duty, until)),
		reportedBetween: (duty, from, until) =>
			engine.reading("reported between", (read) => rankings.reportedBetween(dialect, read, duty, from, until)),
		ranking: (duty, period, edition = Number.MAX_SAFE_INTEGER) =>
			engine.reading("ranking", (read) => rankings.ranking(read, duty, period, edition)),
		rankingHeads: (duty, from, until) => engine.reading("ranking heads", (read) => rankings.rankingHeads(read, duty, from, until)),
		accountsOf: (person) => engine.reading("accounts of person", (read) => accounts.accountsOf(read, person)),
		accountsOfPeople: (people) => engine.reading("accounts of people", (read) => accounts.accountsOfPeople(dialect, read, people)),
		accountsOn: (channel) => engine.reading("accounts on channel", (read) => accounts.accountsOn(read, channel)),
		boundPeople: () => engine.reading("bound people", accounts.boundPeople),
		bulletin: (number) => engine.reading("bulletin", (read) => bulletins.bulletinNumbered(read, number)),
		openBulletins: (drafter) => engine.reading("open bulletins", (read) => bulletins.openBulletins(read, drafter)),
		lastBulletinNumber: () => engine.reading("last bulletin number", bulletins.lastBulletinNumber),
		noticeDraft: (issuer) => engine.reading("notice draft", (read) => notices.noticeDraft(read, issuer)),
		notice: (number) => engine.reading("notice", (read) => notices.noticeNumbered(read, number)),
		lastNoticeNumber: () => engine.reading("last notice number", notices.lastNoticeNumber),
		unsentOfNotice: (number) => engine.reading("unsent of a notice", (read) => notices.unsentOfNotice(dialect, read, number)),
		newestNotices: (issuer, limit) => engine.reading("newest notices", (read) => notices.newestNotices(read, issuer, limit)),
		waitingNotices: (people) => engine.reading("waiting notices", (read) => notices.waitingNotices(dialect, read, people)),
		noticeRecipients: (number) => engine.reading("notice recipients", (read) => notices.noticeRecipients(read, number)),
		noticeChats: (number) => engine.reading("notice chats", (read) => notices.noticeChats(read, number)),
		noticesIn: (chat, numbers) => engine.reading("notices in chat", (read) => notices.noticesIn(dialect, read, chat, numbers)),
		problem: (number) => engine.reading("problem", (read) => problems.problemNumbered(read, number)),
		problemEvents: (number) => engine.reading("problem events", (read) => problems.problemEvents(read, number)),
		lastProblemNumber: () => engine.reading("last problem number", problems.lastProblemNumber),
		openProblems: (of) => engine.reading("open problems", (read) => problems.openProblems(dialect, read, of)),
		problemsAfter: (number, limit) => engine.reading("problems after", (read) => problems.problemsAfter(read, number, limit)),
		problemsOfReport: (report) => engine.reading("problems of report", (read) => problems.problemsOfReport(read, report)),
		solvedProblems: (units, from, until) =>
			engine.reading("solved problems", (read) => problems.solvedProblems(dialect, read, units, from, until)),
		problemCounts: (from, until) => engine.reading("problem counts", (read) => problems.problemCounts(dialect, read, from, until)),
		noticesToRemind: (now) => engine.reading("notices to remind", (read) => notices.noticesToRemind(dialect, read, now)),
		occurrences: (keys) => engine.reading("occurrences", (read) => reminders.occurrences(dialect, read, keys)),
		remindedOn: (day, people) => engine.reading("reminded on", (read) => reminders.remindedOn(dialect, read, day, people)),
		positionsBetween: (queue, from, until) =>
			engine.reading("positions between", (read) => burden.positionsBetween(read, queue, from, until)),
		messagesWritten: (span, limit) =>
			burden.afterOthers(() => engine.reading("messages written", (read) => burden.messagesWritten(dialect, read, span, limit))),
		takenIn: (span, limit) => burden.afterOthers(() => engine.reading("taken in", (read) => burden.takenIn(read, span, limit))),
		remindersOn: (day) => engine.reading("reminders on", (read) => burden.remindersOn(read, day)),
		firstWritten: () => engine.reading("first written", burden.firstWritten),
		dueMessages: (channel, account, now, limit, except = [], answersOnly = false) =>
			sound(
				"due messages",
				(read) => dueMessages(dialect, read, { channel, account, now, limit, except, answersOnly }),
				(ids) => outbox.dismissingMessages(dialect, ids, now),
			),
		newestMessages: (chat, limit) => engine.reading("newest messages", (read) => outbox.newestMessages(read, chat, limit)),
		privateChatsWaiting: (channel, account) =>
			engine.reading("private chats waiting", (read) => outbox.privateChatsWaiting(dialect, read, channel, account)),
		markSent: (ids, at) => write("mark sent", ...outbox.markingSent(dialect, ids, at)),
		postpone: (id, at, reason, counts) => write("postpone", outbox.postponing(id, at, reason, counts)),
		notePartsSent: (id, parts) => write("note parts sent", outbox.notingParts(id, parts)),
		park: (id, reason, at) => write("park", outbox.parking(id, reason, at)),
		expireMessages: (now) => engine.writing("expire messages", (run) => run([outbox.expiring(now)])),
		parkOtherAccounts: (channel, account, at) =>
			engine.writing("park other accounts", (run) => run([outbox.parkingOtherAccounts(channel, account, at)])),
		knownGroups: () => engine.reading("known groups", groups.knownGroups),
		takeLease: (name, holder, now, until) =>
			engine.writing("take lease", async (run) => (await run([leases.takingLease(name, holder, now, until)])) === 1),
		dropLease: (name, holder) => write("drop lease", leases.droppingLease(name, holder)),
		parkedSince: (since) => engine.reading("parked since", (read) => outbox.parkedSince(read, since)),
		oldestWaiting: (unhurried = []) => engine.reading("oldest waiting", (read) => outbox.oldestWaiting(dialect, read, unhurried)),
		failedJobs: (since) => engine.reading("failed jobs", (read) => jobs.failedJobs(read, since)),
		outboxDepth: () => engine.reading("outbox depth", outbox.outboxDepth),
		inboxDepth: () => engine.reading("inbox depth", inbox.inboxDepth),
		pendingJobs: (limit) =>
			sound(
				"pending jobs",
				(read) => jobs.pendingJobs(read, limit),
				(ids) => jobs.dismissingJobs(dialect, ids),
			),
		countJobAttempt: (id) => write("count job attempt", jobs.countingJobAttempt(id)),
		setting: (key) => engine.reading("setting", (read) => setting(read, key)),
		auditOf: (subject, limit) => engine.reading("audit of subject", (read) => audit.auditOf(read, subject, limit)),
		close,
	};
};

const receive = async (engine: Engine, statements: readonly Statement[]): Promise<number> => {
	if (statements.length === 0) return 0;
	return engine.writing("receive", (run) => run(statements));
};

/** Planned inside the turn of writing, so that a value the store cannot hold is refused like any other contradiction. */
const commit = async (engine: Engine, effects: readonly Parameters<Store["commit"]>[0][number][]): Promise<void> => {
	if (effects.length === 0) return;
	await engine.writing("commit", (run) => run(planCommit(engine.dialect, effects)));
};

const load = async ({ dialect }: Engine, read: Read, keys: FactKeys): Promise<Facts> => {
	const some = async <K, T>(
		wanted: readonly K[] | undefined,
		query: (wanted: readonly K[]) => Promise<readonly T[]>,
	): Promise<readonly T[]> => (wanted === undefined || wanted.length === 0 ? [] : query(wanted));
	return {
		accounts: await some(keys.accounts, (wanted) => accounts.loadAccounts(dialect, read, wanted)),
		sessions: await some(keys.sessionsOf, (wanted) => sessions.sessionsOf(dialect, read, wanted)),
		reports: await reports.loadReports(dialect, read, keys.reports ?? [], keys.reportNumbers ?? []),
		standings: await some(keys.standings, (wanted) => standings.loadStandings(dialect, read, wanted)),
		messages: await some(keys.messages, (wanted) => outbox.loadMessages(dialect, read, wanted)),
		codes: await some(keys.codes, (wanted) => codes.loadCodes(dialect, read, wanted)),
		codeFailures: keys.codeFailures ? await codes.loadCodeFailures(dialect, read, keys.codeFailures) : [],
		tasks: await some(keys.tasksOf, (wanted) => loadTasks(dialect, read, wanted)),
		chainLines: await some(keys.chainLinesOf, (wanted) => loadChainLines(dialect, read, wanted)),
		groups: await some(keys.groups, (wanted) => groups.loadGroups(dialect, read, wanted)),
		settings: await some(keys.settings, (wanted) => loadSettings(dialect, read, wanted)),
	};
};
