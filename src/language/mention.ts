import type { Unit, UnitCode, UnitKind } from "../domain/unit.ts";
import type { Span } from "./normalize.ts";

/** A unit named in a text. Several entries of one text are candidates: the person has to say which. */
export interface UnitMatch {
	/** As typed. */
	readonly text: string;
	readonly code: UnitCode;
	/** False asks 「是大巴镇吗？」 before it is used. */
	readonly sure: boolean;
	/** UTF-16 offsets in the text as typed. */
	readonly start: number;
	readonly end: number;
	readonly reason?: "ambiguous" | "homophone" | "typo" | "ordinary-word" | "suffix";
}

/** A mention in the folded text with everything it may mean. */
export interface Mention extends Span {
	readonly candidates: readonly Unit[];
	readonly reason: UnitMatch["reason"] | null;
	/** The kinds its suffix allows; null without a suffix. */
	readonly kinds: readonly UnitKind[] | null;
}
