import type { Absence } from "../../src/domain/absence.ts";
import type { DutyId } from "../../src/domain/duty.ts";
import type { Ranking } from "../../src/domain/ranking.ts";
import type { Report } from "../../src/domain/report.ts";
import type { RoundChange } from "../../src/domain/round-change.ts";
import type { Standing } from "../../src/domain/standing.ts";
import type { ChainLine } from "../../src/ports/chains.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type {
	AuditEntry,
	BindingCode,
	BoundAccount,
	Effect,
	Job,
	KnownGroup,
	NewMessage,
	SavedSession,
	Task,
} from "../../src/ports/store.ts";

/** What the model remembers, by key. */
export interface ModelState {
	sessions: Map<string, SavedSession>;
	reports: Map<number, Report>;
	standings: Map<string, Standing>;
	accounts: Map<string, BoundAccount & { bound: boolean }>;
	codes: Map<string, BindingCode & { revoked: boolean }>;
	tasks: Map<string, Task>;
	/** By unit. */
	chainLines: Map<string, ChainLine>;
	messages: Map<string, NewMessage & { parked: boolean }>;
	groups: Map<string, KnownGroup>;
	jobs: Map<string, Job & { finished: boolean }>;
	settings: Map<string, string>;
	audit: AuditEntry[];
	/** By duty, period and edition. */
	rankings: Map<string, Ranking>;
	changes: RoundChange[];
	absences: Map<string, Absence & { ended: boolean }>;
	/** The chats of unfinished inbox items, by position. */
	inbox: Map<number, ChatRef>;
}

class Contradiction extends Error {}

const demand = (condition: boolean, what: string): void => {
	if (!condition) throw new Contradiction(what);
};

/** The store as a naive list of rules: effects one by one, in order, on a copy that counts only if none is refused. */
export class ModelStore {
	state: ModelState = {
		sessions: new Map(),
		reports: new Map(),
		standings: new Map(),
		accounts: new Map(),
		codes: new Map(),
		tasks: new Map(),
		chainLines: new Map(),
		messages: new Map(),
		groups: new Map(),
		jobs: new Map(),
		settings: new Map(),
		audit: [],
		rankings: new Map(),
		changes: [],
		absences: new Map(),
		inbox: new Map(),
	};

	/** Whether the commit was taken. */
	commit(effects: readonly Effect[]): boolean {
		const next = structuredClone(this.state);
		try {
			for (const effect of effects) apply(next, effect);
			const subjects = [...next.sessions.values()].map(({ person, subject }) => `${person} ${subject}`);
			demand(new Set(subjects).size === subjects.length, "two sessions of a subject");
			const lost = [...next.tasks.values()].some(({ report }) => !next.reports.has(report));
			demand(!lost, "a task about no report");
		} catch (error) {
			if (error instanceof Contradiction) return false;
			throw error;
		}
		this.state = next;
		return true;
	}
}

