import type { Notice, NoticeRecipient } from "../../domain/notice.ts";
import { dateOf, type Instant } from "../../domain/period.ts";
import type { ExportSheet, ExportValue } from "../../views/export.ts";
import { textHead } from "../notices/text-head.ts";
import { personLine } from "../people/named.ts";
import type { ExportParts } from "./export-parts.ts";

/** Who has confirmed a notice and who has not, a line a person. */
export const receiptsExport = (
	{ county }: ExportParts,
	notice: Notice,
	recipients: readonly NoticeRecipient[],
	at: Instant,
): ExportSheet => {
	const asked = recipients.filter(({ reach }) => reach !== "guest");
	return {
		heading: {
			of: "receipts",
			number: notice.number ?? 0,
			head: textHead(notice.text),
			at,
			confirmed: asked.filter(({ confirmedAt }) => confirmedAt !== null).length,
			asked: asked.length,
		},
		columns: [
			{ is: { column: "unit" }, format: "text", width: 18 },
			{ is: { column: "name" }, format: "text", width: 16 },
			{ is: { column: "post" }, format: "text", width: 18 },
			{ is: { column: "state" }, format: "text", width: 11 },
			{ is: { column: "confirmed-at" }, format: "moment", width: 17 },
			{ is: { column: "reminded-at" }, format: "moment", width: 17 },
		],
		rows: recipients.map((one): ExportValue[] => {
			const person = county.person(one.person);
			return [
				county.unit(one.unit)?.name ?? one.unit,
				person?.name ?? one.person,
				person ? personLine(county, person, dateOf(at)).post : null,
				{
					word: one.reach === "guest" ? "guest" : one.confirmedAt !== null ? "confirmed" : one.reach === "none" ? "unreachable" : "silent",
				},
				one.confirmedAt,
				one.remindedAt,
			];
		}),
		totals: null,
		frozen: 2,
	};
};
