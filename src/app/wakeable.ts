/**
 * Work that is done when there is some: `wake` says that there may be, any number of times; one run is under way at a time, and a wake during it
 * makes another follow. `run` must not reject.
 */
export class Wakeable {
	readonly #run: () => Promise<void>;
	#running: Promise<void> | null = null;
	#again = false;
	#stopped = false;

	constructor(run: () => Promise<void>) {
		this.#run = run;
	}

	get stopped(): boolean {
		return this.#stopped;
	}

	/** A run is under way. */
	get running(): boolean {
		return this.#running !== null;
	}

	wake(): void {
		if (this.#stopped) return;
		this.#again = true;
		this.#running ??= this.#runAll().finally(() => {
			this.#running = null;
			// A wake between the last look and here.
			if (this.#again) this.wake();
		});
	}

	/** Resolves when nothing is left to do. */
	async idle(): Promise<void> {
		while (this.#running) await this.#running;
	}

	/** Lets the run in hand end and takes no more; `run` looks at `stopped` to end early. */
	async stop(): Promise<void> {
		this.#stopped = true;
		await this.#running;
	}

	async #runAll(): Promise<void> {
		while (this.#again && !this.#stopped) {
			this.#again = false;
			await this.#run();
		}
	}
}
