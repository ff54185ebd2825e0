import type { Instant } from "../domain/period.ts";

/** Words of the printed binding slips. */
export interface Slips {
	readonly title: (county: string) => string;
	readonly how: (code: string, until: Instant, link: string | null) => string;
}
