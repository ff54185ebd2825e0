import { fittingLines, type ProblemLine, problemLines } from "../../views/problem-lines.ts";
import type { CountyDifference, FileKind, ProblemFacts, ProblemKey, SheetDifference, WorkbookProblem } from "../../views/workbook.ts";

/** What a language says about a workbook: one sentence a problem, and the difference an import would make. */
export interface WorkbookTexts {
	readonly problems: { readonly [K in ProblemKey]: (facts: Readonly<ProblemFacts[K]>) => string };
	/** 「人员 第12行 单位代码：」; empty for what concerns the whole file. */
	readonly place: (problem: WorkbookProblem) => string;
	/** Place and sentence of a problem: one line. */
	readonly problem: (problem: WorkbookProblem) => string;
	/** The difference in a few lines: counts of each sheet, then at most `perSheet` of its changes. */
	readonly difference: (difference: CountyDifference, perSheet?: number) => string;
}

const list = (parts: readonly string[]): string => parts.join("、");
const more = (parts: readonly string[], count: number): string => (count > parts.length ? `${list(parts)}等${count}个` : list(parts));

const KINDS: Readonly<Record<FileKind, string>> = {
	empty: "文件是空的。请重新发送。",
	xls: "这是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”再发。",
	xlsb: "这是二进制工作簿（.xlsb）。请另存为“Excel 工作簿（.xlsx）”再发。",
	encrypted: "文件有打开密码。请去掉密码，保存后再发。",
	html: "这是网页，只是改了名字。请用 Excel 打开，另存为“Excel 工作簿（.xlsx）”再发。",
	xml: "这是 XML 文件，不是工作簿。请用 Excel 打开，另存为“Excel 工作簿（.xlsx）”再发。",
	csv: "这是文本表格（CSV），只有一张表。请发整本 .xlsx 工作簿，可用“模板”领取。",
	ods: "这是 ODS 表格。请另存为“Excel 工作簿（.xlsx）”再发。",
	word: "这是 Word 文档。请发 .xlsx 工作簿。",
	slides: "这是演示文稿。请发 .xlsx 工作簿。",
	pdf: "这是 PDF。请发 .xlsx 工作簿。",
	picture: "这是图片。请发 .xlsx 工作簿。",
	zip: "这是压缩包，里面没有工作簿。请直接发 .xlsx 文件，不要压缩。",
	unknown: "这不是 Excel 工作簿。请发 .xlsx 文件。",
};

const UNSAFE: Readonly<Record<ProblemFacts["file-unsafe"]["what"], string>> = {
	size: "文件解开后太大，没有读。请删去无关的内容和格式，或把数据粘贴到新模板再发。",
	ratio: "文件压缩得不正常，没有读。请把数据粘贴到新模板再发。",
	entries: "文件里的部件太多，没有读。请把数据粘贴到新模板再发。",
	duplicate: "文件里有重复的部件，没有读。请用 Excel 打开，另存一份再发。",
	encrypted: "文件有密码。请去掉密码，保存后再发。",
	zip64: "文件的格式不常见，没有读。请用 Excel 打开，另存一份再发。",
	doctype: "文件里有不该有的内容，没有读。请用 Excel 打开，另存一份再发。",
	depth: "文件的内容不正常，没有读。请把数据粘贴到新模板再发。",
};

const TOO_MANY: Readonly<Record<ProblemFacts["too-many"]["what"], (limit: number) => string>> = {
	rows: (limit) => `内容超过${limit}行。请删去多余的行。`,
	cells: (limit) => `工作簿里有内容的格子超过${limit}个。请删去无关的内容。`,
	strings: () => "工作簿里的文字太多。请删去无关的内容。",
	sheets: (limit) => `工作簿里的表超过${limit}张。请只留需要的表。`,
};

