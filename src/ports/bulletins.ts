import type { Bulletin } from "../domain/bulletin.ts";
import type { PersonKey } from "../domain/person.ts";

/** Changes of bulletins; see Effect. */
export type BulletinEffect =
	/**
	 * Adds or replaces a bulletin by its id. Refuses the commit when its number is another's, or when it was published already: what went out never changes.
	 * The files of a published one are kept for good.
	 */
	{ readonly do: "save-bulletin"; readonly bulletin: Bulletin };

/** What the store answers about bulletins. */
export interface BulletinStore {
	/** A published bulletin. */
	bulletin(number: number): Promise<Bulletin | null>;
	/** Those that are neither published nor dropped, newest first; of one drafter, or (null) of all. */
	openBulletins(drafter: PersonKey | null): Promise<Bulletin[]>;
	/** The highest number given so far; 0 before the first. */
	lastBulletinNumber(): Promise<number>;
}
