import { compare, isNegative, negate, ZERO } from "../../domain/decimal.ts";
import type {
	BulletinChange,
	BulletinFacts,
	BulletinFigure,
	BulletinMove,
	BulletinSlip,
	BulletinView,
	ShownBulletin,
} from "../../views/bulletins.ts";
import type { Placed, RankedRow } from "../../views/ranking.ts";
import type { BulletinText, BulletinWords } from "../bulletins.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

const { period, quantity } = formats;

const moved = (places: RankedRow["moved"]): string =>
	places === null ? "新" : places === 0 ? "平" : places > 0 ? `升${places}` : `降${-places}`;

const place = ({ rank, score }: Placed): string => (rank === null ? "不参加排名" : `第${rank}名、${score}分`);

const figure = ({ label, measure, total, annual, percent, gained }: BulletinFigure): string => {
	if (percent === null) return `${label}累计${quantity(total, measure)}`;
	const change =
		gained === null || compare(gained, ZERO) === 0
			? ""
			: isNegative(gained)
				? `，比上月降低${negate(gained)}个百分点`
				: `，比上月提高${gained}个百分点`;
	return `${label}累计${quantity(total, measure)}，占年度任务${quantity(annual, measure)}的${percent}%${change}`;
};

const moves = (units: readonly BulletinMove[], word: string): string =>
	units.map(({ unit, places, problem }) => `${unit}${word}${places}名${problem === null ? "" : `（报送的问题：${problem}）`}`).join("；");

const monthly = (facts: BulletinFacts, office: string): BulletinText => {
	const { lamps, bounds, problems } = facts;
	const body: string[] = [
		`现将${period(facts.period)}全县重点工作进展情况通报如下。`,
		"一、总体情况",
		`截至${formats.day(facts.asOf)}，${facts.figures.map(figure).join("；")}。`,
		`${facts.units}个单位中，${facts.reported}个报送了本月情况。按计划进度，绿灯（${bounds.green}%以上）${lamps.green}个，黄灯（${bounds.yellow}%至${bounds.green}%）${lamps.yellow}个，红灯（不到${bounds.yellow}%）${lamps.red}个。名次、得分和原始数据见附件。`,
		"二、进度变化",
	];
	const changes: string[] = [];
	if (facts.top.length > 0)
		changes.push(`进度较快。${facts.top.map(({ unit, score }) => `${unit}（${score}分）`).join("、")}，居全县前${facts.top.length}位。`);
	if (facts.risen.length > 0) changes.push(`名次上升。${moves(facts.risen, "上升")}。`);
	if (facts.fallen.length > 0) changes.push(`名次下降。${moves(facts.fallen, "下降")}。`);
	if (facts.lagging.length > 0)
		changes.push(
			`进度滞后。${facts.lagging.map(({ unit, problem }) => (problem === null ? unit : `${unit}（报送的问题：${problem}）`)).join("、")}。`,
		);
	body.push(...changes.map((text, index) => `（${"一二三四"[index]}）${text}`));
	body.push("三、问题解决");
	body.push(
		`本月应解决问题${problems.due}个，按期解决${problems.solved}个；目前未解决${problems.open}个，其中超期${problems.overdueCount}个。`,
	);
	if (problems.overdue.length > 0)
		body.push(
			`超期未解决的${problems.overdueCount > problems.overdue.length ? `（只列前${problems.overdue.length}个）` : ""}：${problems.overdue.map(({ number, unit, text, owner }) => `${unit}第${number}号“${text}”${owner === null ? "" : `（${owner}负责）`}`).join("；")}。`,
		);
	body.push("四、下一步工作");
	body.push(
		facts.lagging.length > 0
			? `（一）${facts.lagging.map(({ unit }) => unit).join("、")}要查明进度滞后的原因，拿出措施和时限，主要负责同志亲自抓。`
			: "（一）各单位要保持进度，按计划完成年度任务。",
	);
	body.push(
		problems.overdue.length > 0
			? "（二）超期未解决的问题，负责单位要到一线逐个解决，解决一个、销号一个。"
			: "（二）各单位要到一线发现和解决问题，解决一个、销号一个。",
	);
	const { picture } = facts;
	return {
		title: `${office}关于${period(facts.period)}重点工作进展情况的通报`,
		paragraphs: body,
		tables: [
			{
				title: `${period(facts.period)}各单位进展情况名次表`,
				headings: [
					"名次",
					"单位",
					"得分",
					...(picture.comparedWith === null ? [] : ["变化"]),
					...picture.indicators.flatMap(({ short, measure }) => [`${short}累计/任务（${measure}）`, "完成率%"]),
				],
				rows: picture.rows.map((row) => ({
					rank: String(row.rank),
					unit: row.unit,
					score: row.score,
					moved: picture.comparedWith === null ? "" : moved(row.moved),
					figures: row.figures.flatMap((one) => (one === null ? ["—", "—"] : [`${one.total}/${one.annual}`, `${one.percent}`])),
				})),
			},
		],
	};
};

