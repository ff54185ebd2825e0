import type { Bulletin } from "../../domain/bulletin.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { WorkingSet } from "../turns/working-set.ts";

/** Bulletins as a group of turns sees them: what is committed, seen through the effects of the turns already done. */

const isOpen = ({ state }: Bulletin): boolean => state !== "published" && state !== "dropped";

/** Those under way, newest first; of one drafter, or (null) of all. */
export const bulletinsUnderWay = async (set: WorkingSet, drafter: PersonKey | null): Promise<Bulletin[]> => {
	const found = new Map((await set.committed.openBulletins(drafter)).map((one) => [one.id, one]));
	for (const effect of set.effects)
		if (effect.do === "save-bulletin" && (drafter === null || effect.bulletin.drafter === drafter))
			found.set(effect.bulletin.id, effect.bulletin);
	return [...found.values()].filter(isOpen).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
};

export const publishedBulletin = async (set: WorkingSet, number: number): Promise<Bulletin | null> => {
	const added = set.effects.flatMap((effect) =>
		effect.do === "save-bulletin" && effect.bulletin.number === number ? [effect.bulletin] : [],
	);
	return added[0] ?? set.committed.bulletin(number);
};
