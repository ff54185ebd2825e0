import type { ExportView } from "../../views/export.ts";
import type { SentencesOf } from "../catalogue.ts";
import type { ExportWords } from "../export.ts";
import { channelsText } from "./burden.ts";
import { formats } from "./formats.ts";
import { PROBLEM_STATE_WORDS } from "./problems.ts";

const { moment, period } = formats;

const PARTS_OF_LEDGER = { open: "未解决的", overdue: "超期的", solved: "已解决的" } as const;
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
			case "ledger":
				return "问题台账";
			case "burden":
				return `减负 ${period(heading.month)}`;
			case "material":
				return "目录";
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
			case "ledger":
				return `${heading.unit ?? ""}${heading.span === null ? "" : period(heading.span)}${heading.only === null ? "" : PARTS_OF_LEDGER[heading.only]}问题台账`;
			case "burden":
				return `${period(heading.month)}给基层发了多少消息`;
			case "material":
				return `${period(heading.period)}${heading.title}材料目录`;
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
			case "ledger":
				return `共${heading.problems}个；${asOf}。`;
			case "burden":
				return `收到的${heading.reached}人，发给个人${heading.messages}条、群里${heading.groupMessages}条，填写约${heading.minutes}分钟（估算）；${heading.channels.length > 0 ? `${channelsText(heading.channels)}，答复也算在内；` : ""}${asOf}。`;
			case "material":
				return `应报${heading.due}个单位，已报（审核通过）${heading.reported}个，文件${heading.files}个；${asOf}。`;
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
			case "ledger":
				return `${heading.unit ?? ""}问题台账`;
			case "burden":
				return `减负_${period(heading.month)}`;
			case "material":
				return "目录";
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
		name: "姓名",
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
		files: "文件数",
		hash: "文件指纹",
		rank: "名次",
		score: "得分",
		lamp: "灯",
		due: "应报期数",
		"on-time": "按时期数",
		"confirmed-at": "收到时间",
		"reminded-at": "提醒时间",
		project: "项目",
		problem: "问题",
		owner: "负责单位",
		"due-on": "期限",
		"raised-at": "提出时间",
		"solved-on": "解决日期",
		changes: "经过几次",
		reminders: "催报",
		notices: "通知",
		told: "其他消息",
		mentions: "群里点名",
		questions: "问题（一问一答）",
		answers: "回复他的",
		replies: "他发的",
		minutes: "填写约几分钟",
		spared: "少催次数",
		"approved-by": "审核人",
		"approved-at": "审核时间",
		file: "文件",
		size: "大小（KB）",
		part: "压缩包",
		lacking: "缺什么",
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
		...PROBLEM_STATE_WORDS,
		"lacks-report": "报告和材料",
		"lacks-files": "材料",
		"too-large": "文件太大，没装进来",
		lost: "文件已找不到",
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
			"导出 台账（也可以：导出 台账 大巴镇、导出 台账 超期）",
			"导出 减负 10月",
			"导出 季报材料 三季度（各单位的报告和文件，打成压缩包）",
			`导出 ${unit} 今年（这个单位的全部报送）`,
			"导出 王伟（这个人的全部报送）",
		].join("\n"),
	"export-too-large": () => "内容太多，一个表装不下。请分开要，如按乡镇、按一个月：导出 大巴镇 11月",
	"export-empty": () => "没有可以导出的内容。",
};
