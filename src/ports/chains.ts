import type { DutyId } from "../domain/duty.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { ChatRef } from "./chat.ts";

/** A line of a 接龙 that was shown and waits for its unit's word: nothing is reported by it before that. */
export interface ChainLine {
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly unit: UnitCode;
	/** Its number in the list. */
	readonly number: number;
	/** What it says of the unit, as typed, with what was corrected since. */
	readonly words: string;
	/** Who put the list there. */
	readonly by: PersonKey;
	/** Where it was shown. */
	readonly chat: ChatRef;
	readonly sentAt: Instant;
}

/** Changes; see Effect. */
export type ChainEffect =
	/** Takes the place of the line of the same unit and round. */
	| { readonly do: "save-chain-line"; readonly line: ChainLine }
	/** Changes nothing where none waits. */
	| ({ readonly do: "drop-chain-line" } & Pick<ChainLine, "duty" | "period" | "unit">);
