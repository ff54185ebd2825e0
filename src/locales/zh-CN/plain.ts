import type { CommandId } from "../../domain/command.ts";
import { type Cadence, parsePeriod } from "../../domain/period.ts";
import type { HelpExample, PlainView } from "../../views/plain.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

/** What asks for the report of a period. */
const REPORT_WORDS: Readonly<Record<Cadence, string>> = { week: "周报", month: "月报", quarter: "季报", year: "年报" };

/** One example of each command, and what it is for. */
const EXAMPLES: Readonly<Record<CommandId, (example: HelpExample) => string>> = {
	bind: () => "绑定 K7M3P9QX",
	weekly: ({ figures }) => `周报 ${figures} 问题：机井不足（只发“周报”就一项一项问）`,
	monthly: () => "月报（报本月）",
	quarterly: () => "季报（报本季度）",
	yearly: () => "年报（报本年）",
	edit: () => "修改（改已经报的数）",
	review: () => "审核（看等您审核的月报、季报，点“通过”或“退回”）",
	"my-tasks": () => "我的任务（看还有什么没报）",
	progress: ({ unit }) => `进度 ${unit}（看完成多少）`,
	ranking: () => "排名（看各单位名次，有图；“排名 上周”看上一期）",
	why: ({ unit }) => `为什么 ${unit}（看得分怎么算的）`,
	problems: () => "问题 机井坏了3眼（提一个问题，可带照片；只发“问题”看还有哪些）",
	advance: () => "进展 12 已打井2眼（第12号问题办得怎样了）",
	resolve: () => "销号 12 都打好了（办完了，请提出的人核实）",
	verify: () => "核实 12（您提的问题确实解决了）",
	"send-back": () => "退回 12 井还没通水（没解决，请再办）",
	assign: () => "交办 12 单位 期限（把问题交给一个单位办；再发一次新期限就是延期）",
	"drop-problem": () => "撤销 12 报重了（问题提错了）",
	summary: () => "汇总（看本期全县报了多少、有没有离谱的数）",
	missing: ({ week }) => `未报 ${formats.period(week)}（看谁还没报）`,
	remind: ({ week }) => `催报 ${formats.period(week)}（提醒还没报的，报过的不打扰）`,
	proxy: ({ proxyUnit, figures }) => `代报 ${proxyUnit ?? ""} ${figures}（接到电话，替别人报）`,
	reopen: ({ unit, week }) => `重开 ${unit} ${formats.period(week)} 数据要更正（截止以后让这个单位补报）`,
	extend: ({ week }) => `延期 ${formats.period(week)} 明天12:00 连日大雪（给大家改截止）`,
	away: () => "请假 明天到下周五 代理 王伟（几天不在，由同单位的人代理）",
	return: () => "销假（提前回来）",
	notice: ({ unit }) => `通知 明天上午9点开会（先给您看，点“发布”才发；“通知 给 ${unit}：正文”只发给${unit}）`,
	publish: () => "发布（把写好的通知发出去）",
	receipts: () => "回执 12（看第12号通知谁收到了）",
	chase: () => "催收到 12（没回的催一次）",
	withdraw: () => "撤回 12 时间有变（撤回第12号通知）",
	received: () => "收到（回复要求收到的通知）",
	import: () => "导入（再发工作簿文件）",
	template: () => "模板（取回工作簿）",
	invite: () => "邀请 王伟（发绑定码；“邀请 全部”发给所有没绑定的人）",
	unbind: () => "解绑 王伟（手机丢了马上停用）",
	"bind-group": ({ unit }) => `绑定群 ${unit}（在那个群里发，定下是哪个单位的群）`,
	status: () => "自检（看一线通通不通、群绑没绑）",
	scan: () => "扫码（微信等聊天工具掉线了，取登录码）",
	analysis: () => "季度分析（季度分析会的材料、图和议程；“季度分析 三季度”看那个季度）",
	bulletin: () => "通报（起草上月通报；改好发“送审”，同意后发“发布”）",
	"send-up": () => "送审（通报请另一个人看）",
	agree: () => "同意（通报照这个文字发）",
	disagree: () => "不同意 原因（通报退回去改）",
	correct: () => "更正 3（第3号通报的数据更正了）",
	export: (): string => "导出 周报（要Excel表；“导出 排名”“导出 大巴镇 今年”也行）",
	burden: () => "减负（看这个月打扰了大家多少；“减负 上月”“减负 王伟”也行）",
	back: () => "上一步（填的时候，回到上一题）",
	skip: () => "跳过（填的时候，跳过不是必答的题）",
	cancel: () => "取消（不填了）",
	help: () => "帮助（看这一页）",
};

