/** The first pause after a failure. */
export const FIRST_PAUSE_MS = 1000;

/** Doubles with every failure in a row, the first being 1. */
export const growingPause = (failures: number, mostMs: number): number =>
	Math.min(mostMs, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10));

/** Waiting that ends early when the channel stops. */
export interface Pauses {
	wait(ms: number): Promise<void>;
	/** Ends the present pause and every later one at once. */
	cut(): void;
}

/** Pauses on the handed-in timer. */
export const createPauses = (later: (ms: number, run: () => void) => () => void): Pauses => {
	let isCut = false;
	let end: (() => void) | null = null;
	return {
		wait: (ms) =>
			new Promise((resolve) => {
				if (isCut) return resolve();
				const cancel = later(ms, () => end?.());
				end = () => {
					cancel();
					end = null;
					resolve();
				};
			}),
		cut() {
			isCut = true;
			end?.();
		},
	};
};
