import { isWrittenAsPeriod } from "../../language/leading-period.ts";
import type { View } from "../../views/view.ts";
import type { Turn } from "../turns/turn.ts";

/** Longest part of what was typed that is said back. */
const SHOWN = 20;

/** What is answered to a name no unit has; 第99周 is no unit's name but a period that is not there. */
export const unitNotFound = (text: string, example: string): View =>
	isWrittenAsPeriod(text) ? noSuchPeriod(text) : { key: "unit-not-found", text: text.slice(0, SHOWN), example, buttons: [] };

/** What is answered to a period that is not there. */
export const noSuchPeriod = (text: string): View => ({ key: "no-such-period", text: text.trim().slice(0, SHOWN), buttons: [] });

/** A unit whose name shows how names are written. */
export const exampleTownship = ({ county }: Pick<Turn, "county">): string =>
	(county.data.units.find(({ kind }) => kind === "township") ?? county.root).name;
