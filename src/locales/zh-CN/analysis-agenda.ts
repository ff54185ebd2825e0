import { compare } from "../../domain/decimal.ts";
import type { AnalysisFacts } from "../../views/analysis.ts";
import type { AnalysisBlock } from "../analysis.ts";
import { heading, quarterName, text } from "./analysis-blocks.ts";

/** Units that speak at the meeting; others write. */
const MOST_SPEAKERS = 10;

const speakers = (facts: AnalysisFacts): string => {
	const behind = new Map<string, string[]>();
	for (const { indicator, red } of facts.lags) for (const { unit } of red) behind.set(unit, [...(behind.get(unit) ?? []), indicator.short]);
	const all = [...behind].toSorted(([, a], [, b]) => b.length - a.length);
	const shown = all.slice(0, MOST_SPEAKERS).map(([unit, labels]) => `${unit}（${labels.join("、")}）`);
	return `${shown.join("、")}${all.length > shown.length ? `；其余${all.length - shown.length}个红灯单位书面说明` : ""}`;
};

/** A draft of the meeting's agenda, from who is behind and what several have in common. */
export const agenda = (facts: AnalysisFacts): AnalysisBlock[] => {
	const missed = facts.planned.filter(({ reached, planned }) => compare(reached, planned) < 0).length;
	const together = facts.causes.filter(({ about }) => about !== null);
	const reds = facts.lags.filter(({ red }) => red.length > 0);
	const items = [
		`督查考核办通报${quarterName(facts.period)}完成情况。`,
		...(reds.length === 0
			? []
			: [
					`组织实施部门分析进度：${reds.map(({ indicator, red }) => `${indicator.department}（${indicator.short}，红灯${red.length}个）`).join("、")}。`,
					`滞后单位说明原因、措施和时限：${speakers(facts)}。`,
				]),
		...(together.length === 0
			? []
			: [`研究几个单位都有的问题：${together.map(({ about, units }) => `${about}（${units}个单位）`).join("、")}。`]),
		...(facts.promised.length === 0 ? [] : [`核对上季度打算落实情况${missed > 0 ? `，写明了数、没有达到的${missed}项` : ""}。`]),
		"研究下步工作，县领导讲话。",
	];
	return [
		heading(1, "七、重点工作分析会议程（草拟）"),
		text("时间、地点、参加人员：（会前填写）"),
		...items.map((item, index) => text(`${index + 1}. ${item}`)),
	];
};
