import { type Instant, type PeriodKey, parsePeriod } from "../../domain/period.ts";
import type { BurdenCaps, BurdenFigures, BurdenLine, BurdenView, ChannelLine } from "../../views/burden.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { channelName } from "./alarms.ts";
import { formats } from "./formats.ts";

const hour = (hours: string): string => {
	const minutes = Math.round(Number(hours) * 60);
	return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
};

const monthOnly = (month: PeriodKey): string => `${parsePeriod(month).number}月`;

const upTo = (sofar: Instant | null): string => (sofar === null ? "" : `（到${formats.moment(sofar)}）`);

const since = (from: Instant | null): string[] => (from === null ? [] : [`从${formats.moment(from)}起才有记录。`]);

const caps = ({ perDay, quietFrom, quietUntil }: BurdenCaps): string =>
	`【上限】每人每天最多提醒${perDay}次；${hour(quietFrom)}以后、${hour(quietUntil)}以前和休息日不提醒`;

const counts = ({ messages, mentions, questions, minutes }: BurdenFigures): string =>
	[`私聊${messages}条`, `群里点名${mentions}人次`, ...(questions === null ? [] : [`提问${questions}次`]), `约${minutes}分钟`].join("，");

const change = (now: number, before: number, unit: string): string =>
	now === before ? `不变` : `${now > before ? "多" : "少"}${Math.abs(now - before)}${unit}`;

const compared = ({ figures, before, sofar }: ViewOf<"burden">): string[] => {
	if (before === null) return [];
	const name = monthOnly(before.month);
	if (sofar !== null) return [`【${name}整月】${counts(before.figures)}`];
	const { messages, mentions, minutes } = before.figures;
	return [
		`【比${name}】私聊${change(figures.messages, messages, "条")}，点名${change(figures.mentions, mentions, "人次")}，用时${change(figures.minutes, minutes, "分钟")}`,
	];
};

const topLine = ({ person, messages, mentions, questions, minutes }: BurdenLine): string =>
	`· ${person.unit} ${person.name}：${[
		`私聊${messages}条`,
		...(mentions > 0 ? [`点名${mentions}次`] : []),
		...(questions > 0 ? [`提问${questions}次`] : []),
		...(minutes > 0 ? [`约${minutes}分钟`] : []),
	].join("，")}`;

/** 「微信310条（最忙的一分钟9条，晚上留到早上发的12条）」; nothing where there is nothing to compare. */
export const channelsText = (channels: readonly ChannelLine[]): string =>
	channels
		.map(({ channel, sent, paced }) => {
			const pace = paced && [`最忙的一分钟${paced.busiest}条`, ...(paced.held > 0 ? [`晚上留到早上的${paced.held}条`] : [])];
			return `${channelName(channel)}${sent}条${pace ? `（${pace.join("，")}）` : ""}`;
		})
		.join("，");

const spared = ({ held }: ViewOf<"burden">): string => {
	const parts = [
		...(held.reported > 0 ? [`已报不用再催${held.reported}条`] : []),
		...(held.capped > 0 ? [`到了上限${held.capped}人次`] : []),
		...(held.expired > 0 ? [`过了时候${held.expired}条`] : []),
	];
	const missed = [
		...(held.unreachable > 0 ? [`没绑定、联系不上${held.unreachable}人次`] : []),
		...(held.lost > 0 ? [`发不到${held.lost}条`] : []),
	];
	return [
		`【忍住没发】${parts.length === 0 ? "没有" : parts.join("，")}`,
		...(missed.length === 0 ? [] : [`【没送到】${missed.join("，")}`]),
	].join("\n");
};

export const burden: SentencesOf<BurdenView["key"]> = {
	burden: (view) => {
		const { figures } = view;
		return [
			`减负：${formats.period(view.month)}一线通打扰了大家多少${upTo(view.sofar)}`,
			...since(view.since),
			`【一共】${figures.reached}人，提醒、通知等私聊${figures.messages}条，群里发${figures.groupMessages}条、点名${figures.mentions}人次`,
			`【填报】${figures.questions === null ? "" : `提问${figures.questions}次，`}大家发来${figures.replies}句，估计用了${figures.minutes}分钟`,
			...(figures.questions === null ? ["那时的原话已按期清除，提问数不出来了。"] : []),
			...(figures.reached === 0 ? [] : [`【每人】一半人不超过${view.median}条，最多的${view.most}条（私聊加点名）`]),
			...compared(view),
			...(view.top.length === 0 ? [] : ["【找得最多的】", ...view.top.map(topLine)]),
			caps(view.caps),
			spared(view),
			...(view.channels ? [`【从哪儿发的】${channelsText(view.channels)}，答复也算在内`] : []),
			"督查考核办自己的不算；答复大家的话不算打扰。看一个人：减负 王伟；看上个月：减负 上月。",
		].join("\n");
	},
	"burden-of-person": (view) =>
		[
			`减负：${view.person.unit} ${view.person.name}，${formats.period(view.month)}${upTo(view.sofar)}`,
			...since(view.since),
			`· 提醒${view.reminders}条，通知${view.notices}条，其他告知${view.told}条（私聊）`,
			`· 群里点名${view.mentions}次`,
			...(view.questions === null ? ["· 那时的原话已按期清除，提问数不出来了"] : [`· 提问${view.questions}次`]),
			`· 本人发来${view.replies}句，估计用了${view.minutes}分钟`,
			...(view.answers === null ? [] : [`· 答复本人的话${view.answers}条（不算打扰）`]),
			`· 到了上限没再提醒${view.capped}次`,
			caps(view.caps),
		].join("\n"),
	"burden-nothing": ({ month, ahead }) =>
		ahead
			? `${formats.period(month)}还没到。看这个月请发：减负。`
			: `${formats.period(month)}没有记录：那时一线通还没发过消息。看这个月请发：减负。`,
	"burden-by-month": ({ month }) => `减负按月看。请发：减负 ${monthOnly(month)}，或：减负 上月。`,
};
