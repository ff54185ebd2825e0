import { type Decimal, isNegative, negate } from "../../domain/decimal.ts";
import { type Cadence, parsePeriod } from "../../domain/period.ts";
import type { ProgressRow, ReportView, ReviewNote, SubmittedReport, TaskLine, VillageSum } from "../../views/report.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { listedWords } from "./chains.ts";
import { answerWords, dueText } from "./dialog-parts.ts";
import { remarkLine } from "./dialog-remarks.ts";
import { formats } from "./formats.ts";
import { ledgerLines as inLedger, reportRow as row } from "./report-lines.ts";

const CADENCES: Readonly<Record<Cadence, string>> = { week: "weekly", month: "monthly", quarter: "quarterly", year: "yearly" };
const LAMPS = { green: ", green", yellow: ", yellow", red: ", red", none: "" } as const;

const heading = (report: Pick<SubmittedReport, "unit" | "period" | "title" | "proxy">): string =>
	`${report.unit}, ${report.title}, ${formats.period(report.period)}${report.proxy ? " (entered for the unit)" : ""}`;
/** What was said instead of choosing, and is taken with the choice. */
const keptLine = (kept: string | undefined): string[] => (kept === undefined ? [] : [`“${kept}” is kept; please choose.`]);

/** A list of which only the first are told, with how many there are. */
const inPart = (told: readonly string[], count: number): string =>
	`${told.join(", ")}${count > told.length ? ` and ${count - told.length} more` : ""}`;

/** Groups with names have a line each; those only counted share one. */
const silentLines = ({ silent, silentElsewhere }: ViewOf<"missing">): string[] => {
	const named = silent.filter((group) => group.units.length > 0);
	const counted = silent.filter((group) => group.units.length === 0);
	const counts = counted.map((group) => `${group.within ?? "others"} ${group.count}`).join(", ");
	const [example] = counted;
	return [
		...named.map((group) => `${group.within ?? "silent"}: ${inPart(group.units, group.count)}`),
		...(counts === "" ? [] : [`${silentElsewhere ? "most silent" : "silent"}: ${counts}`]),
		...(silentElsewhere ? [`${silentElsewhere.groups} other townships: ${silentElsewhere.units}`] : []),
		...(example?.within ? [`Send /missing ${example.within} for the names.`] : []),
	];
};

const timing = (report: Pick<SubmittedReport, "late">): string => (report.late ? "late" : "on time");

const villageLine = (one: VillageSum): string => {
	const gap: Decimal = isNegative(one.gap) ? negate(one.gap) : one.gap;
	return `villages: ${formats.quantity(one.sum, one.measure)} (${one.reported}/${one.of}), ${gap === "0" ? "the same" : `${formats.quantity(gap, one.measure)} apart`}`;
};

const progressRow = (one: ProgressRow): string => {
	if (one.total === null) return `${one.label}: nothing yet`;
	const target = one.annual === null ? "no annual target" : `annual target ${formats.quantity(one.annual, one.measure)}`;
	const percent = one.percent === null ? "" : `, ${one.percent} %${one.planned === null ? "" : ` (planned ${one.planned} %)`}`;
	const units = one.units === null ? "" : `\n  ${one.units.reported}/${one.units.of} units reported`;
	const villages = one.villages === null ? "" : `\n  ${villageLine(one.villages)}`;
	return `${one.label}: total ${formats.quantity(one.total, one.measure)}, ${target}${percent}${LAMPS[one.lamp]}${units}${villages}`;
};