export const plain: SentencesOf<PlainView["key"]> = {
	unknown: ({ reports }) => (reports ? "没看懂。要报数请发“周报”，看能做什么请发“帮助”。" : "没看懂。看能做什么请发“帮助”。"),
	"change-how": ({ wantsBack }) => `${wantsBack ? "报上去的撤不回来，可以改。" : ""}要改报过的数，请发“修改”。`,
	help: ({ commands, example }) =>
		[
			"您可以发：",
			...commands.map((id) => `· ${EXAMPLES[id](example)}`),
			...(commands.includes("weekly") ? ["群里接龙也行：第一行写“#接龙”，下面一行一个单位；各单位看过发“确认”，就算报了。"] : []),
			"有按钮的，直接点也行。",
		].join("\n"),
	"not-permitted": ({ who, unit }) =>
		unit === null
			? `没有权限。这件事由${who.map(formats.role).join("、")}来办。`
			: `没有权限。${unit}的情况，只有${unit}自己人和${who.map(formats.role).join("、")}能看能办。`,
	failed: ({ reference }) => `对不起，刚才这条没处理好，请再发一次。还不行就告诉督查考核办，编号 ${reference}。`,
	"see-private": ({ name }) => `${name}，内容已私聊发给您。`,
	"write-me-first": ({ name }) => `${name}，这项内容不便在群里说。请先私聊我发“帮助”。`,
	"nothing-open": () => "现在没有正在填的内容。要报数请发“周报”，报没报上发“我的任务”看。",
	"not-your-button": ({ name }) => `${name}，这个按钮不是给您的。您要报数请发“周报”。`,
	"stale-button": () => "这个按钮已经失效。请重新发一次，如“我的任务”。",
	"file-unasked": ({ voice }) =>
		voice ? "语音我听不懂。请长按转文字，再发给我。" : "文件收到了，但现在没有在填的报表。请先发“周报”，填到照片那一项再发。",
	"text-too-long": ({ limit }) => `这条太长了，最多${limit}个字。请分几条发。`,
	"progress-is-now": ({ period, maySum }, { period: name }) =>
		`“进度”说的是到今天为止。看${name(period)}，请发“${maySum ? "汇总" : REPORT_WORDS[parsePeriod(period).cadence]} ${name(period)}”。`,
	"summary-of-all": ({ words, unit }) =>
		unit === null ? `没看懂“${words}”。可以发“汇总”“汇总 上周”。` : `“汇总”说的是全县。看${unit}，请发“进度 ${unit}”。`,
	"no-such-period": ({ text }) => `没有“${text}”这一期。如：第46周、上周、10月、三季度。`,
	"unit-not-found": ({ text, example }) => `没找到单位“${text}”。请写全称，如“${example}”。`,
	"unit-unsure": ({ text, candidates }) => {
		const [only] = candidates;
		if (only && candidates.length === 1) return `没找到“${text}”。是${only.within ?? ""}${only.name}吗？`;
		return [`“${text}”有好几个，是哪一个？`, ...candidates.map((one) => `· ${one.within ?? ""}${one.name}`)].join("\n");
	},
	files: ({ what, count }) =>
		what === "template"
			? "工作簿在这里。改好后发“导入”，再把文件发来。"
			: what === "export"
				? "表格在这里。"
				: what === "bulletin"
					? "通报的公文在这里，还没有发布。"
					: `${count}人的绑定码在这里，可打印裁开，一人一条。请当面发，不要转到群里。`,
};
