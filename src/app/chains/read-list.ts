import type { County } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import { type Cadence, type DateText, parsePeriod, periodOf } from "../../domain/period.ts";
import { owes, type Round } from "../../domain/round.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import { saysPeriod } from "../../flows/report-reading.ts";
import { normalize } from "../../language/normalize.ts";
import { type Chain, type ChainItem, readChain } from "../../language/read-chain.ts";
import { readReport } from "../../language/read-report.ts";
import { findFields } from "../../language/report-fields.ts";
import type { UnitDirectory } from "../../language/unit-directory.ts";
import { indicatorsOf } from "../reports/figures.ts";
import type { Turn } from "../turns/turn.ts";

/** Which of several duties a line is about where the list does not say. */
const CADENCES: readonly Cadence[] = ["week", "month", "quarter", "year"];

/** What a list is read with, and for whom. */
export interface ListReader {
	readonly county: County;
	readonly directory: UnitDirectory;
	readonly today: DateText;
	/** The unit of the group it stands in; null in private. */
	readonly group: UnitCode | null;
}

/** The entries of a 接龙 typed in a chat. */
export const readList = ({ directory, group, today }: ListReader, text: string): Chain =>
	readChain(text, { directory, home: group, today });

/** The unit an entry names for sure and that is still there; undefined without. */
export const unitOf = ({ county, today }: Pick<ListReader, "county" | "today">, { units }: ChainItem): Unit | undefined => {
	const [only] = units;
	const unit = units.length === 1 && only?.sure ? county.unit(only.code) : undefined;
	return unit && (unit.validTo === null || unit.validTo >= today) ? unit : undefined;
};

/** The units a group's list may speak of: those 未报 names there, its own and those directly below. */
export const isOfGroup = (unit: Unit, group: UnitCode): boolean => unit.code === group || unit.parent === group;

/** What an entry says as a report of a duty: where the heading names the one indicator and the entry a bare figure, with that indicator's name. */
export const wordsFor = (reader: ListReader, duty: Duty, unit: Unit, { heading }: Chain, words: string): string => {
	if (speaksOf(reader, duty, unit, words)) return words;
	const fields = fieldsOf(reader.county, duty);
	const [hit, ...others] = findFields(normalize(heading).text, fields, []);
	const [field] = hit?.fields ?? [];
	const whole = field && others.length === 0 && hit?.fields.length === 1 ? `${field.aliases[0] ?? field.name}${words}` : words;
	return whole !== words && speaksOf(reader, duty, unit, whole) ? whole : words;
};

const fieldsOf = (county: County, duty: Duty) =>
	indicatorsOf(duty, county).map(({ id, name, aliases, measure }) => ({ id, name, aliases, measure }));

const entriesOf = ({ county, directory, today }: ListReader, duty: Duty, unit: Unit, words: string) =>
	words === "" ? [] : readReport(words, { fields: fieldsOf(county, duty), directory, speaker: unit.code, today }).entries;

const speaksOf = (reader: ListReader, duty: Duty, unit: Unit, words: string): boolean => entriesOf(reader, duty, unit, words).length > 0;

const dutiesOf = ({ county, today }: ListReader, unit: Unit): Duty[] => county.data.duties.filter((duty) => owes(duty, unit, today));

/**
 * Whether a text is a 接龙 about our reports: an entry names a unit of the group and a figure of an indicator it reports. A list of who comes to dinner is none
 * of the bot's business.
 */
export const isOurList = (reader: ListReader & { readonly group: UnitCode }, text: string): boolean => {
	const chain = readList(reader, text);
	return chain.items.some((item) => {
		const unit = unitOf(reader, item);
		if (!unit || !isOfGroup(unit, reader.group)) return false;
		return dutiesOf(reader, unit).some((duty) =>
			entriesOf(reader, duty, unit, wordsFor(reader, duty, unit, chain, item.words)).some(
				({ reading }) => reading.kind === "value" || reading.kind === "zero",
			),
		);
	});
};

/** A duty's round that a line is about, whether it takes reports or not. */
export interface LineRound {
	readonly duty: Duty;
	readonly round: Round;
}

/**
 * The round an entry is about: of the duty the heading names, by name or by its period, else of the first whose indicators the entry speaks of; its newest that
 * takes reports, where the heading names none. Null where the unit owes nothing of the kind.
 */
export const roundOf = (turn: Turn, reader: ListReader, unit: Unit, chain: Chain, words: string): LineRound | null => {
	const { heading, period } = chain;
	const said = period !== null && saysPeriod(heading, parsePeriod(period).cadence) ? period : null;
	const owed = dutiesOf(reader, unit).toSorted((a, b) => CADENCES.indexOf(a.cadence) - CADENCES.indexOf(b.cadence));
	const named = owed.filter(({ name }) => heading.includes(name));
	const meant = named.length > 0 ? named : said === null ? owed : owed.filter(({ cadence }) => cadence === parsePeriod(said).cadence);
	const duty = meant.find((one) => speaksOf(reader, one, unit, wordsFor(reader, one, unit, chain, words))) ?? meant[0];
	if (!duty) return null;
	if (said !== null && parsePeriod(said).cadence === duty.cadence) return { duty, round: turn.rounds.round(duty, said, unit.code) };
	const [newest] = turn.rounds.taking(duty, turn.inbound.sentAt, unit);
	return { duty, round: newest ?? turn.rounds.round(duty, periodOf(duty.cadence, turn.today), unit.code) };
};
