import { postsOn } from "../../domain/person.ts";
import type { Unit } from "../../domain/unit.ts";
import { matchUnits } from "../../language/match-units.ts";
import type { Speaker, Turn } from "../turns/turn.ts";

/** A unit's name at the head of a text. */
export type LeadingUnit =
	| { readonly kind: "sure"; readonly unit: Unit; readonly rest: string }
	/** A near miss or a name several units share: to be asked. */
	| { readonly kind: "unsure"; readonly text: string; readonly candidates: readonly Unit[]; readonly rest: string };

/** Signs that may stand between the unit's name and what follows. */
const GAP = /^[\s:：,，、。]+/u;

/** Reads the unit a text begins with; null when it begins with none. The speaker's own unit settles names several units share. */
export const readLeadingUnit = (turn: Turn, speaker: Speaker, text: string): LeadingUnit | null => {
	const trimmed = text.trim();
	const own = postsOn(speaker.person, turn.today)[0]?.unit;
	const found = matchUnits(trimmed, turn.world.directory, own).filter((match) => match.start === 0);
	const first = found[0];
	if (!first) return null;
	const rest = trimmed.slice(first.end).replace(GAP, "");
	const units = found.flatMap((match) => turn.county.unit(match.code) ?? []);
	const sure = found.find((match) => match.sure);
	const unit = sure ? turn.county.unit(sure.code) : undefined;
	return unit ? { kind: "sure", unit, rest } : { kind: "unsure", text: first.text, candidates: units, rest };
};

/** Asks which unit was meant; each button repeats the command with the unit's full name. */
export const askWhichUnit = (turn: Turn, speaker: Speaker, command: string, unsure: Extract<LeadingUnit, { kind: "unsure" }>): void => {
	const shown = unsure.candidates.slice(0, 8);
	turn.say(
		{
			key: "unit-unsure",
			text: unsure.text,
			candidates: shown.map((unit) => ({ name: unit.name, within: parentName(turn, unit) })),
			buttons: shown.map((unit) => ({
				label: { text: withParent(turn, unit) },
				action: { do: "say", text: [command, withParent(turn, unit), unsure.rest].filter((part) => part !== "").join(" ") },
			})),
		},
		{ addressee: speaker.person },
	);
};

/** The township a village belongs to, for telling villages of one name apart. */
const parentName = (turn: Turn, unit: Unit): string | null =>
	unit.kind === "village" && unit.parent !== null ? (turn.county.unit(unit.parent)?.name ?? null) : null;

const withParent = (turn: Turn, unit: Unit): string => `${parentName(turn, unit) ?? ""}${unit.name}`;
