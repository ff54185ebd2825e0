import { addDays, dateOf, epochMsOf, type Instant, instantAt, wallClock } from "../../domain/period.ts";
import type { NamedInPart, RemindedRound, ReminderView } from "../../views/reminders.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { channelName } from "./alarms.ts";
import { listedWords } from "./chains.ts";
import { formats } from "./formats.ts";
import { report } from "./report.ts";

const WEEKDAYS = ["一", "二", "三", "四", "五", "六", "日"];
const DAY_MS = 86_400_000;

const clock = (at: Instant): string => formats.moment(at).slice(formats.day(dateOf(at)).length);

/** 「今天17:00」, 「明天（11月20日）17:00」, 「周一（11月23日）12:00」; farther away the date alone. */
const when = (at: Instant, from: Instant): string => {
	const [day, today] = [dateOf(at), dateOf(from)];
	if (day === today) return `今天${clock(at)}`;
	const near = at > from && epochMsOf(instantAt(day, "00:00")) - epochMsOf(instantAt(today, "00:00")) < 7 * DAY_MS;
	if (!near) return formats.moment(at);
	const name = day === addDays(today, 1) ? "明天" : `周${WEEKDAYS[wallClock(at).weekday - 1]}`;
	return `${name}（${formats.day(day)}）${clock(at)}`;
};

const inPart = (names: readonly string[], count: number): string => `${names.join("、")}${count > names.length ? `等${count}个` : ""}`;
const part = ({ names, count }: NamedInPart): string => (names.length === 0 ? "" : `：${inPart(names, count)}`);

/** All names in one breath: those of a township behind its name. */
const breath = ({ silent, silentElsewhere }: RemindedRound): string => {
	const groups = silent.map(({ within, units, count }) =>
		units.length === 0 ? `${within ?? ""}${count}个` : within === null ? inPart(units, count) : `${within}的${inPart(units, count)}`,
	);
	return `${groups.join("；")}${silentElsewhere ? `；其余${silentElsewhere.groups}个乡镇共${silentElsewhere.units}个` : ""}`;
};

/** The names for those who know their township: without its name. */
const list = (round: RemindedRound): string => {
	const [only] = round.silent;
	if (!round.silentElsewhere && only && round.silent.length === 1 && only.units.length > 0) return inPart(only.units, only.count);
	return breath(round);
};

const titleOf = ({ late, period, title }: RemindedRound): string => (late ? `${formats.period(period)}${title}` : title);

const limit = ({ late, dueAt, closesAt }: RemindedRound, at: Instant): string =>
	late ? `已过截止时间，${when(closesAt, at)}以前还收，算迟报` : `${when(dueAt, at)}截止`;

const own = (round: RemindedRound, at: Instant): string => {
	const { draft } = round;
	const head = `${list(round)}${titleOf(round)}`;
	if (round.listed !== undefined) return `${head}，${listedWords(round.listed)}，${limit(round, at)}。`;
	if (draft === null) return `${head}还没报，${limit(round, at)}。`;
	if (draft.by !== null) return `${head}${draft.by}正在填，还没提交，${limit(round, at)}。`;
	return `${head}${draft.left === 0 ? "填好了，还没提交" : `填到一半，还差${leftOf(draft)}`}，${limit(round, at)}。`;
};

/** 「3题」, 「3题（其中要发文件：汇报材料）」, 「汇报材料（要发文件）」 */
const leftOf = ({ left, files = [] }: NonNullable<RemindedRound["draft"]>): string => {
	if (files.length === 0) return `${left}题`;
	const names = files.join("、");
	return left === files.length ? `${names}（要发文件）` : `${left}题（其中要发文件：${names}）`;
};

const theirs = (round: RemindedRound, at: Instant): string => {
	const units = round.silent.map(({ within, units, count }) => {
		const names = units.length === 0 ? `${count}个单位` : inPart(units, count);
		return within === null ? `（${names}）` : `（${within}）的${names}`;
	});
	return `您单位${units.join("、")}，${titleOf(round)}还没报，${limit(round, at)}。`;
};

const named = (round: RemindedRound, at: Instant): string =>
	round.late
		? `${titleOf(round)}${limit(round, at)}。还没报的：${list(round)}。`
		: `${round.title} ${limit(round, at)}，还没报的：${list(round)}。`;

