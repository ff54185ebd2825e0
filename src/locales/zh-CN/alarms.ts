import { epochMsOf, type Instant } from "../../domain/period.ts";
import type { AlarmView } from "../../views/alarms.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

const CHANNELS: Readonly<Record<string, string>> = { room: "聊天室", telegram: "Telegram", wechat: "微信" };

/** A messenger's name. */
export const channelName = (id: string): string => CHANNELS[id] ?? id;

const REASONS: Readonly<Record<string, string>> = {
	"bad-token": "令牌不对或已作废，请在 BotFather 核对",
	"another-bot": "令牌换成了另一个机器人的，请重启一线通",
	"another-poller": "另一个程序正用着同一个令牌，请先停掉它",
	"served-elsewhere": "这个机器人正由另一个一线通程序接管",
	scan: "等人扫码登录，请发“扫码”取码",
	"logged-out": "已退出登录，请发“扫码”取码重新登录",
	banned: "这个号被平台限制了，请在手机上登录它看提示",
	"no-connection": "和平台的连接断了，会自动再连",
	"no-puppet": "接它用的程序没装上，请看 docs/wechat.md",
	failed: "接它的程序出错了，会自动再试",
	webhook: "这个机器人设了 webhook，正在取消",
	unreachable: "网络不通",
	"timed-out": "网络太慢",
	"bad-answer": "对方答非所问，可能被网络拦截",
	"server-error": "对方服务器出错，会自动再试",
	flood: "对方要求慢一点，会自动再试",
	refused: "对方拒绝了",
	"not-taken-in": "收到的消息没能存下，请看磁盘满没满",
	store: "数据库没有响应，请看磁盘满没满",
};

/** Why a messenger is down, in plain words; a code that is not known is shown as it is. */
export const reasonText = (reason: string): string => REASONS[reason] ?? reason;

/** Bytes as people say them: 「12.3MB」; 「不详」 where nobody can tell. */
export const size = (bytes: number | null): string => {
	if (bytes === null) return "不详";
	const mega = bytes / 1_000_000;
	return mega >= 1000 ? `${(mega / 1000).toFixed(1)}GB` : `${mega.toFixed(1)}MB`;
};

/** 「3小时20分钟」. */
const span = (from: Instant, to: Instant): string => {
	const minutes = Math.max(1, Math.round((epochMsOf(to) - epochMsOf(from)) / 60_000));
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	return `${hours === 0 ? "" : `${hours}小时`}${rest === 0 ? "" : `${rest}分钟`}`;
};

/** What becomes of messages while a messenger is down. */
const MEANWHILE = "在别处也绑定了的人，改从别处告诉；其余的消息先存着，通了自动补发。";
const HOW_TO_SCAN = "请在电脑或另一部手机上打开这张图，用一线通那个号所在的手机扫，再在手机上点确认。";

export const alarms: SentencesOf<AlarmView["key"]> = {
	"channel-down": ({ channel, reason, since }) =>
		[`告警：${channelName(channel)}从${formats.moment(since)}起连不上（${reasonText(reason)}）。`, `${MEANWHILE}看详情请发“自检”。`].join(
			"\n",
		),
	"login-wanted": ({ channel, reason, since }) =>
		[
			`告警：${channelName(channel)}从${formats.moment(since)}起用不了${reason === "scan" ? "" : `（${reasonText(reason)}）`}，等人扫码登录。`,
			HOW_TO_SCAN,
			`码几分钟就换，扫不了就发“扫码”取新的。${MEANWHILE}`,
		].join("\n"),
	"login-code": ({ channel, codeSince }) =>
		[
			`${channelName(channel)}等人扫码登录，这是${formats.moment(codeSince)}的码。`,
			HOW_TO_SCAN,
			"码几分钟就换，扫不了就再发一次“扫码”。别转发给别人：谁扫了，一线通就用谁的号说话。",
		].join("\n"),
	"no-login": () => "现在没有要扫的码。各个聊天工具通不通，发“自检”看。",
	"channel-back": ({ channel, since, until }) =>
		`已恢复：${channelName(channel)}又连上了。${formats.moment(since)}起断了${span(since, until)}，存着的消息正在补发。`,
	"channel-renewed": ({ channel, people, groups }) =>
		[
			`${channelName(channel)}上大家的编号都换了（重新登录就会这样），原来的绑定已全部作废：${people}人、${groups}个群要重新绑定。`,
			"人：请发“邀请 全部”，把新绑定码发给大家。群：请在每个群里发“绑定群 单位名”。",
			"没填完的报表都还在，绑定后接着填。还差谁，发“自检”看。",
		].join("\n"),
	"many-lost": ({ count }) => `告警：最近一小时有${count}条消息发不出去（对方拉黑了、退群了，或平台不收）。看详情请发“自检”。`,
	"disk-low": ({ freeBytes }) => `告警：磁盘只剩${size(freeBytes)}。满了就收不下消息，请尽快清理或换大盘。`,
};
