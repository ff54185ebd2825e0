import { LIMITS } from "../../dialog/context.ts";
import type { Said } from "../../dialog/state.ts";
import { addMs, type Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Speaker, Turn } from "../turns/turn.ts";

/** Messengers let people change what they sent for two days at most. */
const KEPT_MS = 3 * 24 * 60 * 60 * 1000;
/** Reports remembered of one person: whoever enters them for a whole county by telephone has a few dozen a week. */
const MOST = 40;

/** Which messages of a person a submitted report came from. */
export interface SaidInReport {
	readonly report: number;
	/** 代报. */
	readonly proxy: boolean;
	readonly at: Instant;
	readonly said: readonly Said[];
	/** What was changed since and is neither in a new version nor declined; the newest words of each message, oldest first. */
	readonly edits: readonly { readonly ref: string; readonly text: string }[];
	/** That the round is closed was said. */
	readonly told: boolean;
}

const keyOf = (person: PersonKey): string => `said:${person}`;

/** What is remembered of a person's submitted reports, newest first. */
export const recallSaid = async (turn: Turn, { person }: Speaker): Promise<readonly SaidInReport[]> => {
	const saved = await turn.set.setting(keyOf(person.key));
	const all = saved === null || saved === "" ? [] : (JSON.parse(saved) as readonly SaidInReport[]);
	return all.filter(({ at }) => addMs(at, KEPT_MS) >= turn.inbound.sentAt);
};

/** Remembers one report's messages; others too old or too many are forgotten. */
export const keepSaid = async (turn: Turn, speaker: Speaker, one: SaidInReport): Promise<void> => {
	const others = (await recallSaid(turn, speaker)).filter(({ report }) => report !== one.report);
	turn.add({ do: "set-setting", key: keyOf(speaker.person.key), value: JSON.stringify([one, ...others].slice(0, MOST)) });
};

/** Remembers which messages a version just submitted came from. What an earlier version by the same person said and this one did not touch stays. */
export const noteSubmitted = async (
	turn: Turn,
	speaker: Speaker,
	{ report, proxy, said }: { readonly report: number; readonly proxy: boolean; readonly said: readonly Said[] },
): Promise<void> => {
	const counted = said.filter(({ part }) => part !== "unclear");
	const before = (await recallSaid(turn, speaker)).find((one) => one.report === report);
	if (counted.length === 0 && !before) return;
	const again = new Set(said.map(({ question }) => question));
	const spoken = new Set(said.map(({ ref, question }) => `${ref} ${question}`));
	const kept = (before?.said ?? [])
		.filter(({ ref, question }) => !spoken.has(`${ref} ${question}`))
		.map((one) => (again.has(one.question) ? { ...one, part: "over" as const } : one));
	await keepSaid(turn, speaker, {
		report,
		proxy,
		at: turn.inbound.sentAt,
		said: [...kept, ...counted].slice(-LIMITS.said),
		edits: [],
		told: false,
	});
};
