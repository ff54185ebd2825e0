import type { Role } from "../../domain/person.ts";
import type { UnitKind } from "../../domain/unit.ts";
import type { AudienceText, NoticeReachText, NoticeText, NoticeView, ReceiptLine } from "../../views/notices.ts";
import type { SentencesOf } from "../catalogue.ts";
import { channelName } from "./alarms.ts";
import { formats } from "./formats.ts";

/** Units named one by one in a list; the rest is counted. */
const MOST_SILENT = 40;
const MOST_CONFIRMED = 40;
const MOST_NAMES = 12;

const KINDS: Readonly<Record<UnitKind, string>> = { county: "全县", department: "各部门", township: "各乡镇", village: "各村" };
const ROLES: Partial<Readonly<Record<Role, string>>> = { principal: "主要领导", reporter: "报送员", village: "村干部" };

const noticeText = ({ number, text, unit, issuer, wantsReceipt }: NoticeText): string =>
	[`【通知】第${number}号　${unit} ${issuer}`, text, ...(wantsReceipt ? ["看到请点“收到”，或回复“收到”。"] : [])].join("\n");

const audience = ({ to, role }: AudienceText): string => {
	const units = "kind" in to ? KINDS[to.kind] : "group" in to ? `本群${to.group === "" ? "" : `（${to.group}）`}` : to.units.join("、");
	return `${units}${role === null ? "" : (ROLES[role] ?? formats.role(role))}`;
};

const someOf = (names: readonly string[], most = MOST_NAMES): string =>
	names.length > most ? `${names.slice(0, most).join("、")}等` : names.join("、");

const reachCounts = ({ groups, people }: Pick<NoticeReachText, "groups" | "people">): string =>
	[...(groups > 0 ? [`${groups}个群`] : []), ...(people > 0 || groups === 0 ? [`${people}个人`] : [])].join("、");

const notReached = ({ unreached, empty, waits }: NoticeReachText): string[] => [
	...(waits
		? [`${waits.channels.map(channelName).join("、")}上这个时候不打扰人：${reachCounts(waits)}，${formats.moment(waits.until)}才发。`]
		: []),
	...(unreached.length > 0 ? [`${unreached.length}个人还没绑定，收不到：${someOf(unreached)}。`] : []),
	...(empty.length > 0 ? [`${empty.length}个单位没有群，也没有人：${someOf(empty)}。`] : []),
];

const line = ({ unit, names, at }: ReceiptLine): string =>
	`· ${unit}${names.length === 0 ? "" : `：${someOf(names, 6)}`}${at === null ? "" : `　${formats.moment(at)}`}`;

const lines = (all: readonly ReceiptLine[], most: number): string[] => [
	...all.slice(0, most).map(line),
	...(all.length > most ? [`……还有${all.length - most}个`] : []),
];

const REMARKS = {
	dropped: "上一份没发的通知已放弃。",
	old: "这是前面写好没发的通知，请再看一遍。",
	joined: "刚才那段太长，分成两条来的，已接在一起，请看接得对不对。",
	"not-newest": "您点的是改以前的样子，那个不算了。",
	"files-added": "附件已加上。",
	"too-many-files": "附件最多10个，多的没加。",
	"odd-files": "附件只收照片、音像和办公文档，别的没加。",
} as const;

