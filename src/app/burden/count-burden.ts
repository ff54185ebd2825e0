import type { PeriodKey } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { CountyHolder } from "../county-holder.ts";
import type { JobHandler } from "../jobs/job-runner.ts";
import { describeBurden, describePersonsBurden } from "./describe-burden.ts";
import type { BurdenAskedOf } from "./gather-burden.ts";

/** What 减负 asks for: a month, of everybody or of one person. */
export interface BurdenAsked {
	readonly month: PeriodKey;
	readonly person: PersonKey | null;
}

/** The work behind 减负, beside the turns: a province's month is read for a while. Counted up to when it was asked. */
export const createBurdenCounter =
	({ store, counties, limitsOf }: Pick<BurdenAskedOf, "store" | "limitsOf"> & { readonly counties: CountyHolder }): JobHandler =>
	async (job) => {
		const county = counties.current?.county;
		if (!county) throw new Error("no county");
		const { month, person: key } = job.input as BurdenAsked;
		const asked = { store, county, month, now: job.createdAt, limitsOf };
		const person = key === null ? null : county.person(key);
		return { says: [person ? await describePersonsBurden({ ...asked, person }) : await describeBurden(asked)], effects: [] };
	};
