import type { DutyId } from "../../../src/domain/duty.ts";
import type { IndicatorId } from "../../../src/domain/indicator.ts";
import { addMs } from "../../../src/domain/period.ts";
import { type PersonKey, personKey } from "../../../src/domain/person.ts";
import type { Report } from "../../../src/domain/report.ts";
import { unitCode } from "../../../src/domain/unit.ts";
import { BEGINNING, Universe } from "../../support/universe.ts";
import { Chance } from "./chance.ts";
import { Judge } from "./judge.ts";
import type { Place } from "./place.ts";
import { telegramPlace } from "./telegram-place.ts";
import { faultsOfLog, isStrangersWords } from "./watch.ts";
import { wechatPlace } from "./wechat-place.ts";

/** Things done before what they cause is waited for and looked at. */
const BATCH = 100;
const WEEKS = ["2026-W47", "2026-W48", "2026-W49", "2026-W50", "2026-W51", "2026-W52"] as const;
const WEEK_MS = 7 * 24 * 3_600_000;
/** Two groups of turns and the one in hand. */
const MOST_TURNS_WAITED = 150;
const INDICATORS = ["greenhouse", "orchard", "livestock"];

/** What a fuzzed run did and found. */
export interface FuzzResult {
	readonly acts: number;
	readonly turns: number;
	readonly seconds: number;
	/** Reports of honest people that came out exactly right. */
	readonly reports: number;
	/** Effects that were committed, by kind. */
	readonly effects: Readonly<Record<string, number>>;
	/** What the messenger was given: calls of the Bot API, messages on WeChat. */
	readonly sent: number;
	/** Messages one sender sent at once, and the most turns any other waited meanwhile. */
	readonly flood: { readonly messages: number; readonly longestWait: number };
	/** MiB in use after collecting garbage: after a tenth, at the end. */
	readonly heap: readonly [number, number];
	readonly violations: readonly string[];
}

export interface FuzzOptions {
	readonly on: "telegram" | "wechat";
	readonly acts: number;
	readonly seed: number;
	/** Collects garbage; without it the heap is measured as it is. */
	readonly collect?: () => void;
	readonly progress?: (done: number) => void;
}

const heapMiB = (collect: (() => void) | undefined): number => {
	collect?.();
	return Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
};

/** One run of the whole program among people who mean it harm. */
class Run {
	readonly #universe: Universe;
	readonly #on: FuzzOptions["on"];
	readonly #chance: Chance;
	readonly #judge: Judge;
	readonly #place: Place;
	readonly #violations: string[] = [];
	#acts = 0;
	#sent = 0;
	#reports = 0;
	#totals = new Map<string, string>();

