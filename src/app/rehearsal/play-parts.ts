import type { FileRef } from "../../domain/file.ts";
import type { DateText } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { Outside } from "../yixian.ts";
import type { HabitId } from "./habit.ts";

/** What a play needs: a store that was filled for it (see fill-store.ts) and may be written to, and what the program needs anyway. */
export interface PlayParts
	extends Omit<
		Outside,
		| "clock"
		| "ids"
		| "log"
		| "limited"
		| "steadyMs"
		| "later"
		| "chance"
		| "groupUnit"
		| "groupChat"
		| "privateChatOf"
		| "storeTrouble"
		| "processMetrics"
		| "keepsTime"
	> {
	readonly from: DateText;
	/** What everything left to chance is drawn from. */
	readonly seed: string;
	/** Habits that are not drawn. */
	readonly habits: ReadonlyMap<UnitCode, HabitId>;
	/** Units with a group. */
	readonly groups: ReadonlySet<UnitCode>;
	/** Whom the bot reaches; null: everybody. */
	readonly reached: ReadonlySet<PersonKey> | null;
	/** What people send when a file is asked for; its bytes are in `files`. */
	readonly file: FileRef;
}