const change = ({ unit, before, after, figures }: BulletinChange): string =>
	[
		...figures.map((one) => `${one.label}累计由${quantity(one.before, one.measure)}更正为${quantity(one.after, one.measure)}`),
		`由${place(before)}更正为${place(after)}`,
	]
		.join("，")
		.replace(/^/u, `${unit}：`);

/** Words of bulletins and of the documents they become. */
export const bulletinWords: BulletinWords = {
	monthly,
	correction: ({ period: month, corrected, changes }, office) => ({
		title: `${office}关于更正${period(month)}重点工作进展情况通报的通报`,
		paragraphs: [
			`因部分单位更正了报送数据，现对《${corrected.title}》${corrected.documentNumber === null ? "" : `（${corrected.documentNumber}）`}更正如下，原通报其他内容不变。`,
			...changes.map((one) => `${change(one)}。`),
		],
		tables: [],
	}),
	titleOf: (kind, units, office) => {
		const whose = units.length === 0 || units.length > 3 ? "" : units.join("、");
		return kind === "example" ? `${office}关于${whose}先进典型的通报` : `${office}关于${whose === "" ? "曝光" : whose}有关问题的通报`;
	},
	office: (county, unit) =>
		(county.endsWith("县") && unit.startsWith("县")
			? `${county}${unit.slice(1)}`
			: unit.startsWith(county)
				? unit
				: `${county}${unit}`
		).replace(/办$/u, "办公室"),
	masthead: (office) => `${office}文件`,
	recipients: "各乡镇人民政府、街道办事处，县直有关单位",
	date: (day) => `${Number(day.slice(0, 4))}年${formats.day(day)}`,
	draft: "送审稿",
	document: {
		attachment: (number) => (number === null ? "附件" : `附件${number}`),
		attachmentLead: "附件：",
		copies: (to) => `抄送：${to}`,
		printed: (on) => `${on}印发`,
	},
	fileName: (title) => `${title}.docx`,
};

const STATES: Readonly<Record<ShownBulletin["state"], string>> = {
	draft: "草稿",
	reviewing: "送审中",
	approved: "已同意，可以发布",
	publishing: "正在发布",
};

const numbered = (paragraphs: readonly string[]): string[] => paragraphs.map((text, index) => `[${index + 1}] ${text}`);

