import type { CommandId } from "../../domain/command.ts";
import { type Cadence, parsePeriod } from "../../domain/period.ts";
import type { HelpExample, PlainView } from "../../views/plain.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

/** What asks for the report of a period. */
const REPORT_WORDS: Readonly<Record<Cadence, string>> = { week: "/weekly", month: "/monthly", quarter: "/quarterly", year: "/yearly" };

const EXAMPLES: Readonly<Record<CommandId, (example: HelpExample) => string>> = {
	bind: () => "/bind K7M3P9QX",
	weekly: ({ figures }) => `/weekly ${figures} 问题：机井不足`,
	monthly: () => "/monthly",
	quarterly: () => "/quarterly",
	yearly: () => "/yearly",
	edit: () => "/edit: change what you sent",
	review: () => "/review (reports that wait for your approval)",
	"my-tasks": () => "/todo: what you still owe",
	progress: ({ unit }) => `/progress ${unit}`,
	ranking: () => "/ranking (places of all units, with a picture; /ranking 2026-W46 for another week)",
	why: ({ unit }) => `/why ${unit} (how its score is computed)`,
	problems: () => "/problems three wells are broken (raises one, photos may come along; alone it shows what is open)",
	advance: () => "/advance 12 two wells drilled (progress on problem 12)",
	resolve: () => "/resolve 12 all wells work (asks whoever raised it to verify)",
	verify: () => "/verify 12 (the problem you raised is solved)",
	"send-back": () => "/sendback 12 no water yet (it is not solved)",
	assign: () => "/assign 12 unit day (gives a problem to a unit; once more with a new day moves its due date)",
	"drop-problem": () => "/drop 12 raised twice (a problem raised by mistake)",
	summary: () => "/summary (the round so far, and figures out of the ordinary)",
	missing: ({ week }) => `/missing ${week}`,
	remind: ({ week }) => `/remind ${week}`,
	proxy: ({ proxyUnit, figures }) => `/proxy ${proxyUnit ?? ""} ${figures}`,
	reopen: ({ unit, week }) => `/reopen ${unit} ${week} figures to be corrected (a unit may report after the close)`,
	extend: ({ week }) => `/extend ${week} 明天12:00 heavy snow (a later deadline for all)`,
	away: () => "/away 11-20 - 11-25 deputy 王伟 (away for some days; somebody of your unit stands in)",
	return: () => "/return (back earlier)",
	notice: () => "/notice and its text: shown to you first",
	publish: () => "/publish: send out what you wrote",
	receipts: () => "/receipts 12: who confirmed",
	chase: () => "/chase 12: remind the silent once",
	withdraw: () => "/withdraw 12 REASON",
	received: () => "/received: confirm a notice",
	import: () => "/import, then send the workbook",
	template: () => "/template: get the workbook",
	invite: () => "/invite 王伟, or /invite all",
	unbind: () => "/unbind 王伟",
	"bind-group": ({ unit }) => `/bindgroup ${unit}: sent in the group`,
	status: () => "/status: is everything connected",
	scan: () => "/login: the code to scan when a messenger was logged out",
	analysis: () => "/analysis: document and pictures for the quarter's analysis meeting",
	bulletin: () => "/bulletin: draft last month's bulletin",
	"send-up": () => "/sendup: have it approved by a second person",
	agree: () => "/agree: approve a bulletin as it is",
	disagree: () => "/disagree REASON: send a bulletin back",
	correct: () => "/correct 3: correct a published bulletin",
	export: () => "/export 周报: a round, the ranking or a unit's record as Excel",
	burden: () => "/burden: what I asked of people this month",
	back: () => "/back: the question before",
	skip: () => "/skip: leave an optional question out",
	cancel: () => "/cancel: drop the form",
	help: () => "/help",
};

export const plain: SentencesOf<PlainView["key"]> = {
	unknown: ({ reports }) => `I did not understand. Send ${reports ? "/weekly to report, " : ""}/help for what I can do.`,
	"change-how": ({ wantsBack }) =>
		`${wantsBack ? "What was reported cannot be taken back, but changed. " : ""}To change what you reported send /edit.`,
	help: ({ commands, example }) =>
		[
			"You can send:",
			...commands.map((id) => `· ${EXAMPLES[id](example)}`),
			...(commands.includes("weekly")
				? ["Or together in a group: #接龙 in the first line, a unit a line below; each unit sends 确认 for its own."]
				: []),
			"Or press a button.",
		].join("\n"),
	"not-permitted": ({ who, unit }) =>
		`No permission. ${unit === null ? "This is" : `${unit} is`} for: ${unit === null ? "" : "its own people, "}${who.map(formats.role).join(", ")}.`,
	failed: ({ reference }) =>
		`Sorry, that went wrong on our side. Please send it again. If it fails again, tell the supervision office: ${reference}.`,
	"see-private": ({ name }) => `${name}, I answered you in private.`,
	"write-me-first": ({ name }) => `${name}, this is not for the group. Please send me /help in private first.`,
	"nothing-open": () => "Nothing is open. Send /weekly to report, /todo to see whether you have.",
	"not-your-button": ({ name }) => `${name}, this button is not for you. Send /weekly to report.`,
	"stale-button": () => "This button no longer works. Please ask again, for example /todo.",
	"file-unasked": ({ voice }) =>
		voice
			? "I cannot hear voice messages. Please turn it into text and send that."
			: "I got the file, but no form is open. Send /weekly first.",
	"text-too-long": ({ limit }) => `Too long: at most ${limit} characters. Please send it in parts.`,
	"progress-is-now": ({ period, maySum }, { period: name }) =>
		`"进度" tells how things stand today. For ${name(period)} send "${maySum ? "汇总" : REPORT_WORDS[parsePeriod(period).cadence]} ${period}".`,
	"summary-of-all": ({ words, unit }) =>
		unit === null
			? `"${words}" is not clear. You can send "汇总" or "汇总 上周".`
			: `"汇总" is of the whole county. For ${unit} send "进度 ${unit}".`,
	"no-such-period": ({ text }) => `There is no "${text}". For example: 第46周, 上周, 10月, 三季度.`,
	"unit-not-found": ({ text, example }) => `No unit "${text}". Please write the full name, such as ${example}.`,
	"unit-unsure": ({ text, candidates }) => [`Which "${text}"?`, ...candidates.map((one) => `· ${one.within ?? ""}${one.name}`)].join("\n"),
	files: ({ what, count }) =>
		what === "template"
			? "Here is the workbook. Change it, then send /import and the file."
			: what === "export"
				? "Here are the sheets."
				: what === "bulletin"
					? "Here is the bulletin's document; it is not published yet."
					: `Binding codes of ${count} people, to print. Hand them over in person.`,
};
