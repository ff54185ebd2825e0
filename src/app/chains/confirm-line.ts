import { audienceMaySee, PERMISSIONS } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import { phaseOf } from "../../domain/round.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import { correctsLine, readLineWord } from "../../language/chain-words.ts";
import { matchUnits } from "../../language/match-units.ts";
import { normalize } from "../../language/normalize.ts";
import { ownWords } from "../../language/own-words.ts";
import { findQuantities } from "../../language/read-quantities.ts";
import type { ChainLine } from "../../ports/chains.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Action } from "../../views/button.ts";
import { openDialog } from "../reports/dialog-turn.ts";
import type { DialogSubject } from "../reports/sitting.ts";
import { placeFor } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { previewLine } from "./preview-line.ts";
import { isShownIn, readSeen, seenKey } from "./shown-lines.ts";
import { CONFIRM } from "./take-chain.ts";

/** A line that waits, with what it is about. */
interface WaitingLine extends DialogSubject {
	readonly line: ChainLine;
}

/**
 * Takes somebody's word on the line of their own unit: 确认 files it as their report, 不对，是54亩 mends it. In a group only where the line was shown there. False
 * when the text is neither, or no line waits for them. `plain`: the bot is spoken to and asked nothing else, so that 对 is enough.
 */
export const takeLineWord = async (
	turn: Turn,
	speaker: Speaker,
	typed: string,
	{ overheard, plain }: { readonly overheard: boolean; readonly plain: boolean },
): Promise<boolean> => {
	// What is quoted above it was said by others.
	const text = ownWords(typed).trim();
	const word = readLineWord(text, !plain);
	if (turn.inbound.forwarded === true || (word === null && !correctsLine(text))) return false;
	const lines = await linesFor(turn, speaker);
	const named = unitNamed(turn, speaker, word?.unit ?? text);
	if (word && word.unit !== "" && !named) return false;
	if (word && named && !ownUnits(turn, speaker).includes(named.code)) return !overheard && (await refuse(turn, named));
	const meant = named ? lines.filter(({ unit }) => unit.code === named.code) : lines;
	const [only] = meant;
	if (!only) return false;
	if (!word) return meant.length === 1 && isTaken(turn, only) && correct(turn, speaker, only, text);
	if (meant.length > 1) askWhich(turn, speaker, meant);
	else await confirm(turn, speaker, only);
	return true;
};

/** A press of 确认: on the line it names, or below a list on whichever waits there for whoever pressed. */
export const pressLine = async (turn: Turn, speaker: Speaker, { line }: Extract<Action, { do: "confirm-line" }>): Promise<void> => {
	const waiting = await linesFor(turn, speaker);
	const meant =
		line === null
			? waiting
			: waiting.filter((one) => one.line.unit === line.unit && one.line.duty === line.duty && one.line.period === line.period);
	const [only] = meant;
	if (!only) return turn.say({ key: "no-line-waits", name: speaker.person.name, buttons: [] }, { card: "toast" });
	if (meant.length > 1) return askWhich(turn, speaker, meant);
	return confirm(turn, speaker, only);
};

/** The units somebody reports for. */
export const ownUnits = ({ today }: Pick<Turn, "today">, { person }: Pick<Speaker, "person">): UnitCode[] => [
	...new Set(postsOn(person, today).flatMap((post) => (PERMISSIONS.report[post.role] ? [post.unit] : []))),
];

/** The lines that wait for somebody's word: in a group those shown there. One whose round has closed is told so where no other waits. */
const linesFor = async (turn: Turn, speaker: Speaker): Promise<WaitingLine[]> => {
	const lines = await turn.set.chainLines(ownUnits(turn, speaker));
	const seen = turn.inGroup && lines.length > 0 ? readSeen(await turn.set.setting(seenKey(turn.chat))) : [];
	const here = lines.flatMap((line) => {
		const duty = turn.county.duty(line.duty);
		const unit = turn.county.unit(line.unit);
		if (!duty || !unit || (turn.inGroup && !isShownIn(line, turn.chat, seen))) return [];
		return [{ line, duty, unit, round: turn.rounds.round(duty, line.period, unit.code), proxy: false }];
	});
	const open = here.filter(({ round }) => isTaken(turn, { round }));
	return open.length > 0 ? open : here.slice(-1);
};

