import { seeded } from "../../test/support/telegram/faults.ts";

/** Where a kill falls. */
export type Where = "start" | "migration" | "intake" | "turn" | "send" | "file" | "import" | "job" | "move";

/** Something that happens outside the program, after which it is killed. */
export type Moment = "said" | "confirmed" | "sending" | "fetching" | "import" | "template" | "move";

export interface Kill {
	readonly where: Where;
	/** Null: the start of the process. */
	readonly moment: Moment | null;
	/** The how-manieth such moment. */
	readonly count: number;
	/** Milliseconds after it. */
	readonly delayMs: number;
}

interface Kind {
	/** Of 200 kills. */
	readonly share: number;
	readonly moment: Moment | null;
	readonly mostCount: number;
	readonly mostDelayMs: number;
}

/** Delays reach a little past what the program needs: some fall behind it. */
const KINDS: Readonly<Record<Where, Kind>> = {
	intake: { share: 40, moment: "said", mostCount: 40, mostDelayMs: 6 },
	turn: { share: 42, moment: "confirmed", mostCount: 20, mostDelayMs: 20 },
	send: { share: 42, moment: "sending", mostCount: 60, mostDelayMs: 4 },
	start: { share: 24, moment: null, mostCount: 1, mostDelayMs: 600 },
	file: { share: 12, moment: "fetching", mostCount: 3, mostDelayMs: 10 },
	import: { share: 16, moment: "import", mostCount: 2, mostDelayMs: 300 },
	job: { share: 8, moment: "template", mostCount: 1, mostDelayMs: 200 },
	move: { share: 6, moment: "move", mostCount: 2, mostDelayMs: 30 },
	migration: { share: 10, moment: null, mostCount: 1, mostDelayMs: 450 },
};

export const WHERE = Object.keys(KINDS) as readonly Where[];

/** So many kills, spread over all the places, in an order and at moments the seed decides. */
export const planKills = (count: number, seed: number, places: readonly Where[] = WHERE): Kill[] => {
	const random = seeded(seed);
	const all = places.reduce((sum, where) => sum + KINDS[where].share, 0);
	const wanted = places.slice(0, count);
	// Each place once, then always the one that is furthest behind its share.
	while (wanted.length < count) {
		const missing = (where: Where): number => (KINDS[where].share * count) / all - wanted.filter((one) => one === where).length;
		wanted.push(places.reduce((most, where) => (missing(where) > missing(most) ? where : most)));
	}
	for (let at = wanted.length - 1; at > 0; at -= 1) {
		const other = Math.floor(random() * (at + 1));
		[wanted[at], wanted[other]] = [wanted[other] ?? "turn", wanted[at] ?? "turn"];
	}
	return wanted.map((where): Kill => {
		const { moment, mostCount, mostDelayMs } = KINDS[where];
		return { where, moment, count: 1 + Math.floor(random() * mostCount), delayMs: random() * mostDelayMs };
	});
};

/** Waits for moments. */
export class Moments {
	#armed: { readonly moment: Moment; left: number; readonly strike: () => void } | null = null;

	note(moment: Moment): void {
		const armed = this.#armed;
		if (armed?.moment !== moment) return;
		armed.left -= 1;
		if (armed.left > 0) return;
		this.#armed = null;
		armed.strike();
	}

	/** Resolves at the count-th such moment from now. */
	wait(moment: Moment, count: number): Promise<void> {
		return new Promise((resolve) => {
			this.#armed = { moment, left: count, strike: resolve };
		});
	}
}
