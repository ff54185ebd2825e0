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

const LAMPS: Readonly<Record<ProblemLamp, string>> = { red: "red", yellow: "yellow", green: "green" };
/** What a problem's state is called, in chat and in sheets. */
export const PROBLEM_STATE_WORDS: Readonly<Record<ProblemState, string>> = {
	raised: "not assigned",
	assigned: "assigned",
	answered: "in hand",
	closing: "to be verified",
	closed: "closed",
	reopened: "sent back",
	withdrawn: "withdrawn",
};
const VIA = { report: "in a report", chat: "in chat", inspection: "at an inspection" } as const;

const named = (number: number): string => `Problem ${number}`;
const head = ({ number, text }: ProblemLine): string => `${named(number)}: ${text}`;
const due = ({ dueOn, over, lamp }: ProblemLine): string =>
	`due ${formats.day(dueOn)}, ${LAMPS[lamp]}${over > 0 ? `, ${over} days over` : ""}`;

const line = (problem: ProblemLine, unit: string | null): string => {
	const { number, text, state, owner } = problem;
	const whose =
		problem.unit === unit ? (problem.place === null || problem.place === unit ? "" : `${problem.place}: `) : `${problem.unit}: `;
	const by = owner === null || state === "raised" ? "" : `, with ${owner}`;
	return `${number}. ${whose}${text}\n   ${due(problem)}, ${PROBLEM_STATE_WORDS[state]}${by}`;
};

const lines = (problems: readonly ProblemLine[], left: number, unit: string | null): string[] => [
	...problems.map((problem) => line(problem, unit)),
	...(left > 0 ? [`… ${left} more.`] : []),
];

const lamps = ({ red, yellow, green }: Pick<ProblemCounts, "red" | "yellow" | "green">): string =>
	[...(red > 0 ? [`${red} red`] : []), ...(yellow > 0 ? [`${yellow} yellow`] : []), ...(green > 0 ? [`${green} green`] : [])].join(" ");

