import type { Clock } from "../../../ports/clock.ts";
import type { DemoClock, Desk } from "../../../ports/desk.ts";
import type { Files } from "../../../ports/files.ts";
import type { Ids } from "../../../ports/ids.ts";
import type { Intake } from "../../../ports/intake.ts";
import type { Log } from "../../../ports/log.ts";
import type { RoomDirectory, RoomStore } from "../../../ports/room.ts";
import type { Events } from "../events.ts";
import type { Journal } from "../journal.ts";

/** What the room is built from; main wires it. */
export interface RoomParts {
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	/** demo: one may act as anybody; real: every call carries a session. */
	readonly mode: "demo" | "real";
	readonly store: RoomStore;
	readonly directory: RoomDirectory;
	readonly files: Files;
	readonly desk: Desk;
	/** Null off the demo. */
	readonly demoClock: DemoClock | null;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly log: Log;
	/** Calls back later; returns how to take that back. */
	readonly later: (ms: number, run: () => void) => () => void;
	/** Folder of the page's files. */
	readonly pageDir: string;
}

/** What the routes work with once the room has started. */
export interface RoomContext extends RoomParts {
	readonly intake: Intake;
	readonly journal: Journal;
	readonly events: Events;
}
