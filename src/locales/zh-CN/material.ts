import type { LeftOut, MaterialView } from "../../views/material.ts";
import type { SentencesOf } from "../catalogue.ts";
import type { MaterialWords } from "../material.ts";
import { formats } from "./formats.ts";
import { shortRow } from "./report-lines.ts";

const { moment, period } = formats;

/** Words of the archive a round's material is bundled into. */
export const materialWords: MaterialWords = {
	archive: (duty, key, part) => `${duty}材料_${period(key)}${part === null ? "" : `-${part}`}`,
	index: "目录",
	nameless: "文件",
	title: (unit, duty, key) => `${unit}${period(key)}${duty}`,
	sent: ({ number, by, at, late, proxy }) => `编号${number}　${by}　${moment(at)}报送　${late ? "迟报" : "按时"}${proxy ? "　代报" : ""}`,
	approved: (by, at, way) =>
		way === "self"
			? `审核：主要负责人本人填报（${by}）`
			: `审核：${by}${way === "office" ? "（督查考核办代为审核）" : ""}　${moment(at)}通过`,
	answer: (row, files) => {
		if (row.kind === "files") return files.join("\n");
		if (row.kind === "text") return row.text;
		return `${shortRow(row)}${row.kind === "figure" && row.reason !== null ? `\n原因：${row.reason}` : ""}`;
	},
	loose: "另存文件",
};

const MIB = 1024 * 1024;
/** Units named one by one; the others stand in the sheet. */
const MOST_NAMED = 10;

const size = (bytes: number): string => (bytes < MIB ? `${Math.max(1, Math.round(bytes / 1024))}KB` : `${Math.round(bytes / MIB)}MB`);
const named = (files: readonly LeftOut[]): string =>
	`${files
		.slice(0, MOST_NAMED)
		.map((one) => `${one.unit} ${one.name}（${size(one.size)}）`)
		.join("、")}${files.length > MOST_NAMED ? `等${files.length}个` : ""}`;

export const material: SentencesOf<MaterialView["key"]> = {
	"material-started": () => "正在打包材料，文件多的话要等几分钟，好了就发给您。",
	"material-none": ({ title, period: of }) =>
		`${period(of)}${title}还没有审核通过的，没有材料可打包。谁还没报，发“未报 ${title} ${period(of)}”看。`,
	"material-uncarried": () => "这里发不了这么大的文件。请在网页聊天室里要。",
	material: ({ title, period: of, due, reported, count, bytes, limit, missing, tooLarge, lost, files }) =>
		[
			`${period(of)}${title}材料在这里：应报${due}个单位，已报（审核通过）${reported}个，文件${count}个，共${size(bytes)}。`,
			...(files.length > 1 ? [`一个压缩包装不下（最多${size(limit)}），按单位分成${files.length}个，每个里都有目录。`] : []),
			...(missing.length > 0
				? [
						`还缺${missing.length}个单位：${missing.slice(0, MOST_NAMED).join("、")}${missing.length > MOST_NAMED ? "等，全部见目录" : ""}。`,
					]
				: []),
			...(tooLarge.length > 0 ? [`太大、没装进来的：${named(tooLarge)}。请在网页聊天室里要。`] : []),
			...(lost.length > 0 ? [`已找不到的：${named(lost)}。请这些单位再发一次。`] : []),
		].join("\n"),
};