const problems: WorkbookTexts["problems"] = {
	"file-too-large": ({ sizeMb, limitMb }) => `文件有${sizeMb}MB，最多${limitMb}MB。请删去图片和无关的内容再发。`,
	"file-wrong-kind": ({ kind }) => KINDS[kind],
	"file-damaged": () => "文件已损坏，读不出来。请用 Excel 打开看看，另存一份再发。",
	"file-unsafe": ({ what }) => UNSAFE[what],
	"too-heavy": ({ what }) => `文件太${what === "time" ? "费时" : "占内存"}，已停止读取。请把数据粘贴到新模板再发。`,
	"reader-failed": () => "读取时出错。请再发一次；还不行请告诉管理员。",
	"too-many": ({ what, limit }) => TOO_MANY[what](limit),
	"more-problems": ({ count }) => `还有${count}处，改好上面的再导入时会列出。`,
	"sheet-missing": ({ wanted }) => `缺少“${wanted}”表。请从模板复制这张表，表名不要改。`,
	"sheet-twice": () => "这张表有两张。请只留一张。",
	"sheet-empty": () => "表是空的。请从模板复制表头。",
	"header-missing": ({ titles }) => `找不到表头。第一行应有：${list(titles)}。请从模板复制表头。`,
	"column-missing": ({ title }) => `缺少“${title}”这一列。请从模板复制表头。`,
	"column-twice": () => "这一列有两列。请只留一列。",
	"value-missing": () => "没有填。请填写。",
	"value-not-listed": ({ value, allowed }) => `“${value}”不在可选的词里。请改成：${list(allowed)}。`,
	"value-too-long": ({ limit }) => `太长，最多${limit}个字。请缩短。`,
	"formula-without-value": () => "是公式，没有算出结果。请复制后“选择性粘贴—数值”。",
	"error-value": ({ value }) => `公式出错（${value}）。请改成数或文字。`,
	"date-not-text": () => "被 Excel 变成了日期或时间。请先把格子设为文本，再重新填写。",
	"code-malformed": ({ value }) => `“${value}”不能作代码。只能用字母、汉字、数字和“-”“_”“.”，最多40个；长数字请先把格子设为文本。`,
	"number-malformed": ({ value }) => `“${value}”不是数。请只填数字，不带单位。`,
	"number-too-small": ({ value, min }) => `${value}太小，不能小于${min}。请改正。`,
	"number-too-large": ({ value, max }) => `${value}太大，不能大于${max}。请改正。`,
	"number-too-fine": ({ value, places }) =>
		places === 0 ? `${value}不是整数。请填整数。` : `${value}的小数太多，最多${places}位。请四舍五入。`,
	"date-malformed": ({ value }) => `“${value}”不是日期。请写成 2026-01-31 这样。`,
	"dates-reversed": ({ from, to }) => `${to}早于开始的${from}。请改正其中一个。`,
	"phone-malformed": ({ value }) => `“${value}”不是电话号码。请只填数字，或不填。`,
	"moment-malformed": ({ value, example }) => `“${value}”看不懂。请写成：${example}。`,
	"key-twice": ({ value, firstRow }) => `“${value}”在第${firstRow}行已经用过。请换一个，或删去一行。`,
	"name-twice": ({ value, firstRow }) => `“${value}”与第${firstRow}行重名。请改一个。`,
	"unit-unknown": ({ value }) => `找不到单位“${value}”。请改成“单位”表里有的代码。`,
	"unit-ambiguous": ({ value, codes }) => `“${value}”有几个（${list(codes)}）。请改填代码。`,
	"project-unknown": ({ value }) => `找不到工程“${value}”。请改成“工程”表里有的名称或编号。`,
	"indicator-unknown": ({ value }) => `找不到指标“${value}”。请改成“指标”表里有的名称或编号。`,
	"county-missing": () => "没有类型为“县”的单位。请加一行。",
	"county-twice": ({ firstRow }) => `“县”只能有一个，第${firstRow}行已经有了。请改类型。`,
	"county-has-parent": () => "县没有上级。请把上级代码清空。",
	"unit-cycle": ({ path }) => `上级绕成了圈（${path.join("→")}）。请改正上级代码。`,
	"parent-wrong-kind": ({ parent, parentKind, wanted }) => `上级“${parent}”是${parentKind}，应当是${wanted}。请改正上级代码。`,
	"successor-self": () => "接续单位不能是自己。请改正或清空。",
	"exempt-malformed": ({ value }) => `“${value}”没看懂。请写年份和原因，如：2026 移民搬迁；几年的用“；”隔开，一年只写一次。`,
	"person-differs": ({ field, here, there, firstRow }) =>
		`同一编号的${field}不一样：这里是“${here}”，第${firstRow}行是“${there}”。是同一人请改一致，不是请换编号。`,
	"post-twice": ({ firstRow }) => `与第${firstRow}行是同一职务。请删去一行。`,
	"village-role": ({ role, unitKind }) => `${unitKind}里不能有“${role}”。村里的人选“村干部”，别处不选“村干部”。`,
	"owner-wrong-kind": ({ unit }) => `“${unit}”不是部门。请填类型为“部门”的单位。`,
	"target-twice": ({ firstRow }) => `同一单位、指标、年度在第${firstRow}行已经有了。请删去一行。`,
	"four-year-half": ({ missing }) => `四年任务和四年起始年要一起填，缺${missing}。请补上，或都清空。`,
	"four-year-outside": ({ year, firstYear }) => `${year}年不在${firstYear}年起的四年里。请改正四年起始年。`,
	"four-year-differs": ({ here, there, firstRow }) => `四年任务是${here}，第${firstRow}行写的是${there}。请改一致。`,
	"plan-falls": ({ month, before, value }) => `${month}月是${value}，比前一个月的${before}小。累计不能变小，请改正。`,
	"plan-unfinished": ({ value }) => `12月是${value}，应当是100。请改正。`,
	"question-without-duty": () => "这道题不知道属于哪项报送。请在第一题那行填报送编号。",
	"duty-differs": ({ here, there, firstRow }) => `写的是“${here}”，第${firstRow}行是“${there}”。请改一致，或清空这一格。`,
	"duty-without-questions": () => "这项报送没有题。请至少加一道题。",
	"moments-out-of-order": ({ opens, due, closes }) => `时间先后不对：开放${opens}、截止${due}、关闭${closes}。应当先开放，再截止，再关闭。`,
	"reminder-malformed": ({ value, example }) => `“${value}”看不懂。请写成：${example}。`,
	"reminder-too-far": ({ value, days, hours }) => `“${value}”离截止太远。最多${days}天或${hours}小时，请改近一些。`,
	"reminder-twice": ({ value }) => `“${value}”那一刻已经有一次提醒。请删去一个。`,
	"reminder-outside": ({ value, opens, closes }) => `“${value}”不在开放（${opens}）和关闭（${closes}）之间，提醒不到。请改正。`,
	"reminders-too-many": ({ limit }) => `提醒太多，最多${limit}次。请删去几个。`,
	"indicator-needed": () => "数字题要填指标。请填“指标”表里的名称。",
	"indicator-not-for-kind": ({ kind }) => `${kind}题不填指标。请清空，或把题型改成“数字”。`,
	"indicator-asked-twice": ({ indicator, firstRow }) => `“${indicator}”在第${firstRow}行已经问过。一项报送里只问一次，请删去一题。`,
	"options-needed": () => "选择题至少要两个选项。请填写，用顿号“、”隔开。",
	"options-not-for-kind": ({ kind }) => `${kind}题没有选项。请清空，或把题型改成“选择”。`,
	"option-twice": ({ option }) => `选项“${option}”重复。请删去一个。`,
	"problem-not-text": ({ kind }) => `${kind}题不能作问题题。请改成“否”，或把题型改成“文字”。`,
	"condition-malformed": ({ value }) => `“${value}”看不懂。请写成“题号=答案”，几个答案用“/”隔开。`,
	"condition-unknown": ({ question }) => `找不到题号“${question}”。请改成本项报送里前面的题号。`,
	"condition-later": ({ question }) => `题“${question}”在这题后面或就是这题。条件只能看前面的题，请调整顺序。`,
	"condition-kind": ({ question, kind }) => `题“${question}”是${kind}题，不能作条件。只能用选择题、是否题或问题题。`,
	"condition-answer": ({ question, answer, allowed }) => `题“${question}”没有“${answer}”这个答案。可用：${list(allowed)}。`,
	"day-twice": ({ value, firstRow }) => `${value}已在第${firstRow}行填过。一天只填一行，请删去一行。`,
	"day-outside": ({ value, first, last }) => `${value}不在${first}年到${last}年之间。请核对年份。`,
	"rule-unknown": ({ value, nearest }) => `没有“${value}”这一条。是不是“${nearest}”？请改正或删去这行。`,
	"note-columns-ignored": ({ titles, count }) => `不认识的列没有读：${more(titles, count)}。`,
	"note-sheets-ignored": ({ names, count }) => `其他的表没有读：${more(names, count)}。`,
	"note-column-absent": ({ title }) => `没有“${title}”这一列，按没填处理。`,
	"note-name-differs": ({ code, written, name }) => `写的是“${written}”，代码${code}是“${name}”，按代码读。`,
	"note-no-supervisor": () => "没有一个人是“督查考核办”。导入后群里没有人能再导入、邀请，只能在主机上用命令。",
	"note-merged-targets": ({ unit, into, year }) =>
		`${unit}并入${into}，两边都有${year}年的任务：累计会合在一起，任务不会。请核对${into}的任务是否已加上${unit}的。`,
	"note-fractions-as-percent": () => "这一行是小数，按百分比读（0.35 即 35%）。",
	"note-macros-ignored": () => "文件里的宏没有读，也没有运行。",
};

