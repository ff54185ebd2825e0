import type { Instant } from "../domain/period.ts";

/** What an import from the shell put in place. */
export interface ImportSummary {
	/** Whether a running program took it over at once. */
	readonly running: boolean;
}

/** A binding code, as the shell prints it. */
export interface SlipLine {
	readonly name: string;
	readonly unit: string;
	readonly post: string;
	readonly code: string;
	readonly until: Instant;
	/** Binds at one tap; null where no messenger runs. */
	readonly link: string | null;
}