const task = (one: TaskLine): string => {
	if (one.kind === "away")
		return `· You are away until ${formats.day(one.last)}; ${one.deputy} stands in and is asked. Back earlier: /return`;
	if (one.kind === "standing-in") return `· You stand in for ${one.name} (${one.post}) until ${formats.day(one.last)}`;
	if (one.kind === "problem") {
		const { number, text, unit, dueOn, lamp } = one.problem;
		return one.what === "verify"
			? `· Problem ${number} waits for you to verify it: ${text} (/problems ${number})`
			: `· Problem ${number} to solve: ${unit}, ${text}, due ${formats.day(dueOn)}${LAMPS[lamp]}`;
	}
	if (one.kind === "bulletin")
		return one.what === "approve"
			? `· A bulletin waits for your approval: ${one.title}. /agree, or /disagree and why`
			: `· A bulletin of yours is approved: ${one.title}. /publish`;
	const name = `${one.unit}, ${one.title}, ${formats.period(one.period)}`;
	if (one.kind === "to-review")
		return `· ${name}: waits for your approval (no. ${one.number}) until ${formats.moment(one.closesAt)}: /review`;
	if (one.kind === "in-review") {
		if (one.state === "waiting") return `· ${name}: waits for approval (${one.by.length === 0 ? "the office" : one.by.join(", ")})`;
		return `· ${name}: returned, ${one.left} items to send again before ${formats.moment(one.closesAt)}`;
	}
	if (one.kind === "confirm-proxy") return `· ${name}: entered for you (no. ${one.number}), please check`;
	const begun = one.begun
		? `begun ${one.begun.answered}/${one.begun.asked}`
		: one.other === null
			? "not reported"
			: `${one.other} is at it`;
	const state = one.listed === undefined ? begun : listedWords(one.listed);
	return `· ${name}: due ${dueText(one.dueAt, one.dueNote)}${one.late ? " (past, still taken)" : ""}, ${state}`;
};

const reviewNote = (note: ReviewNote): string => {
	const { by } = note;
	switch (note.way) {
		case "asked":
			return `To be approved by ${by.join(", ")}; it counts then.`;
		case "self":
			return "Sent by the principal in person: it counts at once.";
		case "none":
			return "The unit has no principal today: the office is asked to approve it; it counts then.";
		case "unreached":
			return `${by.join(", ")} cannot be reached: the office is told, please tell them yourself. It counts once it is approved.`;
		case "later":
			return `To be approved by ${by.join(", ")}, who will be told at ${formats.moment(note.at)}: people are not written to now. It counts once it is approved.`;
		default:
			return note satisfies never;
	}
};

const reviewState = ({ review }: SubmittedReport): string[] => {
	if (review === undefined) return [];
	const meanwhile = review.counts === null ? "it counts once approved" : `version ${review.counts} counts meanwhile`;
	const by = review.by.length === 0 ? "the office" : review.by.join(", ");
	return [review.state === "waiting" ? `To be approved by ${by}; ${meanwhile}.` : `Returned, to be sent again; ${meanwhile}.`];
};