const place: WorkbookTexts["place"] = ({ sheet, row, column }) => {
	const parts = [sheet, row === null ? null : `第${row}行`, column].filter((part) => part !== null);
	return parts.length === 0 ? "" : `${parts.join(" ")}：`;
};

// The facts belong to the key: the union keeps them together, a lookup cannot see it.
const sentence = (problem: WorkbookProblem): string =>
	(problems[problem.key] as (facts: WorkbookProblem["facts"]) => string)(problem.facts);

const LONGEST = 60;
const cut = (text: string): string => {
	const flat = text.replaceAll("\n", " ");
	if (flat === "") return "（空）";
	return flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat;
};

const sheetLines = ({ sheet, added, changed, ended }: SheetDifference, perSheet: number): string[] => {
	const counts = [
		added.length > 0 ? `新增${added.length}` : "",
		changed.length > 0 ? `改动${changed.length}` : "",
		ended.length > 0 ? `停用${ended.length}` : "",
	].filter((part) => part !== "");
	// What ends comes first: it must not be lost below what is merely corrected.
	const details = [
		...ended.map((item) => `停用 ${item}`),
		...changed.flatMap(({ item, fields }) =>
			fields.map(({ field, before, after }) => `改 ${item} ${field}：${cut(before)} → ${cut(after)}`),
		),
		...added.map((item) => `增 ${item}`),
	];
	const shown = details.slice(0, perSheet).map((line) => `　${line}`);
	const rest = details.length - shown.length;
	return [`${sheet}：${counts.join("，")}`, ...shown, ...(rest > 0 && perSheet > 0 ? [`　……还有${rest}处`] : [])];
};

