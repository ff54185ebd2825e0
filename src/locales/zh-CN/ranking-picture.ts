import type { RankingPictureWords } from "../ranking-picture.ts";
import { formats } from "./formats.ts";
import { exemptLine, RULE_SETS, rankedPeriod } from "./ranking.ts";

export const rankingPicture: RankingPictureWords = {
	fileName: (picture) =>
		`${picture.county}工程进度排名 ${rankedPeriod(picture)}${picture.edition === 0 ? "（未定榜）" : picture.edition > 1 ? "（更正）" : ""}.png`,
	title: ({ county }) => `${county}工程进度排名`,
	subtitle: (picture) =>
		[
			rankedPeriod(picture),
			`截至${formats.day(picture.asOf)}`,
			...(picture.comparedWith === null ? [] : [`名次与${formats.period(picture.comparedWith)}比`]),
		].join("　"),
	state: ({ edition }) => (edition === 0 ? "尚未定榜" : edition > 1 ? `更正 第${edition}版` : "已定榜"),
	reported: "已报单位",
	rank: "名次",
	unit: "单位",
	score: "得分",
	moved: () => "升降",
	lamp: "灯",
	lamps: { green: "绿", yellow: "黄", red: "红", none: "—" },
	newcomer: "新",
	ratio: (total, annual) => `${total}/${annual}`,
	noTarget: "无任务",
	column: (measure) => `完成/任务（${measure}）`,
	absent: (units) => `没有任务、不参加排名：${units.join("、")}`,
	exempt: exemptLine,
	legend: ({ green, yellow }) => `灯按计划进度：绿 ≥${green}%　黄 ${yellow}%–${green}%　红 <${yellow}%　竖线为100分`,
	moreIndicators: (count) => `另有${count}项指标计入得分，请发“为什么”看`,
	rules: ({ rules }) => `《${RULE_SETS[rules.name]}》 版本 ${rules.version}`,
	madeAt: ({ madeAt }) => `一线通　${formats.moment(madeAt)}制`,
};