export const report: SentencesOf<ReportView["key"]> = {
	received: ({ report, ledger, review }) =>
		`Received. No. ${report.number}${report.version > 1 ? `, version ${report.version}` : ""}, ${timing(report)}.\n${heading(report)}${review === undefined ? "" : `\n${reviewNote(review)}`}${ledger === undefined ? "" : inLedger(ledger)}`,
	"already-submitted": ({ report, closesAt, newest }) =>
		[
			`${heading(report)}: already sent.`,
			`${report.by}, ${formats.moment(report.at)}, no. ${report.number}, ${timing(report)}`,
			...report.rows.map(row),
			...reviewState(report),
			`Send /edit${newest ? "" : ` ${report.period}`} to change it, until ${formats.moment(closesAt)}.`,
		].join("\n"),
	"submitted-meanwhile": ({ report }) =>
		[
			`${report.by} has sent this report meanwhile (no. ${report.number}):`,
			...report.rows.map(row),
			"Yours is not sent. Submit once more to replace it, or discard.",
		].join("\n"),
	"left-as-reported": ({ title, unit, period, number }) =>
		`Cancelled. ${title} of ${unit} for ${formats.period(period)} stays as reported (no. ${number}).`,
	"submitted-edited": ({ title, unit, period, number, text, changes, gone, asks }) => {
		const { cadence } = parsePeriod(period);
		const was = (old: (typeof changes)[number]["old"]): string => (old === null ? "no answer" : answerWords(old, cadence));
		return [
			`You changed words of a report that is sent (${unit}, ${title}, ${formats.period(period)}, no. ${number}):`,
			...changes.map(({ name, old, answer }) => `· ${name}: ${was(old)} → ${answerWords(answer, cadence)}`),
			...gone.map((name) => `· ${name}: not there any more`),
			...(asks.length === 0 ? [] : [`· ${asks.join(", ")}: now “${text}”, which raises a question`]),
			"Change the report? If so, it has to be checked and submitted once more; if not, it stays as it is.",
		].join("\n");
	},
	"submitted-edit-unclear": ({ title, unit, period, number, remarks }) =>
		[
			`You changed words of a report that is sent (${unit}, ${title}, ${formats.period(period)}, no. ${number}). The report stays as it is:`,
			...remarks.map((remark) => remarkLine(remark, parsePeriod(period).cadence)),
			"Send /edit to change it.",
		].join("\n"),
	"edits-left": ({ number }) => `No. ${number} stays as it is.`,
	"resting-draft-edited": ({ title, unit, period, remarks }) =>
		[
			`${unit}, ${title}, ${formats.period(period)} (resting):`,
			...remarks.map((remark) => remarkLine(remark, parsePeriod(period).cadence)),
		].join("\n"),
	"round-closed": ({ title, unit, period, closedAt, report }) =>
		[
			`${unit}, ${title}, ${formats.period(period)}: closed (${formats.moment(closedAt)}).`,
			...(report ? [`No. ${report.number}`, ...report.rows.map(row)] : ["Nothing was sent."]),
			"The supervision office can reopen it.",
		].join("\n"),
	"round-not-open": ({ title, opensAt }) => `${title} opens ${formats.moment(opensAt)}.`,
	"no-duty": ({ cadence }) => `No ${CADENCES[cadence]} report to give.`,
	"which-unit": ({ title, units, kept }) =>
		[...keptLine(kept), `${title}: for which unit?`, ...units.map((unit) => `· ${unit}`)].join("\n"),
	"which-round": ({ unit, amend, rounds, kept }) =>
		[
			...keptLine(kept),
			`${unit}: ${amend ? "change which period?" : "which period?"}`,
			...rounds.map((one) => `· ${formats.period(one.period)} (due ${dueText(one.dueAt, one.dueNote)}${one.late ? ", past" : ""})`),
		].join("\n"),
	tasks: ({ items }) => (items.length === 0 ? "Nothing to do." : ["To do:", ...items.map(task)].join("\n")),
	progress: ({ unit, at, rows }) =>
		rows.length === 0 ? `${unit} reports no figures.` : [`${unit}, progress (${formats.moment(at)})`, ...rows.map(progressRow)].join("\n"),
	missing: (view) => {
		const { title, period, dueAt, dueNote, due, reported, onTime, late, begun } = view;
		const drafts = begun?.units.map((one) => `${one.unit} (${one.answered}/${one.asked})`) ?? [];
		return [
			`${title}, ${formats.period(period)}, due ${dueText(dueAt, dueNote)}`,
			`due ${due}, reported ${reported}, on time ${onTime}, late ${late}, missing ${due - reported - view.waiting.length - view.returned.length}`,
			...(view.waiting.length > 0 ? [`waiting for approval: ${view.waiting.join(", ")}`] : []),
			...(view.returned.length > 0 ? [`returned: ${view.returned.join(", ")}`] : []),
			...(begun && begun.count > 0 ? [`begun: ${inPart(drafts, begun.count)}`] : []),
			...silentLines(view),
		].join("\n");
	},
	"proxy-needs-unit": () => "Please give unit and figures: /proxy 大巴镇 暖棚45亩 果树120亩 养殖小区0",
	"proxy-confirm": ({ report }) =>
		[
			`${report.by} entered ${report.title}, ${formats.period(report.period)} for your unit (no. ${report.number}):`,
			...report.rows.map(row),
			"Please check.",
		].join("\n"),
	"proxy-corrected": ({ number, unit, by }) => `No. ${number} was corrected by ${unit}, ${by}; their figures count.`,
	"proxy-confirmed": ({ number, unit, by }) => `No. ${number} was confirmed by ${unit}, ${by}.`,
	"proxy-settled": ({ number }) => `No. ${number} was confirmed already.`,
};
