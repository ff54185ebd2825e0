import type { ViewButton } from "./button.ts";
import type { CountyDifference, WorkbookProblem } from "./workbook.ts";

export type OfficeView =
	| { readonly key: "import-needs-file"; readonly buttons: readonly ViewButton[] }
	| { readonly key: "import-started"; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "import-refused";
			readonly problems: readonly WorkbookProblem[];
			readonly count: number;
			/** Characters the list may take where it is shown; null without bound (the shell). */
			readonly longest: number | null;
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "import-different";
			readonly difference: CountyDifference;
			readonly notes: readonly WorkbookProblem[];
			readonly buttons: readonly ViewButton[];
	  }
	/** The same for the shell, which asks in its own way. */
	| {
			readonly key: "import-difference";
			readonly difference: CountyDifference;
			readonly notes: readonly WorkbookProblem[];
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "import-unchanged"; readonly notes: readonly WorkbookProblem[]; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "import-applied";
			readonly units: number;
			readonly people: number;
			readonly duties: number;
			readonly buttons: readonly ViewButton[];
	  }
	/** What is stored changed since the difference was shown. */
	| { readonly key: "import-stale"; readonly buttons: readonly ViewButton[] }
	| { readonly key: "template-started"; readonly buttons: readonly ViewButton[] };
