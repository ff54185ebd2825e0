import { addDays, type DateText, instantAt, wallClock } from "../../domain/period.ts";
import type { RehearsalWords } from "../rehearsal.ts";
import { formats } from "./formats.ts";

const WEEKDAYS = ["一", "二", "三", "四", "五", "六", "日"];

const span = (from: DateText, to: DateText): string => {
	const until = from.slice(0, 4) === to.slice(0, 4) ? formats.day(to) : `${to.slice(0, 4)}年${formats.day(to)}`;
	return `${from.slice(0, 4)}年${formats.day(from)}到${until}`;
};

const daysIn = (from: DateText, to: DateText): number => {
	let days = 1;
	for (let day = from; day < to; day = addDays(day, 1)) days += 1;
	return days;
};

/** One place, half up; of whole counts. */
const average = (count: number, over: number): string => (over === 0 ? "0" : String(Math.round((count * 10) / over) / 10));

export const rehearsal: RehearsalWords = {
	usage: "用法：npm run rehearse -- --from 2026-12-21 --to 2027-01-10 [--out 文件夹] [--habits 习惯.csv] [--seed 文字] [--bound]",
	badDate: (option, found) => `${option} 要写一个日期，如 ${option} 2026-12-21${found === "" ? "。" : `；现在是“${found}”。`}`,
	outOfOrder: (from, to) => `--from ${from} 在 --to ${to} 后面，请对调。`,
	tooLong: (days, most) => `一次最多演练${most}天，现在是${days}天。请分几次。`,
	exists: (folder) => `${folder} 已经有了，没有演练。请用 --out 换一个还没有的文件夹。`,
	cannotWrite: (folder) => `写不进 ${folder}。看看上一级文件夹能不能写，或用 --out 换一个。`,
	cannotReadHabits: (file) => `读不了文件：${file}`,
	badHabit: (line, text) =>
		`习惯表第${line}行“${text}”看不懂。一行写：单位名称或代码,习惯。习惯有：一句话、一问一答、催了才报、踩点、迟报、先写错、填一半、不报。重名的单位请写代码。`,
	begun: (county, from, to, demo) => `演练${county}${demo ? "（演示县）" : ""}，${span(from, to)}。不会发给任何人。`,
	day: (day, played, of) => `${formats.day(day)}（${played}/${of}天）`,
	summary: (totals) => [
		`报告应报${totals.rounds.reduce((sum, { owed }) => sum + owed, 0)}份，按时${totals.rounds.reduce((sum, { onTime }) => sum + onTime, 0)}份，迟报${totals.rounds.reduce((sum, { late }) => sum + late, 0)}份。`,
		`主动打扰到${totals.reached}人（共${totals.people}人）：私聊${totals.messages}条，群里${totals.groupMessages}条，点到名${totals.mentions}人次；最多的一人${totals.most}次，中间的一人${totals.median}次。`,
		`填报时问了${totals.questions}句，大家回了${totals.replies}句，约${totals.minutes}分钟。`,
		`休息日和不打扰时段发出${totals.kept.quiet}条，一天里超过次数的${totals.kept.overCap}人次，报过还催的${totals.kept.reported}次。`,
		`因为当天提醒够了少催${totals.held.capped}次，报了就没再发${totals.held.reported}条，过了时候没发${totals.held.expired}条。`,
		...(totals.troubles === 0 ? [] : [`程序里有${totals.troubles}处不对，见 totals.json。`]),
	],
	wrote: (folder) => `请打开 ${folder}/index.html 看；数据在 messages.json 和 totals.json。`,
	fileName: "现场照片.jpg",

	title: (county) => `${county}　演练`,
	span: (from, to) => `${span(from, to)}，共${daysIn(from, to)}天`,
	note: "这是在假时钟上演练的，人是模拟的，没有发给任何人。机器人说的每一句都是程序真会发的话。",
	nav: { totals: "总数", weeks: "每周", rounds: "各期", top: "谁最多", days: "每天", groups: "各群", people: "各人" },
	tiles: (totals) => {
		const weeks = Math.max(1, daysIn(totals.from, totals.to) / 7);
		return [
			{
				figure: average(totals.messages + totals.mentions, totals.reached * weeks),
				label: "条/人/周",
				more: "被打扰到的人，平均每周收到的",
			},
			{ figure: String(totals.reached), label: "人被打扰到", more: `共${totals.people}人` },
			{ figure: String(totals.reminders), label: "人次催报", more: `其中群里点到${totals.mentions}人次` },
			{ figure: String(totals.messages), label: "条私聊", more: "机器人主动发的，不算回话" },
			{ figure: String(totals.groupMessages), label: "条群消息", more: "机器人主动发的" },
			{ figure: String(totals.questions), label: "句问话", more: "填报时一项一项问的" },
			{ figure: String(totals.replies), label: "句回答", more: `约${totals.minutes}分钟` },
			{ figure: String(totals.most), label: "次，最多的一人", more: `中间的一人${totals.median}次` },
		];
	},
	kept: ({ kept, troubles }) => [
		{ isKept: kept.quiet === 0, text: kept.quiet === 0 ? "休息日、不打扰时段，一条没发" : `休息日、不打扰时段发了${kept.quiet}条` },
		{ isKept: kept.overCap === 0, text: kept.overCap === 0 ? "没有人一天里被提醒超过次数" : `${kept.overCap}人次一天里提醒超过了次数` },
		{ isKept: kept.reported === 0, text: kept.reported === 0 ? "报过的，一次没催" : `报过还催了${kept.reported}次` },
		{ isKept: troubles === 0, text: troubles === 0 ? "程序没有出错" : `程序里有${troubles}处不对（见 totals.json）` },
	],
	held: ({ held, office }) =>
		`当天提醒够了，少催${held.capped}次；报了就没再发${held.reported}条；过了时候没发${held.expired}条；哪里都找不到的${held.unreachable}人次。督查考核办自己收到${office}条，不算在内。`,
	weekColumns: ["周", "打扰到", "私聊", "群消息", "点名", "问话", "回答"],
	period: formats.period,
	moment: formats.moment,
	roundColumns: ["报送", "截止", "应报", "按时", "迟报", "未报"],
	stillOpen: "还没关",
	habits: "模拟的人各有各的习惯",
	habit: (habit) =>
		({
			pasted: { name: "一句话", does: "提前一条消息报完" },
			guided: { name: "一问一答", does: "提前一项一项填" },
			reminded: { name: "催了才报", does: "等提醒来了再报" },
			"last-minute": { name: "踩点", does: "截止前几分钟报" },
			late: { name: "迟报", does: "截止以后才报" },
			wrong: { name: "先写错", does: "先写错话、错单位、错数，再改" },
			half: { name: "填一半", does: "填两项停下，提醒了再填完" },
			silent: { name: "不报", does: "从不回话" },
		})[habit],
	reports: (count) => `${count}份`,
	arrived: (count) => `收到${count}份报告`,
	group: (unit) => `${unit}工作群`,
	times: (count) => `${count}次`,
	dayTitle: (day) => `${formats.day(day)}　星期${WEEKDAYS[wallClock(instantAt(day, "12:00")).weekday - 1]}`,
	dayOff: "休息日",
	quietDay: "没有主动发消息",
	recipients: (count, wordings) => `发给${count}处${wordings === 0 ? "" : `（各自的内容，另有${wordings}种）`}：`,
	chatFigures: ({ kind, messages, mentions, questions, replies, minutes }) =>
		kind === "group"
			? `主动发${messages}条，点到${mentions}人次，大家说${replies}句`
			: `主动发${messages}条，群里点到${mentions}次，问${questions}句，回${replies}句，约${minutes}分钟`,
	untouched: (people) => `另有${people}人，机器人没有主动找过他们。`,
	comma: "、",
	search: "找人、找单位",
	nothingSaid: "没有私聊，只在群里被点到。",
	own: { reminder: "提醒", broadcast: "主动" },
};
