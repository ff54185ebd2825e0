/** Lets everything else go on until something holds; rejects when it does not after very many turns of the event loop. */
export const until = async (holds: () => boolean, what: string): Promise<void> => {
	for (let turn = 0; turn < 5000; turn += 1) {
		if (holds()) return;
		await new Promise((resolve) => void setImmediate(resolve));
	}
	throw new Error(`never: ${what}`);
};
