import { isAwayOn } from "../../domain/absence.ts";
import type { County } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import { dateOf, epochMsOf, type Instant, type PeriodKey } from "../../domain/period.ts";
import { owes } from "../../domain/round.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { Outage, RoundChange } from "../../domain/round-change.ts";
import type { Unit } from "../../domain/unit.ts";
import { chatKey } from "../../ports/chat.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Log } from "../../ports/log.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { View } from "../../views/view.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { describeError } from "../describe-error.ts";
import { officeChats } from "../people/office-chats.ts";
import { CADENCE_COMMANDS } from "../reports/open-report.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { type GivenBack, outageBetween, roundsHit } from "./outage.ts";
import { tellUnits } from "./tell-units.ts";

/** When the program ran last, as it is remembered: at most so far behind. */
const SETTING = "last-tick";
const NOTED_EVERY_MS = 5 * 60_000;

/** A round that was given back: the units that have not reported it, and in how many chats they are told. */
interface Line {
	readonly duty: Duty | undefined;
	readonly title: string;
	readonly period: PeriodKey;
	readonly dueAt: Instant;
	readonly units: readonly Unit[];
	told: number;
}

type GivenBackChange = RoundChange & { readonly outage: Outage };

export interface OutageKeeperParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly ids: Ids;
	readonly log: Log;
	readonly groupChat: TurnWorld["groupChat"];
	readonly isServed: TurnWorld["isServed"];
	/** Called with what was committed. */
	readonly committed: (effects: readonly Effect[]) => void;
}

/**
 * Gives back deadlines that fell into time the program stood still, once each, and says so to those who have not reported and to the office, in waking hours.
 * That it ran is remembered every few minutes and at its stop; while the store takes nothing, that is not remembered either.
 */
export class OutageKeeper {
	readonly #parts: OutageKeeperParts;
	#last: Instant | null = null;
	#noted: Instant | null = null;

	constructor(parts: OutageKeeperParts) {
		this.#parts = parts;
	}

	/** Called every minute. */
	async tick(now: Instant): Promise<void> {
		this.#last ??= (await this.#parts.store.setting(SETTING)) as Instant | null;
		const loaded = this.#parts.counties.current;
		const outage = this.#last === null ? null : outageBetween(this.#last, now);
		const effects = loaded && outage ? await this.#extend(loaded, outage, now) : [];
		if (effects.length > 0 || outage || this.#isOld(now)) await this.#commit([...effects, note(now)], now);
		this.#last = now;
		await this.#tell(now);
	}

	/** Remembers that it ran until now, where the store still takes it. */
	async stop(now: Instant): Promise<void> {
		if (this.#last === null) return;
		try {
			await this.#commit([note(now)], now);
		} catch (error) {
			this.#parts.log.warn("outage:not-noted", { error: describeError(error) });
		}
	}

	#isOld(now: Instant): boolean {
		return this.#noted === null || Math.abs(epochMsOf(now) - epochMsOf(this.#noted)) >= NOTED_EVERY_MS;
	}

	async #commit(effects: readonly Effect[], now: Instant): Promise<void> {
		await this.#parts.store.commit(effects);
		this.#noted = now;
		if (effects.length > 1) this.#parts.committed(effects);
	}

