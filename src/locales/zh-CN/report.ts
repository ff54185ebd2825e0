import type { Decimal } from "../../domain/decimal.ts";
import { isNegative, negate } from "../../domain/decimal.ts";
import { type Cadence, parsePeriod } from "../../domain/period.ts";
import type { ProgressRow, ReportView, ReviewNote, SubmittedReport, TaskLine, VillageSum } from "../../views/report.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { listedWords } from "./chains.ts";
import { answerWords, dueText } from "./dialog-parts.ts";
import { remarkLine } from "./dialog-remarks.ts";
import { formats } from "./formats.ts";
import { ledgerLines as inLedger, reportRow as row } from "./report-lines.ts";

const CADENCES: Readonly<Record<Cadence, string>> = { week: "周报", month: "月报", quarter: "季报", year: "年报" };
// No coloured signs: where the font for them is missing they are an empty box.
const LAMPS = { green: "绿灯", yellow: "黄灯", red: "红灯", none: "" } as const;

/** A list of which only the first are told, with how many there are. */
const inPart = (told: readonly string[], count: number): string => `${told.join("、")}${count > told.length ? `等${count}个` : ""}`;

/** Groups with names have a line each; those only counted share one. */
const silentLines = ({ silent, silentElsewhere }: ViewOf<"missing">, plain: string): string[] => {
	const named = silent.filter((group) => group.units.length > 0);
	const counted = silent.filter((group) => group.units.length === 0);
	const counts = counted.map((group) => `${group.within ?? plain}${group.count}`).join("、");
	const [example] = counted;
	return [
		...named.map((group) => `${group.within ?? plain}：${inPart(group.units, group.count)}`),
		...(counts === "" ? [] : [`${silentElsewhere ? "未报最多的" : "未报的"}：${counts}`]),
		...(silentElsewhere ? [`其余${silentElsewhere.groups}个乡镇共${silentElsewhere.units}`] : []),
		...(example?.within ? [`看名单请发“未报 ${example.within}”`] : []),
	];
};

/** What was said instead of choosing, and is taken with the choice. */
const keptLine = (kept: string | undefined): string[] => (kept === undefined ? [] : [`“${kept}”先留着，选好了接着填。`]);

const timing = (report: Pick<SubmittedReport, "late">): string => (report.late ? "迟报" : "按时");
const heading = (report: Pick<SubmittedReport, "unit" | "period" | "title" | "proxy">): string =>
	`${report.unit}　${formats.period(report.period)}${report.title}${report.proxy ? "（代报）" : ""}`;

const villageLine = (one: VillageSum): string => {
	const gap: Decimal = isNegative(one.gap) ? negate(one.gap) : one.gap;
	const rest = gap === "0" ? "与本级一致" : `相差${formats.quantity(gap, one.measure)}`;
	return `村级合计${formats.quantity(one.sum, one.measure)}（${one.reported}/${one.of}村），${rest}`;
};

const progressRow = (one: ProgressRow): string => {
	if (one.total === null) return `${one.label}：还没有数`;
	const target = one.annual === null ? "没有年度任务" : `年度任务${formats.quantity(one.annual, one.measure)}`;
	const percent = one.percent === null ? "" : `，完成${one.percent}%`;
	const planned = one.planned === null || one.percent === null ? "" : `（按计划应到${one.planned}%）`;
	const lamp = LAMPS[one.lamp] === "" ? "" : `，${LAMPS[one.lamp]}`;
	const units = one.units === null ? "" : `\n　本期已报${one.units.reported}/${one.units.of}个单位`;
	const asOf = one.asOf === null || one.units !== null ? "" : `\n　截至${formats.day(one.asOf)}`;
	const villages = one.villages === null ? "" : `\n　${villageLine(one.villages)}`;
	return `${one.label}：累计${formats.quantity(one.total, one.measure)}，${target}${percent}${planned}${lamp}${asOf}${units}${villages}`;
};

