import type { Ids } from "../../ports/ids.ts";

/** Ids that count: the same play gets the same ones. Not for secrets. */
export const countingIds = (): Ids => {
	let count = 0;
	const next = (): string => {
		count += 1;
		return `R${String(count).padStart(25, "0")}`;
	};
	return { next, bindingCode: () => next().slice(-8), secret: next };
};
