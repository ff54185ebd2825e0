import type { AnalysisLine, AnalysisView, ReportsIn } from "../../views/analysis.ts";
import type { SentencesOf } from "../catalogue.ts";
import { quarterName } from "./analysis-blocks.ts";
import { formats } from "./formats.ts";

const LAMPS = { green: "，绿灯", yellow: "，黄灯", red: "，红灯", none: "" } as const;

const line = ({ label, measure, total, annual, percent, planned, lamp, red, worst }: AnalysisLine): string => {
	if (annual === null) return `${label}：累计${formats.quantity(total, measure)}，没有任务`;
	const behind = red === 0 ? "" : `；红灯单位${red}个，最慢的是${worst}`;
	return `${label}：${total}/${formats.quantity(annual, measure)}，${percent}%（计划${planned}%）${LAMPS[lamp]}${behind}`;
};

const reportsLine = ({ title, due, reported }: Pick<ReportsIn, "title" | "due" | "reported">): string =>
	`${title}：应报${due} 已报${reported}`;

export const analysis: SentencesOf<AnalysisView["key"]> = {
	"analysis-started": ({ period }) => `正在写${period === null ? "" : `${quarterName(period)}的`}季度分析，好了就发给您。`,
	"analysis-none": ({ period }) =>
		period === null
			? "请写哪个季度，如：季度分析 三季度"
			: `${quarterName(period)}还没有报送的数据，写不了季度分析。别的季度请写明，如：季度分析 三季度`,
	analysis: ({ period, asOf, over, lines, moreLines, problems, reports, pictures }) =>
		[
			`${quarterName(period)}重点工作分析材料（${over ? "" : "本季度还没完，"}截至${formats.day(asOf)}）`,
			...lines.map(line),
			...(moreLines > 0 ? [`还有${moreLines}项指标，见材料`] : []),
			`问题：本季新提${problems.raised}个，解决${problems.solved}个；未解决${problems.open}个，超期${problems.overdue}个`,
			...(reports.length > 0 ? [reports.map(reportsLine).join("；")] : []),
			`材料${pictures ? "和图" : ""}在这里，下步打算和会议议程请在文档里改。${pictures ? "" : "有的图没画出来，请过一会儿再发一次。"}`,
		].join("\n"),
	"analysis-due": ({ period, reports }) =>
		[
			`${quarterName(period)}的报送已经截止，可以准备重点工作分析会了。`,
			...(reports.length > 0 ? [reports.map(reportsLine).join("；")] : []),
			"发“季度分析”，分析材料、图和会议议程就写好发给您。",
		].join("\n"),
};
