import { contentHash } from "../../dialog/content-hash.ts";
import { may, mayAnywhere } from "../../domain/permission.ts";
import { standOf } from "../../domain/review.ts";
import { dueNoteOf, phaseOf } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import { opensChain } from "../../language/chain-words.ts";
import type { Chain, ChainItem } from "../../language/read-chain.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { ViewButton } from "../../views/button.ts";
import type { LineReading, ListedLine } from "../../views/chains.ts";
import type { ViewOf } from "../../views/view.ts";
import { isLooseReport } from "../reports/loose-report.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { previewLine } from "./preview-line.ts";
import { isOfGroup, isOurList, type LineRound, type ListReader, readList, roundOf, unitOf, wordsFor } from "./read-list.ts";

/** Entries of a chat's lists that are remembered: several long lists. */
const MOST_SEEN = 400;

/** The setting under which the entries shown in a chat are remembered, by what they say. */
export const seenKey = (chat: ChatRef): string => `chain:${chatKey(chat)}`;

/** The button that says 确认. */
export const CONFIRM: ViewButton = { label: { word: "confirm-line" }, action: { do: "confirm-line", line: null } };

/** An entry with what it comes to, and the mark by which it is known when the list is copied again. */
interface Entry {
	readonly mark: string;
	readonly line: ViewOf<"chain-read">["lines"][number];
	/** Where its unit's word is asked for. */
	readonly asked: (LineRound & { readonly unit: Unit; readonly words: string; readonly reading: LineReading }) | null;
	readonly round: LineRound | null;
}

/**
 * Takes a 接龙 that speaks of units of this group: shows once what was understood, line by line, and keeps each line for its unit to confirm. People copy the list
 * for every line they add: of a later one only what is new is shown, and nothing is said where nothing is. In private the lists of those who may report for
 * others are taken. False when the text is no such list.
 */
export const takeChain = async (turn: Turn, speaker: Speaker, text: string, overheard: boolean): Promise<boolean> => {
	if (!opensChain(text)) return false;
	const reader: ListReader = { county: turn.county, directory: turn.world.directory, today: turn.today, group: turn.groupUnit };
	if (turn.inGroup ? reader.group === null || !isOurList({ ...reader, group: reader.group }, text) : !isForOthers(turn, speaker, text))
		return false;
	const key = seenKey(turn.chat);
	const saved = await turn.set.setting(key);
	const seen: readonly string[] = saved === null || saved === "" ? [] : JSON.parse(saved);
	const entries = await entriesOf(turn, speaker, reader, readList(reader, text));
	if (entries.length === 0) return false;
	const known = new Set(seen);
	const fresh = await changed(
		turn,
		speaker,
		entries.filter(({ mark }) => !known.has(mark)),
	);
	const marks = [...new Set([...entries.map(({ mark }) => mark), ...seen])].slice(0, MOST_SEEN);
	if (entries.some(({ mark }) => !known.has(mark))) turn.add({ do: "set-setting", key, value: JSON.stringify(marks) });
	for (const { asked, line } of fresh) if (asked) keepLine(turn, speaker, asked, line.number);
	const to = { addressee: turn.inGroup ? null : speaker.person };
	if (fresh.length > 0) turn.say(viewOf(turn, fresh, fresh.length < entries.length), to);
	else if (!overheard) turn.say({ key: "chain-unchanged", buttons: [] }, to);
	return true;
};

/** In private a list of one's own is one's report, and that of somebody who may report for nobody else concerns nobody. */
const isForOthers = (turn: Turn, speaker: Speaker, text: string): boolean =>
	mayAnywhere(speaker.person, "report-for-others", turn.today) && !isLooseReport(turn, speaker, text);

/** What each entry comes to, in the order of the list; of several of one unit and round the last. Entries not filled in yet are left out. */
const entriesOf = async (turn: Turn, speaker: Speaker, reader: ListReader, chain: Chain): Promise<Entry[]> => {
	const entries = new Map<string, Entry>();
	await prefetch(turn, reader, chain);
	for (const item of chain.items) {
		const entry = await entryOf(turn, speaker, reader, chain, item);
		if (!entry) continue;
		const about =
			entry.round && entry.line.unit !== null ? `${entry.round.duty.id} ${entry.round.round.period} ${entry.line.unit}` : `${entries.size}`;
		entries.delete(about);
		entries.set(about, entry);
	}
	return [...entries.values()];
};

