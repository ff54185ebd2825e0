import type { DutyId } from "../../domain/duty.ts";
import type { IndicatorId } from "../../domain/indicator.ts";
import type { Instant, PeriodKey } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Report } from "../../domain/report.ts";
import type { Standing } from "../../domain/standing.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { ChainLine } from "../../ports/chains.ts";
import { type AccountRef, accountKey, type ChatRef, chatKey } from "../../ports/chat.ts";
import type {
	BindingCode,
	BoundAccount,
	Effect,
	FactKeys,
	Facts,
	KnownGroup,
	NewMessage,
	QueuedMessage,
	SavedSession,
	Store,
	Task,
} from "../../ports/store.ts";
import { type EffectAbout, type Thing, thingOf } from "./effects-about.ts";

export interface ReportKey {
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly unit: UnitCode;
}

const reportKeyText = (key: ReportKey): string => `${key.duty}:${key.period}:${key.unit}`;
const pairText = (unit: UnitCode, indicator: IndicatorId): string => `${unit} ${indicator}`;

/** A wide read asked for while earlier turns of the group are not committed yet: the group ends before this turn. */
export class CommitFirst extends Error {}

/**
 * What a group of turns knows: rows loaded in batches, seen through the effects of the turns already done. A later turn of the group reads what an
 * earlier one wrote, though nothing is committed yet; a turn that fails leaves no trace, because its effects are never accepted.
 */
export class WorkingSet {
	readonly #store: Store;
	readonly #accounts = new Map<string, BoundAccount | null>();
	readonly #sessions = new Map<PersonKey, SavedSession[]>();
	readonly #reports = new Map<string, Report | null>();
	readonly #numbers = new Map<number, Report | null>();
	readonly #standings = new Map<string, Standing[]>();
	readonly #messages = new Map<string, QueuedMessage | null>();
	readonly #tasks = new Map<UnitCode, Task[]>();
	readonly #chainLines = new Map<UnitCode, ChainLine[]>();
	readonly #groups = new Map<string, KnownGroup | null>();
	readonly #settings = new Map<string, string | null>();
	readonly #accepted: Effect[] = [];
	readonly #byThing = new Map<Thing, Effect[]>();
	#lastNumber: number | null = null;

	constructor(store: Store) {
		this.#store = store;
	}

	/** All effects accepted so far, in order. */
	get effects(): readonly Effect[] {
		return this.#accepted;
	}

	/** Makes a finished turn's effects visible to the following turns. */
	accept(effects: readonly Effect[]): void {
		for (const effect of effects) {
			this.#accepted.push(effect);
			const thing = thingOf(effect);
			if (!thing) continue;
			const known = this.#byThing.get(thing);
			if (known) known.push(effect);
			else this.#byThing.set(thing, [effect]);
		}
	}

	/** The accepted effects on one kind of thing, in order. */
	#about<T extends Thing>(thing: T): readonly EffectAbout<T>[] {
		return (this.#byThing.get(thing) ?? []) as EffectAbout<T>[];
	}