const apply = (state: ModelState, effect: Effect): void => {
	switch (effect.do) {
		case "finish-inbox":
			state.inbox.delete(effect.position);
			return;
		case "save-session":
			state.sessions.set(effect.session.id, effect.session);
			return;
		case "drop-session":
			state.sessions.delete(effect.id);
			return;
		case "add-report-version":
			addVersion(state, effect);
			return;
		case "confirm-report": {
			const report = state.reports.get(effect.report);
			if (!report) throw new Contradiction("no such report");
			state.reports.set(effect.report, { ...report, confirmedAt: effect.at, confirmedBy: effect.by });
			return;
		}
		case "save-standings":
			for (const standing of effect.standings) state.standings.set(keyOf(standing), standing);
			return;
		case "bind-account": {
			const known = state.accounts.get(effect.account.id)?.privateChat ?? null;
			state.accounts.set(effect.account.id, {
				account: effect.account,
				person: effect.person,
				privateChat: effect.privateChat ?? known,
				bound: true,
			});
			return;
		}
		case "unbind-account": {
			const account = state.accounts.get(effect.account.id);
			if (account) state.accounts.set(effect.account.id, { ...account, bound: false });
			return;
		}
		case "add-code":
			demand(!state.codes.has(effect.code.hash), "code twice");
			state.codes.set(effect.code.hash, { ...effect.code, revoked: false });
			return;
		case "use-code": {
			const code = state.codes.get(effect.hash);
			if (!code || code.usedAt !== null || code.revoked) throw new Contradiction("code of no use");
			state.codes.set(effect.hash, { ...code, usedAt: effect.at });
			return;
		}
		case "revoke-codes":
			for (const [hash, code] of state.codes)
				if (code.person === effect.person && code.usedAt === null) state.codes.set(hash, { ...code, revoked: true });
			return;
		case "add-task":
			demand(!state.tasks.has(effect.task.id), "task twice");
			state.tasks.set(effect.task.id, effect.task);
			return;
		case "finish-task": {
			const task = state.tasks.get(effect.id);
			if (task && task.doneAt === null) state.tasks.set(effect.id, { ...task, doneAt: effect.at });
			return;
		}
		case "save-chain-line":
			state.chainLines.set(effect.line.unit, effect.line);
			return;
		case "drop-chain-line":
			state.chainLines.delete(effect.unit);
			return;
		case "enqueue-message":
			if ([...state.messages.values()].some(({ dedupeKey }) => dedupeKey === effect.message.dedupeKey)) return;
			demand(!state.messages.has(effect.message.id), "message twice");
			state.messages.set(effect.message.id, { ...effect.message, parked: false });
			return;
		case "add-job":
			demand(!state.jobs.has(effect.job.id), "job twice");
			state.jobs.set(effect.job.id, { ...effect.job, finished: false });
			return;
		case "finish-job": {
			const job = state.jobs.get(effect.id);
			if (job) state.jobs.set(effect.id, { ...job, finished: true });
			return;
		}
		case "save-group":
			state.groups.set(effect.group.chat.id, effect.group);
			return;
		case "park-chat":
			for (const [id, message] of state.messages)
				if (isSame(message.chat, effect.chat)) state.messages.set(id, { ...message, parked: true });
			for (const [id, account] of state.accounts)
				if (account.privateChat && isSame(account.privateChat, effect.chat)) state.accounts.set(id, { ...account, privateChat: null });
			return;
		case "move-chat":
			moveChat(state, effect);
			return;
		case "redirect-messages":
			if (isSame(effect.from, effect.to)) return;
			for (const [id, message] of state.messages)
				if (!message.parked && isSame(message.chat, effect.from))
					state.messages.set(id, { ...message, chat: effect.to, answers: null, card: null });
			return;
		case "set-setting":
			state.settings.set(effect.key, effect.value);
			return;
		case "add-audit":
			state.audit.push(effect.entry);
			return;
		case "add-round-change":
			demand(!state.changes.some(({ id }) => id === effect.change.id), "change twice");
			state.changes.push(effect.change);
			return;
		case "add-absence":
			demand(!state.absences.has(effect.absence.id), "absence twice");
			state.absences.set(effect.absence.id, { ...effect.absence, ended: false });
			return;
		case "end-absence": {
			const absence = state.absences.get(effect.id);
			if (absence) state.absences.set(effect.id, { ...absence, ended: true });
			return;
		}
		case "save-ranking": {
			const key = `${effect.ranking.duty} ${effect.ranking.period} ${effect.ranking.edition}`;
			demand(!state.rankings.has(key), "edition twice");
			state.rankings.set(key, effect.ranking);
			return;
		}
		case "record-code-failure":
		case "replace-county":
		case "save-notice":
		case "drop-notice":
		case "add-notice-delivery":
		case "confirm-notice":
		case "note-notice-reminded":
		case "recall-notice":
		case "save-bulletin":
		case "record-problem":
		case "record-occurrence":
		case "add-reminder-records":
		case "add-review-decision":
			throw new Error(`the model does not play ${effect.do}`);
		default:
			effect satisfies never;
	}
};

const isSame = (a: ChatRef, b: ChatRef | null): boolean => a.id === b?.id && a.account === b.account && a.channel === b.channel;

const moveChat = (state: ModelState, { from, toId }: Extract<Effect, { do: "move-chat" }>): void => {
	if (from.id === toId) return;
	const moved = (chat: ChatRef): ChatRef => (isSame(from, chat) ? { ...chat, id: toId } : chat);
	for (const [id, message] of state.messages) {
		if (message.parked || !isSame(from, message.chat)) continue;
		const answers = message.answers && { ...message.answers, message: null };
		state.messages.set(id, { ...message, answers, chat: moved(message.chat) });
	}
	for (const [id, session] of state.sessions) state.sessions.set(id, { ...session, chat: moved(session.chat) });
	for (const [unit, line] of state.chainLines) state.chainLines.set(unit, { ...line, chat: moved(line.chat) });
	for (const [id, job] of state.jobs) if (!job.finished) state.jobs.set(id, { ...job, chat: moved(job.chat) });
	for (const [id, account] of state.accounts)
		state.accounts.set(id, { ...account, privateChat: account.privateChat && moved(account.privateChat) });
	for (const [position, chat] of state.inbox) state.inbox.set(position, moved(chat));
	const old = state.groups.get(from.id);
	if (!old) return;
	const there = state.groups.get(toId) ?? { ...old, chat: moved(old.chat) };
	state.groups.set(toId, { ...there, unit: there.unit ?? old.unit });
	state.groups.delete(from.id);
};

const addVersion = (state: ModelState, { report, version }: Extract<Effect, { do: "add-report-version" }>): void => {
	const there = state.reports.get(report.number);
	if (version.version === 1) {
		const sameRound = [...state.reports.values()].some((other) => roundOf(other) === roundOf(report));
		demand(!there && !sameRound, "report twice");
		state.reports.set(report.number, { ...report, versions: [version], confirmedAt: null, confirmedBy: null });
		return;
	}
	if (there?.versions.length !== version.version - 1) throw new Contradiction("version out of turn");
	state.reports.set(report.number, { ...there, versions: [...there.versions, version] });
};

const roundOf = ({ duty, period, unit }: { duty: DutyId; period: string; unit: string }): string => `${duty} ${period} ${unit}`;
const keyOf = ({ unit, indicator, duty, period }: Standing): string => `${unit} ${indicator} ${duty} ${period}`;
