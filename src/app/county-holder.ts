import { County } from "../domain/county.ts";
import { buildUnitDirectory, type UnitDirectory } from "../language/unit-directory.ts";
import type { Store } from "../ports/store.ts";

/** The office's data as last imported, with the directory of unit names built from it. */
export interface LoadedCounty {
	readonly version: number;
	readonly county: County;
	readonly directory: UnitDirectory;
}

/** Keeps the county in memory; every import replaces it whole. */
export class CountyHolder {
	readonly #store: Store;
	#loaded: LoadedCounty | null = null;

	constructor(store: Store) {
		this.#store = store;
	}

	/** Null before the first import. */
	get current(): LoadedCounty | null {
		return this.#loaded;
	}

	/** Reads the stored data again: at start and after every import. */
	async reload(): Promise<LoadedCounty | null> {
		const { version, data } = await this.#store.loadCounty();
		this.#loaded = data === null ? null : { version, county: new County(data), directory: buildUnitDirectory(data.units) };
		return this.#loaded;
	}
}