const task = (one: TaskLine): string => {
	if (one.kind === "away") return `· 您请假到${formats.day(one.last)}，由${one.deputy}代理，这几天不催您。提前回来请发“销假”`;
	if (one.kind === "standing-in") return `· 您代理${one.name}（${one.post}），到${formats.day(one.last)}`;
	if (one.kind === "problem") {
		const { number, text, unit, dueOn, lamp } = one.problem;
		return one.what === "verify"
			? `· 第${number}号问题请您核实：${text}（发“问题 ${number}”看）`
			: `· 第${number}号问题要办：${unit}　${text}，期限${formats.day(dueOn)}，${LAMPS[lamp]}`;
	}
	if (one.kind === "bulletin")
		return one.what === "approve"
			? `· 通报等您同意：${one.title}。发“同意”或“不同意 原因”`
			: `· 通报已有人同意，等您发布：${one.title}。发“发布”`;
	const name = `${one.unit} ${formats.period(one.period)}${one.title}`;
	if (one.kind === "to-review") return `· ${name}：等您审核（编号${one.number}），${formats.moment(one.closesAt)}前。发“审核”看`;
	if (one.kind === "in-review") {
		if (one.state === "waiting") return `· ${name}：待审核（${one.by.length === 0 ? "督查考核办" : one.by.join("、")}），不用您办`;
		return `· ${name}：退回了，${one.left}项要补正，${formats.moment(one.closesAt)}前`;
	}
	if (one.kind === "confirm-proxy") return `· ${name}：别人代报的（编号${one.number}），请核对`;
	const begun = one.begun ? `已填${one.begun.answered}/${one.begun.asked}` : one.other === null ? "还没报" : `${one.other}正在填`;
	const state = one.listed === undefined ? begun : listedWords(one.listed);
	return `· ${name}：截止${dueText(one.dueAt, one.dueNote)}${one.late ? "（已过，可补报）" : ""}，${state}`;
};

const reviewNote = (note: ReviewNote): string => {
	const { by } = note;
	switch (note.way) {
		case "asked":
			return `待审核：已送${by.join("、")}，通过后才算数。`;
		case "self":
			return "主要负责人本人填报，不用再审核，已经算数。";
		case "none":
			return "待审核：本单位今天没有主要领导，已请督查考核办代为审核，通过后才算数。";
		case "unreached":
			return `待审核：${by.join("、")}还没绑定，联系不上，已告诉督查考核办，请您当面说一声。通过后才算数。`;
		case "later":
			return `待审核：现在是休息时间，${formats.moment(note.at)}告诉${by.join("、")}，通过后才算数。等不及请打电话，对方发“审核”就能看。`;
		default:
			return note satisfies never;
	}
};

/** What was sent and does not count yet is neither reported nor missing. */
const inReview = ({ waiting, returned }: ViewOf<"missing">): string =>
	`${waiting.length > 0 ? ` 待审核${waiting.length}` : ""}${returned.length > 0 ? ` 退回${returned.length}` : ""}`;

const reviewState = ({ review }: SubmittedReport): string[] => {
	if (review === undefined) return [];
	const meanwhile = review.counts === null ? "通过后才算数" : `通过以前按第${review.counts}版算`;
	const by = review.by.length === 0 ? "督查考核办" : review.by.join("、");
	return [review.state === "waiting" ? `待审核：由${by}审核，${meanwhile}。` : `已退回，等补正，${meanwhile}。`];
};

