import type { ExportView } from "../../views/export.ts";
import type { SentencesOf } from "../catalogue.ts";
import type { ExportWords } from "../export.ts";
import { formats } from "./formats.ts";

const { moment, period } = formats;

const PARTS = { increment: "本期", total: "累计", annual: "年度任务", percent: "完成年度任务" } as const;

/** Words of exported sheets. */
export const exportWords: ExportWords = {
	name: (heading) => {
		switch (heading.of) {
			case "round":
				return `${heading.title} ${period(heading.period)}`;
			case "ranking":
				return `排名 ${period(heading.period)}`;
			case "receipts":
				return `通知${heading.number}回执`;
			case "record":
				return heading.name;
			default:
				return heading satisfies never;
		}
	},
	title: (heading) => {
		switch (heading.of) {
			case "round":
				return `${period(heading.period)}${heading.title}报送情况`;
			case "ranking":
				return `${period(heading.period)}${heading.title}排名`;
			case "receipts":
				return `通知${heading.number}回执`;
			case "record":
				return `${heading.name}报送记录`;
			default:
				return heading satisfies never;
		}
	},
	note: (heading) => {
		const asOf = `${moment(heading.at)}导出`;
		switch (heading.of) {
			case "round":
				return `截止${moment(heading.dueAt)}；应报${heading.due}，已报${heading.reported}，按时${heading.onTime}；${asOf}。`;
			case "ranking":
				return `${heading.edition === 0 ? "尚未定榜" : heading.edition === 1 ? "已定榜" : `第${heading.edition - 1}次更正`}；规则版本${heading.rules}；${asOf}。`;
			case "receipts":
				return `${heading.head}；应收到${heading.asked}人，已收到${heading.confirmed}人；${asOf}。`;
			case "record":
				return `从${period(heading.from)}起，共${heading.reports}份，每次修改一版，原样保留；${asOf}。`;
			default:
				return heading satisfies never;
		}
	},
	fileName: (heading) => {
		switch (heading.of) {
			case "round":
				return `${heading.title}_${period(heading.period)}`;
			case "ranking":
				return `排名_${period(heading.period)}`;
			case "receipts":
				return `通知${heading.number}回执`;
			case "record":
				return `${heading.name}_报送记录`;
			default:
				return heading satisfies never;
		}
	},
	columns: {
		code: "代码",
		unit: "单位",
		within: "所属",
		state: "状态",
		"sent-at": "报送时间",
		person: "报送人",
		post: "职务",
		source: "来源",
		version: "版本",
		round: "期次",
		duty: "报送",
		number: "编号",
		question: "题目",
		answer: "回答",
		"as-written": "原话",
		reason: "原因",
		file: "文件",
		files: "文件数",
		hash: "文件指纹",
		rank: "名次",
		score: "得分",
		lamp: "灯",
		due: "应报期数",
		"on-time": "按时期数",
		"confirmed-at": "收到时间",
		"reminded-at": "提醒时间",
	},
	figure: (label, measure, part) => (part === "percent" ? `${label} ${PARTS[part]}` : `${label} ${PARTS[part]}（${measure}）`),
	score: { completion: "年度完成", change: "较上月", "on-time": "按时报送", problems: "问题解决" },
	asReported: (increment, total, measure) => `新增${increment}${measure}，累计${total}${measure}`,
	period,
	words: {
		"on-time": "按时",
		late: "迟报",
		waiting: "待审核",
		returned: "退回",
		begun: "填写中",
		missing: "未报",
		own: "本单位",
		proxy: "代报",
		confirmed: "收到",
		silent: "未回",
		unreachable: "没联系上",
		guest: "名单外",
		total: "合计",
		"no-part": "不参加",
		green: "绿",
		yellow: "黄",
		red: "红",
		yes: "是",
		no: "否",
	},
};

export const exports: SentencesOf<ExportView["key"]> = {
	"export-started": () => "正在生成表格，好了就发给您。",
	"export-what": ({ unit, period: example }) =>
		[
			"要导出什么？例如：",
			`导出 周报 ${period(example)}`,
			`导出 排名 ${period(example)}`,
			"导出 回执 12",
			`导出 ${unit} 今年（这个单位的全部报送）`,
			"导出 王伟（这个人的全部报送）",
		].join("\n"),
	"export-empty": () => "没有可以导出的内容。",
};