const isTaken = (turn: Turn, { round }: Pick<DialogSubject, "round">): boolean => phaseOf(round, turn.inbound.sentAt) !== "closed";

const unitNamed = (turn: Turn, speaker: Speaker, text: string): Unit | null => {
	const [own] = ownUnits(turn, speaker);
	const found = text === "" ? undefined : matchUnits(text, turn.world.directory, own).find(({ sure }) => sure);
	return (found && turn.county.unit(found.code)) ?? null;
};

const refuse = async (turn: Turn, unit: Unit): Promise<boolean> => {
	const waits = (await turn.set.chainLines([unit.code])).length > 0;
	if (waits) turn.say({ key: "line-not-yours", unit: unit.name, buttons: [] });
	return waits;
};

const askWhich = (turn: Turn, speaker: Speaker, waiting: readonly WaitingLine[]): void =>
	turn.say(
		{
			key: "which-line",
			lines: waiting.map(({ unit, duty, round }) => ({ unit: unit.name, title: duty.name, period: round.period })),
			buttons: waiting.map(({ unit, duty, round, line }) => ({
				label: { text: waiting.every((other) => other.unit.code === unit.code) ? duty.name : unit.name },
				action: { do: "confirm-line", line: { unit: line.unit, duty: line.duty, period: round.period } },
			})),
		},
		{ addressee: speaker.person },
	);

/**
 * The line becomes the confirmer's own report. What was shown in a group and leaves nothing to ask is submitted: that was what they confirmed. What nobody
 * showed them is shown first.
 */
const confirm = async (turn: Turn, speaker: Speaker, { line, ...subject }: WaitingLine): Promise<void> => {
	const chat = seatFor(turn, speaker, subject.unit);
	if (!chat) return;
	const { duty, period, unit } = line;
	turn.add({ do: "drop-chain-line", duty, period, unit });
	if (!isTaken(turn, subject)) return lapsed(turn, speaker, subject, chat);
	await openDialog(turn, speaker, subject, { kind: "start", text: line.words }, chat, line.chat.kind === "group");
};

const lapsed = (turn: Turn, speaker: Speaker, { duty, round, unit }: DialogSubject, chat: ChatRef): void =>
	turn.say(
		{
			key: "round-closed",
			title: duty.name,
			unit: unit.name,
			period: round.period,
			closedAt: round.closesAt,
			report: null,
			buttons: [],
		},
		{ chat, addressee: speaker.person },
	);

/** Where it goes on: here, where all may see it, else in private, without a word here: dozens confirm in one group. Only a press is answered. */
const seatFor = (turn: Turn, speaker: Speaker, unit: Unit): ChatRef | null => {
	if (!turn.inGroup || audienceMaySee(turn.county, turn.groupUnit, unit.code) || !speaker.privateChat)
		return placeFor(turn, speaker, unit.code);
	if (turn.inbound.content.kind === "press") turn.say({ key: "see-private", name: speaker.person.name, buttons: [] }, { card: "toast" });
	return speaker.privateChat;
};

/** Mends a line by its unit's own words and shows it again. What corrects no figure of it is somebody's talk. */
const correct = async (turn: Turn, speaker: Speaker, { line, ...subject }: WaitingLine, text: string): Promise<boolean> => {
	const words = `${line.words}\n${text}`;
	const before = await previewLine(turn, speaker, subject, line.words);
	const after = await previewLine(turn, speaker, subject, words);
	if (!before || !after) return false;
	const unit = subject.unit.name;
	if (JSON.stringify(after.figures) === JSON.stringify(before.figures)) {
		const measures = new Set<string | null>(findQuantities(normalize(text)).map(({ unit: measure }) => measure));
		const names = before.figures.flatMap(({ name, measure }) => (measures.has(measure) ? [name] : []));
		if (names.length > 1) turn.say({ key: "line-which-figure", unit, names, buttons: [] }, { addressee: speaker.person });
		return names.length > 1;
	}
	turn.add({ do: "save-chain-line", line: { ...line, words } });
	turn.say(
		{
			key: "line-corrected",
			unit,
			line: after,
			numbered: false,
			buttons: [{ ...CONFIRM, action: { do: "confirm-line", line: { duty: line.duty, period: line.period, unit: line.unit } } }],
		},
		{ addressee: speaker.person },
	);
	return true;
};