	/** Loads many keys at once; keys already here are not asked for again. */
	async prefetch(keys: FactKeys): Promise<void> {
		const wanted: FactKeys = {
			accounts: (keys.accounts ?? []).filter((account) => !this.#accounts.has(accountKey(account))),
			sessionsOf: (keys.sessionsOf ?? []).filter((person) => !this.#sessions.has(person)),
			reports: (keys.reports ?? []).filter((key) => !this.#reports.has(reportKeyText(key))),
			reportNumbers: (keys.reportNumbers ?? []).filter((number) => !this.#numbers.has(number)),
			standings: (keys.standings ?? []).filter((pair) => !this.#standings.has(pairText(pair.unit, pair.indicator))),
			messages: (keys.messages ?? []).filter((id) => !this.#messages.has(id)),
			tasksOf: (keys.tasksOf ?? []).filter((unit) => !this.#tasks.has(unit)),
			chainLinesOf: (keys.chainLinesOf ?? []).filter((unit) => !this.#chainLines.has(unit)),
			groups: (keys.groups ?? []).filter((chat) => !this.#groups.has(chatKey(chat))),
			settings: (keys.settings ?? []).filter((key) => !this.#settings.has(key)),
		};
		if (Object.values(wanted).every((list) => list.length === 0)) return;
		this.#keep(wanted, await this.#store.load(wanted));
	}

	#keep(wanted: FactKeys, facts: Facts): void {
		for (const account of wanted.accounts ?? []) this.#accounts.set(accountKey(account), null);
		for (const found of facts.accounts) this.#accounts.set(accountKey(found.account), found);
		for (const person of wanted.sessionsOf ?? []) this.#sessions.set(person, []);
		for (const session of facts.sessions) this.#sessions.get(session.person)?.push(session);
		for (const key of wanted.reports ?? []) this.#reports.set(reportKeyText(key), null);
		for (const number of wanted.reportNumbers ?? []) this.#numbers.set(number, null);
		for (const report of facts.reports) {
			this.#reports.set(reportKeyText(report), report);
			this.#numbers.set(report.number, report);
		}
		for (const pair of wanted.standings ?? []) this.#standings.set(pairText(pair.unit, pair.indicator), []);
		for (const standing of facts.standings) this.#standings.get(pairText(standing.unit, standing.indicator))?.push(standing);
		for (const id of wanted.messages ?? []) this.#messages.set(id, null);
		for (const message of facts.messages) this.#messages.set(message.id, message);
		for (const unit of wanted.tasksOf ?? []) this.#tasks.set(unit, []);
		for (const task of facts.tasks) this.#tasks.get(task.unit)?.push(task);
		for (const unit of wanted.chainLinesOf ?? []) this.#chainLines.set(unit, []);
		for (const line of facts.chainLines) this.#chainLines.get(line.unit)?.push(line);
		for (const chat of wanted.groups ?? []) this.#groups.set(chatKey(chat), null);
		for (const group of facts.groups) this.#groups.set(chatKey(group.chat), group);
		for (const key of wanted.settings ?? []) this.#settings.set(key, null);
		for (const { key, value } of facts.settings) this.#settings.set(key, value);
	}

	async account(ref: AccountRef): Promise<BoundAccount | null> {
		const key = accountKey(ref);
		if (!this.#accounts.has(key)) await this.prefetch({ accounts: [ref] });
		let found = this.#accounts.get(key) ?? null;
		for (const effect of this.#about("account")) {
			if (effect.do === "bind-account" && accountKey(effect.account) === key)
				found = { account: ref, person: effect.person, privateChat: effect.privateChat ?? found?.privateChat ?? null };
			if (effect.do === "unbind-account" && accountKey(effect.account) === key) found = null;
			if (effect.do === "park-chat" && found?.privateChat && chatKey(found.privateChat) === chatKey(effect.chat))
				found = { ...found, privateChat: null };
		}
		return found;
	}

	/** A person's open dialogs, the active one first. */
	async sessions(person: PersonKey): Promise<SavedSession[]> {
		if (!this.#sessions.has(person)) await this.prefetch({ sessionsOf: [person] });
		const found = new Map((this.#sessions.get(person) ?? []).map((session) => [session.id, session]));
		for (const effect of this.#about("session")) {
			if (effect.do === "save-session" && effect.session.person === person) found.set(effect.session.id, effect.session);
			if (effect.do === "drop-session") found.delete(effect.id);
		}
		return [...found.values()].sort((a, b) => Number(b.active) - Number(a.active));
	}

	async report(key: ReportKey): Promise<Report | null> {
		const text = reportKeyText(key);
		if (!this.#reports.has(text)) await this.prefetch({ reports: [key] });
		return this.#seen(this.#reports.get(text) ?? null, (effect) => reportKeyText(effect.report) === text);
	}

	async reportByNumber(number: number): Promise<Report | null> {
		await this.prefetch({ reportNumbers: [number] });
		return this.#seen(this.#numbers.get(number) ?? null, (effect) => effect.report.number === number);
	}

	#seen(stored: Report | null, concerns: (effect: Extract<Effect, { do: "add-report-version" }>) => boolean): Report | null {
		let report = stored;
		for (const effect of this.#about("report")) {
			if (effect.do === "add-report-version" && concerns(effect))
				report = {
					confirmedAt: null,
					confirmedBy: null,
					...(report?.decisions ? { decisions: report.decisions } : {}),
					...effect.report,
					versions: [...(report?.versions ?? []), effect.version],
				};
			if (effect.do === "add-review-decision" && report?.number === effect.report)
				report = { ...report, decisions: [...(report.decisions ?? []), effect.decision] };
			if (effect.do === "confirm-report" && report?.number === effect.report)
				report = { ...report, confirmedAt: effect.at, confirmedBy: effect.by };
		}
		return report;
	}

	async standings(unit: UnitCode, indicator: IndicatorId, duty: DutyId): Promise<Standing[]> {
		const pair = pairText(unit, indicator);
		if (!this.#standings.has(pair)) await this.prefetch({ standings: [{ unit, indicator }] });
		const stored = (this.#standings.get(pair) ?? []).filter((standing) => standing.duty === duty);
		const found = new Map(stored.map((standing) => [standing.period, standing]));
		for (const { standings } of this.#about("standing"))
			for (const standing of standings)
				if (standing.unit === unit && standing.indicator === indicator && standing.duty === duty) found.set(standing.period, standing);
		return [...found.values()];
	}

	async message(id: string): Promise<NewMessage | null> {
		const written = this.#about("message").find((effect) => effect.message.id === id);
		if (written) return written.message;
		await this.prefetch({ messages: [id] });
		return this.#messages.get(id) ?? null;
	}

	async tasks(units: readonly UnitCode[]): Promise<Task[]> {
		await this.prefetch({ tasksOf: units });
		const found = new Map(units.flatMap((unit) => this.#tasks.get(unit) ?? []).map((task) => [task.id, task]));
		for (const effect of this.#about("task")) {
			if (effect.do === "add-task" && units.includes(effect.task.unit)) found.set(effect.task.id, effect.task);
			if (effect.do === "finish-task") found.delete(effect.id);
		}
		return [...found.values()];
	}

	/** Lines of a 接龙 that wait for the word of these units. */
	async chainLines(units: readonly UnitCode[]): Promise<ChainLine[]> {
		await this.prefetch({ chainLinesOf: units });
		const stored = [...new Set(units)].flatMap((unit) => this.#chainLines.get(unit) ?? []);
		const found = new Map(stored.map((line) => [reportKeyText(line), line]));
		for (const effect of this.#about("chain-line")) {
			if (effect.do === "save-chain-line" && units.includes(effect.line.unit)) found.set(reportKeyText(effect.line), effect.line);
			if (effect.do === "drop-chain-line") found.delete(reportKeyText(effect));
		}
		return [...found.values()];
	}

	/** What is known of a group chat. */
	async group(chat: ChatRef): Promise<KnownGroup | null> {
		await this.prefetch({ groups: [chat] });
		let found = this.#groups.get(chatKey(chat)) ?? null;
		for (const effect of this.#about("group")) {
			if (effect.do === "save-group" && chatKey(effect.group.chat) === chatKey(chat)) found = effect.group;
			if (effect.do === "move-chat" && chatKey(effect.from) === chatKey(chat)) found = null;
		}
		return found;
	}

	/** A code by its hash, as the group sees it. */
	async code(hash: string): Promise<BindingCode | null> {
		const loaded = (await this.#store.load({ codes: [hash] })).codes[0] ?? null;
		let code = loaded;
		for (const effect of this.#about("code")) {
			if (effect.do === "add-code" && effect.code.hash === hash) code = effect.code;
			const spent =
				(effect.do === "use-code" && effect.hash === hash) ||
				(effect.do === "revoke-codes" && effect.person === code?.person && code.usedAt === null);
			if (code && spent) code = { ...code, usedAt: effect.at };
		}
		return code;
	}

	/** Failed code attempts of an account since an instant, and the first of them. */
	async codeFailures(account: AccountRef, since: Instant): Promise<{ count: number; oldest: Instant | null }> {
		const loaded = (await this.#store.load({ codeFailures: { accounts: [account], since } })).codeFailures[0];
		const pending = this.#about("code-failure").filter((effect) => accountKey(effect.account) === accountKey(account));
		const first = pending[0]?.at ?? null;
		return { count: (loaded?.count ?? 0) + pending.length, oldest: loaded?.oldest ?? first };
	}

	/** A setting, as the group sees it. */
	async setting(key: string): Promise<string | null> {
		const written = this.#about("setting").findLast((effect) => effect.key === key);
		if (written) return written.value;
		if (!this.#settings.has(key)) await this.prefetch({ settings: [key] });
		return this.#settings.get(key) ?? null;
	}

	async nextReportNumber(): Promise<number> {
		this.#lastNumber ??= await this.#store.lastReportNumber();
		const given = this.#about("report").map((effect) => (effect.do === "add-report-version" ? effect.report.number : 0));
		return Math.max(this.#lastNumber, ...given) + 1;
	}

	/** What is committed: for figures shown beside the answer, where what an earlier turn of the same group changed may still be missing. */
	get committed(): Store {
		return this.#store;
	}

	/** The store for wide reads (lists over many units). Throws CommitFirst while earlier turns of the group wait to be committed. */
	wide(): Store {
		if (this.#accepted.length > 0) throw new CommitFirst();
		return this.#store;
	}
}
