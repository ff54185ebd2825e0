import { createHash } from "node:crypto";
import type { County } from "../../../src/domain/county.ts";
import type { Instant } from "../../../src/domain/period.ts";
import type { Person, PersonKey } from "../../../src/domain/person.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { type UnitCode, unitCode } from "../../../src/domain/unit.ts";
import { chatKey } from "../../../src/ports/chat.ts";
import type { Inbound } from "../../../src/ports/intake.ts";
import type { BoundAccount, Effect, InboxItem, Job, KnownGroup, NewMessage } from "../../../src/ports/store.ts";
import { faultsOfMessage } from "./heard.ts";
import {
	isOffice,
	isToldOfProblem,
	mayApproveBulletin,
	mayDoToProblem,
	mayExport,
	mayGiveNotice,
	mayRemind,
	mayReport,
	mayReportFor,
	mayReview,
	maySeeAnalysis,
	maySeeBurden,
	mayTakeMaterial,
} from "./rights.ts";

const HOUR_MS = 3_600_000;
const MAX_FAILURES = 5;

const hashOf = (code: string): string => createHash("sha256").update(`yixian-code:${code}`).digest("hex");
const lettersOf = (text: string): string =>
	text
		.normalize("NFKC")
		.toUpperCase()
		.replace(/[^0-9A-Z]/gu, "");

/** What the program says of its own accord, when its time has come. */
const OF_ITSELF: ReadonlySet<string> = new Set([
	"problem-digest",
	"reminder",
	"round-digest",
	"ranking",
	"ranking-corrected",
	"review-due",
	"review-overnight",
	"review-overdue",
]);
/** What it tells the office alone, each of them in private. */
const TO_THE_OFFICE: ReadonlySet<string> = new Set([
	"burden",
	"analysis-due",
	"group-left",
	"channel-down",
	"channel-back",
	"many-lost",
	"disk-low",
]);

/** What is remembered of one person: nobody else changes it. */
const OF_A_PERSON = /^(?:offer|said|checked-workbook|problem-photo|problem-said|review):/u;

const isOfMaterial = (input: unknown): boolean =>
	typeof input === "object" && input !== null && "what" in input && input.what === "material";

interface Attribution {
	readonly inbound: Inbound;
	/** The person behind the account when the turn was committed. */
	readonly person: Person | null;
	/** The code it used up, by its hash. */
	used: string | null;
}

/** Looks at every commit and says which effects nobody had a right to. Keeps its own account of who is who. */
export class Judge {
	readonly violations: string[] = [];
	/** Ids of chats in which something was rightly said. */
	readonly spokenTo = new Set<string>();
	/** Turns judged. */
	turns = 0;
	/** Effects judged, by kind. */
	readonly effects = new Map<string, number>();
	/** Turns that were answered with an apology. */
	failures = 0;
	/** Called with every turn that is finished. */
	onTurn: (inbound: Inbound) => void = () => undefined;
	/** Called with everything taken in. */
	onReceive: (inbound: Inbound) => void = () => undefined;
	readonly #county: () => County;
	readonly #now: () => Instant;
	readonly #codes: () => readonly string[];
	readonly #items = new Map<number, Inbound>();
	readonly #jobs = new Map<string, Job>();
	readonly #bound = new Map<string, PersonKey>();
	readonly #privateChats = new Map<string, string>();
	readonly #sessions = new Map<string, PersonKey>();
	readonly #units = new Map<string, string | null>();
	readonly #titles = new Map<string, string>();
	readonly #issued = new Map<string, { person: PersonKey; expiresAt: Instant; open: boolean }>();
	/** Every way a problem stood, the newest last: whom it was taken from hears of it too. */
	readonly #problems = new Map<number, Problem[]>();
	/** Whose unit each report is, and who sent its newest version. */
	readonly #reports = new Map<number, { readonly unit: UnitCode; readonly by: PersonKey }>();
	/** Chats into which somebody sent a file that is still to be fetched. */
	readonly #sentFiles = new Set<string>();
	readonly #wrongCodes = new Map<string, Instant[]>();
	/** Marks of those who have no right to be heard anywhere but where they speak. */
	readonly #silenced: (text: string) => boolean;

