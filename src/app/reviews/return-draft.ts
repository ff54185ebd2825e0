import type { QuestionId } from "../../domain/duty.ts";
import { addMs, type Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Speaker, Turn } from "../turns/turn.ts";

/** A return somebody has begun: of which version, and which items they have named so far. */
export interface ReturnDraft {
	readonly report: number;
	readonly version: number;
	readonly fields: readonly QuestionId[];
	readonly at: Instant;
}

/** Words said longer after are about something else. */
const KEPT_MS = 2 * 60 * 60 * 1000;

/** The setting under which a return begun is remembered. */
export const reviewKey = (person: PersonKey): string => `review:${person}`;

/** The return this person has begun and not finished or left; null when there is none. */
export const draftOf = async (turn: Turn, { person }: Speaker): Promise<ReturnDraft | null> => {
	const saved = await turn.set.setting(reviewKey(person.key));
	if (saved === null || saved === "") return null;
	const draft = JSON.parse(saved) as ReturnDraft;
	return addMs(draft.at, KEPT_MS) < turn.inbound.sentAt ? null : draft;
};

export const keepDraft = (turn: Turn, { person }: Speaker, draft: ReturnDraft | null): void =>
	turn.add({ do: "set-setting", key: reviewKey(person.key), value: draft === null ? "" : JSON.stringify(draft) });
