import { contentHash } from "../../dialog/content-hash.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import { dueNoteOf, phaseOf } from "../../domain/round.ts";
import { opensChain } from "../../language/chain-words.ts";
import { chatKey } from "../../ports/chat.ts";
import type { ViewButton } from "../../views/button.ts";
import type { ViewOf } from "../../views/view.ts";
import { isLooseReport } from "../reports/loose-report.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { type AskedLine, type ListEntry, listEntries } from "./list-entries.ts";
import { previewLine } from "./preview-line.ts";
import { isOurList, type ListReader, readList } from "./read-list.ts";
import { readSeen, seenKey, writeSeen } from "./shown-lines.ts";

/** The button that says 确认. */
export const CONFIRM: ViewButton = { label: { word: "confirm-line" }, action: { do: "confirm-line", line: null } };

/**
 * Takes a 接龙 that speaks of units of this group: shows once what was understood, line by line, and keeps each line for its unit to confirm. People copy the list
 * for every line they add: of a later one only what is new is shown, and nothing is said where nothing is. In private the lists of those who may report for
 * others are taken. False when the text is no such list.
 */
export const takeChain = async (turn: Turn, speaker: Speaker, text: string, overheard: boolean): Promise<boolean> => {
	if (!opensChain(text)) return false;
	const reader: ListReader = { county: turn.county, directory: turn.world.directory, today: turn.today, group: turn.groupUnit };
	const isOurs = turn.inGroup
		? reader.group !== null && isOurList({ ...reader, group: reader.group }, text)
		: isForOthers(turn, speaker, text);
	if (!isOurs) return false;
	const key = seenKey(turn.chat);
	const seen = readSeen(await turn.set.setting(key));
	const { marks, fresh } = await listEntries(turn, speaker, reader, readList(reader, text), new Set(seen));
	if (marks.length === 0) return false;
	const again = fresh.length < marks.length;
	const told: ListEntry[] = [];
	for (const entry of fresh) if (await isNews(turn, speaker, entry, again)) told.push(entry);
	if (fresh.length > 0) turn.add({ do: "set-setting", key, value: writeSeen(marks, seen) });
	for (const { asked } of told) if (asked) keepLine(turn, speaker, asked);
	const to = { addressee: turn.inGroup ? null : speaker.person };
	if (told.length > 0) turn.say(viewOf(turn, told, again || told.length < marks.length), to);
	else if (!overheard) turn.say({ key: "chain-unchanged", buttons: [] }, to);
	return true;
};

/** In private a list of one's own is one's report, and that of somebody who may report for nobody else concerns nobody. */
const isForOthers = (turn: Turn, speaker: Speaker, text: string): boolean =>
	mayAnywhere(speaker.person, "report-for-others", turn.today) && !isLooseReport(turn, speaker, text);

/** Whether anybody has something of being told. Whoever adds a line to a list for form's sake after reporting the same needs no answer. */
const isNews = async (turn: Turn, speaker: Speaker, { asked, line }: ListEntry, again: boolean): Promise<boolean> =>
	asked ? !(await waitsAlready(turn, speaker, asked)) : !(again && line.is === "reported");

/** Whether a line says what waits here already: a list that took up a correction is no news. */
const waitsAlready = async (turn: Turn, speaker: Speaker, asked: AskedLine): Promise<boolean> => {
	const waiting = (await turn.set.chainLines([asked.unit.code])).find(
		({ duty, period, chat }) => duty === asked.duty.id && period === asked.round.period && chatKey(chat) === chatKey(turn.chat),
	);
	const before = waiting && (await previewLine(turn, speaker, { ...asked, proxy: false }, waiting.words));
	return contentHash(before ?? null) === contentHash(asked.reading);
};

const keepLine = (turn: Turn, speaker: Speaker, { duty, round, unit, words, number }: AskedLine): void =>
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

const viewOf = (turn: Turn, entries: readonly ListEntry[], again: boolean): ViewOf<"chain-read"> => {
	const asks = entries.some(({ asked }) => asked !== null);
	const rounds = new Map(entries.flatMap(({ round }) => (round ? [[`${round.duty.id} ${round.round.period}`, round] as const] : [])));
	return {
		key: "chain-read",
		again,
		rounds: [...rounds.values()].map(({ duty, round }) => ({
			title: duty.name,
			period: round.period,
			dueAt: round.dueAt,
			dueNote: dueNoteOf(round),
			late: asks && phaseOf(round, turn.inbound.sentAt) === "late",
		})),
		lines: entries.map(({ line }) => line),
		inGroup: turn.inGroup,
		numbered: false,
		buttons: turn.inGroup && asks ? [CONFIRM] : [],
	};
};
