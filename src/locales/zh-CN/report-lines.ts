import { type PeriodKey, parsePeriod } from "../../domain/period.ts";
import type { LedgerNote, ReportRow } from "../../views/report.ts";
import { change, SPANS } from "./dialog-parts.ts";
import { formats } from "./formats.ts";

/** A line of a submitted report. */
export const reportRow = (one: ReportRow, period: PeriodKey): string => {
	switch (one.kind) {
		case "figure": {
			const about = one.approximate ? "约" : "";
			const reason = one.reason === null ? "" : `\n　原因：${one.reason}`;
			return `${one.label}：${SPANS[parsePeriod(period).cadence]}${change(one.increment, one.measure, about)}，累计${about}${formats.quantity(one.total, one.measure)}${reason}`;
		}
		case "text":
			return `${one.label}：${one.text}`;
		case "yesno":
			return `${one.label}：${one.yes ? "是" : "否"}`;
		case "files":
			return `${one.label ?? "另存文件"}：${one.count}个`;
		default:
			return one satisfies never;
	}
};

/** More of an earlier text is not needed to see what changed. */
const SHORT = 60;

/** What a line says, without its name and reason: to stand beside a newer one. */
export const shortRow = (one: ReportRow): string => {
	switch (one.kind) {
		case "figure":
			return `新增${formats.quantity(one.increment, one.measure)}，累计${formats.quantity(one.total, one.measure)}`;
		case "text":
			return one.text.length > SHORT ? `${one.text.slice(0, SHORT)}…` : one.text;
		case "yesno":
			return one.yes ? "是" : "否";
		case "files":
			return `${one.count}个文件`;
		default:
			return one satisfies never;
	}
};

/** Problems told one by one; the others are counted. */
const MOST_RAISED = 5;

const numbered = (numbers: readonly number[]): string => `第${numbers.join("、")}号`;

/** What became of a report's problems, each on a line of its own. */
export const ledgerLines = ({ raised, still, leftOut }: LedgerNote): string =>
	[
		...raised.slice(0, MOST_RAISED).map(({ number, text, dueOn }) => `问题已记台账：第${number}号 ${text}（期限${formats.day(dueOn)}）`),
		...(raised.length > MOST_RAISED ? [`……共记了${raised.length}件，发“问题”看。`] : []),
		...(still.length > 0 ? [`${numbered(still)}问题早记着，标为仍未解决。`] : []),
		...(leftOut.length > 0 ? [`${numbered(leftOut)}问题这次没写，台账里还开着；办完了发“销号 ${leftOut[0]}”。`] : []),
	]
		.map((line) => `\n${line}`)
		.join("");
