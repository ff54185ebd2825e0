import type { FileRef } from "../../domain/file.ts";
import { isEvidence, isVoice } from "../../domain/file.ts";
import { addMs, type Instant } from "../../domain/period.ts";
import { mayChange } from "../../domain/problem.ts";
import type { SavedSession } from "../../ports/store.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { problemLine } from "./describe-problem.ts";
import { problemNumbered, recordProblem } from "./problem-set.ts";

/** For so long after a problem was raised or answered photos without words belong to it. */
const LATE_MS = 10 * 60 * 1000;

interface Noted {
	readonly number: number;
	readonly chat: string;
	readonly at: Instant;
}

const keyOf = ({ person }: Speaker): string => `problem-photo:${person.key}`;

/** Remembers the problem somebody has just spoken of: a photo sent right after is of it. */
export const noteRaised = (turn: Turn, speaker: Speaker, number: number): void => {
	const noted: Noted = { number, chat: turn.chat.id, at: turn.inbound.sentAt };
	turn.add({ do: "set-setting", key: keyOf(speaker), value: JSON.stringify(noted) });
};

/**
 * Files without words right after a problem was raised or answered in this chat belong to it. False when they do not: it is too long ago, a dialog has
 * spoken since, or they are no pictures or documents.
 */
export const takeLateFiles = async (
	turn: Turn,
	speaker: Speaker,
	files: readonly FileRef[],
	text: string,
	open: SavedSession | null,
): Promise<boolean> => {
	if (text.trim() !== "" || !files.some((file) => isEvidence(file) && !isVoice(file))) return false;
	const saved = await turn.set.setting(keyOf(speaker));
	if (saved === null || saved === "") return false;
	const noted = JSON.parse(saved) as Noted;
	if (noted.chat !== turn.chat.id || addMs(noted.at, LATE_MS) < turn.inbound.sentAt) return false;
	if (open && open.updatedAt > noted.at) return false;
	const problem = await problemNumbered(turn, noted.number);
	if (!problem || !mayChange(problem, "files-added")) return false;
	const after = await recordProblem(turn, speaker.person.key, problem, { what: "files-added" }, files);
	turn.say(
		{ key: "problem-done", deed: "files", problem: problemLine(turn.county, after, turn.today), told: [], buttons: [] },
		{ addressee: speaker.person },
	);
	return true;
};