export const report: SentencesOf<ReportView["key"]> = {
	received: ({ report, ledger, review }) => {
		const version = report.version > 1 ? `，第${report.version}版` : "";
		const note = review === undefined ? "" : `\n${reviewNote(review)}`;
		return `已收到。编号${report.number}${version}，${timing(report)}。\n${heading(report)}${note}${ledger === undefined ? "" : inLedger(ledger)}`;
	},
	"already-submitted": ({ report, closesAt, newest }) =>
		[
			`${heading(report)}，已经报过了。`,
			`${report.by}　${formats.moment(report.at)}　编号${report.number}${report.version > 1 ? `第${report.version}版` : ""}　${timing(report)}`,
			...report.rows.map((one) => row(one, report.period)),
			...reviewState(report),
			`要改请发“修改${newest ? "" : ` ${formats.period(report.period)}`}”，${formats.moment(closesAt)}前都可以改。`,
		].join("\n"),
	"submitted-meanwhile": ({ report }) =>
		[
			`您填的时候，${report.by}已经报了（编号${report.number}）：`,
			...report.rows.map((one) => row(one, report.period)),
			"您填的还没有交。要换成您填的，请再发一次“提交”；不换，请发“放弃”。",
		].join("\n"),
	"left-as-reported": ({ title, unit, period, number }) =>
		`已取消。${unit} ${formats.period(period)}${title}还按已经报的算（编号${number}），没有改。`,
	"submitted-edited": ({ title, unit, period, number, text, changes, gone, asks }) => {
		const { cadence } = parsePeriod(period);
		const was = (old: (typeof changes)[number]["old"]): string => (old === null ? "没填" : answerWords(old, cadence));
		return [
			`您改了已提交的话（${unit} ${formats.period(period)}${title}，编号${number}）：`,
			...changes.map(({ name, old, answer }) => `· ${name}：${was(old)} → ${answerWords(answer, cadence)}`),
			...gone.map((name) => `· ${name}：没有了`),
			...(asks.length === 0 ? [] : [`· ${asks.join("、")}：现在是“${text}”，还要问一句`]),
			"要改报表吗？改的话，核对以后还要再提交一次；不改，报表照旧。",
		].join("\n");
	},
	"submitted-edit-unclear": ({ title, unit, period, number, remarks }) =>
		[
			`您改了已提交的话（${unit} ${formats.period(period)}${title}，编号${number}），报表没有动：`,
			...remarks.map((remark) => remarkLine(remark, parsePeriod(period).cadence)),
			"要改报表请发“修改”。",
		].join("\n"),
	"edits-left": ({ number }) => `好的，编号${number}的报表不改。`,
	"resting-draft-edited": ({ title, unit, period, remarks }) =>
		[
			`${unit} ${formats.period(period)}${title}（先放着的那份）：`,
			...remarks.map((remark) => remarkLine(remark, parsePeriod(period).cadence)),
		].join("\n"),
	"round-closed": ({ title, unit, period, closedAt, report }) =>
		[
			`${unit} ${formats.period(period)}${title}已截止（${formats.moment(closedAt)}）。`,
			...(report ? [`已报：编号${report.number}`, ...report.rows.map((one) => row(one, report.period))] : ["没有报。"]),
			"要补报或修改，请找县督查考核办重开。",
		].join("\n"),
	"round-not-open": ({ title, opensAt }) => `${title}还没开始，${formats.moment(opensAt)}开始报。`,
	"no-duty": ({ cadence }) => `没有要报的${CADENCES[cadence]}。`,
	"which-unit": ({ title, units, kept }) => [...keptLine(kept), `报哪个单位的${title}？`, ...units.map((unit) => `· ${unit}`)].join("\n"),
	"which-round": ({ unit, amend, rounds, kept }) =>
		[
			...keptLine(kept),
			`${unit}，${amend ? "改" : "报"}哪一期？`,
			...rounds.map(
				(one) =>
					`· ${formats.period(one.period)}${one.title}（截止${dueText(one.dueAt, one.dueNote)}${one.late ? `，已过，可${amend ? "以改" : "补报"}` : ""}）`,
			),
		].join("\n"),
	tasks: ({ items }) => (items.length === 0 ? "没有待办。" : ["您的待办：", ...items.map(task)].join("\n")),
	progress: ({ unit, at, rows }) =>
		rows.length === 0 ? `${unit}没有要报的指标。` : [`${unit}　进度（${formats.moment(at)}）`, ...rows.map(progressRow)].join("\n"),
	missing: (view) => {
		const { title, period, dueAt, dueNote, due, reported, onTime, late, begun } = view;
		const drafts = begun?.units.map((one) => `${one.unit}（${one.answered}/${one.asked}）`) ?? [];
		return [
			`${formats.period(period)}${title}　截止${dueText(dueAt, dueNote)}`,
			`应报${due} 已报${reported} 按时${onTime} 迟报${late}${inReview(view)} 未报${due - reported - view.waiting.length - view.returned.length}`,
			...(view.waiting.length > 0 ? [`待审核：${view.waiting.join("、")}`] : []),
			...(view.returned.length > 0 ? [`退回待补正：${view.returned.join("、")}`] : []),
			...(begun && begun.count > 0 ? [`正在填：${inPart(drafts, begun.count)}`] : []),
			...silentLines(view, begun !== null && begun.count > 0 ? "没有动静" : "未报"),
			...(due === reported ? ["都报齐了。"] : []),
		].join("\n");
	},
	"proxy-needs-unit": () => "请写单位和数，如：代报 大巴镇 暖棚45亩 果树120亩 养殖小区0",
	"proxy-confirm": ({ report }) =>
		[
			`${report.by}替您单位报了${formats.period(report.period)}${report.title}（代报，编号${report.number}）：`,
			...report.rows.map((one) => row(one, report.period)),
			"请核对：对就点“无误”，不对点“有误”改正。",
		].join("\n"),
	"proxy-corrected": ({ number, unit, by }) => `编号${number}的代报，${unit} ${by}改过了，以${unit}报的为准。`,
	"proxy-confirmed": ({ number, unit, by }) => `编号${number}的代报已由${unit} ${by}核对无误。`,
	"proxy-settled": ({ number }) => `编号${number}的代报已经核对过了。`,
};