/** 「11月20日14:02到15:10微信断了，这段时间发的话没有收到。周报要是发过，请再发一次。」 */
const lostWords = (lost: NonNullable<ViewOf<"reminder">["lost"]>, rounds: readonly RemindedRound[]): string => {
	const names = [...new Set(lost.map(({ channel }) => channelName(channel)))].join("、");
	const spans = lost.map(
		({ since, until }) => `${formats.moment(since)}到${dateOf(since) === dateOf(until) ? clock(until) : formats.moment(until)}`,
	);
	const titles = [...new Set(rounds.map(({ title }) => title))].join("、");
	return `${spans.join("、")}${names}断了，这段时间发的话没有收到。${titles}要是发过，请再发一次。`;
};

/** Who is behind, where that is what it is about. */
const inGroup = (rounds: readonly RemindedRound[], at: Instant): string => {
	const lines = rounds.filter(({ asksOnly }) => !asksOnly).map((round) => named(round, at));
	return [...lines, "报过的不用理会。"].join(lines.length > 1 ? "\n" : "");
};

const again = (asked: string, words: string): string => `“催报${asked === "" ? "" : ` ${asked}`} 不限 ${words}”`;

export const reminders: SentencesOf<ReminderView["key"]> = {
	reminder: ({ to, at, rounds, lost = [] }) => {
		const head = lost.length === 0 ? [] : [lostWords(lost, rounds)];
		switch (to) {
			case "reporter":
				return [...head, ...rounds.map((round) => own(round, at))].join("\n");
			case "principal":
				return [...rounds.map((round) => theirs(round, at)), "请您过问一下。"].join(rounds.length > 1 ? "\n" : "");
			case "group":
				return [...head, inGroup(rounds, at)].join(head.length > 0 && !rounds.every(({ asksOnly }) => asksOnly) ? "\n" : "");
			default:
				return to satisfies never;
		}
	},
	"round-digest": ({ rounds, buttons }) => {
		const told = rounds.map((round) =>
			round.due === round.reported
				? `${formats.period(round.period)}${round.title}　应报${round.due}，全部报了，按时${round.onTime}。`
				: report.missing({ key: "missing", ...round, buttons: [] }, formats),
		);
		return [...told, ...(buttons.length > 1 ? ["要催报哪一份，请点它的名字。"] : [])].join("\n");
	},
	"reminders-sent": ({ rounds, recent, units, groups, people, spared, cap, unreached, mayLift, asked }) => {
		const ways = [...(groups > 0 ? [`${groups}个群`] : []), ...(people > 0 ? [`私聊${people}人`] : [])];
		return [
			...rounds.map(({ title, period, missing, reported }) =>
				missing === 0
					? `${formats.period(period)}${title}：${reported}个都报了，不用催。`
					: `${formats.period(period)}${title}：还有${missing}个没报${reported > 0 ? `；已报的${reported}个没有打扰` : ""}。`,
			),
			...recent.map(({ title, at }) => `${title}${clock(at)}刚催过，没有再催。`),
			...(units > 0 ? [`已提醒${units}个单位（${ways.join("、")}）。`] : []),
			...(spared.count > 0
				? [`${spared.count}人今天已提醒过${cap}次，没再提醒${part(spared)}。${mayLift ? `确实要紧，请发${again(asked, "原因")}。` : ""}`]
				: []),
			...(unreached.count > 0
				? [`${unreached.count}个单位联系不上${part(unreached)}。请打电话${mayLift ? "，或者发“邀请 姓名”请他们绑定" : ""}。`]
				: []),
		].join("\n");
	},
	"remind-later": ({ why, at, mayLift, asked }) =>
		why === "quiet"
			? `这个时候不打扰大家，没有催。${formats.moment(at)}以后可以催。`
			: `今天不上班，没有催。${formats.moment(at)}以后可以催。${mayLift ? `急事请发${again(asked, "原因")}，如：${again(asked, "防汛紧急")}` : ""}`,
	"reminded-already": ({ at, mayLift, asked }) =>
		`${clock(at)}刚催过，没有再催。${mayLift ? `确实要紧，请发${again(asked, "原因")}，如：${again(asked, "防汛紧急")}` : "请过一小时再催。"}`,
	"remind-needs-reason": ({ asked }) => `请写原因，会记下来。如：${again(asked, "防汛紧急")}`,
	"remind-closed": ({ title, period, closedAt, missing }) =>
		missing === 0
			? `${formats.period(period)}${title}都报了，不用催。`
			: `${formats.period(period)}${title}已关闭（${formats.moment(closedAt)}），${missing}个没报，现在报不了，没有催。要补报，请用“重开”。`,
};
