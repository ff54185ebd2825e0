import { addMs, dateOf, type Instant, instantAt } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { NewMessage } from "../../ports/store.ts";
import { vary } from "../../workbook/demo/demo-variation.ts";
import type { LoadedCounty } from "../county-holder.ts";
import { createYixian, type Yixian } from "../yixian.ts";
import { Agenda } from "./agenda.ts";
import { approvalAfter } from "./approval-after.ts";
import { contentOf } from "./content-of.ts";
import { countingIds } from "./counting-ids.ts";
import { owedReports } from "./owed-reports.ts";
import { passOverDue } from "./pass-over-due.ts";
import { beginningOf, sittingAfter } from "./planned-report.ts";
import type { PlayParts } from "./play-parts.ts";
import { Recorder } from "./recorder.ts";
import type { Rehearsal, RehearsedChat } from "./rehearsal.ts";
import { RehearsalChannel, rehearsalAccount, rehearsalGroup, rehearsalGroupUnit, rehearsalPrivateChat } from "./rehearsal-channel.ts";
import { RehearsalClock } from "./rehearsal-clock.ts";
import { type Act, SimulatedReporter } from "./simulated-reporter.ts";
import type { Entry, Errand, Sitting } from "./sitting.ts";
import { Transcript } from "./transcript.ts";
import { troubleLog } from "./trouble-log.ts";
import { unsentMessages } from "./unsent-messages.ts";
import { whoReports } from "./who-reports.ts";

const MINUTE_MS = 60_000;
/** Whoever still talks of one report begins the next a while later. */
const BUSY_MS = 15 * MINUTE_MS;
/** One in so many township people who write one message write it into the group. */
const IN_GROUP = 4;

/** The whole program on a clock of its own, and the people who talk to it. */
export class Play {
	readonly #parts: PlayParts;
	readonly #clock: RehearsalClock;
	readonly #recorder: Recorder;
	readonly #yixian: Yixian;
	readonly #agenda = new Agenda<Entry | Errand>();
	readonly #sittings = new Map<string, Sitting>();
	readonly #talking = new Map<PersonKey, Sitting>();
	/** The sitting that said something, by the id of what it said. */
	readonly #saidBy = new Map<string, Sitting>();
	#acts = 0;
	readonly #approvals = new Set<string>();
	readonly #transcript: Transcript;
	readonly #troubles: { at: Instant; what: string }[];

	private constructor(parts: PlayParts, inner: PlayInner) {
		this.#parts = parts;
		this.#clock = inner.clock;
		this.#recorder = inner.recorder;
		this.#transcript = new Transcript(inner.clock, inner.recorder, inner.channel);
		this.#yixian = inner.yixian;
		this.#troubles = inner.troubles;
	}

	/** At midnight of the first day, with the reports planned that are owed before `end`. */
	static async open(parts: PlayParts, end: Instant): Promise<Play> {
		const clock = new RehearsalClock(instantAt(parts.from, "00:00"));
		const recorder = new Recorder();
		const channel = new RehearsalChannel(() => clock.now());
		const troubles: { at: Instant; what: string }[] = [];
		const yixian = await createYixian({
			...parts,
			store: recorder.watch(parts.store),
			clock,
			ids: countingIds(),
			log: troubleLog((what) => troubles.push({ at: clock.now(), what })),
			limited: false,
			steadyMs: clock.steadyMs,
			later: clock.later,
			chance: () => 0,
			groupUnit: rehearsalGroupUnit,
			groupChat: (unit) => (parts.groups.has(unit.code) ? rehearsalGroup(unit) : null),
			privateChatOf: rehearsalPrivateChat,
			storeTrouble: () => null,
			processMetrics: () => "",
		});
		yixian.attach(channel);
		yixian.resume();
		const play = new Play(parts, { clock, recorder, channel, yixian, troubles });
		await play.#plan(end);
		return play;
	}