const difference: WorkbookTexts["difference"] = ({ first, sheets }, perSheet = 5) => {
	if (sheets.length === 0) return "没有变化。";
	const anyEnded = sheets.some(({ ended }) => ended.length > 0);
	return [
		first ? "第一次导入：" : "与现在的相比：",
		...sheets.flatMap((sheet) => sheetLines(sheet, first ? 0 : perSheet)),
		...(anyEnded ? ["停用的不再使用，以前报的都保留。"] : []),
	].join("\n");
};

export const workbook: WorkbookTexts = {
	problems,
	place,
	problem: (problem) => `${place(problem)}${sentence(problem)}`,
	difference,
};

const line = ({ problem, runs }: ProblemLine): string => {
	const rows = runs.map(([from, to]) => (from === to ? String(from) : `${from}到${to}`)).join("、");
	const parts = [problem.sheet, rows === "" ? null : `第${rows}行`, problem.column].filter((part) => part !== null);
	return `${parts.length === 0 ? "" : `${parts.join(" ")}：`}${sentence(problem)}`;
};

/** Every problem at its place, those alike on one line when there are many; what does not fit into `longest` characters is counted. */
export const describeProblems = (found: readonly WorkbookProblem[], longest: number | null = null): string => {
	const { shown, left } = fittingLines(problemLines(found, sentence).map(line), longest);
	return [...shown, ...(left > 0 ? [`……还有${left}条，改好上面的再发时会列出。`] : [])].join("\n");
};

const SHOWN_NOTES = 10;

/** What was read otherwise than it was written, to be looked at before the import; a few lines, or none. */
export const describeNotes = (notes: readonly WorkbookProblem[]): string => {
	if (notes.length === 0) return "";
	const lines = problemLines(notes, sentence).map(line);
	const more = lines.length > SHOWN_NOTES ? [`……还有${lines.length - SHOWN_NOTES}条`] : [];
	return ["", "请留意：", ...lines.slice(0, SHOWN_NOTES), ...more].join("\n");
};

/** The difference in a few lines. */
export const describeDifference = (found: CountyDifference): string => workbook.difference(found);
