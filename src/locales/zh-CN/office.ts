import type { ChannelLine, GroupAudience, GroupLine, OfficeView, StatusNeed } from "../../views/office.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { channelName, reasonText, size } from "./alarms.ts";
import { formats } from "./formats.ts";
import { describeDifference, describeNotes, describeProblems } from "./workbook.ts";

const BLIND = "在本群，我只看得到“/”开头的口令、回复我的和@我的。";
const MAKE_SEE = "要我都看得到：把我设为群管理员；或者由建我的人在 BotFather 里发 /setprivacy，选 Disable，再把我移出群、重新拉进来。";

const titled = (title: string): string => (title === "" ? "一个群" : `群“${title}”`);

/** Who may read what in a bound group (domain/permission, audienceMaySee). */
const AUDIENCES: Readonly<Record<GroupAudience, (unit: string) => string>> = {
	county: () => "群里可以问全县的合计和哪些单位没报；单个单位的情况，谁问我就私聊答谁。",
	around: (unit) => `群里可以问${unit}和所属各村的情况；别的单位的情况，谁问我就私聊答谁。`,
	own: (unit) => `群里可以问${unit}的情况；别的单位的情况，谁问我就私聊答谁。`,
};

const groupLine = ({ title, unit, member, seesAll }: GroupLine): string =>
	`· ${title === "" ? "（群名不详）" : title}：${unit ?? "未绑定"}，${member ? (seesAll ? "群里的话都看得到" : "只看得到“/”口令、回复和@") : "已被移出，请重新拉进群"}`;

/** Who has to be bound again, and how. */
const rebind = ({ channel, people, names, units }: Extract<StatusNeed, { what: "rebind" }>): string =>
	`${channelName(channel)}换了编号，还要重新绑定：${[
		...(people > 0 ? [`${people}人（${names.join("、")}${people > names.length ? "等" : ""}），请发“邀请 全部”`] : []),
		...(units.length > 0 ? [`${units.join("、")}的群，请在群里发“绑定群 单位名”`] : []),
	].join("；")}`;

/** What somebody has to do, and how. */
const need = (one: StatusNeed): string => {
	switch (one.what) {
		case "channel-down":
			return `${channelName(one.channel)}连不上：${reasonText(one.reason)}`;
		case "tick-late":
			return `定时检查停在${formats.moment(one.at)}，提醒没在跑，请重启一线通`;
		case "disk-low":
			return `磁盘只剩${size(one.freeBytes)}，满了就收不下消息，请清理`;
		case "outbox-stuck":
			return `有消息从${formats.moment(one.since)}等到现在还没发出去`;
		case "rebind":
			return rebind(one);
		case "groups-left":
			return `${one.count}个群把一线通移出去了，请重新拉进群`;
		case "groups-unbound":
			return `${one.count}个群还没绑定单位，请在群里发“绑定群 单位名”`;
		case "jobs-failed":
			return `最近七天有${one.count}个任务（导入、排名图等）没做成，请再发一次`;
		case "no-backup":
			return one.last === null ? "还没有备份过，请运行 npm run backup" : `上次备份是${formats.moment(one.last)}，请再备份一次`;
		case "targets":
			return `${one.year}年的任务还没有：没有任务就没有百分比和排名，请填“任务”表导入`;
		case "calendar":
			return `${one.year}年放假安排还没有，先按周末和法定节日休息算（暂定），${one.year}年1月1日前请填“日历”表导入`;
		default:
			return one satisfies never;
	}
};

const channelLine = ({ id, name, state, reason, seesGroups }: ChannelLine): string =>
	[
		`· ${channelName(id)}${name === null ? "" : ` ${name}`}：${state === "up" ? "正常" : state === "starting" ? "正在连接" : `连不上（${reasonText(reason)}）`}`,
		...(seesGroups === null
			? []
			: [seesGroups ? "隐私模式已关，群里的话都看得到" : "隐私模式开着，不当管理员的群里只看得到“/”口令、回复和@"]),
	].join("。");

const groupsOf = ({ groups, groupCounts: { bound, unbound, left } }: ViewOf<"status">): string[] => {
	const all = bound + unbound + left;
	if (all === 0) return [];
	const more = all - groups.length;
	const parts = [`已绑定${bound}`, ...(unbound > 0 ? [`没绑定${unbound}`] : []), ...(left > 0 ? [`被移出${left}`] : [])];
	return [`【群】${all}个：${parts.join("，")}`, ...groups.map(groupLine), ...(more > 0 ? [`· 还有${more}个，都正常或同上`] : [])];
};

const remindersOf = ({ sent, capped, unreachable }: ViewOf<"status">["reminders"]): string =>
	[
		`【提醒】今天发了${sent}条`,
		...(capped > 0 ? [`到上限没发${capped}人`] : []),
		...(unreachable > 0 ? [`联系不上${unreachable}人`] : []),
	].join("，");

const backupOf = ({ lastBackup }: ViewOf<"status">): string =>
	lastBackup === undefined ? "" : lastBackup === null ? "，没有备份过" : `，上次备份${formats.moment(lastBackup)}`;