	constructor(parts: { county: () => County; now: () => Instant; codes: () => readonly string[]; silenced: (text: string) => boolean }) {
		this.#county = parts.county;
		this.#now = parts.now;
		this.#codes = parts.codes;
		this.#silenced = parts.silenced;
	}

	/** What is so at the beginning. */
	know(accounts: readonly BoundAccount[], groups: readonly KnownGroup[]): void {
		for (const { account, person, privateChat } of accounts) {
			this.#bound.set(account.id, person);
			if (privateChat) this.#privateChats.set(account.id, chatKey(privateChat));
		}
		for (const group of groups) this.#noteGroup(group);
	}

	/** The person an account is bound to now. */
	personOf(account: string): Person | null {
		const key = this.#bound.get(account);
		return (key && this.#county().person(key)) ?? null;
	}

	/** A code that binds a person now, or null. */
	codeFor(person: PersonKey): string | null {
		return (
			this.#codes().find((code) => {
				const issued = this.#issued.get(hashOf(code));
				return issued?.open === true && issued.person === person;
			}) ?? null
		);
	}

	/** To be told of every call of the store. */
	readonly watch = (method: string, given: readonly unknown[], answer: unknown): void => {
		if (method === "pendingInbox" || method === "pendingInboxBySender")
			for (const { position, inbound } of answer as readonly InboxItem[]) this.#items.set(position, inbound);
		if (method === "receive")
			for (const inbound of given[0] as readonly Inbound[]) {
				if (inbound.content.kind === "remote-files") this.#sentFiles.add(chatKey(inbound.chat));
				this.onReceive(inbound);
			}
		if (method === "pendingJobs") for (const job of answer as readonly Job[]) this.#jobs.set(job.id, job);
		if (method === "commit") this.#judge(given[0] as readonly Effect[]);
	};

	#judge(effects: readonly Effect[]): void {
		const done = effects.find((effect) => effect.do === "finish-job");
		if (done?.do === "finish-job") {
			this.#judgeJob(effects, this.#jobs.get(done.id));
			return;
		}
		let turn: Attribution | null = null;
		for (const effect of effects) {
			this.effects.set(effect.do, (this.effects.get(effect.do) ?? 0) + 1);
			if (effect.do === "finish-inbox") {
				turn = this.#begin(effect.position);
				if (effect.outcome === "failed") this.failures += 1;
			} else if (turn) this.#judgeEffect(effect, turn, effects);
			else if (
				!(effect.do === "set-setting" && !OF_A_PERSON.test(effect.key)) &&
				effect.do !== "park-chat" &&
				effect.do !== "redirect-messages" &&
				effect.do !== "save-ranking" &&
				// What the schedule did, once, and whom it reminded.
				effect.do !== "record-occurrence" &&
				effect.do !== "add-reminder-records" &&
				!(effect.do === "enqueue-message" && this.#isOfItself(effect.message)) &&
				!(effect.do === "enqueue-message" && TO_THE_OFFICE.has(effect.message.view.key) && this.#isOffices(effect.message)) &&
				// A group of which only a failed message tells that the bot is out of it.
				!(effect.do === "save-group" && !effect.group.member && this.#units.get(chatKey(effect.group.chat)) === effect.group.unit) &&
				!(effect.do === "add-audit" && effect.entry.actor === "system")
			)
				this.#blame(`${effect.do === "enqueue-message" ? effect.message.view.key : effect.do} of nobody`, null);
		}
	}

	#mayAsk(job: Job, person: Person | null, at: Instant): boolean {
		if (job.kind === "draw-ranking") return true;
		if (job.kind === "write-export") return isOfMaterial(job.input) ? mayTakeMaterial(person, at) : mayExport(person, at);
		// What is drafted is judged when it is saved: it is the office's own.
		if (job.kind === "write-bulletin") return mayApproveBulletin(person, at);
		if (job.kind === "write-analysis") return maySeeAnalysis(person, at);
		return job.kind === "count-burden" ? maySeeBurden(person, at) : isOffice(person, at);
	}

	/** Whether the program says something of its own accord: then its chat may hear it. */
	#isOfItself({ view, chat }: NewMessage): boolean {
		const isAboutFiles = view.key === "files-coming" && this.#sentFiles.has(chatKey(chat));
		if (!OF_ITSELF.has(view.key) && !isAboutFiles) return false;
		this.spokenTo.add(chat.id);
		return true;
	}

	/** Whether a message goes to one of the office, in their own private chat. */
	#isOffices({ chat, addressee }: NewMessage): boolean {
		const accounts = [...this.#bound].flatMap(([account, key]) => (key === addressee ? [account] : []));
		const person = addressee === null ? null : (this.#county().person(addressee) ?? null);
		return isOffice(person, this.#now()) && accounts.some((account) => this.#privateChats.get(account) === chatKey(chat));
	}

	#begin(position: number): Attribution | null {
		const inbound = this.#items.get(position);
		this.#items.delete(position);
		// Parts of an album that were merged into another item were never pending.
		if (!inbound) return null;
		this.turns += 1;
		this.onTurn(inbound);
		return { inbound, person: inbound.anonymous ? null : this.personOf(inbound.sender.id), used: null };
	}

	#judgeJob(effects: readonly Effect[], job: Job | undefined): void {
		const person = (job && this.#county().person(job.person)) ?? null;
		if (!job || !this.#mayAsk(job, person, this.#now())) this.#blame(`a job of ${job?.person ?? "nobody"}`, null);
		for (const effect of effects) {
			this.effects.set(effect.do, (this.effects.get(effect.do) ?? 0) + 1);
			if (effect.do === "replace-county" && job?.kind !== "apply-workbook") this.#blame("replace-county by another job", null);
			if (effect.do === "add-code" || effect.do === "revoke-codes") this.#noteCode(effect);
			if (
				effect.do === "enqueue-message" &&
				((effect.message.chat.kind !== "private" && !["draw-ranking", "write-bulletin"].includes(job?.kind ?? "")) ||
					this.#silenced(JSON.stringify(effect.message.view)))
			)
				this.#blame(`a job says ${effect.message.view.key}`, null);
		}
	}

	#judgeEffect(effect: Effect, turn: Attribution, all: readonly Effect[]): void {
		const { inbound, person } = turn;
		const { sender, chat, content, sentAt } = inbound;
		const text = "text" in content ? content.text : "";
		const office = isOffice(person, sentAt);
		const must = (allowed: boolean, what: string = effect.do): void => {
			if (!allowed) this.#blame(what, turn);
		};
		switch (effect.do) {
			case "add-report-version": {
				const { unit } = effect.report;
				const { source, by } = effect.version;
				must(source === "own" ? mayReport(person, unit, sentAt) : mayReportFor(this.#county(), person, unit, sentAt), `report ${source}`);
				must(by === person?.key, "report in another's name");
				this.#reports.set(effect.report.number, { unit, by });
				return;
			}
			case "save-standings":
				for (const { unit } of effect.standings)
					must(
						all.some((one) => one.do === "add-report-version" && one.report.unit === unit) || this.#approved(all, unit),
						"figures without a report",
					);
				return;
			case "add-review-decision": {
				const report = this.#reports.get(effect.report);
				must(effect.decision.by === person?.key, "a decision in another's name");
				must(report !== undefined && mayReview(person, report.unit, sentAt), "deciding about another unit's report");
				return;
			}
			case "confirm-report":
				must(effect.by === person?.key);
				return;
			case "save-session":
				must(effect.session.person === person?.key, "another's dialog");
				must(
					mayReport(person, effect.session.unit, sentAt) || mayReportFor(this.#county(), person, effect.session.unit, sentAt),
					"a dialog about a unit that is not theirs",
				);
				this.#sessions.set(effect.session.id, effect.session.person);
				return;
			case "drop-session":
				must(this.#sessions.get(effect.id) === undefined || this.#sessions.get(effect.id) === person?.key, "dropping another's dialog");
				this.#sessions.delete(effect.id);
				return;
			case "bind-account":
				must(effect.account.id === sender.id, "binding another's account");
				if (effect.person !== person?.key) must(this.#mayBind(turn, effect.person), "binding without a code");
				this.#bound.set(effect.account.id, effect.person);
				if (effect.privateChat) this.#privateChats.set(effect.account.id, chatKey(effect.privateChat));
				return;
			case "unbind-account":
				must(office);
				this.#bound.delete(effect.account.id);
				return;
			case "record-code-failure":
				must(effect.account.id === sender.id && chat.kind === "private");
				this.#wrongCodes.set(sender.id, [...this.#recentWrong(sender.id), this.#now()]);
				return;
			case "use-code":
				must(
					this.#codes().some((code) => hashOf(code) === effect.hash && lettersOf(text).includes(code)),
					"using a code nobody typed",
				);
				must(this.#issued.get(effect.hash)?.open === true, "using a code again");
				turn.used = effect.hash;
				this.#close(effect.hash);
				return;
			case "add-code":
			case "revoke-codes":
				must(office || (effect.do === "revoke-codes" && office));
				this.#noteCode(effect);
				return;
			case "save-group":
				must(chatKey(effect.group.chat) === chatKey(chat) || content.kind === "group", "another group");
				if ((this.#units.get(chatKey(effect.group.chat)) ?? null) !== effect.group.unit && content.kind !== "group")
					must(office && chat.kind === "group", "binding a group");
				if (this.#titles.has(chatKey(effect.group.chat)) && this.#titles.get(chatKey(effect.group.chat)) !== effect.group.title)
					must(content.kind === "group", "renaming a group");
				this.#noteGroup(effect.group);
				return;
			case "move-chat":
				must(content.kind === "group" && content.event.what === "moved" && chatKey(effect.from) === chatKey(chat));
				return;
			case "redirect-messages":
				must(chatKey(effect.from) === chatKey(chat) && content.kind === "reachable");
				return;
			case "park-chat":
				must(chatKey(effect.chat) === chatKey(chat) && (content.kind === "reachable" || content.kind === "group"));
				return;
			case "replace-county":
				must(false, "a county by a turn");
				return;
			case "add-job":
				// What is sent up to be approved is pressed by whoever gets it.
				must(
					this.#mayAsk(effect.job, person, sentAt) &&
						(effect.job.person === person?.key ||
							(effect.job.kind === "write-bulletin" && mayApproveBulletin(this.#county().person(effect.job.person) ?? null, sentAt))) &&
						(effect.job.chat.kind === "private" || effect.job.kind === "draw-ranking"),
				);
				return;
			case "save-bulletin": {
				const { drafter, approver, state } = effect.bulletin;
				must(drafter === person?.key ? office : mayApproveBulletin(person, sentAt), "another's bulletin");
				must(state !== "approved" || (approver !== null && approver !== drafter), "a bulletin approved by its drafter");
				must(state !== "published", "a bulletin published by a turn");
				return;
			}
			case "record-problem": {
				const { problem, event } = effect;
				// The problems of a report enter the ledger in its sender's name, once it is approved.
				const approved = this.#approved(all, problem.raisedBy.unit, event.by);
				must(event.by === person?.key || approved, "a problem in another's name");
				must(approved || mayDoToProblem(this.#county(), person, event.change, problem, sentAt), `problem ${event.change.what}`);
				this.#problems.set(problem.number, [...(this.#problems.get(problem.number) ?? []), problem]);
				return;
			}
			case "add-task":
				must(mayReportFor(this.#county(), person, effect.task.unit, sentAt));
				return;
			case "save-chain-line": {
				const { unit, by, chat: shownIn } = effect.line;
				// Whoever posts a list, of units of the group or of those they report for; or somebody of the unit, who mends its line.
				const isOf = this.#unitsIn(chatKey(chat)).some((group) => group === unit || this.#county().unit(unit)?.parent === group);
				const posted = by === person?.key && chatKey(shownIn) === chatKey(chat);
				must(
					(posted && (chat.kind === "group" ? isOf : mayReportFor(this.#county(), person, unit, sentAt))) ||
						mayReport(person, unit, sentAt),
					"a line of another unit",
				);
				return;
			}
			case "drop-chain-line":
				must(
					mayReport(person, effect.unit, sentAt) || mayReportFor(this.#county(), person, effect.unit, sentAt),
					"dropping another unit's line",
				);
				return;
			case "set-setting":
				// What a group's lists said is remembered there.
				if (person !== null && effect.key === `chain:${chatKey(chat)}`) return;
				must(OF_A_PERSON.test(effect.key) && effect.key.endsWith(`:${person?.key}`), `setting ${effect.key}`);
				return;
			case "add-reminder-records":
				for (const { unit, kind } of effect.records)
					must(
						kind !== "round" || (unit !== null && mayRemind(this.#county(), person, unit, sentAt)),
						"reminding of a unit that is not theirs",
					);
				return;
			case "enqueue-message":
				this.#judgeMessage(effect.message, turn, office);
				return;
			default:
				return;
		}
	}

	/** Whether a report of a unit, sent by somebody where that is named, is approved by these effects. */
	#approved(all: readonly Effect[], unit: UnitCode, by?: PersonKey): boolean {
		return all.some((one) => {
			const report = one.do === "add-review-decision" && one.decision.decision === "approved" ? this.#reports.get(one.report) : undefined;
			return report?.unit === unit && (by === undefined || report.by === by);
		});
	}

	#judgeMessage(message: NewMessage, turn: Attribution, office: boolean): void {
		const { inbound, person } = turn;
		const faults = faultsOfMessage(message, {
			inbound,
			person,
			office,
			own: (chat) => person !== null && [...this.#bound].some(([id, key]) => key === person.key && this.#privateChats.get(id) === chat),
			silenced: this.#silenced,
			mayNotify: (chat) => this.#unitsIn(chat).some((unit) => mayGiveNotice(this.#county(), person, unit, inbound.sentAt)),
			concerned: (chat, number) =>
				(this.#problems.get(number) ?? []).some((problem) => isToldOfProblem(problem, this.#unitsIn(chat), this.#reachedIn(chat))),
			mayRemind: (unit) => mayRemind(this.#county(), person, unit, inbound.sentAt),
			codes: this.#codes(),
		});
		for (const fault of faults) this.#blame(fault, turn);
		if (faults.length === 0) this.spokenTo.add(message.chat.id);
	}

	/** Whose chat it is: a group's unit, the units of whoever is reached there; null of none. */
	#unitsIn(chat: string): readonly (UnitCode | null)[] {
		const group = this.#units.get(chat);
		if (group !== undefined) return [group === null ? null : unitCode(group)];
		const ofRoom = /^room\/room\/g-(\d+)$/u.exec(chat)?.[1];
		if (ofRoom !== undefined) return [unitCode(ofRoom)];
		const account = [...this.#privateChats].find(([, known]) => known === chat)?.[0];
		const person = account === undefined ? null : this.personOf(account);
		return person ? person.posts.map(({ unit }) => unit) : [null];
	}

	/** Who is reached alone in a chat, and whether that is somebody of the office. */
	#reachedIn(chat: string): { readonly office: boolean; readonly person: PersonKey | null } {
		const account = [...this.#privateChats].find(([, known]) => known === chat)?.[0];
		const person = account === undefined ? null : this.personOf(account);
		return { office: isOffice(person, this.#now()), person: person?.key ?? null };
	}

	#mayBind({ inbound, used }: Attribution, person: PersonKey): boolean {
		if (inbound.chat.kind !== "private" || inbound.anonymous || this.#recentWrong(inbound.sender.id).length >= MAX_FAILURES) return false;
		const issued = used === null ? undefined : this.#issued.get(used);
		return issued?.person === person && issued.expiresAt >= this.#now();
	}

	#recentWrong(account: string): Instant[] {
		const since = Date.parse(this.#now()) - HOUR_MS;
		return (this.#wrongCodes.get(account) ?? []).filter((at) => Date.parse(at) >= since);
	}

	#noteCode(effect: Extract<Effect, { do: "add-code" | "revoke-codes" }>): void {
		if (effect.do === "add-code") {
			const { hash, person, expiresAt } = effect.code;
			this.#issued.set(hash, { person, expiresAt, open: true });
		} else for (const [hash, issued] of this.#issued) if (issued.person === effect.person) this.#close(hash);
	}

	#close(hash: string): void {
		const issued = this.#issued.get(hash);
		if (issued) issued.open = false;
	}

	#noteGroup({ chat, unit, title }: KnownGroup): void {
		this.#units.set(chatKey(chat), unit);
		this.#titles.set(chatKey(chat), title);
	}

	#blame(what: string, turn: Attribution | null): void {
		if (this.violations.length > 200) return;
		const who = turn
			? `${turn.inbound.anonymous ? "anonymous" : turn.inbound.sender.id} (${turn.person?.key ?? "nobody"}) in ${turn.inbound.chat.kind} ${turn.inbound.chat.id} by ${JSON.stringify(turn.inbound.content).slice(0, 300)}`
			: "";
		this.violations.push(`not allowed: ${what} ${who}`);
	}
}
