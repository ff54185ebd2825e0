import type { Flow } from "../../dialog/flow.ts";
import type { DialogState } from "../../dialog/state.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Round } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Speaker, Turn } from "../turns/turn.ts";

/** A unit's round that a dialog is about. */
export interface DialogSubject {
	readonly duty: Duty;
	readonly round: Round;
	readonly unit: Unit;
	readonly proxy: boolean;
}

/** A dialog in the turn at hand: who sits in it, what it is about, and how it stood before. */
export interface Sitting extends DialogSubject {
	readonly turn: Turn;
	readonly speaker: Speaker;
	readonly flow: Flow;
	/** The saved session's id. */
	readonly id: string;
	readonly chat: ChatRef;
	/** Versions the report had when this dialog last looked. */
	readonly base: number;
	/** Null for a new one. */
	readonly state: DialogState | null;
	/** Another dialog has this person's words: this one is changed without being taken up. */
	readonly resting?: boolean;
	/** This person was shown what they say now, and found it right: where nothing is left to ask, it is submitted at once. */
	readonly shown?: boolean;
}
