import type { FoundQuantity } from "./read-quantities.ts";
import type { FieldHit, ReportField } from "./report-fields.ts";

const NOT_MADE = /没[栽建种盖]$/;

/**
 * What 没栽树 and 没建小区 are said of, where no field named before is open: the field named right behind, or the one whose name has the thing in it (树 of
 * 果树). Undefined where the words stand for themselves or a number follows; null: of something that is no field.
 */
export const notMade = (
	{ text, fields }: { readonly text: string; readonly fields: readonly ReportField[] },
	quantity: FoundQuantity,
	next: FieldHit | undefined,
	after: FoundQuantity | undefined,
): readonly ReportField[] | null | undefined => {
	if (!quantity.zero || !NOT_MADE.test(text.slice(quantity.from, quantity.to))) return undefined;
	// 栽果树 is a name as well.
	if (next !== undefined && next.start <= quantity.to) {
		const figured = after !== undefined && !/[,，、。;；\n]/.test(text.slice(next.end, after.from));
		return figured ? undefined : next.fields;
	}
	// 没栽树, 树没栽
	const [, behind] = /^([树苗棚])(?=$|[,，、。;；\s])/.exec(text.slice(quantity.to)) ?? [];
	const [, before] = /(?:^|[,，、。;；\s])([树苗棚])(?:也|都|还)?$/.exec(text.slice(0, quantity.from)) ?? [];
	const thing = behind ?? before;
	if (thing === undefined) return undefined;
	const named = fields.filter((field) => [field.name, ...field.aliases].some((name) => name.includes(thing)));
	return named.length === 1 ? named : null;
};
