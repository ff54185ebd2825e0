import type { PeriodKey } from "../../domain/period.ts";
import type { ReportRow } from "../../views/report.ts";
import type { ReturnedLine, ReviewedReport, ReviewRow, ReviewView } from "../../views/reviews.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";
import { ledgerLines, reportRow, shortRow } from "./report-lines.ts";

const PERIODS = { week: "上周", month: "上月", quarter: "上季度", year: "上年" } as const;

const earlier = (period: PeriodKey): string =>
	PERIODS[period.includes("W") ? "week" : period.includes("Q") ? "quarter" : period.includes("-") ? "month" : "year"];

const name = (report: Pick<ReviewedReport, "unit" | "period" | "title">): string =>
	`${report.unit} ${formats.period(report.period)}${report.title}`;

const same = (one: ReportRow, other: ReportRow): boolean => JSON.stringify(one) === JSON.stringify(other);

const line = ({ row, before, was, returned }: ReviewRow, period: PeriodKey, change: boolean): string => {
	const old = change && was !== null ? `\n　原来：${shortRow(was)}` : "";
	const asked = returned === null ? "" : `\n　退回原因：${returned}`;
	const compared =
		before === null ? "" : same(row, before) ? `\n　（和${earlier(period)}一样）` : `\n　${earlier(period)}：${shortRow(before)}`;
	return `· ${reportRow(row, period)}${old}${asked}${change ? "" : compared}`;
};

const returnedLine = ({ label, reason }: ReturnedLine): string => `· ${label}：${reason}`;

const left = (count: number): string => (count === 0 ? "" : `\n还有${count}份等您审核，发“审核”看。`);

export const reviews: SentencesOf<ReviewView["key"]> = {
	"review-asked": ({ report, rows, unchanged, gone, empty, office, closesAt, newer }) =>
		[
			...(newer ? [`已经有第${report.version}版了，请看这一版：`] : []),
			`待审核：${name(report)}（编号${report.number}${report.version > 1 ? `，第${report.version}版` : ""}）`,
			`${report.by}　${formats.moment(report.at)}　${report.late ? "迟报" : "按时"}${report.proxy ? "　代报" : ""}`,
			...(office === null
				? []
				: [office === "none" ? "这个单位今天没有主要领导，请督查考核办代为审核。" : "主要领导还没绑定，联系不上，请督查考核办代为审核。"]),
			...(unchanged === null ? [] : [rows.length + gone.length === 0 ? "和上一版比，没有改动。" : "和上一版比，改了："]),
			...rows.map((one) => line(one, report.period, unchanged !== null)),
			...gone.map((label) => `· ${label}：不报了`),
			...(empty.length === 0 ? [] : [`没有填：${empty.join("、")}`]),
			...(unchanged === null || unchanged.length === 0 ? [] : [`没改的：${unchanged.join("、")}`]),
			`没问题请点“通过”，有问题点“退回”。${formats.moment(closesAt)}前办完才算数。`,
		].join("\n"),
	"review-fields": ({ report, lines, unclear }) =>
		[
			...(unclear === null ? [] : [`没看懂“${unclear}”。`]),
			`${name(report)}，哪一项要改？`,
			...lines.map((label, index) => `${index + 1}. ${label}`),
			"点一下，或者连原因一起写，如“2 数字不对”。",
		].join("\n"),
	"review-reason": ({ labels, limit }) =>
		`${limit === null ? "" : `原因太长了，最多${limit}个字。\n`}“${labels.join("”“")}”要怎么改？请写一句原因，报的人会看到。还有别的项，接着点上面的。`,
	"review-dropped": ({ number }) => `好的，先不退回。编号${number}还等您审核。`,
	"review-approved": ({ report, left: more }) =>
		`已通过：${name(report)}（编号${report.number}），算数了，${report.late ? "迟报" : "按时"}。${left(more)}`,
	"review-returned": ({ report, fields, told, left: more }) =>
		[
			`已退回：${name(report)}（编号${report.number}）`,
			...fields.map(returnedLine),
			told.length === 0 ? "报的人现在联系不上，请当面说一声。" : `已告诉${told.join("、")}，只改这几项，改完再送您。`,
		].join("\n") + left(more),
	"review-settled": ({ report, decision, by, at }) =>
		`${name(report)}（编号${report.number}）${formats.moment(at)}已由${by}${decision === "approved" ? "通过" : "退回"}，不用再审。`,
	"review-closed": ({ report, closedAt }) =>
		`${name(report)}已截止（${formats.moment(closedAt)}），不能再审核。要补，请督查考核办发“重开 ${report.unit} ${formats.period(report.period)} 原因”。`,
	"review-elsewhere": ({ report, by }) => `${name(report)}由${by.join("、")}审核，不用您办。`,
	"review-list": ({ reports, elsewhere }) =>
		[
			...(reports.length === 0 ? ["没有等您审核的。"] : ["等您审核的："]),
			...reports.map(
				(one) =>
					`· ${name(one)}（编号${one.number}）：${one.by}报，${one.late ? "迟报" : "按时"}，${one.closed ? "已截止，要先重开" : `${formats.moment(one.closesAt)}前审核`}`,
			),
			...(elsewhere.length === 0
				? []
				: ["等主要领导审核的：", ...elsewhere.map(({ unit, title, by }) => `· ${unit}${title}：${by.join("、")}`)]),
		].join("\n"),
	"report-approved": ({ report, by, way, ledger }) =>
		`${name(report)}（编号${report.number}）${by}${way === "office" ? "（督查考核办）" : ""}审核通过，算数了，${report.late ? "迟报" : "按时"}。${ledger === undefined ? "" : ledgerLines(ledger)}`,
	"report-returned": ({ report, by, way, fields, closesAt }) =>
		[
			`${name(report)}（编号${report.number}）退回了，${by}${way === "office" ? "（督查考核办）" : ""}说：`,
			...fields.map(returnedLine),
			`只改这${fields.length}项，别的不用再填。点“补正”，${formats.moment(closesAt)}前交。`,
		].join("\n"),
	"review-due": ({ title, period, units, closesAt }) =>
		`${units.join("、")} ${formats.period(period)}${title}还等您审核，${formats.moment(closesAt)}前通过才算数。`,
	"review-overnight": ({ reports }) =>
		[
			`休息时间报来的，等您审核${reports.length > 1 ? `（${reports.length}份）` : ""}：`,
			...reports.map(({ unit, title, period, number }) => `· ${unit} ${formats.period(period)}${title}（编号${number}）`),
			"发“审核”看内容。",
		].join("\n"),
	"review-overdue": ({ title, period, to, waiting, returned }) =>
		[
			`${formats.period(period)}${title}已截止，没审核完的不算数：`,
			...(waiting.length === 0 ? [] : [`待审核：${waiting.join("、")}`]),
			...(returned.length === 0 ? [] : [`退回没补正：${returned.join("、")}`]),
			to === "office" ? `要让哪个单位补，发“重开 单位 ${formats.period(period)} 原因”。` : "要补，请找县督查考核办重开，重开后还由您审核。",
		].join("\n"),
};
