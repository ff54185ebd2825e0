import type { County } from "../../domain/county.ts";
import type { Post } from "../../domain/person.ts";
import type { Unit } from "../../domain/unit.ts";

/** The units posts are in, as rankings know them: a village counts with its township. */
export const rankedUnitsOf = (county: County, posts: readonly Post[]): Unit[] => {
	const codes = posts.map((post) => {
		const unit = county.unit(post.unit);
		return unit?.kind === "village" && unit.parent !== null ? unit.parent : post.unit;
	});
	return [...new Set(codes)].flatMap((code) => county.unit(code) ?? []);
};
