import { County } from "../../src/domain/county.ts";
import { growthCounty, type Size } from "./county.ts";
import { openIn } from "./running.ts";
import { accounts, NOW, yearOfReports } from "./year.ts";

/** Fills an empty store in a folder with a county of a size and its year, through the store's own effects. `told` hears how many commits are done. */
export const fill = async (folder: string, size: Size, rounds: number, told: (commits: number) => void): Promise<void> => {
	const data = growthCounty(size);
	const county = new County(data);
	const { store, close } = await openIn(folder);
	try {
		await store.commit([{ do: "replace-county", from: 0, data, at: NOW }, ...accounts(county)]);
		let commits = 0;
		for (const effects of yearOfReports(county, rounds)) {
			await store.commit(effects);
			told(++commits);
		}
	} finally {
		await close();
	}
};
