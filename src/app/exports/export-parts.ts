import type { County } from "../../domain/county.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { Store } from "../../ports/store.ts";
import type { LimitsOf } from "../burden/channel-count.ts";

/** What exports are made from: the county as it stands when the export is written. */
export interface ExportParts {
	readonly store: Store;
	readonly county: County;
	readonly countyVersion: number;
	readonly rounds: RoundBook;
	readonly limitsOf: LimitsOf;
}
