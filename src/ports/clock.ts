import type { Instant } from "../domain/period.ts";

/** The only source of time. In the demo it can be moved forward. */
export interface Clock {
	now(): Instant;
}
