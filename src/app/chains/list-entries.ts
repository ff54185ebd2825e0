import type { Duty } from "../../domain/duty.ts";
import { may } from "../../domain/permission.ts";
import { currentVersion, type Report } from "../../domain/report.ts";
import { standOf } from "../../domain/review.ts";
import { phaseOf } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import { compileFlow } from "../../flows/compile-flow.ts";
import type { Chain, ChainItem } from "../../language/read-chain.ts";
import type { LineReading, ListedLine } from "../../views/chains.ts";
import type { ViewOf } from "../../views/view.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { previewLine } from "./preview-line.ts";
import { isOfGroup, type LineRound, type ListReader, roundOf, unitOf, wordsFor } from "./read-list.ts";
import { markOf, markOfOther } from "./shown-lines.ts";

/** A line that waits for its unit's word, with what it was understood to say. */
export interface AskedLine extends LineRound {
	readonly unit: Unit;
	readonly number: number;
	readonly words: string;
	readonly reading: LineReading;
}

/** An entry of a list with what comes of it. */
export interface ListEntry {
	readonly mark: string;
	readonly line: ViewOf<"chain-read">["lines"][number];
	/** Null where it is about none. */
	readonly round: LineRound | null;
	/** Null where nobody is asked. */
	readonly asked: AskedLine | null;
}

/** The entries of a list in its order; of several of one unit and round the last counts, and those not filled in yet are left out. */
export const listEntries = async (
	turn: Turn,
	speaker: Speaker,
	reader: ListReader,
	chain: Chain,
	known: ReadonlySet<string>,
): Promise<{ readonly marks: readonly string[]; readonly fresh: readonly ListEntry[] }> => {
	const placed = new Map<string, Placed>();
	for (const item of chain.items) {
		const one = item.words === "" ? null : place(turn, speaker, reader, chain, item);
		if (!one) continue;
		const about = one.at ? `${one.at.unit.code} ${one.at.duty.id} ${one.at.round.period}` : `${placed.size}`;
		placed.delete(about);
		placed.set(about, one);
	}
	const unknown = [...placed.values()].filter(({ mark }) => !known.has(mark));
	await prefetch(turn, unknown);
	const fresh: ListEntry[] = [];
	for (const one of unknown) fresh.push(await entryOf(turn, speaker, one));
	return { marks: [...placed.values()].map(({ mark }) => mark), fresh };
};

/** An entry, and the unit's round it is about; null where it is about none that is reported here. */
interface Placed {
	readonly mark: string;
	readonly number: number;
	readonly at: (LineRound & { readonly unit: Unit; readonly words: string }) | null;
	readonly isUnclear: boolean;
}

const place = (turn: Turn, speaker: Speaker, reader: ListReader, chain: Chain, item: ChainItem): Placed => {
	const { number, units, words } = item;
	const unit = unitOf(reader, item);
	const isMeant =
		unit !== undefined &&
		(reader.group === null ? may(turn.county, speaker.person, "report-for-others", unit.code, turn.today) : isOfGroup(unit, reader.group));
	const found = isMeant ? roundOf(turn, reader, unit, chain, words) : null;
	if (!found || !unit) return { mark: markOfOther(`${units[0]?.text ?? ""}${words}`), number, at: null, isUnclear: unit === undefined };
	const at = { ...found, unit, words: wordsFor(reader, found.duty, unit, chain, words) };
	return { mark: markOf({ duty: at.duty.id, period: at.round.period, unit: unit.code, words: at.words }), number, at, isUnclear: false };
};

/** What the new entries need, in one query a kind. */
const prefetch = (turn: Turn, entries: readonly Placed[]): Promise<void> => {
	const lines = entries.flatMap(({ at }) => at ?? []);
	return turn.set.prefetch({
		chainLinesOf: lines.map(({ unit }) => unit.code),
		sessionsOf: lines.flatMap(({ unit }) => turn.county.peopleOf(unit.code).map(({ key }) => key)),
		reports: lines.map(({ duty, round, unit }) => ({ duty: duty.id, period: round.period, unit: unit.code })),
	});
};

const entryOf = async (turn: Turn, speaker: Speaker, { mark, number, at, isUnclear }: Placed): Promise<ListEntry> => {
	const reading = at && (await previewLine(turn, speaker, { ...at, proxy: false }, at.words));
	if (!at || !reading) {
		const is = at || isUnclear ? "unclear" : "elsewhere";
		return { mark, line: { number, unit: null, is }, round: null, asked: null };
	}
	const { unit, ...round } = at;
	const is = await standing(turn, at, reading);
	const line: ListedLine = is === "waiting" ? { number, unit: unit.name, is, ...reading } : { number, unit: unit.name, is };
	return { mark, line, round, asked: is === "waiting" ? { ...at, number, reading } : null };
};

const standing = async (turn: Turn, { duty, round, unit }: NonNullable<Placed["at"]>, reading: LineReading): Promise<ListedLine["is"]> => {
	const report = await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code });
	if (report && standOf(report) === "returned") return "returned";
	if (report) return saysTheSame(turn, duty, reading, report) ? "reported" : "differs";
	const phase = phaseOf(round, turn.inbound.sentAt);
	return phase === "open" || phase === "late" ? "waiting" : "closed";
};

/** Whether every figure of a line is the one that was reported. */
const saysTheSame = (turn: Turn, duty: Duty, { figures }: LineReading, report: Report): boolean => {
	const { questions } = compileFlow(duty, turn.county);
	const { entries } = currentVersion(report);
	return figures.every(({ name, basis, value }) => {
		const question = questions.find((one) => one.kind === "number" && one.name === name);
		const entry = entries.find(({ indicator }) => question?.kind === "number" && question.indicator === indicator);
		return entry !== undefined && (basis === "total" ? entry.total : entry.increment) === value;
	});
};
