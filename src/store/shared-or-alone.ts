/** Work that may go on together, and work that must be alone: what is to be alone waits for what is under way, and what comes meanwhile waits for it. */
export class SharedOrAlone {
	readonly #sharing = new Set<Promise<unknown>>();
	#alone: Promise<unknown> = Promise.resolve();

	async shared<T>(work: () => Promise<T>): Promise<T> {
		for (let before: unknown = null; before !== this.#alone; ) {
			before = this.#alone;
			await before;
		}
		const working = work();
		const over = working.then(
			() => undefined,
			() => undefined,
		);
		this.#sharing.add(over);
		void over.then(() => this.#sharing.delete(over));
		return working;
	}

	alone<T>(work: () => Promise<T>): Promise<T> {
		const working = this.#alone.then(async () => {
			await Promise.all(this.#sharing);
			return work();
		});
		this.#alone = working.then(
			() => undefined,
			() => undefined,
		);
		return working;
	}
}
