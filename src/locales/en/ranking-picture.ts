import type { RankingPictureWords } from "../ranking-picture.ts";
import { formats } from "./formats.ts";
import { exemptLine, RULE_SETS, rankedPeriod } from "./ranking.ts";

export const rankingPicture: RankingPictureWords = {
	fileName: (picture) =>
		`${picture.county} ranking ${rankedPeriod(picture)}${picture.edition === 0 ? " (not final)" : picture.edition > 1 ? " (corrected)" : ""}.png`,
	title: ({ county }) => `${county}: progress of the works`,
	subtitle: (picture) =>
		[
			rankedPeriod(picture),
			`as of ${formats.day(picture.asOf)}`,
			...(picture.comparedWith === null ? [] : [`places against ${formats.period(picture.comparedWith)}`]),
		].join("  ·  "),
	state: ({ edition }) => (edition === 0 ? "not final" : edition > 1 ? `correction ${edition - 1}` : "final"),
	reported: "Reported",
	rank: "No.",
	unit: "Unit",
	score: "Score",
	moved: () => "Moved",
	lamp: "Lamp",
	lamps: { green: "G", yellow: "Y", red: "R", none: "—" },
	newcomer: "new",
	ratio: (total, annual) => `${total}/${annual}`,
	noTarget: "no target",
	column: (measure) => `done/target (${measure})`,
	absent: (units) => `Without a target, not ranked: ${units.join(", ")}`,
	exempt: exemptLine,
	legend: ({ green, yellow }) => `Lamps by plan: G ≥${green}%  Y ${yellow}–${green}%  R <${yellow}%  line: 100 points`,
	moreIndicators: (count) => `${count} more indicators count: /why`,
	rules: ({ rules }) => `${RULE_SETS[rules.name]}, version ${rules.version}`,
	madeAt: ({ madeAt }) => `Yixian, ${formats.moment(madeAt)}`,
};