/** What the entries need, in one query a kind. */
const prefetch = async (turn: Turn, reader: ListReader, chain: Chain): Promise<void> => {
	const units = chain.items.flatMap((item) => unitOf(reader, item) ?? []);
	await turn.set.prefetch({
		chainLinesOf: units.map(({ code }) => code),
		sessionsOf: units.flatMap(({ code }) => turn.county.peopleOf(code).map(({ key }) => key)),
		reports: chain.items.flatMap((item) => {
			const unit = unitOf(reader, item);
			const found = unit && roundOf(turn, reader, unit, chain, item.words);
			return found ? [{ duty: found.duty.id, period: found.round.period, unit: unit.code }] : [];
		}),
	});
};

const entryOf = async (turn: Turn, speaker: Speaker, reader: ListReader, chain: Chain, item: ChainItem): Promise<Entry | null> => {
	const { number, units, words } = item;
	if (words === "") return null;
	const other = (is: "unclear" | "elsewhere"): Entry => ({
		mark: contentHash([is, chain.period, folded(`${units[0]?.text ?? ""}${words}`)]),
		line: { number, unit: null, is },
		asked: null,
		round: null,
	});
	const unit = unitOf(reader, item);
	if (!unit) return other("unclear");
	const isMeant =
		reader.group === null ? may(turn.county, speaker.person, "report-for-others", unit.code, turn.today) : isOfGroup(unit, reader.group);
	const found = isMeant ? roundOf(turn, reader, unit, chain, words) : null;
	if (!found) return other("elsewhere");
	const { duty, round } = found;
	const said = wordsFor(reader, duty, unit, chain, words);
	const reading = await previewLine(turn, speaker, { duty, round, unit, proxy: false }, said);
	if (!reading) return other("unclear");
	const is = await standing(turn, found, unit);
	const line: ListedLine = is === "waiting" ? { number, unit: unit.name, is, ...reading } : { number, unit: unit.name, is };
	return {
		mark: contentHash([duty.id, round.period, unit.code, folded(said)]),
		line,
		asked: is === "waiting" ? { ...found, unit, words: said, reading } : null,
		round: found,
	};
};

/** The same words, however they are spaced and written. */
const folded = (words: string): string => words.normalize("NFKC").replace(/[\s,，.。;；:：、]+/gu, "");

const standing = async (turn: Turn, { duty, round }: LineRound, unit: Unit): Promise<ListedLine["is"]> => {
	const report = await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code });
	if (report) return standOf(report) === "returned" ? "returned" : "reported";
	const phase = phaseOf(round, turn.inbound.sentAt);
	return phase === "open" || phase === "late" ? "waiting" : "closed";
};

/** Those that say something else than what waits here already: a list that took up a correction is no news. */
const changed = async (turn: Turn, speaker: Speaker, entries: readonly Entry[]): Promise<Entry[]> => {
	const fresh: Entry[] = [];
	for (const entry of entries) if (!(entry.asked && (await waitsAlready(turn, speaker, entry.asked)))) fresh.push(entry);
	return fresh;
};

const waitsAlready = async (turn: Turn, speaker: Speaker, asked: NonNullable<Entry["asked"]>): Promise<boolean> => {
	const waiting = (await turn.set.chainLines([asked.unit.code])).find(
		({ duty, period, chat }) => duty === asked.duty.id && period === asked.round.period && chatKey(chat) === chatKey(turn.chat),
	);
	const before = waiting && (await previewLine(turn, speaker, { ...asked, proxy: false }, waiting.words));
	return contentHash(before ?? null) === contentHash(asked.reading);
};

const keepLine = (turn: Turn, speaker: Speaker, { duty, round, unit, words }: NonNullable<Entry["asked"]>, number: number): void =>
	turn.add({
		do: "save-chain-line",
		line: {
			duty: duty.id,
			period: round.period,
			unit: unit.code,
			number,
			words,
			by: speaker.person.key,
			chat: turn.chat,
			sentAt: turn.inbound.sentAt,
		},
	});

const viewOf = (turn: Turn, entries: readonly Entry[], again: boolean): ViewOf<"chain-read"> => {
	const rounds = new Map(entries.flatMap(({ round }) => (round ? [[`${round.duty.id} ${round.round.period}`, round] as const] : [])));
	return {
		key: "chain-read",
		again,
		rounds: [...rounds.values()].map(({ duty, round }) => ({
			title: duty.name,
			period: round.period,
			dueAt: round.dueAt,
			dueNote: dueNoteOf(round),
			late: phaseOf(round, turn.inbound.sentAt) === "late",
		})),
		lines: entries.map(({ line }) => line),
		inGroup: turn.inGroup,
		numbered: false,
		buttons: turn.inGroup && entries.some(({ asked }) => asked !== null) ? [CONFIRM] : [],
	};
};
