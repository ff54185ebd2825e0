import { add, type Decimal, decimal } from "../domain/decimal.ts";
import type { Span } from "./normalize.ts";
import type { FoundQuantity } from "./read-quantities.ts";
import type { ReportEntry } from "./report-assign.ts";

const SUM_HEAD = /[,，。;；、\n ]\s*(?:全镇|全乡|全村|以上|两村|三村)?(?:合计|共计|总计|一共|总共|共)[^,，。;；\n]{0,8}$/;

const addsUp = (lines: readonly { readonly entries: readonly ReportEntry[] }[], fieldId: string, value: Decimal): boolean => {
	let sum = decimal(0);
	for (const line of lines) {
		const reading = line.entries.find((entry) => entry.fieldId === fieldId)?.reading;
		if (reading?.kind === "value") sum = add(sum, reading.value);
	}
	return sum === value;
};

/**
 * Where the closing sum of a list of units begins (东朝阳村20亩，小洞村25亩，合计45亩), so that it is not taken for the last unit's total; null
 * when the last line has no number that the lines add up to.
 */
export const sumStart = (
	text: string,
	last: Span | undefined,
	lines: readonly { readonly entries: readonly ReportEntry[] }[],
	quantities: readonly FoundQuantity[],
): number | null => {
	if (last === undefined || lines.length < 2) return null;
	for (const quantity of quantities) {
		if (quantity.from < last.start || quantity.to > last.end || quantity.value === null) continue;
		const head = SUM_HEAD.exec(text.slice(last.start, quantity.from));
		if (head === null) continue;
		const { value } = quantity;
		const fields = new Set(lines.flatMap((line) => line.entries.map((entry) => entry.fieldId)));
		if ([...fields].some((fieldId) => addsUp(lines, fieldId, value))) return last.start + head.index;
	}
	return null;
};
