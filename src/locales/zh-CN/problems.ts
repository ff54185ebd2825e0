import type { ProblemState } from "../../domain/problem.ts";
import type { ProblemLamp } from "../../domain/problem-lamp.ts";
import type {
	AlikeLine,
	ProblemCommand,
	ProblemCounts,
	ProblemHistoryLine,
	ProblemLine,
	ProblemSlip,
	ProblemView,
} from "../../views/problems.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

const LAMPS: Readonly<Record<ProblemLamp, string>> = { red: "红灯", yellow: "黄灯", green: "绿灯" };
/** What a problem's state is called, in chat and in sheets. */
export const PROBLEM_STATE_WORDS: Readonly<Record<ProblemState, string>> = {
	raised: "未交办",
	assigned: "已交办",
	answered: "办理中",
	closing: "等核实",
	closed: "已销号",
	reopened: "退回再办",
	withdrawn: "已撤销",
};
const VIA = { report: "报表里提的", chat: "提的", inspection: "检查时提的" } as const;

const named = (number: number): string => `第${number}号问题`;
const head = ({ number, text }: ProblemLine): string => `${named(number)}：${text}`;
const due = ({ dueOn, over, lamp }: ProblemLine): string => `期限${formats.day(dueOn)}　${LAMPS[lamp]}${over > 0 ? `，超期${over}天` : ""}`;

const line = (problem: ProblemLine, unit: string | null): string => {
	const { number, text, state, owner } = problem;
	const whose =
		problem.unit === unit ? (problem.place === null || problem.place === unit ? "" : `${problem.place}　`) : `${problem.unit}　`;
	const by = owner === null || state === "raised" ? "" : `　${owner}办`;
	return `${number}. ${whose}${text}\n　　${due(problem)}　${PROBLEM_STATE_WORDS[state]}${by}`;
};

const lines = (problems: readonly ProblemLine[], left: number, unit: string | null): string[] => [
	...problems.map((problem) => line(problem, unit)),
	...(left > 0 ? [`……还有${left}件。`] : []),
];

const lamps = ({ red, yellow, green }: Pick<ProblemCounts, "red" | "yellow" | "green">): string =>
	[...(red > 0 ? [`红灯${red}`] : []), ...(yellow > 0 ? [`黄灯${yellow}`] : []), ...(green > 0 ? [`绿灯${green}`] : [])].join(" ");