export const notices: SentencesOf<NoticeView["key"]> = {
	notice: ({ notice }) => noticeText(notice),
	"notice-preview": ({ notice, files, audience: whom, reach, uncounted, remark }) =>
		[
			...(remark === null ? [] : [REMARKS[remark]]),
			"发出去是这样，请核对：",
			"────────",
			noticeText(notice),
			"────────",
			...(files.length > 0 ? [`附件：${files.length}个`] : []),
			`发给：${audience(whom)}（${reachCounts(reach)}）`,
			...notReached(reach),
			`回执：${notice.wantsReceipt ? "要求回复收到" : "不要求"}`,
			...(uncounted ? ["正文里请大家回“收到”，但现在不记谁回了；要看谁收到了，请选“要求收到”。"] : []),
			"要加照片、文件，现在发给我；换人发“给 单位名”。没点“发布”，谁也收不到。",
		].join("\n"),
	"notice-text-needed": ({ again }) =>
		again ? "请发新的通知正文，一条发完。" : "请发通知正文，一条发完。如：明天上午9点在县政府三楼开会。",
	"notice-nothing-open": () => "现在没有写好的通知。要发通知，请发“通知 正文”。",
	"notice-nobody": ({ audience: whom }) => `发不出去：${audience(whom)}没有群，也没有已绑定的人。`,
	"notice-discarded": () => "这份通知已放弃，没有发给任何人。",
	"notice-publish-private": () => "发布通知请私聊我。",
	"notice-no-group": () => "“给 本群”要在那个群里发。请到群里发：@一线通 通知 给 本群 正文。",
	"notice-published": ({ number, reach, wantsReceipt }) =>
		[
			`已发布，第${number}号，发给${reachCounts(reach)}${reach.unreached.length > 0 ? `；${reach.unreached.length}个人还没绑定` : ""}。`,
			...notReached(reach),
			...(wantsReceipt ? [`谁收到了，发“回执 ${number}”看。`] : []),
			`发错了，发“撤回 ${number} 原因”。`,
		].join("\n"),
	"notice-received": ({ number, again, others }) =>
		[
			again ? `第${number}号通知早就记下了，谢谢。` : `好的，第${number}号通知已记下您收到。`,
			...(others.length > 0 ? [`还有第${others.join("、")}号没回，看到请发“收到 ${others[0]}”。`] : []),
		].join("\n"),
	"notice-none-waiting": () => "好的。现在没有等您回复的通知。",
	"notice-wants-none": ({ number, withdrawn, overseer }) =>
		overseer
			? `第${number}号通知${withdrawn ? "已撤回，不再收回执" : "没有要求回复收到，没有回执"}。`
			: withdrawn
				? `第${number}号通知已撤回，不用回复了。`
				: `第${number}号通知不用回复。`,
	"notice-beyond": ({ unit, who }) => `没有权限。您只能给本单位和所属各村发通知；给${unit}发，请找${who.map(formats.role).join("、")}。`,
	"notice-unknown": ({ number, command }) => {
		const example = { receipts: "回执 12", chase: "催收到 12", withdraw: "撤回 12 时间有变" }[command];
		return number === null ? `请写上通知的号，如“${example}”。` : `没有第${number}号通知。请写对号，如“${example}”。`;
	},
	"notice-not-yours": ({ number, issuer }) => `没有权限。第${number}号通知是${issuer}发的，只有发的人和督查考核办能看能撤。`,
	"notice-receipts": (view) =>
		[
			`第${view.number}号通知的回执（${formats.moment(view.publishedAt)}发）${view.withdrawn ? "　已撤回" : ""}`,
			view.head,
			view.units === 0
				? `已有${view.guests}人回复收到。`
				: `${view.units}个单位，${view.units - view.silent.length}个已收到；${view.people}人，${view.peopleConfirmed}人已收到。`,
			...(view.silent.length > 0 ? [`【还没有回的】${view.silent.length}个`, ...lines(view.silent, MOST_SILENT)] : []),
			...(view.confirmed.length > 0 ? [`【已收到的】${view.confirmed.length}个`, ...lines(view.confirmed, MOST_CONFIRMED)] : []),
			...(view.guests > 0 && view.units > 0 ? [`另有名单外的${view.guests}人也回了收到。`] : []),
			...(view.unbound > 0 ? [`名单里有${view.unbound}人还没绑定，回不了。`] : []),
			...(view.remindedAt !== null
				? [
						`${formats.moment(view.remindedAt)}催过一次${view.notReminded > 0 ? `；还有${view.notReminded}人那天已提醒够了，没催到` : "，不再催"}。`,
					]
				: []),
			...(view.unsent.waiting > 0 ? [`有${view.unsent.waiting}个群或个人还没送到，会自动送。`] : []),
			...(view.unsent.lost > 0 ? [`有${view.unsent.lost}个群或个人没送到，不再送了：进不去，或者三天没连上。`] : []),
			...(view.remindAt !== null ? [`${formats.moment(view.remindAt)}会催一次。`] : []),
		].join("\n"),
	"notice-chased": ({ number, outcome, units, people, capped, cap, at }) => {
		switch (outcome) {
			case "sent":
				return [
					`已催第${number}号通知：${units}个单位、${people}人还没回。每人只催一次。`,
					...(capped > 0 ? [`另有${capped}人今天已提醒过${cap}次，没有再催。`] : []),
				].join("\n");
			case "capped":
				return `第${number}号通知还有${capped}人没回，今天都已提醒过${cap}次，没有再催。明天可以再发“催收到 ${number}”。`;
			case "later":
				return `现在不催，免得打扰。${at === null ? "" : formats.moment(at)}催第${number}号通知，到时已回的不催。`;
			case "already":
				return `第${number}号通知已经催过一次，不再催。`;
			case "all-confirmed":
				return `第${number}号通知都收到了，不用催。`;
			case "nobody-reached":
				return `第${number}号通知还有${people}人没回，但都没绑定，催不到。`;
			default:
				return outcome satisfies never;
		}
	},
	"notice-reminder": ({ number, head, unit, inGroup }) =>
		`提醒：第${number}号通知，${inGroup ? `${unit}还没有人回` : "您还没回"}。看到请点“收到”，或回复“收到 ${number}”。\n${head}`,
	"notice-withdrawn": ({ number, unit, issuer, reason }) =>
		`第${number}号通知已撤回${reason === null ? "，请不要再按它办。" : `：${reason}`}\n${unit} ${issuer}`,
	"notice-withdrawal-done": ({ number, groups, people, again }) =>
		again
			? `第${number}号通知早已撤回。`
			: `第${number}号通知已撤回，已告诉${reachCounts({ groups, people })}。原来的那条还留在聊天里，不再收回执。`,
};