const alike = (groups: readonly AlikeLine[]): string[] =>
	groups.length === 0
		? []
		: [
				"Several townships have:",
				...groups.map(({ about, problems }) => `· ${about}: ${problems.map(({ unit, number }) => `${unit} #${number}`).join(", ")}`),
			];

const history = ({ at, by, what, words, was, owner, dueOn, files }: ProblemHistoryLine): string => {
	const said = words === "" ? "" : `: ${words}`;
	const photos = files > 0 ? ` (${files} files)` : "";
	const did = ((): string => {
		switch (what) {
			case "raised":
				return "raised it";
			case "repeated":
				return "named it again in a later report: not solved yet";
			case "rephrased":
				return `worded it anew${said}${was === undefined ? "" : ` (before: ${was})`}`;
			case "left-out":
				return "left it out of the corrected report; it stays open";
			case "assigned":
				return `gave it to ${owner}, due ${dueOn === null ? "" : formats.day(dueOn)}${said}`;
			case "answered":
				return `reported progress${said}`;
			case "closing-asked":
				return `asked for closure${said}`;
			case "verified":
				return `verified it${said}`;
			case "sent-back":
				return `sent it back${said}`;
			case "withdrawn":
				return `withdrew it${said}`;
			case "files-added":
				return "added photos";
			default:
				return what satisfies never;
		}
	})();
	return `· ${formats.moment(at)} ${by} ${did}${photos}`;
};

const SLIPS: Readonly<Record<ProblemSlip, string>> = {
	number: "Please write the problem's number.",
	words: "Please write what was done; photos may follow.",
	reason: "Please write why.",
	unit: "Please write the unit.",
	"too-early": "That day is over.",
	"too-late": "That is too far off; please look at the date again.",
	"no-day": "There is no such day; please look at the date again.",
	"one-unit": "A problem goes to one unit; please write one.",
	"no-text": "Please write what the problem is.",
};

const EXAMPLES: Readonly<Record<ProblemCommand, (n: number, unit: string, day: string) => string>> = {
	problems: (n, unit) => `/problems ${unit} three wells are broken; to see one: /problems ${n}`,
	advance: (n) => `/advance ${n} two wells drilled, one to go`,
	resolve: (n) => `/resolve ${n} all wells work`,
	verify: (n) => `/verify ${n}`,
	"send-back": (n) => `/sendback ${n} no water yet`,
	assign: (n, unit, day) => `/assign ${n} ${unit} ${day}`,
	"drop-problem": (n) => `/drop ${n} raised twice`,
};

const WHO: Readonly<Record<ProblemCommand, (who: string) => string>> = {
	problems: () => "is for those who raised it, those who solve it and the supervision office to see",
	advance: () => "is for those who raised it and those who solve it",
	resolve: () => "is for those who raised it and those who solve it",
	verify: (who) => `is for whoever raised it to verify${who}`,
	"send-back": (who) => `is for whoever raised it to verify${who}`,
	assign: () => "is assigned by the supervision office",
	"drop-problem": (who) => `is withdrawn by whoever raised it${who} or the supervision office`,
};

export const problems: SentencesOf<ProblemView["key"]> = {
	"problem-raised": ({ problem, fileCount }) =>
		[
			`Noted. ${head(problem)}`,
			`${problem.unit}${problem.place === null || problem.place === problem.unit ? "" : ` (${problem.place})`}, ${due(problem)}${fileCount > 0 ? `, ${fileCount} files` : ""}`,
			fileCount > 0 ? `A mistake? /drop ${problem.number} and why.` : `Send photos now. A mistake? /drop ${problem.number} and why.`,
		].join("\n"),
	"problems-several": ({ items }) =>
		[
			`${items.length} problems; noted one by one each can be assigned and closed:`,
			...items.map((item, index) => `${index + 1}. ${item}`),
		].join("\n"),
	"problems-raised": ({ raised, known }) =>
		[
			...(raised.length > 0 ? [`Noted ${raised.length}:`, ...raised.map((one) => `${head(one)}, ${due(one)}`)] : []),
			...(known.length > 0 ? ["In the ledger already:", ...known.map(head)] : []),
			...(raised[0] ? [`A mistake? /drop ${raised[0].number} and why.`] : []),
		].join("\n"),
	"problem-reworded": ({ problem, taken }) =>
		taken
			? `Changed as you did. ${head(problem)}\nWhat it said before stays in its history.`
			: `${named(problem.number)} is in somebody's hands; its words stay. To add to it: /advance ${problem.number} …`,
	"problem-whose": ({ units }) => ["Whose problem is it?", ...units.map((unit) => `· ${unit}`)].join("\n"),
	"problem-known": ({ problem }) =>
		["This is in the ledger already:", line(problem, problem.unit), `Something new? /advance ${problem.number} and what.`].join("\n"),
	problems: ({ unit, counts, problems: shown, left, mayRaise }) =>
		[
			counts.all === 0 ? `${unit} has no open problems.` : `${unit}: ${counts.all} open problems ${lamps(counts)}`,
			...lines(shown, left, unit),
			...(shown.length > 0 ? [`To see one: /problems ${shown[0]?.number ?? 1}`] : []),
			...(mayRaise ? ["To raise one: /problems and what it is, with photos if you have them."] : []),
		].join("\n"),
	"problem-board": ({ county, counts, units, unitsLeft, problems: shown, left, alike: groups, example, mayAssign }) =>
		counts.all === 0
			? `${county} has no open problems.`
			: [
					`${county}: ${counts.all} open problems ${lamps(counts)}`,
					`${counts.unassigned} not assigned, ${counts.closing} to be verified.`,
					"By unit:",
					...units.map((one) => `· ${one.unit} ${lamps(one)}`),
					...(unitsLeft > 0 ? [`… ${unitsLeft} more units.`] : []),
					...(shown.length > 0 ? ["Most urgent:", ...lines(shown, left, null)] : []),
					...alike(groups),
					`A unit's: /problems ${example ?? ""}; one: /problems ${shown[0]?.number ?? 1}${mayAssign ? `; to assign: /assign ${shown[0]?.number ?? 1} unit day` : ""}.`,
				].join("\n"),
	"problem-shown": ({ problem, raisedBy, raisedFor, via, report, raisedAt, project, history: told, left }) =>
		[
			head(problem),
			`${problem.unit}${problem.place === null || problem.place === problem.unit ? "" : ` (${problem.place})`}${project === null ? "" : `, ${project}`}`,
			`${problem.state === "closed" || problem.state === "withdrawn" ? `due ${formats.day(problem.dueOn)}` : due(problem)}, ${PROBLEM_STATE_WORDS[problem.state]}${problem.owner === null ? "" : `, with ${problem.owner}`}`,
			`Raised by ${raisedFor} ${raisedBy} ${via === "report" && report !== null ? `in report ${report}` : VIA[via]}, ${formats.moment(raisedAt)}`,
			...(left > 0 ? [`… ${left} earlier lines.`] : []),
			...told.map(history),
		].join("\n"),
	"problem-slip": ({ command, slip, number, unit, day }) =>
		`${command === "problems" && slip === "unit" ? "Please write whose problem it is." : command === "assign" && slip === "unit" ? "Please write which unit is to solve it." : SLIPS[slip]} Like this: ${EXAMPLES[command](number, unit, formats.day(day))}`,
	"problem-unknown": ({ number }) => `There is no problem ${number}. /problems shows what there is.`,
	"problem-not-yours": ({ number, command, who }) =>
		`Not permitted. ${named(number)} ${WHO[command](who.length === 0 ? "" : ` (${who.join(", ")})`)}.`,
	"problem-stands": ({ problem, command, by, at }) => {
		const who = by === null ? "" : `, ${by}`;
		switch (problem.state) {
			case "closing":
				return `Closure of problem ${problem.number} was asked for (${formats.moment(at)}${who}); whoever raised it is to verify it.`;
			case "closed":
				return `${named(problem.number)} is closed (${formats.moment(at)}${who}). ${command === "verify" ? "Nothing to verify." : "If it is back, raise it again."}`;
			case "withdrawn":
				return `${named(problem.number)} was withdrawn (${formats.moment(at)}${who}).`;
			default:
				return command === "assign"
					? `${named(problem.number)} is with ${problem.owner ?? ""} already, ${due(problem)}: nothing changed.`
					: `Nobody asked for the closure of problem ${problem.number} yet (${PROBLEM_STATE_WORDS[problem.state]}).`;
		}
	},
	"problem-done": ({ deed, problem, told }) => {
		const { number } = problem;
		switch (deed) {
			case "answered":
				return `Progress on problem ${number} is noted. Send photos now; when it is done: /resolve ${number}\n${problem.text}`;
			case "closing":
				return told.length > 0
					? `${told.join(", ")} was asked to verify problem ${number}.\n${problem.text}`
					: `Closure is asked for, but whoever raised problem ${number} is not bound: please tell them to send /verify ${number}\n${problem.text}`;
			case "closed":
				return `${named(number)} is verified and closed.\n${problem.text}`;
			case "sent-back":
				return `${named(number)} was sent back.\n${problem.text}`;
			case "assigned":
				return `Assigned. ${head(problem)}\nTo: ${problem.owner ?? ""}, ${due(problem)}\n${told.length > 0 ? `${told.join(", ")} was told.` : `Nobody of ${problem.owner ?? ""} is bound: please telephone.`}`;
			case "postponed":
				return `${named(number)} is now due ${formats.day(problem.dueOn)}, still with ${problem.owner ?? ""}. ${told.length > 0 ? "They were told." : "Nobody there is bound: please telephone."}`;
			case "withdrawn":
				return `${named(number)} is withdrawn; the ledger keeps the record.`;
			case "files":
				return `The photos are with problem ${number}: ${problem.text}`;
			default:
				return deed satisfies never;
		}
	},
	"problem-told": ({ deed, problem, by, words }) => {
		const said = words === "" ? "" : `\n${by}: ${words}`;
		switch (deed) {
			case "assigned":
				return `${by} gives to ${problem.owner ?? "you"}:\n${head(problem)}\n${problem.unit}${problem.place === null ? "" : ` (${problem.place})`}, ${due(problem)}${said}\nProgress: /advance ${problem.number} and what; done: /resolve ${problem.number}`;
			case "postponed":
				return `${named(problem.number)} is now due ${formats.day(problem.dueOn)}.${said}\n${problem.text}`;
			case "closing":
				return `${by} says that your problem ${problem.number} is solved. Please verify:\n${problem.text}${said}\nIf so press “Verify”; if not: /sendback ${problem.number} and why.`;
			case "closed":
				return `${named(problem.number)} was verified by ${by} and is closed. Thank you.\n${problem.text}`;
			case "sent-back":
				return `${named(problem.number)} was sent back by ${by}: ${words}\n${problem.text}\n${due(problem)}`;
			case "withdrawn":
				return `${named(problem.number)} was withdrawn by ${by}: ${words}\n${problem.text}`;
			case "taken-away":
				return `${named(problem.number)} is now with ${problem.owner ?? ""}; you need do nothing more.\n${problem.text}`;
			default:
				return deed satisfies never;
		}
	},
	"problem-digest": ({ for: reader, unit, counts, problems: shown, left, alike: groups }) => {
		switch (reader) {
			case "owner":
				return [
					`Problems in hand this week: ${unit} has ${counts.all} ${lamps(counts)}`,
					...lines(shown, left, null),
					`Progress: /advance ${shown[0]?.number ?? 1} and what; done: /resolve ${shown[0]?.number ?? 1}`,
				].join("\n");
			case "principal":
				return [
					`Please look into it: ${counts.all} problems of ${unit} are overdue`,
					...lines(shown, left, null),
					`To see one: /problems ${shown[0]?.number ?? 1}`,
				].join("\n");
			case "office":
				return [
					`The ledger this week: ${unit} has ${counts.all} open ${lamps(counts)}`,
					`${counts.unassigned} not assigned, ${counts.closing} to be verified.`,
					...(shown.length > 0 ? ["Not assigned yet:", ...lines(shown, left, null)] : []),
					...alike(groups),
					"Everything: /problems",
				].join("\n");
			default:
				return reader satisfies never;
		}
	},
};
