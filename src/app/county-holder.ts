import type { Absence } from "../domain/absence.ts";
import { County } from "../domain/county.ts";
import type { Instant } from "../domain/period.ts";
import { RoundBook } from "../domain/round-book.ts";
import { buildUnitDirectory, type UnitDirectory } from "../language/unit-directory.ts";
import type { Effect, RoundRecords, Store } from "../ports/store.ts";
import { WakingHours } from "../reminders/waking-hours.ts";

/** The office's data as last imported, with the directory of unit names built from it, and what was decided beside the workbook. */
export interface LoadedCounty {
	readonly version: number;
	/** With the posts people hold for others who are away. */
	readonly county: County;
	readonly directory: UnitDirectory;
	readonly rounds: RoundBook;
	readonly absences: readonly Absence[];
}

/** Whether effects change what the holder keeps beside the workbook: later turns must wait until they are committed. */
export const changesRounds = (effects: readonly Effect[]): boolean =>
	effects.some(({ do: kind }) => kind === "add-round-change" || kind === "add-absence" || kind === "end-absence");

/** Keeps the county in memory; every import replaces it whole, every decision about rounds is added to it when it is committed. */
export class CountyHolder {
	readonly #store: Store;
	#loaded: LoadedCounty | null = null;
	#records: RoundRecords = { changes: [], absences: [], starts: [] };

	constructor(store: Store) {
		this.#store = store;
	}

	/** Null before the first import. */
	get current(): LoadedCounty | null {
		return this.#loaded;
	}

	/** When the county's quiet hours end that lie over an instant; null outside them, and before the first import. */
	readonly quietUntil = (now: Instant): Instant | null => {
		const county = this.#loaded?.county;
		return county ? new WakingHours(county.data.rules, county.calendar).quietUntil(now) : null;
	};

	/** Reads the stored data again: at start and after every import. */
	async reload(): Promise<LoadedCounty | null> {
		const { version, data } = await this.#store.loadCounty();
		this.#records = await this.#store.roundRecords();
		this.#loaded =
			data === null
				? null
				: { version, directory: buildUnitDirectory(data.units), ...this.#decided(new County(data, this.#records.absences)) };
		return this.#loaded;
	}

	/** Takes up what was just committed. */
	note(effects: readonly Effect[]): void {
		if (!this.#loaded || !changesRounds(effects)) return;
		const begun = effects.flatMap((effect) => (effect.do === "add-absence" ? [effect.absence] : []));
		const ended = new Set(effects.flatMap((effect) => (effect.do === "end-absence" ? [effect.id] : [])));
		const made = effects.flatMap((effect) => (effect.do === "add-round-change" ? [effect.change] : []));
		const absences = [...this.#records.absences, ...begun].filter(({ id }) => !ended.has(id));
		const renewed = begun.length + ended.size > 0;
		this.#records = { ...this.#records, absences, changes: [...this.#records.changes, ...made] };
		const { county } = this.#loaded;
		this.#loaded = { ...this.#loaded, ...this.#decided(renewed ? new County(county.data, absences) : county) };
	}

	#decided(county: County): Pick<LoadedCounty, "county" | "rounds" | "absences"> {
		const { changes, absences, starts } = this.#records;
		return { county, absences, rounds: new RoundBook(county.calendar, changes, new Map(starts.map(({ duty, at }) => [duty, at]))) };
	}
}