	/** Everything that happens before a moment, in order. */
	async playUntil(until: Instant): Promise<void> {
		const moments = await this.#yixian.dueMoments(this.#clock.now(), until);
		for (let index = 0; ; ) {
			const [due, acts] = [moments[index] ?? until, this.#agenda.next ?? until];
			const [at = until] = [due, acts].sort();
			if (at >= until) break;
			this.#clock.moveTo(at);
			if (due === at) {
				index += 1;
				await this.#yixian.runDue(at);
				await this.#yixian.idle();
				this.#takeUp(new Set());
			}
			if (acts === at) await this.#act();
		}
		this.#clock.moveTo(until);
	}

	async found(): Promise<Omit<Rehearsal, "from" | "to" | "seed">> {
		const { county, rounds } = this.#loaded;
		return {
			county,
			rounds,
			lines: this.#transcript.lines,
			reminders: this.#recorder.reminders,
			owed: [...this.#sittings.values()].map(({ report }) => report),
			reports: this.#recorder.reports,
			unsent: await unsentMessages(this.#parts.store, instantAt(this.#parts.from, "00:00"), this.#clock.now()),
			troubles: this.#troubles,
		};
	}

	close(): Promise<void> {
		return this.#yixian.stop();
	}

	get #loaded(): LoadedCounty {
		const loaded = this.#yixian.counties.current;
		if (!loaded) throw new Error("a rehearsal needs a county");
		return loaded;
	}

	async #plan(end: Instant): Promise<void> {
		const { county, rounds } = this.#loaded;
		const { seed, habits, store } = this.#parts;
		const start = this.#clock.now();
		await passOverDue(store, this.#loaded, start);
		for (const report of await owedReports({ county, rounds, store, start, end, seed, habits })) {
			const reporter = new SimulatedReporter(seed, county, report);
			const sitting: Sitting = { report, reporter, state: "waiting", person: null, chat: null };
			this.#sittings.set(`${report.duty.id}:${report.round.period}:${report.unit.code}`, sitting);
			const at = beginningOf(report, start, county.calendar);
			if (at !== null) this.#agenda.put(at, { sitting, act: null, to: null });
		}
	}

	/** What everybody does at this minute, and what the program says to it. */
	async #act(): Promise<void> {
		const updates: Inbound[] = [];
		const waiting = new Set<Sitting>();
		for (const entry of this.#agenda.take()) {
			const update = "sitting" in entry ? this.#updateOf(entry) : this.#said(entry.person, entry.chat, entry.act, entry.to);
			if (!update) continue;
			updates.push(update);
			if ("sitting" in entry) waiting.add(entry.sitting);
		}
		await this.#yixian.intake.receive(updates);
		await this.#yixian.idle();
		this.#takeUp(waiting);
		for (const sitting of waiting) {
			if (sitting.state !== "talking") continue;
			this.#troubles.push({ at: this.#clock.now(), what: `no answer to ${sitting.report.key}` });
			this.#rise(sitting, "done");
		}
	}

	/** What an entry is for the program; null when nothing comes of it. */
	#updateOf({ sitting, act, to }: Entry): Inbound | null {
		if (act === null && !this.#sitDown(sitting)) return null;
		const { person, chat } = sitting;
		if (person === null || chat === null) return null;
		sitting.state = "talking";
		const done = act ?? sitting.reporter.begin();
		const update = this.#said(person, chat, done, to);
		this.#saidBy.set(update.updateId, sitting);
		return update;
	}

	#said(person: PersonKey, chat: ChatRef, act: Act, to: NewMessage | null): Inbound {
		this.#acts += 1;
		const messageId = `said-${this.#acts}`;
		this.#transcript.spoken(person, chat, act, to, this.#parts.file.name);
		const sender = rehearsalAccount(person);
		return { updateId: messageId, chat, sender, messageId, sentAt: this.#clock.now(), content: contentOf(act, to, chat, this.#parts.file) };
	}

	/** Finds who gives a report now, and where; false where nobody can, or not just now. */
	#sitDown(sitting: Sitting): boolean {
		const { report } = sitting;
		const { seed, groups, reached } = this.#parts;
		const person = whoReports(this.#loaded, report.unit, dateOf(this.#clock.now()), reached);
		if (!person) return false;
		if (this.#talking.has(person.key)) {
			const later = addMs(this.#clock.now(), BUSY_MS);
			if (later < report.round.closesAt) this.#agenda.put(later, { sitting, act: null, to: null });
			return false;
		}
		const inGroup =
			report.habit === "pasted" &&
			report.unit.kind === "township" &&
			groups.has(report.unit.code) &&
			vary(`${seed} group ${report.unit.code}`, IN_GROUP) === 0;
		sitting.person = person.key;
		sitting.chat = inGroup ? rehearsalGroup(report.unit) : rehearsalPrivateChat(rehearsalAccount(person.key));
		this.#talking.set(person.key, sitting);
		return true;
	}

	/** Lets those whom the program answered go on a minute later, and those it reminded sit down. */
	#takeUp(waiting: ReadonlySet<Sitting>): void {
		const { messages, reminders } = this.#transcript.takeUp();
		const answers = new Map<Sitting, NewMessage>();
		for (const { written, chat } of messages) {
			if ("person" in chat) this.#askForApproval(chat.person, written);
			const sitting = this.#sittingOf(written, chat);
			if (sitting && waiting.has(sitting)) answers.set(sitting, written);
		}
		for (const [sitting, answer] of answers) this.#goOn(sitting, answer);
		for (const { outcome, kind, subject, unit, at } of reminders)
			if (outcome === "sent" && kind === "round" && unit !== null) this.#callUp(`${subject}:${unit}`, at);
	}

	/** Once a person and version, however often they are asked. */
	#askForApproval(person: PersonKey, written: NewMessage): void {
		const approval = approvalAfter(this.#parts.seed, written, this.#clock.now());
		if (approval === null || written.view.key !== "review-asked") return;
		const key = `${person} ${written.view.report.number} ${written.view.report.version}`;
		if (this.#approvals.has(key)) return;
		this.#approvals.add(key);
		this.#agenda.put(approval.at, { person, chat: written.chat, act: { do: "press", button: approval.button }, to: written });
	}

	#sittingOf({ answers, priority }: NewMessage, chat: RehearsedChat): Sitting | undefined {
		const said = answers?.message ? this.#saidBy.get(answers.message) : undefined;
		return said ?? (priority === "answer" && "person" in chat ? this.#talking.get(chat.person) : undefined);
	}

	#goOn(sitting: Sitting, answer: NewMessage): void {
		const next = sitting.reporter.answer(answer.view);
		if (next === null || next === "rest") {
			this.#rise(sitting, next === null ? "done" : "waiting");
			return;
		}
		sitting.state = "asked";
		this.#agenda.put(addMs(this.#clock.now(), MINUTE_MS), { sitting, act: next, to: answer });
	}

	#rise(sitting: Sitting, state: "waiting" | "done"): void {
		sitting.state = state;
		if (sitting.person !== null) this.#talking.delete(sitting.person);
	}

	/** Somebody was reminded: those who wait for that sit down to it soon. */
	#callUp(key: string, at: Instant): void {
		const sitting = this.#sittings.get(key);
		if (sitting?.state !== "waiting" || !["reminded", "half"].includes(sitting.report.habit)) return;
		const soon = sittingAfter(sitting.report, at);
		if (soon === null) return;
		sitting.state = "asked";
		this.#agenda.put(soon, { sitting, act: null, to: null });
	}
}

interface PlayInner {
	readonly clock: RehearsalClock;
	readonly recorder: Recorder;
	readonly channel: RehearsalChannel;
	readonly yixian: Yixian;
	readonly troubles: { at: Instant; what: string }[];
}
