/** Waits for what may never come. */
export type Patience = <T>(work: Promise<T>, ms: number) => Promise<T>;

/** Rejects with an error when the work takes longer; what it does then is nobody's business any more. */
export const createPatience =
	(later: (ms: number, run: () => void) => () => void): Patience =>
	(work, ms) =>
		new Promise((resolve, reject) => {
			const cancel = later(ms, () => reject(new Error("timed out")));
			work.then(resolve, reject).finally(cancel);
		});