const SLIPS: Readonly<Record<BulletinSlip, string>> = {
	"none-open": "您没有正在写的通报。发“通报”起草上月的，或“通报 10月”“通报 典型：正文”“通报 曝光：正文”。",
	"none-waiting": "没有等您同意的通报。",
	own: "这份通报是您起草的，要由另一个人同意。",
	"not-alone": "要同意，请只发“同意”两个字，或点按钮；要改，请发“不同意 原因”。",
	"not-approved": "还没有人同意，不能发布。请先发“送审”。",
	"no-number": "还没有发文字号。请在本单位登记后发，如：通报 字号 临督考办发〔2026〕15号",
	"no-such-paragraph": "没有这一段。改第3段请发：通报 改 3：新的文字",
	"too-long": "太长了。一段最多1500字，一共最多60段，标题最多80字，字号最多40字。",
	"changed-since": "这份通报后来又改过，您看到的不是最新的。请看最新的一份。",
	"nobody-to-approve": "没有别的人能同意：督查考核办的其他人、组织部和县领导都还没有绑定，或正在请假。请先发“邀请 姓名”。",
	unknown: "没有这个编号的通报。更正请写编号，如：更正 3",
	"nothing-to-correct": "这份通报用的数据没有变化，不用更正。刚重开补报的，到期更正了排名以后再发。",
	"already-approved": "这份通报已经有人同意了，您不用再同意。",
	"several-waiting": "有几份通报等您同意。请看好是哪一份，按那一份下面的“同意”。",
	"exposure-off": "曝光通报没有开。要开，请把工作簿“细则”表里的“曝光通报”（exposure）改成1，再发“导入”。",
	quarter: "通报是一个月一份。要一个季度的材料，请发“季度分析”，如：季度分析 三季度",
	"under-way": "这份通报正在发布，请稍等。",
	what: "看不懂要做什么。可以发：\n通报 典型：正文\n通报 曝光：正文\n通报 改 3：新的文字\n通报 删 3\n通报 加：新的一段\n通报 标题 新的标题\n通报 字号 临督考办发〔2026〕15号\n送审、发布、通报 不要了",
};

const UNPICTURED = "名次图没有做出来，只有公文。";

export const bulletins: SentencesOf<BulletinView["key"]> = {
	"bulletin-started": ({ period: month }) => `正在起草${month === null ? "" : `${period(month)}的`}通报，好了就发给您。`,
	"bulletin-no-ranking": ({ period: month }) => `${period(month)}还没有报送的数据，起草不了通报。`,
	"bulletin-shown": ({ bulletin, unpictured }) =>
		[
			`${bulletin.title}（${STATES[bulletin.state]}）`,
			`字号：${bulletin.documentNumber ?? "还没有，发布前请发“通报 字号 …”"}`,
			...(unpictured ? [UNPICTURED] : []),
			"",
			...numbered(bulletin.paragraphs),
			"",
			bulletin.state === "approved"
				? `${bulletin.approver ?? ""}已同意。改了文字就要重新送审。`
				: "改一段：“通报 改 3：新的文字”；也可以“通报 删 3”“通报 加：…”。",
		].join("\n"),
	"bulletin-slip": ({ slip }) => SLIPS[slip],
	"bulletin-sent-up": ({ to }) => (to.length === 1 ? `已送审，等${to[0]}同意。` : `已送审，${to.join("、")}里有一位同意就行。`),
	"bulletin-to-approve": ({ bulletin, unpictured }) =>
		[
			`${bulletin.drafter}起草的通报请您审：`,
			bulletin.title,
			...(unpictured ? [UNPICTURED] : []),
			"",
			...bulletin.paragraphs,
			"",
			"发“同意”就照这个文字发；不同意请发“不同意 原因”。",
		].join("\n"),
	"bulletin-decided": ({ approved, by, title, reason, documentNumber, own }) => {
		if (own) return approved ? `已同意：${title}` : `已退回：${title}`;
		if (!approved) return `${by}不同意：${title}\n原因：${reason}\n改好再发“送审”。`;
		return [
			`${by}已同意：${title}`,
			documentNumber === null ? "还没有发文字号，请发“通报 字号 …”，再发“发布”。" : "发“发布”就发到全县的群。",
		].join("\n");
	},
	"bulletin-publishing": () => "正在写公文，好了就发出去。",
	"bulletin-out": ({ number, groups, unpictured }) =>
		[
			groups === 0
				? `通报${number}号已写好，公文在这里。没有绑定到全县的群，没有发出去；在群里发“绑定群 县名”以后可以转发。`
				: `通报${number}号已发到${groups}个群。`,
			...(unpictured ? [UNPICTURED] : []),
		].join("\n"),
	"bulletin-dropped": () => "这份通报不要了。",
	bulletin: ({ title, documentNumber, paragraphs, office, at }) =>
		[title, documentNumber, "", ...paragraphs, "", office, formats.moment(at)].join("\n"),
};