	constructor(universe: Universe, { on, seed }: FuzzOptions) {
		this.#universe = universe;
		this.#on = on;
		this.#chance = new Chance(seed);
		this.#judge = new Judge({
			county: () => universe.county,
			now: () => universe.now,
			codes: () => universe.ids.codes,
			silenced: isStrangersWords,
		});
		this.#place = placeOf(universe);
	}

	async all({ acts, collect, progress }: FuzzOptions): Promise<FuzzResult> {
		const began = performance.now();
		this.#judge.know(await this.#universe.store.accountsOn(this.#on), await this.#universe.store.knownGroups());
		this.#universe.tampered.watch = this.#judge.watch;
		await this.#readTotals();
		const weeks = acts < 10_000 ? 1 : WEEKS.length;
		const batches = Math.ceil(acts / BATCH / weeks);
		let early = 0;
		for (let week = 0; week < weeks; week += 1) {
			if (week > 0) await this.#universe.moveTo(addMs(BEGINNING, week * WEEK_MS));
			for (let batch = 0; batch < batches; batch += 1) {
				await this.#batch(batch, batches);
				if (early === 0 && this.#acts >= acts / 10) early = heapMiB(collect);
				if (batch % 20 === 19) progress?.(this.#acts);
			}
			await this.#finishWeek(WEEKS[week] ?? "");
		}
		const flood = await this.#flood(Math.floor(acts / 5));
		await this.#settleAll();
		return {
			flood,
			acts: this.#acts,
			turns: this.#judge.turns,
			seconds: Math.round((performance.now() - began) / 1000),
			reports: this.#reports,
			effects: Object.fromEntries(this.#judge.effects),
			sent: this.#sent,
			heap: [early, heapMiB(collect)],
			violations: [...this.#violations, ...this.#judge.violations],
		};
	}

	async #batch(batch: number, batches: number): Promise<void> {
		const { honest, actors } = this.#place;
		const begins = Math.max(1, Math.floor(batches * 0.6));
		for (const [at, one] of honest.entries()) if (Math.floor((at * begins) / honest.length) === batch) one.begin(this.#chance);
		const speaking = honest.filter((one) => !one.isDone);
		const order: (() => void)[] = Array.from({ length: BATCH }, () => () => this.#chance.pick(actors).act(this.#chance));
		for (const one of speaking) order.splice(this.#chance.below(order.length), 0, () => one.step());
		for (const act of order) act();
		this.#acts += BATCH;
		await this.#settle();
		for (const one of speaking) this.#complain(one.check());
		if (batch % 10 === 5) await this.#restoreInsiders();
	}

	/** Whoever lost the binding gets a new code from the office, and uses it. */
	async #restoreInsiders(): Promise<void> {
		const lost = this.#place.insiders.filter(({ account }) => this.#judge.personOf(account) === null);
		if (lost.length === 0) return;
		for (const { name } of lost) this.#place.tellFromOffice(`邀请 ${name}`);
		await this.#settle();
		for (const { key, bind } of lost) {
			const code = this.#judge.codeFor(personKey(key) as PersonKey);
			if (code) bind(code);
		}
		await this.#settle();
	}

	async #finishWeek(period: string): Promise<void> {
		const { honest } = this.#place;
		while (honest.some((one) => !one.isDone)) {
			const speaking = honest.filter((one) => !one.isDone);
			for (const one of speaking) one.step();
			await this.#settle();
			for (const one of speaking) this.#complain(one.check());
		}
		const { store } = this.#universe;
		const keys = honest.map(({ duty, unit }) => ({
			duty: duty as DutyId,
			period: period as Report["period"],
			unit: unit as Report["unit"],
		}));
		const { reports } = await store.load({ reports: keys });
		for (const one of honest) {
			const complaint = one.judge(
				reports.find(({ duty, unit }) => duty === one.duty && unit === one.unit),
				this.#totals,
			);
			this.#complain(complaint);
			if (complaint === null) this.#reports += 1;
		}
		await this.#readTotals();
	}

	/** One stranger sends without a pause; meanwhile honest people ask what they owe. */
	async #flood(messages: number): Promise<FuzzResult["flood"]> {
		const [flooder] = this.#place.actors;
		const { honest } = this.#place;
		if (!flooder) throw new Error("nobody floods");
		const since = new Map<string, number>();
		let longestWait = 0;
		let turns = 0;
		const own = flooder.account;
		this.#judge.onReceive = ({ sender, updateId }) => void (sender.id !== own && since.set(updateId, turns));
		this.#judge.onTurn = ({ updateId }) => {
			turns += 1;
			const from = since.get(updateId);
			if (from !== undefined) longestWait = Math.max(longestWait, turns - from);
		};
		const every = Math.max(1, Math.floor(messages / 60));
		// All of it is there before the first is answered: the worst that can be.
		const release = this.#universe.tampered.holdTurns();
		for (let at = 0; at < messages; at += 1) {
			flooder.say(`洪水${at}`);
			if (at % every === 0) honest[Math.floor(at / every) % honest.length]?.partner.say("我的任务");
		}
		await this.#place.taken();
		release();
		await this.#settle();
		if (longestWait > MOST_TURNS_WAITED) this.#complain(`somebody waited for ${longestWait} turns while another flooded`);
		return { messages, longestWait };
	}

	/** The cumulative totals honest people's figures are added to. */
	async #readTotals(): Promise<void> {
		this.#totals = new Map();
		for (const { unit, duty } of this.#place.honest) {
			const pairs = INDICATORS.map((indicator) => ({ unit: unitCode(unit), indicator: indicator as IndicatorId }));
			const { standings } = await this.#universe.store.load({ standings: pairs });
			for (const indicator of INDICATORS) {
				const newest = standings.find((one) => one.indicator === indicator && one.duty === duty);
				if (newest) this.#totals.set(`${unit} ${indicator}`, newest.total);
			}
		}
	}

	async #settle(): Promise<void> {
		this.#universe.passTimers(2500);
		await this.#place.taken();
		await this.#universe.settle();
		this.#look();
	}

	/** At the end every press was answered, every message is out. */
	async #settleAll(): Promise<void> {
		for (let round = 0; round < 4; round += 1) {
			this.#universe.passTimers(60_000);
			await this.#settle();
		}
		await this.#universe.pass(60_000);
		if ((await this.#universe.store.inboxDepth()) > 0) this.#complain(`${await this.#universe.store.inboxDepth()} messages unanswered`);
		if ((await this.#universe.store.outboxDepth()) > 0) this.#complain(`${await this.#universe.store.outboxDepth()} answers unsent`);
		this.#look();
	}

	#look(): void {
		const { logged, ids } = this.#universe;
		for (const fault of faultsOfLog(logged, ids.codes, this.#place.secret)) this.#complain(fault);
		logged.length = 0;
		const { sent, faults } = this.#place.look((chat) => this.#judge.spokenTo.has(chat));
		for (const fault of faults) this.#complain(fault);
		this.#sent += sent;
	}

	#complain(what: string | null): void {
		if (what !== null && this.#violations.length < 200) this.#violations.push(what);
	}
}

const placeOf = (universe: Universe): Place => {
	const { telegram, wechat } = universe;
	if (telegram) return telegramPlace(universe, telegram);
	if (wechat) return wechatPlace(universe, wechat);
	throw new Error("the universe has no messenger");
};

/** Fuzzes the whole program behind a messenger made for tests. What it found wrong is in `violations`. */
export const fuzz = async (options: FuzzOptions): Promise<FuzzResult> => {
	const unhandled: string[] = [];
	const note = (error: unknown): void => void unhandled.push(`unhandled: ${error instanceof Error ? error.stack : String(error)}`);
	process.on("unhandledRejection", note);
	process.on("uncaughtException", note);
	const universe = await Universe.open({ on: options.on });
	try {
		const result = await new Run(universe, options).all(options);
		return { ...result, violations: [...result.violations, ...unhandled] };
	} finally {
		await universe.close();
		process.off("unhandledRejection", note);
		process.off("uncaughtException", note);
	}
};
