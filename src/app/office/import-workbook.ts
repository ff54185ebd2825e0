import type { CountyData } from "../../domain/county.ts";
import type { Instant } from "../../domain/period.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { type CountyDifference, isEmptyDifference, type WorkbookProblem } from "../../views/workbook.ts";
import { compareCounty, officeNotes } from "../../workbook/compare-county.ts";
import type { WorkbookReader } from "../../workbook/read-in-worker.ts";

/** What a workbook would do to what is stored at `version`. */
export type CheckedWorkbook =
	| { readonly kind: "refused"; readonly problems: readonly WorkbookProblem[] }
	| { readonly kind: "unchanged"; readonly notes: readonly WorkbookProblem[] }
	| {
			readonly kind: "different";
			readonly difference: CountyDifference;
			readonly notes: readonly WorkbookProblem[];
			readonly data: CountyData;
			readonly version: number;
	  };

/** Reads a workbook beside the turns and compares it with what is stored. Nothing changes. */
export const checkWorkbook = async (parts: { store: Store; reader: WorkbookReader }, bytes: Uint8Array): Promise<CheckedWorkbook> => {
	const reading = await parts.reader.read(bytes);
	if (!reading.ok) return { kind: "refused", problems: reading.problems };
	const { version, data } = await parts.store.loadCounty();
	const difference = compareCounty(data, reading.data);
	const notes = [...reading.notes, ...officeNotes(reading.data)];
	return isEmptyDifference(difference)
		? { kind: "unchanged", notes }
		: { kind: "different", difference, notes, data: reading.data, version };
};

/** The effects that put a checked workbook in place of what is stored at `version`. */
export const replaceCounty = (data: CountyData, version: number, at: Instant, actor: string): Effect[] => [
	{ do: "replace-county", from: version, data, at },
	{
		do: "add-audit",
		entry: {
			at,
			actor,
			event: "county:imported",
			subject: "county",
			facts: {
				from: version,
				units: data.units.length,
				people: data.people.length,
				duties: data.duties.length,
				targets: data.targets.length,
			},
		},
	},
];
