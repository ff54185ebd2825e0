import type { PersonKey } from "../../domain/person.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { NewMessage } from "../../ports/store.ts";
import type { PlannedReport } from "./planned-report.ts";
import type { Act, SimulatedReporter } from "./simulated-reporter.ts";

/** One unit's report and the person who gives it. waiting: for a reminder; asked: will do something at a minute to come; talking: waits for the bot. */
export interface Sitting {
	readonly report: PlannedReport;
	readonly reporter: SimulatedReporter;
	state: "waiting" | "asked" | "talking" | "done";
	person: PersonKey | null;
	chat: ChatRef | null;
}

/** Somebody does something; `act` null: they begin, or take it up again. `to` is the bot's message they answer. */
export interface Entry {
	readonly sitting: Sitting;
	readonly act: Act | null;
	readonly to: NewMessage | null;
}

/** Somebody presses a button of a message outside any report: an approval. */
export interface Errand {
	readonly person: PersonKey;
	readonly chat: ChatRef;
	readonly act: Act;
	readonly to: NewMessage;
}
