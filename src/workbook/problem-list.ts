import type { SheetName, WorkbookProblem } from "../views/workbook.ts";
import { LIMITS } from "./file/limits.ts";
import { problem } from "./file/refusal.ts";

/** Gathers all problems of a workbook, up to a limit beyond which they are only counted. */
export class ProblemList {
	readonly #problems: WorkbookProblem[] = [];
	readonly #notes: WorkbookProblem[] = [];
	#beyond = 0;

	/** Adds a problem, or a note when its key says so. */
	add(found: WorkbookProblem): void {
		const isNote = found.key.startsWith("note-");
		const list = isNote ? this.#notes : this.#problems;
		if (list.length < LIMITS.problems) list.push(found);
		else if (!isNote) this.#beyond++;
	}

	/** In the order of the sheets and rows as Excel shows them, what concerns the whole file first. */
	problems(order: readonly SheetName[]): WorkbookProblem[] {
		const more = this.#beyond > 0 ? [problem("more-problems", { count: this.#beyond })] : [];
		return [...inOrder(this.#problems, order), ...more];
	}

	notes(order: readonly SheetName[]): WorkbookProblem[] {
		return inOrder(this.#notes, order);
	}
}

const inOrder = (problems: readonly WorkbookProblem[], order: readonly SheetName[]): WorkbookProblem[] => {
	const place = (found: WorkbookProblem): number => order.indexOf(found.sheet as SheetName);
	return [...problems].sort((a, b) => place(a) - place(b) || (a.row ?? 0) - (b.row ?? 0));
};