	/** Rounds that everybody reported in time need nothing back. */
	async #extend({ county, rounds }: LoadedCounty, outage: NonNullable<RoundChange["outage"]>, now: Instant): Promise<Effect[]> {
		const hours = new WakingHours(county.data.rules, county.calendar);
		const hit: GivenBack[] = [];
		for (const one of roundsHit(outage, county.data.duties, rounds, hours)) {
			const { silent, late } = await this.#soFar(county, rounds, one.duty, one.period);
			if (silent.length > 0 || late) hit.push(one);
		}
		return hit.flatMap(({ duty, period, until }): Effect[] => [
			{
				do: "add-round-change",
				change: {
					id: this.#parts.ids.next(),
					kind: "extend",
					duty: duty.id,
					period,
					unit: null,
					until,
					reason: "",
					by: null,
					at: now,
					outage,
				},
			},
			{
				do: "add-audit",
				entry: {
					at: now,
					actor: "system",
					event: "round:extended",
					subject: `round:${duty.id}:${period}`,
					facts: { until, stoodFrom: outage.from, stoodUntil: outage.until },
				},
			},
		]);
	}

	/** Says what was given back and not told yet. What is said and that it was said are one commit. */
	async #tell(now: Instant): Promise<void> {
		const { store, counties } = this.#parts;
		const loaded = counties.current;
		const changes = loaded?.rounds.givenBack(now) ?? [];
		if (!loaded || changes.length === 0) return;
		const { county } = loaded;
		if (!new WakingHours(county.data.rules, county.calendar).includes(now)) return;
		const known = new Set((await store.occurrences(changes.map(keyOf))).map(({ key }) => key));
		const untold = changes.filter((change) => !known.has(keyOf(change)));
		if (untold.length === 0) return;
		const office = await officeChats({ store, county, day: dateOf(now), isServed: this.#parts.isServed });
		const effects: Effect[] = [];
		for (const [first, ...others] of byOutage(untold)) {
			const told = await this.#tellUnits(loaded, first.outage, [first, ...others], now);
			effects.push(...told.effects);
			for (const { person, chat } of office)
				effects.push({
					do: "enqueue-message",
					message: {
						id: this.#parts.ids.next(),
						chat,
						view: { key: "outage-extended", ...first.outage, rounds: told.lines, buttons: [] },
						dedupeKey: `${keyOf(first)}:${chatKey(chat)}`,
						priority: "broadcast",
						createdAt: now,
						expiresAt: null,
						addressee: person,
						answers: null,
						card: null,
					},
				});
		}
		for (const change of untold) effects.push({ do: "record-occurrence", occurrence: { key: keyOf(change), outcome: "done", at: now } });
		await store.commit(effects);
		this.#parts.committed(effects);
	}

	/** Tells the units that have not reported of all that one outage moved, in one message a chat. */
	async #tellUnits(
		{ county, rounds, absences }: LoadedCounty,
		outage: Outage,
		changes: readonly [GivenBackChange, ...GivenBackChange[]],
		now: Instant,
	): Promise<{ readonly effects: Effect[]; readonly lines: Extract<View, { key: "outage-extended" }>["rounds"] }> {
		const { store, ids, groupChat, isServed } = this.#parts;
		const effects: Effect[] = [];
		const lines: Line[] = [];
		for (const { duty: id, period, until: dueAt } of changes) {
			const duty = county.duty(id);
			const { silent } = duty ? await this.#soFar(county, rounds, duty, period) : { silent: [] };
			lines.push({ duty, title: duty?.name ?? id, period, dueAt, units: silent, told: 0 });
		}
		const today = dateOf(now);
		await tellUnits(
			{
				county,
				today,
				now,
				reference: keyOf(changes[0]),
				set: { wide: () => store },
				world: { ids, groupChat, isServed },
				isAway: (person) => absences.some((absence) => absence.person === person && isAwayOn(absence, today)),
				add: (...added) => void effects.push(...added),
			},
			[...new Set(lines.flatMap(({ units }) => units))],
			changes
				.map(({ until }) => until)
				.sort()
				.at(-1) ?? now,
			(there) => {
				const theirs = lines.filter(({ units }) => units.some((unit) => there.includes(unit)));
				for (const line of theirs) line.told += 1;
				const [alone] = there.length === 1 ? there : [];
				const newest = new Map(theirs.map((line) => [line.title, line]));
				return {
					key: "outage-extended-for-you",
					...outage,
					units: there.map(({ name }) => name),
					rounds: theirs.map(({ title, period, dueAt, units }) => ({
						title,
						period,
						dueAt,
						units: units.filter((unit) => there.includes(unit)).map(({ name }) => name),
					})),
					buttons: [...newest.values()].flatMap(({ duty, title, period }) =>
						duty && alone
							? [{ label: { text: title }, action: { do: "say", text: `${CADENCE_COMMANDS[duty.cadence]} ${alone.name} ${period}` } }]
							: [],
					),
				};
			},
		);
		return {
			effects,
			lines: lines.map(({ title, period, dueAt, units, told }) => ({ title, period, dueAt, silent: units.length, told })),
		};
	}

	/** Who owes a round and has not reported it, and whether anybody was late. */
	async #soFar(
		county: County,
		rounds: RoundBook,
		duty: Duty,
		period: PeriodKey,
	): Promise<{ readonly silent: Unit[]; readonly late: boolean }> {
		const { reported } = await this.#parts.store.roundStates(duty.id, period, null);
		const there = new Set(reported.map(({ unit }) => unit));
		const day = rounds.owingDay(duty, period);
		return {
			silent: county.data.units.filter((unit) => owes(duty, unit, day) && !there.has(unit.code)),
			late: reported.some((one) => rounds.isLate(duty.id, period, one)),
		};
	}
}

/** The changes of each outage together, in the order they were made. */
const byOutage = (changes: readonly RoundChange[]): [GivenBackChange, ...GivenBackChange[]][] => {
	const groups = new Map<string, [GivenBackChange, ...GivenBackChange[]]>();
	for (const change of changes) {
		const { outage } = change;
		if (!outage) continue;
		const group = groups.get(outage.from);
		if (group) group.push({ ...change, outage });
		else groups.set(outage.from, [{ ...change, outage }]);
	}
	return [...groups.values()];
};

const keyOf = ({ id }: RoundChange): string => `outage-told:${id}`;
const note = (now: Instant): Effect => ({ do: "set-setting", key: SETTING, value: now });
