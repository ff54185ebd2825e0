import type { Cadence } from "../../domain/period.ts";
import type { DialogHeading, DialogRemark, DialogView, Echo } from "../../views/dialog.ts";
import type { SentencesOf } from "../catalogue.ts";
import { answerWords, askLine, BEFORE, change, contextLines, echo, headingLines, SPANS, summaryLine, titleLine } from "./dialog-parts.ts";
import { remarkLine } from "./dialog-remarks.ts";
import { formats } from "./formats.ts";

const lines = (...parts: readonly (string | null | readonly string[])[]): string =>
	parts.flatMap((part) => (part === null ? [] : part)).join("\n");

/** What is said before the question of the same message, and an empty line behind it. */
const remarks = (view: { readonly remarks: readonly DialogRemark[] }, cadence: Cadence): string[] => {
	const said = view.remarks.map((remark) => remarkLine(remark, cadence));
	return said.length === 0 ? said : [...said, ""];
};

const headed = (heading: DialogHeading | null): string[] | null => (heading === null ? null : headingLines(heading));

const echoed = (given: Echo | null): string | null => (given === null ? null : echo(given.written, given.value, given.measure));

const MODES = { increment: "（新增）", total: "（累计）", unstated: "" } as const;

/** What the ledger says, to be confirmed. */
const known = (proposed: Extract<DialogView, { key: "question" }>["proposed"]): string | null =>
	proposed ? `${proposed.what === "open" ? "台账里还没解决的" : "台账里上期解决的"}：\n${proposed.text}` : null;

/** How several questions are answered in one message. */
const answerAll = (questions: Extract<DialogView, { key: "all-missing" }>["questions"], span: string): string[] => {
	const figures = questions.flatMap(({ question }) => (question.kind === "number" ? [question] : []));
	if (figures.length === 0) return ["一条消息回齐就行，一行一项。"];
	const examples = figures.slice(0, 2).map(({ name, example, measure }) => `${name}${example}${measure}`);
	return [`数都报${span}新增的，没有发0；报总数请写上“累计”。`, `一条消息回齐就行：一行一项，或写明名称，如：${examples.join(" ")}`];
};

export const dialog: SentencesOf<DialogView["key"]> = {
	question: (view) => {
		const place = view.place === null ? "" : `${view.place.number}/${view.place.of} `;
		return lines(
			remarks(view, view.cadence),
			headed(view.heading),
			`${place}${titleLine(view.question)}${view.optional ? "（可跳过）" : ""}`,
			view.old === null ? null : `原来填的：${answerWords(view.old, view.cadence)}`,
			contextLines(view.question),
			known(view.proposed),
			view.proposed ? "照这样报，点“照此上报”或发“是”；要改，请写全" : askLine(view.question, view.cadence),
		);
	},
	"ask-basis": (view) =>
		lines(
			remarks(view, view.cadence),
			headed(view.heading),
			echoed(view.echo),
			`${view.name}：${formats.quantity(view.value, view.measure)}是${SPANS[view.cadence]}新增，还是累计？`,
			`上次累计${formats.quantity(view.lastTotal, view.measure)}`,
		),
	"ask-which": (view) =>
		lines(
			remarks(view, view.cadence),
			headed(view.heading),
			`${view.name}：看到几个数，以哪个为准？`,
			view.candidates.map((one) => `· ${formats.quantity(one.value, view.measure)}${MODES[one.mode]}`),
		),
	"ask-same": (view) =>
		lines(
			remarks(view, view.cadence),
			headed(view.heading),
			`${view.name}：同${BEFORE[view.cadence]}，是哪一样？`,
			`· 累计没变，还是${formats.quantity(view.lastTotal, view.measure)}`,
			view.lastIncrement === null ? null : `· 和${BEFORE[view.cadence]}一样，又${change(view.lastIncrement, view.measure)}`,
		),
	"ask-reason": (view) => {
		const span = SPANS[view.cadence];
		const whole = view.above && `比${view.above.unit}全年任务${formats.quantity(view.above.annual, view.measure)}还多`;
		const much = view.usual === null ? (whole ?? "数偏大") : `平时每${span.slice(1)}${change(view.usual, view.measure)}左右，比平时多不少`;
		const what =
			view.why === "fell"
				? `累计从${formats.quantity(view.lastTotal, view.measure)}减到${formats.quantity(view.total, view.measure)}`
				: `${span}${change(view.increment, view.measure)}，${much}`;
		return lines(
			remarks(view, view.cadence),
			headed(view.heading),
			echoed(view.echo),
			`${view.name}：${what}。`,
			"请写明原因，会随报表一起上报；数不对就直接发正确的数。",
		);
	},
	"ask-measure": (view) =>
		lines(
			remarks(view, view.cadence),
			headed(view.heading),
			`${view.name}：${view.text}按${formats.quantity(view.value, view.measure)}算，对吗？`,
			`各地的${view.from}大小不一样，不对请直接发${view.measure}数。`,
		),
	"all-missing": (view) =>
		lines(
			remarks(view, view.cadence),
			headed(view.heading),
			`还差${view.questions.length}项：`,
			view.questions.flatMap(({ question, optional }, index) => [
				`${index + 1}. ${titleLine(question)}${optional ? "（可不填）" : ""}`,
				...contextLines(question).map((line) => `　${line}`),
				...(question.kind === "choice" ? [`　${question.options.join(" / ")}`] : []),
			]),
			answerAll(view.questions, SPANS[view.cadence]),
		),
	summary: (view) => {
		const { cadence } = view.heading;
		return lines(
			remarks(view, cadence),
			"请核对",
			headingLines({ ...view.heading, others: [] }),
			view.items.map((item) => summaryLine(item, cadence)),
			view.looseFiles === 0 ? null : `· 另存文件：${view.looseFiles}个`,
			"",
			"没问题发“提交”，要改发“修改”，不报了发“放弃”。",
			view.items[0]?.kind === "number" ? `也可以直接改，如：${view.items[0].name}改成54。` : null,
		);
	},
	"choose-item": (view) =>
		lines(
			remarks(view, view.cadence),
			headed(view.heading),
			view.value === null ? "改哪一项？请发序号或名称。" : `“${view.value}”改到哪一项？请发序号或名称。`,
			view.items.map((item, index) => `${index + 1}. ${item.name}：${answerWords(item, view.cadence)}`),
		),
	"dialog-help": (view) =>
		lines(
			remarks(view, view.cadence),
			titleLine(view.question),
			view.help,
			contextLines(view.question),
			askLine(view.question, view.cadence),
			remarkLine({ say: "words", optional: view.optional }, view.cadence),
			view.question.kind === "number" ? "说错了可以发：不对，是54。" : null,
		),
	"dialog-limit": (view) => `这次来回太多，先停一下。已填${view.answered}/${view.asked}，都存着，再发“${view.title}”接着填。`,
	cancelled: ({ title, period }) => `已取消：${formats.period(period)}${title}没有提交。`,
	"stale-press": () => "这个按钮已经失效，按了不算。",
};
