import type { AwaySlip, RoundSlip, RoundView } from "../../views/rounds.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

const SLIPS: Readonly<Record<RoundSlip, string>> = {
	unit: "请写哪个单位。",
	period: "请写哪一期。",
	time: "请写延到几时。",
	"unclear-time": "没看懂是哪天几点。",
	reason: "请写原因。",
	"too-early": "新的时间要晚于现在，也要晚于原来的截止。",
	"too-late": "延得太久了，最多60天。请核对日期。",
};

const AWAY_SLIPS: Readonly<Record<AwaySlip, (name: string) => string>> = {
	days: () => "没看懂请假的日子。",
	past: () => "这几天已经过去了。",
	"too-long": () => "最多请180天。更久请找县督查考核办改任职。",
	deputy: () => "请写由谁代理。",
	oneself: () => "代理人不能是自己。",
	elsewhere: (name) => `您单位没有“${name}”。代理人要是同一个单位的人。`,
	"deputy-away": (name) => `${name}这几天也请假，请换一个人。`,
};

const days = (first: Parameters<typeof formats.day>[0], last: typeof first): string =>
	first === last ? formats.day(first) : `${formats.day(first)}到${formats.day(last)}`;

const unitList = (units: readonly string[]): string =>
	units.length <= 10 ? units.join("、") : `${units.slice(0, 10).join("、")}等${units.length}个单位`;

export const rounds: SentencesOf<RoundView["key"]> = {
	"round-slip": ({ command, slip, stands, unit, period, until }) =>
		[
			SLIPS[slip] + (stands === null ? "" : `现在的截止是${formats.moment(stands)}。`),
			command === "reopen"
				? `如：重开 ${unit} ${formats.period(period)} 数据要更正\n不写时间，开到下一个工作日；要写就写在原因前面：到${formats.moment(until)}`
				: `如：延期 ${formats.period(period)} ${formats.moment(until)} 连日大雪`,
		].join("\n"),
	"round-not-owed": ({ title, period, why }) =>
		why === "no-working-day"
			? `${formats.period(period)}没有工作日，${title}不用报。`
			: `${formats.period(period)}的${title}在开始使用前就过去了，不用报。`,
	"round-takes-reports": ({ title, unit, period, closesAt }) =>
		`${unit} ${formats.period(period)}${title}还能报，${formats.moment(closesAt)}才关，不用重开。`,
	"round-reopened": ({ title, unit, period, until, reason, told }) =>
		`已重开：${unit} ${formats.period(period)}${title}，到${formats.moment(until)}。原因：${reason}\n${told > 0 ? "已告诉该单位。" : "该单位还没有人绑定，请电话告诉。"}重开后报的算迟报。`,
	"round-reopened-for-you": ({ title, unit, period, until, reason }) =>
		`${unit} ${formats.period(period)}${title}已重开，${formats.moment(until)}前可以报或修改。原因：${reason}`,
	"deadline-extended": ({ titles, period, dueAt, dayOff, reason, silent, told, madeOnTime }) =>
		[
			`已延期：${formats.period(period)}${titles.join("、")}，截止改为${formats.moment(dueAt)}${dayOff ? "（这天不上班）" : ""}。原因：${reason}`,
			...(madeOnTime > 0 ? [`截止以后报的${madeOnTime}份，改算按时。`] : []),
			`还有${silent}个单位没报，已通知${told}处。`,
		].join("\n"),
	"outage-extended-for-you": ({ units, from, until, rounds: given }) => {
		const sorry = `${unitList(units)}：一线通${formats.moment(from)}到${formats.moment(until)}停了，正赶上截止，耽误您了。`;
		const [one] = given;
		if (one && given.length === 1)
			return `${sorry}${formats.period(one.period)}${one.title}截止改为${formats.moment(one.dueAt)}，这以前报都算按时。`;
		const lines = given.map(
			(round) =>
				`· ${formats.period(round.period)}${round.title}：${formats.moment(round.dueAt)}${round.units.length < units.length ? `（${unitList(round.units)}）` : ""}`,
		);
		return [`${sorry}还没报的，截止改到下面的时间，这以前报都算按时：`, ...lines].join("\n");
	},
	"outage-extended": ({ from, until, rounds: given }) =>
		[
			`一线通${formats.moment(from)}到${formats.moment(until)}停了。截止在这段时间里的，已自动延期：`,
			...given.map(
				({ title, period, dueAt, silent, told }) =>
					`${formats.period(period)}${title}：截止改为${formats.moment(dueAt)}，还有${silent}个单位没报，已通知${told}处。`,
			),
		].join("\n"),
	"deadline-extended-for-you": ({ title, units, period, dueAt, reason }) =>
		`${unitList(units)}：${formats.period(period)}${title}延期，截止改为${formats.moment(dueAt)}。原因：${reason}`,
	"away-slip": ({ slip, name, first, last }) =>
		`${AWAY_SLIPS[slip](name)}\n如：请假 ${formats.day(first)}到${formats.day(last)} 代理 王伟（写同单位的人）`,
	"away-begun": ({ first, last, deputy, dialogs, told }) =>
		[
			`已请假：${days(first, last)}，由${deputy.name}（${deputy.post}）代理。`,
			...(dialogs > 0 ? [`您没填完的${dialogs}份已转给${deputy.name}。`] : []),
			told ? `已告诉${deputy.name}。` : `${deputy.name}还没绑定，请您自己说一声。`,
			"到期自动恢复；提前回来请发“销假”。",
		].join("\n"),
	"away-deputy": ({ person, first, last, dialogs }) =>
		[
			`${person.name}（${person.post}）${days(first, last)}请假，由您代理。`,
			...(dialogs > 0 ? [`转来没填完的${dialogs}份。`] : []),
			"要报什么，请发“我的任务”看。",
		].join("\n"),
	"away-ended": ({ deputy }) => `已销假，${deputy}不再代理。`,
	"away-ended-deputy": ({ name }) => `${name}已销假，您不用再代理。`,
	"not-away": () => "您没有请假。",
};
