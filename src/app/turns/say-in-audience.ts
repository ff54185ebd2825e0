import { audienceMaySee } from "../../domain/permission.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Speaker, Turn } from "./turn.ts";

/**
 * Where an answer about a unit may be given: here, when everybody here may see it; else in private, which is said here.
 * Null when it cannot be given at all (the bot cannot write to this person yet), which is said too.
 */
export const placeFor = (turn: Turn, speaker: Speaker, target: UnitCode): ChatRef | null =>
	!turn.inGroup || audienceMaySee(turn.county, turn.groupUnit, target) ? turn.chat : privately(turn, speaker);

/** Where an answer for one person's eyes is given. */
export const privately = (turn: Turn, speaker: Speaker): ChatRef | null => {
	if (!turn.inGroup) return turn.chat;
	const name = speaker.person.name;
	turn.say({ key: speaker.privateChat ? "see-private" : "write-me-first", name, buttons: [] });
	return speaker.privateChat;
};