const alike = (groups: readonly AlikeLine[]): string[] =>
	groups.length === 0
		? []
		: [
				"【几个乡镇都有的】",
				...groups.map(({ about, problems }) => `· ${about}类：${problems.map(({ unit, number }) => `${unit} #${number}`).join("、")}`),
			];

const history = ({ at, by, what, words, was, owner, dueOn, files }: ProblemHistoryLine): string => {
	const said = words === "" ? "" : `：${words}`;
	const photos = files > 0 ? `（附件${files}个）` : "";
	const did = ((): string => {
		switch (what) {
			case "raised":
				return "提出";
			case "repeated":
				return "新一期报表里又提到，仍未解决";
			case "rephrased":
				return `改了说法${said}${was === undefined ? "" : `（原来：${was}）`}`;
			case "left-out":
				return "改报表时没再写，问题仍在";
			case "assigned":
				return `交办给${owner}，期限${dueOn === null ? "" : formats.day(dueOn)}${said}`;
			case "answered":
				return `进展${said}`;
			case "closing-asked":
				return `申请销号${said}`;
			case "verified":
				return `核实销号${said}`;
			case "sent-back":
				return `退回${said}`;
			case "withdrawn":
				return `撤销${said}`;
			case "files-added":
				return "补了照片";
			default:
				return what satisfies never;
		}
	})();
	return `· ${formats.moment(at)} ${by} ${did}${photos}`;
};

const SLIPS: Readonly<Record<ProblemSlip, string>> = {
	number: "请写上问题的号。",
	words: "请写上办得怎样了，照片随后发。",
	reason: "请写上原因。",
	unit: "请写上单位。",
	"too-early": "这个期限已经过了。",
	"too-late": "期限太远了，请再看看日期。",
	"no-day": "没有这一天，请再看看日期。",
	"one-unit": "一个问题只交给一个单位办，请写一个单位。",
	"no-text": "请写上是什么问题。",
};

const EXAMPLES: Readonly<Record<ProblemCommand, (n: number, unit: string, day: string) => string>> = {
	problems: (n, unit) => `问题 ${unit} 机井坏了3眼；看一件发：问题 ${n}`,
	advance: (n) => `进展 ${n} 已打井2眼，还差1眼`,
	resolve: (n) => `销号 ${n} 机井都打好了`,
	verify: (n) => `核实 ${n}`,
	"send-back": (n) => `退回 ${n} 井还没通水`,
	assign: (n, unit, day) => `交办 ${n} ${unit} ${day}`,
	"drop-problem": (n) => `撤销 ${n} 报重了`,
};

const WHO: Readonly<Record<ProblemCommand, (who: string) => string>> = {
	problems: () => "只有提出、承办的单位和督查考核办能看",
	advance: () => "只有提出、承办的单位能办",
	resolve: () => "只有提出、承办的单位能办",
	verify: (who) => `由提出的人来核实${who}`,
	"send-back": (who) => `由提出的人来核实${who}`,
	assign: () => "由督查考核办交办",
	"drop-problem": (who) => `由提出的人${who}或督查考核办撤销`,
};

export const problems: SentencesOf<ProblemView["key"]> = {
	"problem-raised": ({ problem, fileCount }) =>
		[
			`已记下，${head(problem)}`,
			`${problem.unit}${problem.place === null || problem.place === problem.unit ? "" : `（${problem.place}）`}　${due(problem)}${fileCount > 0 ? `　附件${fileCount}个` : ""}`,
			fileCount > 0 ? `提错了，发“撤销 ${problem.number} 原因”。` : `有照片，现在发给我；提错了，发“撤销 ${problem.number} 原因”。`,
		].join("\n"),
	"problems-several": ({ items }) =>
		[`这里有${items.length}个问题，分开记才好一个一个交办、销号：`, ...items.map((item, index) => `${index + 1}. ${item}`)].join("\n"),
	"problems-raised": ({ raised, known }) =>
		[
			...(raised.length > 0 ? [`已记下${raised.length}个：`, ...raised.map((one) => `${head(one)}　${due(one)}`)] : []),
			...(known.length > 0 ? ["早就记着的：", ...known.map(head)] : []),
			...(raised[0] ? [`提错了，发“撤销 ${raised[0].number} 原因”。`] : []),
		].join("\n"),
	"problem-reworded": ({ problem, taken }) =>
		taken
			? `已按您改的更新，${head(problem)}\n原来的说法留在经过里。`
			: `${named(problem.number)}已有人在办，原来的文字不改了。要补充，发“进展 ${problem.number} …”。`,
	"problem-whose": ({ units }) => ["是哪个单位的问题？", ...units.map((unit) => `· ${unit}`)].join("\n"),
	"problem-known": ({ problem }) =>
		[`这件已经记着，不用再提：`, line(problem, problem.unit), `有新情况，发“进展 ${problem.number} 情况”。`].join("\n"),
	problems: ({ unit, counts, problems: shown, left, mayRaise }) =>
		[
			counts.all === 0 ? `${unit}现在没有未销号的问题。` : `${unit}未销号的问题${counts.all}件　${lamps(counts)}`,
			...lines(shown, left, unit),
			...(shown.length > 0 ? [`看一件发“问题 ${shown[0]?.number ?? 1}”。`] : []),
			...(mayRaise ? ["提新的，发“问题 机井坏了”，可以带照片。"] : []),
		].join("\n"),
	"problem-board": ({ county, counts, units, unitsLeft, problems: shown, left, alike: groups, example, mayAssign }) =>
		counts.all === 0
			? `${county}现在没有未销号的问题。`
			: [
					`${county}未销号的问题${counts.all}件　${lamps(counts)}`,
					`未交办${counts.unassigned}件，等核实${counts.closing}件。`,
					"【各单位】",
					...units.map((one) => `· ${one.unit}　${lamps(one)}`),
					...(unitsLeft > 0 ? [`……还有${unitsLeft}个单位。`] : []),
					...(shown.length > 0 ? ["【最急的】", ...lines(shown, left, null)] : []),
					...alike(groups),
					`看一家发“问题 ${example ?? ""}”，看一件发“问题 ${shown[0]?.number ?? 1}”${mayAssign ? `，交办发“交办 ${shown[0]?.number ?? 1} 单位 期限”` : ""}。`,
				].join("\n"),
	"problem-shown": ({ problem, raisedBy, raisedFor, via, report, raisedAt, project, history: told, left }) =>
		[
			head(problem),
			`${problem.unit}${problem.place === null || problem.place === problem.unit ? "" : `（${problem.place}）`}${project === null ? "" : `　${project}`}`,
			`${problem.state === "closed" || problem.state === "withdrawn" ? `期限${formats.day(problem.dueOn)}` : due(problem)}　${PROBLEM_STATE_WORDS[problem.state]}${problem.owner === null ? "" : `　承办：${problem.owner}`}`,
			`${formats.moment(raisedAt)} ${raisedFor} ${raisedBy} ${via === "report" && report !== null ? `在第${report}号报表里提的` : VIA[via]}`,
			...(left > 0 ? [`……前面还有${left}条。`] : []),
			...told.map(history),
		].join("\n"),
	"problem-slip": ({ command, slip, number, unit, day }) =>
		`${command === "problems" && slip === "unit" ? "请写上是哪个单位的问题。" : command === "assign" && slip === "unit" ? "请写上交给哪个单位办。" : SLIPS[slip]}如：${EXAMPLES[command](number, unit, formats.day(day))}`,
	"problem-unknown": ({ number }) => `没有${named(number)}。发“问题”看有哪些。`,
	"problem-not-yours": ({ number, command, who }) =>
		`没有权限。${named(number)}${WHO[command](who.length === 0 ? "" : `（${who.join("、")}）`)}。`,
	"problem-stands": ({ problem, command, by, at }) => {
		const who = by === null ? "" : `，${by}`;
		switch (problem.state) {
			case "closing":
				return `${named(problem.number)}已申请销号（${formats.moment(at)}${who}），在等提出的人核实。`;
			case "closed":
				return `${named(problem.number)}已销号（${formats.moment(at)}${who}）。${command === "verify" ? "不用再核实。" : "又出现了，请重新提。"}`;
			case "withdrawn":
				return `${named(problem.number)}已撤销（${formats.moment(at)}${who}）。`;
			default:
				return command === "assign"
					? `${named(problem.number)}已经交给${problem.owner ?? ""}，${due(problem)}，没有变化。`
					: `${named(problem.number)}还没有申请销号，现在${PROBLEM_STATE_WORDS[problem.state]}，不用核实。`;
		}
	},
	"problem-done": ({ deed, problem, told }) => {
		const { number } = problem;
		switch (deed) {
			case "answered":
				return `已记下${named(number)}的进展。有照片，现在发给我；办完了发“销号 ${number}”。\n${problem.text}`;
			case "closing":
				return told.length > 0
					? `已请${told.join("、")}核实${named(number)}，核实了就销号。\n${problem.text}`
					: `已申请销号，但提出${named(number)}的人还没绑定，请电话告诉对方发“核实 ${number}”。\n${problem.text}`;
			case "closed":
				return `${named(number)}已核实，销号。\n${problem.text}`;
			case "sent-back":
				return `已退回${named(number)}，请承办的再办。\n${problem.text}`;
			case "assigned":
				return `已交办：${head(problem)}\n承办：${problem.owner ?? ""}　${due(problem)}\n${told.length > 0 ? `已告诉${told.join("、")}。` : `${problem.owner ?? ""}还没有人绑定，请电话告诉。`}`;
			case "postponed":
				return `${named(number)}的期限改为${formats.day(problem.dueOn)}，仍由${problem.owner ?? ""}办。${told.length > 0 ? "已告诉承办单位。" : `${problem.owner ?? ""}还没有人绑定，请电话告诉。`}`;
			case "withdrawn":
				return `${named(number)}已撤销，台账里留着记录。`;
			case "files":
				return `照片已加到${named(number)}：${problem.text}`;
			default:
				return deed satisfies never;
		}
	},
	"problem-told": ({ deed, problem, by, words }) => {
		const said = words === "" ? "" : `\n${by}：${words}`;
		switch (deed) {
			case "assigned":
				return `${by}交办给${problem.owner ?? "您"}：\n${head(problem)}\n${problem.unit}${problem.place === null ? "" : `（${problem.place}）`}　${due(problem)}${said}\n有进展发“进展 ${problem.number} 情况”，办完发“销号 ${problem.number}”。`;
			case "postponed":
				return `${named(problem.number)}的期限改为${formats.day(problem.dueOn)}。${said}\n${problem.text}`;
			case "closing":
				return `您提的${named(problem.number)}，${by}说办完了，请核实：\n${problem.text}${said}\n属实点“核实”；没办好发“退回 ${problem.number} 原因”。`;
			case "closed":
				return `${named(problem.number)}，${by}已核实，销号。谢谢。\n${problem.text}`;
			case "sent-back":
				return `${named(problem.number)}，${by}核实后退回，请再办：${words}\n${problem.text}\n${due(problem)}`;
			case "withdrawn":
				return `${named(problem.number)}已由${by}撤销，不用再办：${words}\n${problem.text}`;
			case "taken-away":
				return `${named(problem.number)}改由${problem.owner ?? ""}办，你们不用再办了。\n${problem.text}`;
			default:
				return deed satisfies never;
		}
	},
	"problem-digest": ({ for: reader, unit, counts, problems: shown, left, alike: groups }) => {
		switch (reader) {
			case "owner":
				return [
					`本周在办的问题：${unit}承办${counts.all}件　${lamps(counts)}`,
					...lines(shown, left, null),
					`有进展发“进展 ${shown[0]?.number ?? 1} 情况”，办完发“销号 ${shown[0]?.number ?? 1}”。`,
				].join("\n");
			case "principal":
				return [
					`请过问：${unit}承办的问题有${counts.all}件超期`,
					...lines(shown, left, null),
					`看一件发“问题 ${shown[0]?.number ?? 1}”。`,
				].join("\n");
			case "office":
				return [
					`问题台账一周情况：${unit}未销号${counts.all}件　${lamps(counts)}`,
					`未交办${counts.unassigned}件，等核实${counts.closing}件。`,
					...(shown.length > 0 ? ["【还没交办的】", ...lines(shown, left, null)] : []),
					...alike(groups),
					"全部情况发“问题”看。",
				].join("\n");
			default:
				return reader satisfies never;
		}
	},
};
