import type { ViewButton } from "./button.ts";

/** Files that were sent: some could not be had, or are still on their way. */
export type FilesView =
	| {
			readonly key: "files-lost";
			readonly count: number;
			readonly why: "too-large" | "gone";
			/** The most bytes one may have; null where that is not known or not the reason. */
			readonly limit: number | null;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "files-coming"; readonly count: number; readonly buttons: readonly ViewButton[] };
