import type { Decimal } from "../domain/decimal.ts";
import type { DateText } from "../domain/period.ts";
import { readReport } from "./read-report.ts";
import type { ReportField } from "./report-fields.ts";
import type { UnitDirectory } from "./unit-directory.ts";

/** A figure somebody means to reach: so much more, or so much in all. */
export interface PlannedReading {
	readonly fieldId: string;
	readonly basis: "increment" | "total";
	readonly value: Decimal;
}

/** Words before a figure that make it a total: 果树达到3000亩. */
const IN_ALL = /(?:累计|达到?|总数|总量|共|合计|至)(?:完成|建成)?\s*$/u;

/** The figures of what somebody says they will do: 计划新建暖棚500亩，果树达到3000亩. Those that are not sure are left out: the words are shown in any case. */
export const plannedFigures = (
	text: string,
	fields: readonly ReportField[],
	{ directory, today }: { readonly directory: UnitDirectory; readonly today: DateText },
): PlannedReading[] =>
	readReport(text, { fields, directory, today }).entries.flatMap(({ fieldId, reading }): PlannedReading[] => {
		if ((reading.kind !== "value" && reading.kind !== "plan") || reading.value === null) return [];
		const { text: written, value } = reading;
		const isTotal = (reading.kind === "value" && reading.mode === "total") || IN_ALL.test(text.slice(0, text.indexOf(written)));
		return [{ fieldId, basis: isTotal ? "total" : "increment", value }];
	});
