import type { View } from "../../views/view.ts";

/** What a message still has to say at the moment it is sent; null where all it says is settled meanwhile. */
export type Freshen = (view: View) => Promise<View | null>;

/** One after another, each on what the ones before left. */
export const freshenByAll =
	(...all: readonly Freshen[]): Freshen =>
	async (view) => {
		let fresh: View | null = view;
		for (const freshen of all) fresh = fresh && (await freshen(fresh));
		return fresh;
	};
