import type { Duty } from "../../domain/duty.ts";
import { type Cadence, type PeriodKey, parsePeriod } from "../../domain/period.ts";
import type { Unit, UnitKind } from "../../domain/unit.ts";
import { meansWholeCounty } from "../../language/command-words.ts";
import { leadingLevel, leadingWord, withoutListGap } from "../../language/leading-level.ts";
import { isPeriodNumber, leadingPeriod, numberedPeriod } from "../../language/leading-period.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit, readLeadingUnit } from "../units/leading-unit.ts";
import { exampleTownship, noSuchPeriod, unitNotFound } from "../units/unit-not-found.ts";

/** What stands behind 未报 and 催报, as it was understood. */
export interface OwedWords {
	/** Those named; empty where none is. */
	readonly duties: readonly Duty[];
	readonly period: PeriodKey | null;
	/** 乡镇, 村: the units of this kind alone. */
	readonly level: UnitKind | null;
	/** Those named; empty for the whole county. */
	readonly units: readonly Unit[];
}

interface Reading {
	duties: readonly Duty[];
	period: PeriodKey | null;
	/** 「47」, whose period the duty decides. */
	number: string | null;
	level: UnitKind | null;
	units: readonly Unit[];
	left: string;
}

/**
 * Reads 「第47周」, 「47」, 「月报」, 「大巴镇、佛寺镇」, 「村」, 「村周报」 in any order. Null when a name is unsure or unknown, or a period is not there: that is said, with
 * `command` to try again.
 */
export const readOwedWords = (turn: Turn, speaker: Speaker, rest: string, command: string): OwedWords | null => {
	const read: Reading = { duties: [], period: null, number: null, level: null, units: [], left: rest.trim() };
	while (read.left !== "") {
		const before = read.left;
		if (takePart(turn, read) || takeUnit(turn, speaker, read)) continue;
		read.left = withoutListGap(before);
		if (read.left !== before) continue;
		sayUnread(turn, speaker, read, rest.trim(), command);
		return null;
	}
	const { duties, number, level, units } = read;
	const period = number === null ? read.period : numberedPeriod(number, cadenceOf(duties), turn.today);
	if (number !== null && period === null) {
		turn.say(noSuchPeriod(number), { addressee: speaker.person });
		return null;
	}
	// 周报 10月: none of the duties named has such a period, and another is not what was asked for.
	if (period !== null && duties.length > 0 && duties.every(({ cadence }) => cadence !== parsePeriod(period).cadence)) {
		turn.say(noSuchPeriod(rest), { addressee: speaker.person });
		return null;
	}
	return { duties, period, level, units: units.some(({ parent }) => parent === null) ? [] : units };
};

const cadenceOf = (duties: readonly Duty[]): Cadence => duties[0]?.cadence ?? "week";

/** Takes a period, a duty or a level off the head; false where none stands there. */
const takePart = (turn: Turn, read: Reading): boolean => {
	const word = leadingWord(read.left);
	const duty = turn.county.data.duties
		.filter(({ name }) => read.left.startsWith(name))
		.toSorted((one, other) => other.name.length - one.name.length)[0];
	if (duty) {
		read.duties = [...read.duties, duty];
		read.left = read.left.slice(duty.name.length);
		return true;
	}
	if (meansWholeCounty(word)) {
		read.left = read.left.slice(word.length);
		return true;
	}
	if (read.period !== null || read.number !== null) return takeLevel(read);
	const named = leadingPeriod(read.left, turn.today);
	if (named) {
		read.period = named.period;
		read.left = named.rest;
		return true;
	}
	if (isPeriodNumber(word)) {
		read.number = word;
		read.left = read.left.slice(word.length);
		return true;
	}
	return takeLevel(read);
};

const takeLevel = (read: Reading): boolean => {
	const level = read.level === null ? leadingLevel(read.left) : null;
	if (level === null) return false;
	read.level = level.kind;
	read.left = level.rest;
	return true;
};

/** Takes a unit's name off the head, or part of the name of duties. */
const takeUnit = (turn: Turn, speaker: Speaker, read: Reading): boolean => {
	const named = readLeadingUnit(turn, speaker, read.left);
	if (named?.kind === "sure") {
		if (!read.units.includes(named.unit)) read.units = [...read.units, named.unit];
		read.left = named.rest;
		return true;
	}
	const word = leadingWord(read.left);
	const called = named === null && word.length > 1 ? turn.county.data.duties.filter(({ name }) => name.includes(word)) : [];
	if (called.length === 0) return false;
	read.duties = [...read.duties, ...called];
	read.left = read.left.slice(word.length);
	return true;
};

const sayUnread = (turn: Turn, speaker: Speaker, { left }: Reading, rest: string, command: string): void => {
	const named = readLeadingUnit(turn, speaker, left);
	const understood = rest.slice(0, rest.length - left.length).trim();
	if (named?.kind === "unsure") askWhichUnit(turn, speaker, `${command} ${understood}`.trim(), named);
	else turn.say(unitNotFound(leadingWord(left) || left, exampleTownship(turn)));
};

/** The cadence 未报 speaks of: of the named period, else weekly. */
export const cadenceMeant = ({ period }: Pick<OwedWords, "period">): Cadence => (period === null ? "week" : parsePeriod(period).cadence);
