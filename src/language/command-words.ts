import type { CommandId } from "../domain/command.ts";

/** What people type for each command: Chinese words first, then Latin slash commands. One table for parsing, help and menus. */
export const COMMAND_WORDS: Readonly<Record<CommandId, readonly string[]>> = {
	bind: ["绑定", "/start", "/bind"],
	help: ["帮助", "/help"],
	"my-tasks": ["我的任务", "待办", "/todo"],
	cancel: ["取消", "/cancel"],
	back: ["上一步", "/back"],
	skip: ["跳过", "/skip"],
	edit: ["修改", "/edit"],
	review: ["审核", "/review"],
	weekly: ["周报", "/weekly"],
	monthly: ["月报", "/monthly"],
	quarterly: ["季报", "/quarterly"],
	yearly: ["年报", "/yearly"],
	progress: ["进度", "/progress"],
	ranking: ["排名", "/ranking"],
	why: ["为什么", "/why"],
	problems: ["问题", "/problems"],
	advance: ["进展", "/advance"],
	resolve: ["销号", "/resolve"],
	verify: ["核实", "/verify"],
	"send-back": ["退回", "/sendback"],
	assign: ["交办", "/assign"],
	"drop-problem": ["撤销", "/drop"],
	summary: ["汇总", "/summary"],
	missing: ["未报", "/missing"],
	remind: ["催报", "/remind"],
	proxy: ["代报", "/proxy"],
	notice: ["通知", "/notice"],
	publish: ["发布", "/publish"],
	receipts: ["回执", "/receipts"],
	chase: ["催收到", "催回执", "/chase"],
	withdraw: ["撤回", "/withdraw"],
	received: ["收到", "/received"],
	reopen: ["重开", "/reopen"],
	extend: ["延期", "/extend"],
	away: ["请假", "/away"],
	return: ["销假", "/return"],
	import: ["导入", "/import"],
	template: ["模板", "/template"],
	invite: ["邀请", "/invite"],
	unbind: ["解绑", "/unbind"],
	"bind-group": ["绑定群", "/bindgroup"],
	status: ["自检", "/status"],
	scan: ["扫码", "/login"],
	burden: ["减负", "/burden"],
	analysis: ["季度分析", "分析", "/analysis"],
	bulletin: ["通报", "/bulletin"],
	"send-up": ["送审", "/sendup"],
	agree: ["同意", "/agree"],
	disagree: ["不同意", "/disagree"],
	correct: ["更正", "/correct"],
	export: ["导出", "/export"],
};

/** The word a messenger's menu offers for a command: its Latin word, without the slash; people meet 绑定 as /bind, not as the /start of a first contact. */
export const menuWord = (id: CommandId): string => COMMAND_WORDS[id].at(-1)?.slice(1) ?? "";

export interface ParsedCommand {
	readonly id: CommandId;
	/** What follows the word, trimmed. */
	readonly rest: string;
	/** Whether the word stood alone or was set off by a space or sign: in group talk only such a word is a command. */
	readonly clear: boolean;
}

const LONGEST_FIRST = (Object.entries(COMMAND_WORDS) as [CommandId, readonly string[]][])
	.flatMap(([id, words]) => words.map((word) => ({ id, word })))
	.sort((a, b) => b.word.length - a.word.length);

/** Signs that may stand between a command word and its text. */
const SEPARATOR = /^[\s:：,，、。.!！?？=—-]+/u;

/** Words after which a text may follow without a space (周报暖棚45亩). */
const MAY_STICK: ReadonlySet<CommandId> = new Set([
	"weekly",
	"monthly",
	"quarterly",
	"yearly",
	"progress",
	"proxy",
	"bind",
	"bind-group",
	"notice",
	"receipts",
	"chase",
	"withdraw",
	"invite",
	"unbind",
	"missing",
	"burden",
	"remind",
]);

/** Words of the problem ledger, behind which a number may follow without a space (销号12). */
const NUMBERED: ReadonlySet<CommandId> = new Set(["advance", "resolve", "verify", "send-back", "assign", "drop-problem"]);

/** Whether what sticks to a command's word is the number it is about: 问题3个 is none. */
const isNumber = (id: CommandId, after: string): boolean =>
	(NUMBERED.has(id) && /^(?:第|#)?\d/u.test(after)) || (id === "problems" && /^(?:第|#)?\d+号?\s*$/u.test(after));

/** A text with full-width signs made half-width and invisible characters left out, and where each kept character stood in the original. */
const folded = (text: string): { typed: string; origin: number[] } => {
	let typed = "";
	const origin: number[] = [];
	let at = 0;
	for (const character of text) {
		const plain = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u.test(character) ? "" : character.normalize("NFKC").toLowerCase();
		for (let index = 0; index < plain.length; index += 1) origin.push(at);
		typed += plain;
		at += character.length;
	}
	origin.push(text.length);
	return { typed, origin };
};

/**
 * The command a text begins with, or null. Works on any width of signs; the bot's @name behind a slash command is passed over.
 * `rest` keeps the signs as they were typed.
 */
export const parseCommand = (text: string): ParsedCommand | null => {
	const trimmed = text.trim();
	const { typed: whole, origin } = folded(trimmed);
	const restFrom = (index: number): string => trimmed.slice(origin[index] ?? trimmed.length).trim();
	const lead = /^\s*/u.exec(whole)?.[0].length ?? 0;
	const typed = whole.slice(lead);
	for (const { id, word } of LONGEST_FIRST) {
		if (!typed.startsWith(word)) continue;
		const slash = word.startsWith("/");
		const mention = slash ? (/^@\S+/u.exec(typed.slice(word.length))?.[0].length ?? 0) : 0;
		const end = word.length + mention;
		const after = typed.slice(end);
		if (after.trim() === "") return { id, rest: "", clear: true };
		const gap = SEPARATOR.exec(after);
		if (gap) return { id, rest: restFrom(lead + end + gap[0].length), clear: true };
		if (!slash && isNumber(id, after)) return { id, rest: restFrom(lead + end), clear: true };
		if (!slash && MAY_STICK.has(id)) return { id, rest: restFrom(lead + end), clear: false };
	}
	return null;
};

/** Whether a name stands for everybody (邀请 全部). */
export const meansEverybody = (name: string): boolean => ["全部", "全体", "所有人", "all"].includes(name.trim().toLowerCase());

/** Whether words undo what a command binds (绑定群 解除). */
export const meansNone = (words: string): boolean =>
	["解除", "解绑", "取消", "取消绑定", "不", "不绑", "不绑定", "不绑了", "无", "none", "off"].includes(words.trim().toLowerCase());

/** Whether a text is one of the words that end a dialog (提交, 放弃): outside a dialog they mean nothing. */
export const endsDialog = (text: string): boolean => ["提交", "确认提交", "确认", "放弃"].includes(text.trim());

/** Whether words stand for the county as a whole (进度 全县), whatever its name. */
export const meansWholeCounty = (words: string): boolean =>
	["全县", "县里", "全县的", "全部", "所有", "各乡镇", "所有乡镇"].includes(words.trim());
