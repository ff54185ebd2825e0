import { indicatorsOf } from "../../src/app/reports/figures.ts";
import { subjectOf } from "../../src/app/reports/session-subject.ts";
import type { County } from "../../src/domain/county.ts";
import { type Decimal, decimal } from "../../src/domain/decimal.ts";
import type { Duty } from "../../src/domain/duty.ts";
import type { IndicatorId } from "../../src/domain/indicator.ts";
import {
	addDays,
	type DateText,
	daysOf,
	type Instant,
	instantAt,
	type PeriodKey,
	parsePeriod,
	shiftPeriod,
} from "../../src/domain/period.ts";
import type { Standing } from "../../src/domain/standing.ts";
import type { Unit } from "../../src/domain/unit.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Effect, SavedSession } from "../../src/ports/store.ts";
import { vary } from "../../src/workbook/demo/demo-variation.ts";
import { reporterOf } from "./county.ts";

/** The round that runs while it is measured, and a working hour in it. */
export const PRESENT = "2026-W47" as PeriodKey;
export const NOW: Instant = instantAt("2026-11-18" as DateText, "10:00");

/** The channel the measured people write on. */
export const CHANNEL = "growth";
export const ACCOUNT = "bot";
export const privateChatOf = (person: string): ChatRef => ({ channel: CHANNEL, account: ACCOUNT, id: `c${person}`, kind: "private" });

/** Of a hundred units: those that reported in the present round, and those that have begun. */
const REPORTED = 70;
const BEGUN = 5;

/** Reports in one commit: as many as keep the loader's memory small. */
const BATCH = 4000;

interface Owed {
	readonly duty: Duty;
	readonly unit: Unit;
	readonly period: PeriodKey;
}

/** Everybody of a county has an account on the channel. */
export const accounts = (county: County): Effect[] =>
	county.data.people.map(({ key }) => ({
		do: "bind-account",
		account: { channel: CHANNEL, id: key },
		person: key,
		privateChat: privateChatOf(key),
		at: NOW,
	}));

/** So many rounds of every weekly duty before the present one, all reported, and the present one in part; in commits of a few thousand reports. */
export function* yearOfReports(county: County, rounds: number): Generator<Effect[]> {
	const totals = new Map<string, number>();
	let number = 0;
	let batch: Effect[] = [];
	let standings: Standing[] = [];
	for (const { duty, unit, period } of owedIn(county, rounds)) {
		const share = shareOf(unit, duty);
		if (period === PRESENT && share >= REPORTED) {
			if (share < REPORTED + BEGUN) batch.push({ do: "save-session", session: begun({ duty, unit, period }) });
			continue;
		}
		number += 1;
		const figures = figuresOf(county, { duty, unit, period }, totals);
		batch.push(reported(number, { duty, unit, period }, figures));
		standings.push(...figures);
		if (batch.length < BATCH) continue;
		yield [...batch, { do: "save-standings", standings }];
		batch = [];
		standings = [];
	}
	yield [...batch, { do: "save-standings", standings }];
}

function* owedIn({ data }: County, rounds: number): Generator<Owed> {
	for (let back = rounds; back >= 0; back -= 1)
		for (const duty of data.duties)
			for (const unit of data.units) if ("kind" in duty.units && duty.units.kind === unit.kind) yield { duty, unit, period: shifted(back) };
}

const periods = new Map<number, PeriodKey>();
const shifted = (back: number): PeriodKey => {
	const known = periods.get(back) ?? shiftPeriod(PRESENT, -back);
	periods.set(back, known);
	return known;
};

const tuesdays = new Map<PeriodKey, DateText>();
const tuesdayOf = (period: PeriodKey): DateText => {
	const known = tuesdays.get(period) ?? addDays(daysOf(period).first, 1);
	tuesdays.set(period, known);
	return known;
};

const figuresOf = (county: County, { duty, unit, period }: Owed, totals: Map<string, number>): Standing[] =>
	indicatorsOf(duty, county).map(({ id }) => {
		const increment = vary(`${unit.code} ${id} ${period}`, 60);
		return {
			unit: unit.code,
			indicator: id,
			duty: duty.id,
			period,
			basis: "increment",
			increment: decimal(increment),
			total: totalAfter(county, { duty, unit, period }, id, increment, totals),
			asOf: tuesdayOf(period),
		};
	});

const totalAfter = (
	county: County,
	{ duty, unit, period }: Owed,
	indicator: IndicatorId,
	increment: number,
	totals: Map<string, number>,
): Decimal => {
	const { year } = parsePeriod(period);
	const key = `${unit.code} ${indicator} ${duty.id} ${year}`;
	const total = (totals.get(key) ?? Number(county.target(unit.code, indicator, year)?.opening ?? 0)) + increment;
	totals.set(key, total);
	return decimal(total);
};

/** Townships nobody has begun to report for in the present round, whose reporter answers for them alone. */
export const silentTownships = (county: County): Unit[] => {
	const duty = county.data.duties.find(({ units }) => "kind" in units && units.kind === "township");
	return county.data.units.filter(
		(unit) => unit.kind === "township" && shareOf(unit, duty) >= REPORTED + BEGUN && county.person(reporterOf(unit))?.posts.length === 1,
	);
};

/** Where a unit stands in the present round: a number below 100 against REPORTED and BEGUN. */
const shareOf = (unit: Unit, duty: Duty | undefined): number => vary(`${unit.code} ${duty?.id} present`, 100);

const reported = (number: number, { duty, unit, period }: Owed, figures: readonly Standing[]): Effect => ({
	do: "add-report-version",
	report: { number, duty: duty.id, period, unit: unit.code },
	version: {
		version: 1,
		sentAt: instantAt(tuesdayOf(period), "15:30"),
		by: reporterOf(unit),
		source: "own",
		late: vary(`${unit.code} ${period} late`, 10) === 0,
		form: "growth",
		entries: figures.map(({ indicator, basis, increment, total, asOf }) => ({
			indicator,
			basis,
			increment,
			total,
			asOf,
			approximate: false,
			reason: null,
			written: increment,
		})),
		answers: [],
	},
});

/** A dialog that was left after its first answer. Nobody goes on with it here: only that it is there, and its size, matter. */
const begun = ({ duty, unit, period }: Owed): SavedSession => ({
	id: `s ${duty.id} ${unit.code}`,
	person: reporterOf(unit),
	subject: subjectOf(duty.id, period, unit.code),
	duty: duty.id,
	period,
	unit: unit.code,
	chat: privateChatOf(reporterOf(unit)),
	active: true,
	answered: 1,
	asked: 5,
	state: { left: "x".repeat(1500) },
	updatedAt: NOW,
});
