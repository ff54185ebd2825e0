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
	places === null ? "new" : places === 0 ? "=" : places > 0 ? `+${places}` : `${places}`;

const place = ({ rank, score }: Placed): string => (rank === null ? "not ranked" : `rank ${rank} with ${score} points`);

const figure = ({ label, measure, total, annual, percent, gained }: BulletinFigure): string => {
	if (percent === null) return `${label}: ${quantity(total, measure)} in all`;
	const change =
		gained === null || compare(gained, ZERO) === 0
			? ""
			: isNegative(gained)
				? `, ${negate(gained)} points less than last month`
				: `, ${gained} points more than last month`;
	return `${label}: ${quantity(total, measure)}, ${percent}% of the annual ${quantity(annual, measure)}${change}`;
};

const moves = (units: readonly BulletinMove[], word: string): string =>
	units
		.map(({ unit, places, problem }) => `${unit} ${word} ${places}${problem === null ? "" : ` (problem reported: ${problem})`}`)
		.join("; ");

const monthly = (facts: BulletinFacts, office: string): BulletinText => {
	const { lamps, bounds, problems, picture } = facts;
	const body: string[] = [
		`How the key works of the county stood in ${period(facts.period)}.`,
		"一、Overview",
		`As of ${formats.day(facts.asOf)}: ${facts.figures.map(figure).join("; ")}.`,
		`${facts.reported} of ${facts.units} units reported. Against plan, ${lamps.green} are green (${bounds.green}% and more), ${lamps.yellow} yellow (from ${bounds.yellow}%), ${lamps.red} red. Ranks, scores and raw figures are in the annex.`,
		"二、What changed",
	];
	const changes: string[] = [];
	if (facts.top.length > 0) changes.push(`Ahead: ${facts.top.map(({ unit, score }) => `${unit} (${score})`).join(", ")}.`);
	if (facts.risen.length > 0) changes.push(`Risen: ${moves(facts.risen, "by")}.`);
	if (facts.fallen.length > 0) changes.push(`Fallen: ${moves(facts.fallen, "by")}.`);
	if (facts.lagging.length > 0)
		changes.push(
			`Behind plan: ${facts.lagging.map(({ unit, problem }) => (problem === null ? unit : `${unit} (problem reported: ${problem})`)).join(", ")}.`,
		);
	body.push(...changes.map((text, index) => `（${"一二三四"[index]}）${text}`));
	body.push("三、Problems");
	body.push(
		`${problems.due} were due this month, ${problems.solved} solved in time; ${problems.open} are open, ${problems.overdueCount} overdue.`,
	);
	if (problems.overdue.length > 0)
		body.push(
			`Overdue: ${problems.overdue.map(({ number, unit, text, owner }) => `${unit} no. ${number} "${text}"${owner === null ? "" : ` (${owner})`}`).join("; ")}.`,
		);
	body.push("四、Next steps");
	body.push(
		facts.lagging.length > 0
			? `（一）${facts.lagging.map(({ unit }) => unit).join(", ")}: find out why, and say what will be done by when.`
			: "（一）Keep to the plan and finish the year's targets.",
	);
	body.push(
		problems.overdue.length > 0
			? "（二）Overdue problems are solved on the spot, one by one."
			: "（二）Problems are found and solved on the spot, one by one.",
	);
	return {
		title: `${office}: progress of key works, ${period(facts.period)}`,
		paragraphs: body,
		tables: [
			{
				title: `Ranks of all units, ${period(facts.period)}`,
				headings: [
					"Rank",
					"Unit",
					"Score",
					...(picture.comparedWith === null ? [] : ["Change"]),
					...picture.indicators.flatMap(({ short, measure }) => [`${short}, total/target (${measure})`, "done %"]),
				],
				rows: picture.rows.map((row) => ({
					rank: String(row.rank),
					unit: row.unit,
					score: row.score,
					moved: picture.comparedWith === null ? "" : moved(row.moved),
					figures: row.figures.flatMap((one) => (one === null ? ["–", "–"] : [`${one.total}/${one.annual}`, `${one.percent}`])),
				})),
			},
		],
	};
};

const change = ({ unit, before, after, figures }: BulletinChange): string =>
	`${unit}: ${[
		...figures.map((one) => `${one.label} corrected from ${quantity(one.before, one.measure)} to ${quantity(one.after, one.measure)}`),
		`from ${place(before)} to ${place(after)}`,
	].join(", ")}`;

/** Words of bulletins and of the documents they become. */
export const bulletinWords: BulletinWords = {
	monthly,
	correction: ({ period: month, corrected, changes }, office) => ({
		title: `${office}: correction of the bulletin of ${period(month)}`,
		paragraphs: [
			`Units have corrected what they reported. "${corrected.title}"${corrected.documentNumber === null ? "" : ` (${corrected.documentNumber})`} is corrected as follows; all else stands.`,
			...changes.map((one) => `${change(one)}.`),
		],
		tables: [],
	}),
	titleOf: (kind, units, office) => {
		const whose = units.length === 0 || units.length > 3 ? "" : ` of ${units.join(", ")}`;
		return kind === "example" ? `${office}: examples${whose}` : `${office}: problems exposed${whose}`;
	},
	office: (county, unit) => `${county}, ${unit}`,
	masthead: (office) => office,
	recipients: "All townships and departments",
	date: (day) => day,
	draft: "DRAFT",
	document: {
		attachment: (number) => (number === null ? "Annex" : `Annex ${number}`),
		attachmentLead: "Annex: ",
		copies: (to) => `Copies: ${to}`,
		printed: (on) => `Printed ${on}`,
	},
	fileName: (title) => `${title}.docx`,
};

