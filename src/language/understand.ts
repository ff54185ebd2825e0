import { type Decimal, decimal } from "../domain/decimal.ts";
import { type Measure, REGIONAL_MEASURES } from "../domain/measure.ts";
import type { DateText, PeriodKey } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import { findMentions, matchesOf } from "./match-units.ts";
import { normalize } from "./normalize.ts";
import { ownWords } from "./own-words.ts";
import { readPeriod } from "./read-period.ts";
import { type FoundQuantity, findQuantities } from "./read-quantities.ts";
import { blot } from "./scan-text.ts";
import type { UnitDirectory } from "./unit-directory.ts";
import { saysSame, saysZero } from "./zero.ts";

/** How a line is understood, as `npm run read` prints it. */
export interface Understanding {
	readonly text: string;
	readonly quantities: readonly {
		readonly text: string;
		readonly value: Decimal;
		readonly unit: Measure | null;
		readonly approximate: boolean;
	}[];
	readonly units: readonly { readonly text: string; readonly code: UnitCode; readonly sure: boolean }[];
	readonly period: PeriodKey | null;
	/** True when something in the line would have to be asked back. */
	readonly ambiguous: boolean;
}

const isRegional = (quantity: FoundQuantity): boolean => quantity.unit !== null && REGIONAL_MEASURES[quantity.unit] !== undefined;

/** Reads a line without any context but the county's units and the date; never throws. */
export const understand = (text: string, directory: UnitDirectory, today: DateText): Understanding => {
	const normal = normalize(ownWords(text));
	const mentions = findMentions(normal, directory);
	const found = findQuantities(normal, mentions);
	const wholeZero = saysZero(normal.text);
	const certain = found.filter((quantity) => quantity.value !== null && (!quantity.zero || wholeZero));
	const none = wholeZero && found.length === 0 ? [{ text: normal.text.trim(), value: decimal(0), unit: null, approximate: false }] : [];
	const units = matchesOf(normal, mentions).map(({ text: name, code, sure }) => ({ text: name, code, sure }));
	return {
		text,
		quantities: [
			...none,
			...certain.map(({ text: written, value, unit, approximate }) => ({ text: written, value: value as Decimal, unit, approximate })),
		],
		units,
		period: readPeriod(blot(normal.text, mentions), today),
		ambiguous:
			found.some((quantity) => quantity.value === null || isRegional(quantity)) ||
			units.some((unit) => !unit.sure) ||
			saysSame(normal.text),
	};
};
