import type { CommandId } from "../../domain/command.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import { analysis } from "../analysis/analysis-command.ts";
import { agree, bulletinCommand, correct, disagree, sendUp } from "../bulletins/bulletin-command.ts";
import { noticeCommand, publishCommand } from "../notices/compose.ts";
import { chase, receipts, withdraw } from "../notices/oversee.ts";
import { receivedCommand } from "../notices/receive.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { away, back } from "./away.ts";
import { bind } from "./bind.ts";
import { bindGroup } from "./bind-group.ts";
import { burden } from "./burden.ts";
import { edit } from "./edit.ts";
import { exportCommand } from "./export.ts";
import { extend } from "./extend.ts";
import { type CommandHandler, refuse } from "./handler.ts";
import { help } from "./help.ts";
import { invite } from "./invite.ts";
import { missing } from "./missing.ts";
import { myTasks } from "./my-tasks.ts";
import { advance, resolve } from "./problem-answer.ts";
import { assign } from "./problem-assign.ts";
import { dropProblem } from "./problem-drop.ts";
import { sendBack, verify } from "./problem-verify.ts";
import { problems } from "./problems.ts";
import { progress } from "./progress.ts";
import { proxy } from "./proxy.ts";
import { ranking } from "./ranking.ts";
import { remind } from "./remind.ts";
import { reopen } from "./reopen.ts";
import { reportCommand } from "./report.ts";
import { review } from "./review.ts";
import { rightTo } from "./rights.ts";
import { scan } from "./scan.ts";
import { status } from "./status.ts";
import { summary } from "./summary.ts";
import { unbind } from "./unbind.ts";
import { why } from "./why.ts";
import { importCommand, template } from "./workbook.ts";

/** A dialog word with no dialog open. */
const nothingOpen: CommandHandler = async (turn) => turn.say({ key: "nothing-open", buttons: [] });

/** Every command but 绑定, which is for people who are not bound yet. */
const COMMANDS: Readonly<Record<Exclude<CommandId, "bind">, CommandHandler>> = {
	help,
	"my-tasks": myTasks,
	cancel: nothingOpen,
	back: nothingOpen,
	skip: nothingOpen,
	edit,
	review,
	weekly: reportCommand("week"),
	monthly: reportCommand("month"),
	quarterly: reportCommand("quarter"),
	yearly: reportCommand("year"),
	progress,
	ranking,
	why,
	problems,
	advance,
	resolve,
	verify,
	"send-back": sendBack,
	assign,
	"drop-problem": dropProblem,
	summary,
	missing,
	remind,
	proxy,
	reopen,
	extend,
	away,
	return: back,
	notice: noticeCommand,
	publish: publishCommand,
	receipts,
	chase,
	withdraw,
	received: receivedCommand,
	import: importCommand,
	template,
	invite,
	unbind,
	"bind-group": bindGroup,
	status,
	scan,
	burden,
	analysis,
	bulletin: bulletinCommand,
	"send-up": sendUp,
	agree,
	disagree,
	correct,
	export: exportCommand,
};

/** Runs a command for somebody who is bound, if the permission table lets them use it at all. */
export const runCommand: (turn: Turn, speaker: Speaker, id: CommandId, rest: string) => Promise<void> = async (turn, speaker, id, rest) => {
	if (id === "bind") return bind(turn, rest);
	const { lacks } = rightTo(speaker.person, id, turn.today);
	if (lacks === null) return COMMANDS[id](turn, speaker, rest);
	// Words of the office that mean one's own report to whoever gives one: 更正 暖棚54亩, 撤回.
	const namesNumber = /^[#第]?\d+/u.test(rest.normalize("NFKC"));
	if (!namesNumber && mayAnywhere(speaker.person, "report", turn.today)) {
		if (id === "correct") return rest === "" ? sayChangeHow(turn, speaker, false) : edit(turn, speaker, rest);
		if (id === "withdraw") return sayChangeHow(turn, speaker, true);
	}
	refuse(turn, lacks);
};

/** Says how a report is changed. */
export const sayChangeHow = (turn: Turn, speaker: Speaker, wantsBack: boolean): void =>
	turn.say(
		{ key: "change-how", wantsBack, buttons: [{ label: { word: "edit" }, action: { do: "say", text: "/edit" } }] },
		{ addressee: speaker.person },
	);

/**
 * Everyday words of work groups (通知：明天开会, 收到): in group talk nobody is told that they may not, or that nothing came of it, unless they spoke
 * to the bot.
 */
export const TALK_WORDS: ReadonlySet<CommandId> = new Set([
	"notice",
	"publish",
	"receipts",
	"chase",
	"withdraw",
	"received",
	"scan",
	"burden",
	"analysis",
	"bulletin",
	"send-up",
	"agree",
	"disagree",
	"correct",
]);

/** Words that mean something inside a dialog and are handed to it while one is open. */
export const DIALOG_WORDS: ReadonlySet<CommandId> = new Set(["cancel", "back", "skip", "edit", "help", "received", "agree", "disagree"]);