const STATES: Readonly<Record<ShownBulletin["state"], string>> = {
	draft: "draft",
	reviewing: "waiting for approval",
	approved: "approved, may be published",
	publishing: "being published",
};

const numbered = (paragraphs: readonly string[]): string[] => paragraphs.map((text, index) => `[${index + 1}] ${text}`);

const SLIPS: Readonly<Record<BulletinSlip, string>> = {
	"none-open": "You have no bulletin under way. /bulletin drafts last month's.",
	"none-waiting": "No bulletin waits for your approval.",
	own: "You drafted this bulletin: somebody else has to approve it.",
	"not-alone": "To approve it, send nothing but /agree, or press the button; else /disagree and why.",
	"not-approved": "Nobody has approved it yet. Send it up first: /sendup",
	"no-number": "It has no document number yet. For example: /bulletin 字号 临督考办发〔2026〕15号",
	"no-such-paragraph": "There is no such paragraph. For example: /bulletin 改 3：the new text",
	"too-long": "Too long: 1,500 characters a paragraph, 60 paragraphs, 80 characters a title, 40 a number.",
	"changed-since": "It was changed since you saw it. Please look at the newest one.",
	"nobody-to-approve":
		"There is nobody else to approve it: nobody of the office, the organisation department or the county's leaders is bound and present.",
	unknown: "No bulletin has this number. For example: /correct 3",
	"nothing-to-correct": "Nothing this bulletin rests on has changed. What a reopened round changes counts once that has closed.",
	"already-approved": "It has been approved already.",
	"several-waiting": "Several bulletins wait for you. Please press the button below the one you mean.",
	"exposure-off": "Exposures are switched off. To switch them on set exposure to 1 in sheet 细则 and import the workbook.",
	quarter: "A bulletin is a month's. For a quarter send /analysis 2026-Q3",
	"under-way": "It is being published.",
	what: "I did not understand what to change:\n/bulletin 改 3：the new text\n/bulletin 删 3\n/bulletin 加：one more paragraph\n/bulletin 标题 a new title\n/bulletin 字号 its number\n/sendup, /publish, /bulletin 不要了",
};

const UNPICTURED = "The picture of the ranking could not be made: there is the document alone.";

export const bulletins: SentencesOf<BulletinView["key"]> = {
	"bulletin-started": ({ period: month }) => `Drafting the bulletin${month === null ? "" : ` of ${period(month)}`}; it follows.`,
	"bulletin-no-ranking": ({ period: month }) => `Nothing was reported for ${period(month)}: there is nothing to draft from.`,
	"bulletin-shown": ({ bulletin, unpictured }) =>
		[
			`${bulletin.title} (${STATES[bulletin.state]})`,
			`Number: ${bulletin.documentNumber ?? "none yet; /bulletin 字号 …"}`,
			...(unpictured ? [UNPICTURED] : []),
			"",
			...numbered(bulletin.paragraphs),
			"",
			bulletin.state === "approved"
				? `${bulletin.approver ?? ""} approved it. A change of its text needs a new approval.`
				: "To change a paragraph: /bulletin 改 3：the new text",
		].join("\n"),
	"bulletin-slip": ({ slip }) => SLIPS[slip],
	"bulletin-sent-up": ({ to }) => `Sent up; one of these approves it: ${to.join(", ")}.`,
	"bulletin-to-approve": ({ bulletin, unpictured }) =>
		[
			`${bulletin.drafter} drafted this bulletin:`,
			bulletin.title,
			...(unpictured ? [UNPICTURED] : []),
			"",
			...bulletin.paragraphs,
			"",
			"/agree sends out exactly this text; /disagree and why.",
		].join("\n"),
	"bulletin-decided": ({ approved, by, title, reason, documentNumber, own }) => {
		if (own) return approved ? `Approved: ${title}` : `Sent back: ${title}`;
		if (!approved) return `${by} did not approve: ${title}\nWhy: ${reason}`;
		return [
			`${by} approved: ${title}`,
			documentNumber === null ? "It still needs its number: /bulletin 字号 …" : "/publish sends it to the county's groups.",
		].join("\n");
	},
	"bulletin-publishing": () => "Writing the document; it goes out when it is ready.",
	"bulletin-out": ({ number, groups, unpictured }) =>
		[
			groups === 0
				? `Bulletin ${number} is written; no group is bound to the county, so it went nowhere.`
				: `Bulletin ${number} went to ${groups} groups.`,
			...(unpictured ? [UNPICTURED] : []),
		].join("\n"),
	"bulletin-dropped": () => "This bulletin is dropped.",
	bulletin: ({ title, documentNumber, paragraphs, office, at }) =>
		[title, documentNumber, "", ...paragraphs, "", office, formats.moment(at)].join("\n"),
};