export const office: SentencesOf<OfficeView["key"]> = {
	"import-needs-file": () => "请把工作簿文件（.xlsx）发来。我先核对，把变动列给您看，您点“确认导入”才会生效。",
	"import-started": () => "收到工作簿，正在核对，请稍等。",
	"import-applying": () => "好的，正在导入，请稍等。",
	"import-refused": ({ problems, count, longest }) =>
		[`工作簿有${count}处要改，什么都没有导入：`, describeProblems(problems, longest), "改好后再发一次。"].join("\n"),
	"import-different": ({ difference, notes }) =>
		`核对通过，变动如下：\n${describeDifference(difference)}${describeNotes(notes)}\n点“确认导入”生效；不导入就不用管。`,
	"import-difference": ({ difference, notes }) => `核对通过，变动如下：\n${describeDifference(difference)}${describeNotes(notes)}`,
	"import-unchanged": ({ notes }) => `核对通过，和现在的一样，没有变化。${describeNotes(notes)}`,
	"import-applied": ({ units, people, duties }) => `已导入：单位${units}个，人员${people}人，报送${duties}项。`,
	"import-stale": () => "您看过变动以后，数据又变了。请再发一次工作簿。",
	"template-started": () => "正在生成工作簿，好了就发给您。",
	"group-greeting": ({ seesAll, unit, example }) =>
		[
			"大家好，我是一线通，收周报、月报，查进度、查未报。",
			...(seesAll
				? ["本群的话我都看得到，但只理会口令（如“周报”）、回复我的和@我的，别的不看也不存。"]
				: [BLIND, "直接发“周报”我看不到，请发 /weekly，或私聊我。", MAKE_SEE]),
			unit === null
				? `请督查考核办在本群发：${seesAll ? "绑定群" : "/bindgroup"} ${example ?? "大巴镇"}（换成本群的单位）。绑定以前，各单位的情况我只私聊说。`
				: `本群仍是${unit}的群，不用再绑定。`,
		].join("\n"),
	"group-blind": () => ["我在本群的权限变了。", BLIND, MAKE_SEE].join("\n"),
	"group-left": ({ title, unit }) =>
		[
			`提醒：一线通被移出了${titled(title)}${unit === null ? "" : `（${unit}）`}。`,
			`要发到这个群的消息都停了。请把一线通重新拉进群${unit === null ? "。" : "，原来的绑定还在。"}`,
		].join("\n"),
	"group-bound": ({ unit, before, audience }) =>
		[
			before === null ? `已绑定：本群是${unit}的群。` : `已改绑：本群原来是${before}的群，现在是${unit}的群。`,
			AUDIENCES[audience](unit),
			"这些话全群都看得到，请确认群里没有外单位的人。绑错了，再发一次“绑定群 单位名”；不要了，发“绑定群 解除”。",
		].join("\n"),
	"group-unit": ({ unit, example }) =>
		unit === null
			? `本群还没绑定单位。请发：绑定群 ${example}（换成本群的单位）。`
			: `本群是${unit}的群。要改，发“绑定群 单位名”；不要了，发“绑定群 解除”。`,
	"group-unbound": ({ unit, example }) =>
		unit === null
			? `本群本来就没绑定单位。要绑定，请发：绑定群 ${example}。`
			: `已解除：本群不再是${unit}的群，各单位的情况我只私聊说。要再绑定，请发：绑定群 ${example}。`,
	"group-made-of-unit": ({ unit }) => `本群就是${unit}的群，不用绑定，也不能改绑。`,
	"bind-group-elsewhere": ({ example }) => `“绑定群”要在那个群里发。请先把我拉进群，再在群里发：绑定群 ${example}。`,
	status: (view) =>
		[
			`自检（${formats.moment(view.at)}，版本${view.version}）`,
			...(view.needs.length === 0 ? ["一切正常。"] : ["【要办】", ...view.needs.map((one) => `· ${need(one)}`)]),
			"【聊天工具】",
			...view.channels.map(channelLine),
			...groupsOf(view),
			`【消息】待处理${view.inbox}条，待发送${view.outbox}条${view.oldestWaiting === null ? "" : `（最早${formats.moment(view.oldestWaiting)}）`}，最近一天没发出去${view.parked}条`,
			remindersOf(view.reminders),
			`【人员】应绑定${view.people}人，已绑定${view.bound}人`,
			`【后台】${view.lastTick === null ? "还没有定时检查" : `上次定时检查${formats.moment(view.lastTick)}`}，下次${formats.moment(view.nextTick)}；排队任务${view.jobs}个${view.failedJobs === 0 ? "" : `，七天内没做成${view.failedJobs}个`}`,
			`【日历】放假安排已有${view.calendar.known.join("、")}年`,
			`【存储】数据库${size(view.databaseBytes)}，磁盘还剩${size(view.diskFreeBytes)}${backupOf(view)}`,
		].join("\n"),
};
