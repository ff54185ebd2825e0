import type { County } from "../../domain/county.ts";
import { addMs, type DateText, dateOf, type Instant, wallClock } from "../../domain/period.ts";
import { defaultRules } from "../../domain/rule.ts";
import type { Log } from "../../ports/log.ts";
import { type Retention, WORD_QUEUES, type WordQueue } from "../../ports/retention.ts";
import type { Store } from "../../ports/store.ts";

/** Rows and files of one transaction: what waits for it waits shortly. */
const ROWS = 500;
const FILES = 100;
/** Most transactions of one minute; a large backlog goes on in the next. */
const STEPS = 50;
/** At night, when few write. */
const FROM_HOUR = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day the work was last done to its end, and how far each queue is forgotten. */
const DONE = "retention:done";
const reachedKey = (queue: WordQueue): string => `retention:${queue}`;

export interface KeepForParts {
	readonly store: Store;
	readonly retention: Retention;
	/** The county whose rules say how long; null before the first import. */
	readonly county: () => County | null;
	readonly log: Log;
}

/**
 * Once a day: people's words, and files no report refers to, are kept only as long as sheet 细则 says (聊天原话保留, 散落文件保留). Called every minute; what
 * a crash interrupts is taken up again.
 */
export const createKeepFor = ({ store, retention, county, log }: KeepForParts): ((now: Instant) => Promise<void>) => {
	const set = (key: string, value: string): Promise<void> => store.commit([{ do: "set-setting", key, value }]);

	/** How far a pass that took more than a minute came, and what it found unfinished. */
	const passes = new Map<WordQueue, { readonly after: number; readonly kept: number | null }>();

	/** Forgets one queue's words; returns the transactions it took, or null when they were not enough. */
	const forget = async (queue: WordQueue, before: Instant, steps: number): Promise<number | null> => {
		let { after, kept } = passes.get(queue) ?? { after: Number((await store.setting(reachedKey(queue))) ?? "0"), kept: null };
		for (let step = 1; step <= steps; step += 1) {
			const forgotten = await retention.forgetWords(queue, before, after, ROWS);
			if (forgotten.reached === after) return step;
			after = forgotten.reached;
			kept ??= forgotten.kept;
			passes.set(queue, { after, kept });
			// What is not finished is looked at again by the next pass.
			await set(reachedKey(queue), String(kept === null ? after : kept - 1));
		}
		return null;
	};

	const all = async (now: Instant): Promise<boolean> => {
		const rules = county()?.data.rules ?? defaultRules();
		const words = addMs(now, -Number(rules["keep-words"]) * DAY_MS);
		const files = addMs(now, -Number(rules["keep-files"]) * DAY_MS);
		await retention.dropChainLines(words);
		let steps = STEPS;
		for (const queue of WORD_QUEUES) {
			const taken = await forget(queue, words, steps);
			if (taken === null) return false;
			steps -= taken;
		}
		for (; steps > 0; steps -= 1) if ((await retention.dropLooseFiles(files, FILES)) === 0) return true;
		return false;
	};

	return async (now) => {
		const today: DateText = dateOf(now);
		if (wallClock(now).hour < FROM_HOUR || (await store.setting(DONE)) === today) return;
		if (!(await all(now))) return;
		passes.clear();
		await set(DONE, today);
		log.info("retention:done");
	};
};
