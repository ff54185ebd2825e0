import { COMMAND_WORDS } from "../../../src/language/command-words.ts";
import type { Chance } from "./chance.ts";

/** Begins every mark; no word of anybody's looks like it. */
export const MARK = "zq7";

/** What a fuzzed text may name without harm to honest people. */
export interface Names {
	readonly units: readonly string[];
	readonly people: readonly string[];
	/** Binding codes somebody might have overheard: used, revoked, another's. */
	readonly codes: readonly string[];
}

const MARKUP = [
	"<b>粗</b><script>alert(1)</script>",
	"<img src=x onerror=alert(1)>",
	'<a href="javascript:alert(1)">点我</a>',
	'"><svg/onload=alert(1)>',
	"*粗* _斜_ `码` [点](tg://user?id=5000000001)",
	"||剧透|| __下划线__ ~删~",
	"@everyone @all @所有人",
	"tg://resolve?domain=evil&start=x https://evil.example/?q=1",
	"<@U024BE7LH> <!channel>",
	"&lt;script&gt; &#60; %3Cscript%3E",
	"{{7*7}} $\u007b7*7} #{7*7} %s %n %x",
	"'; DROP TABLE Report; --",
	"\\u0000\\x00 \\n../../../etc/passwd",
	"__proto__ constructor toString hasOwnProperty",
];
const FORMULAS = [
	"=cmd|'/c calc'!A1",
	"+cmd|' /C calc'!A0",
	"-2+3+cmd|' /C calc'!A0",
	"@SUM(1+1)*cmd|' /C calc'!A0",
	'=HYPERLINK("http://evil.example","点")',
	"\t=1+1",
	"＝1+1",
];
const NUMBERS = [
	"-0",
	"1e308",
	"NaN",
	"Infinity",
	"0x1F",
	"１２３．４５亩",
	"99999999999999999999亩",
	"0.0000000000001亩",
	"一亿亿亿亩",
	"负四十五亩",
	"½亩",
	"٣٤٥亩",
	"1,2,3,4亩",
	"45亩45亩45亩",
	"3.2.1亩",
	"-45",
];
const SIGNS = [
	"\u202e45亩",
	"\u200f\u2067周报\u2069",
	"\u0000\u0001\u0007\u001b[31m红",
	"周\u200b报",
	"\ufeff\u2060",
	"👍🏿👨‍👩‍👧‍👦🏳️‍🌈",
	"\ud83d",
	"\udc4d尾",
	"半\ud83d字",
	"z\u0335\u0321\u034fa\u0337\u0322l\u0334\u0321g\u0336o",
	`h${"\u0301".repeat(300)}`,
	"\u{e0041}\u{e0042}",
	"ﷺ﷽",
	"　　　",
	"\n\n\n",
	"\r\n",
	"\u2028\u2029",
];
const DIALOG_WORDS = [
	"提交",
	"修改",
	"放弃",
	"取消",
	"上一步",
	"跳过",
	"没有",
	"无",
	"完成",
	"1",
	"2",
	"3",
	"是",
	"不是",
	"同上周",
	"持平",
	"0",
	"改成新版本",
	"不改",
	"确认导入",
	"无误",
	"有误",
	"收到",
	"确认",
	"不对，是54亩",
];

/** Every word of every command, Latin and Chinese. */
const COMMANDS = Object.values(COMMAND_WORDS).flat();

/** Zeroes, ones and Chinese figures up to Telegram's longest text. */
const longNumber = (chance: Chance): string => {
	const digits = chance.pick(["0123456789", "零一二三四五六七八九十百千万亿", "０１２３４５６７８９", "壹贰叁肆", "9", "万亿"]);
	const length = chance.pick([40, 400, 4096, 4096]);
	return Array.from({ length }, () => chance.pick([...digits])).join("");
};

const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** Never one that works: those of the tests are counted, and begin with a C. */
const guessedCode = (chance: Chance, { codes }: Names): string => {
	if (codes.length > 0 && chance.is(0.2))
		return `${chance.pick([...CODE_LETTERS].filter((letter) => letter !== "C"))}${chance.pick(codes).slice(1)}`;
	return `Z${Array.from({ length: 7 }, () => chance.pick([...CODE_LETTERS])).join("")}`;
};

/** What may follow a command so that it does something. */
const meant = (chance: Chance, names: Names, word: string): string => {
	if (/邀请|解绑|invite|unbind/u.test(word)) return chance.pick(names.people);
	if (/代报|proxy/u.test(word))
		return `${chance.pick(names.units)} 暖棚${chance.below(20)}亩 果树${chance.below(20)}亩 养殖小区0个 问题：无`;
	if (/未报|催报|missing|remind/u.test(word))
		return `${chance.pick(["", "47 ", "村 ", "99 "])}${chance.pick(names.units)}${chance.pick(["", " ", "、", "和"])}${chance.pick(names.units)}`;
	if (/报|ly$/u.test(word))
		return `暖棚${chance.below(20)}亩 果树${chance.below(20)}亩 养殖小区${chance.below(2)}个 问题：${chance.pick(MARKUP)}`;
	if (/交办|assign/u.test(word))
		return `${1 + chance.below(20)} ${chance.pick(names.units)} ${chance.pick(["", "12月20日", "15天", "昨天"])}`;
	if (/问题|problems/u.test(word))
		return chance.pick([chance.pick(MARKUP), `${1 + chance.below(20)}`, chance.pick(names.units), "机井坏了"]);
	if (/进展|销号|核实|退回|撤销|advance|resolve|verify|sendback|drop/u.test(word)) return `${1 + chance.below(20)} ${chance.pick(MARKUP)}`;
	if (/通知|notice/u.test(word))
		return `${chance.pick(["", `给 ${chance.pick(names.units)}：`])}${chance.pick([chance.pick(MARKUP), obeyed(chance, names), `绑定 ${guessedCode(chance, names)}`])}`;
	return chance.pick(names.units);
};

const command = (chance: Chance, names: Names): string => {
	const word = chance.pick(COMMANDS);
	const at = word.startsWith("/") && chance.is(0.3) ? chance.pick(["@yixian_bot", "@other_bot", "@", "@YIXIAN_BOT"]) : "";
	const rest = chance.pick<() => string>([
		() => "",
		() => "",
		() => meant(chance, names, word),
		() => meant(chance, names, word),
		() => meant(chance, names, word),
		() => chance.pick(names.people),
		() => `第${chance.below(60)}周`,
		() => guessedCode(chance, names),
		() => chance.pick(MARKUP),
		() => chance.pick(NUMBERS),
		() => chance.pick(SIGNS),
	])();
	return `${word}${at}${chance.pick([" ", " ", "", "：", "\n"])}${rest}`;
};

/** A command as whoever may give it would. */
const obeyed = (chance: Chance, names: Names): string => {
	const word = chance.pick(
		chance.is(0.5)
			? COMMANDS
			: [
					"邀请",
					"解绑",
					"代报",
					"绑定群",
					"/bindgroup",
					"/unbind",
					"模板",
					"自检",
					"减负",
					"季度分析",
					"未报",
					"催报",
					"进度",
					"问题",
					"进展",
					"销号",
					"核实",
					"退回",
					"交办",
					"通知",
					"发布",
				],
	);
	return `${word} ${meant(chance, names, word)}`;
};

const PIECES: readonly ((chance: Chance, names: Names) => string)[] = [
	(chance) => chance.pick(MARKUP),
	(chance) => chance.pick(FORMULAS),
	(chance) => chance.pick(NUMBERS),
	(chance) => chance.pick(SIGNS),
	(chance) => chance.pick(DIALOG_WORDS),
	command,
	command,
	command,
	command,
	(chance, names) => `绑定 ${guessedCode(chance, names)}`,
	(chance, names) => chance.pick(names.units),
	(chance) => `暖棚${chance.below(200)}亩`,
];

/** A 接龙 of units of theirs and others, or a word on a line of it. */
const chainText = (chance: Chance, names: Names): string => {
	const unit = (): string => chance.pick(names.units);
	if (chance.is(0.3)) return chance.pick([`${unit()}确认`, `确认 ${unit()}`, `不对，${unit()}暖棚${chance.below(20)}亩`]);
	const lines = Array.from({ length: 1 + chance.below(5) }, (_, at) => `${at + 1}. ${unit()} ${meant(chance, names, "周报")}`);
	return ["#接龙", chance.pick(["", "第47周", "第46周", "月报", "周五聚餐"]), ...lines, chance.pick(MARKUP)].join("\n");
};

/** A text somebody hostile types. `mark`, where given, stands in it, so that it can be found wherever it ends up. At most 4,096 characters. */
export const hostileText = (chance: Chance, names: Names, mark: string): string => {
	if (chance.is(0.02)) return longNumber(chance);
	if (chance.is(0.12)) return chance.pick(DIALOG_WORDS);
	if (chance.is(0.12)) return obeyed(chance, names);
	if (chance.is(0.05)) return chainText(chance, names);
	const piece = (): string => chance.pick(PIECES)(chance, names);
	const count = chance.is(0.7) ? 1 : chance.is(0.97) ? 2 + chance.below(3) : 60;
	const pieces = Array.from({ length: count }, piece);
	if (chance.is(0.5)) pieces.push(mark);
	return pieces.join(chance.pick(["", " ", "，", "\n"])).slice(0, 4096);
};

/** A name for a person, a group or a file that somebody hostile chose. */
export const hostileName = (chance: Chance, mark: string): string =>
	`${chance.pick([...MARKUP, ...FORMULAS, ...SIGNS, "一线通", "县督查考核办", "大巴镇工作群", ""])}${mark}`
		.replace(/\n/gu, " ")
		.slice(0, 128);

/** Button data made up or taken from another button. */
export const hostilePress = (chance: Chance, known: readonly string[]): string => {
	const copied = known.length > 0 ? chance.pick(known) : "0:0";
	const [message = "0"] = copied.split(":");
	return chance.pick<() => string>([
		() => copied,
		() => copied,
		() => copied,
		() => `${message}:${chance.pick(["-1", "999", "1000", "00", "1e1", "0.5", "NaN", "", " 0", "０", "constructor", "__proto__"])}`,
		() => `${String(chance.below(5000)).padStart(26, "0")}:${chance.below(4)}`,
		() => Array.from({ length: 64 }, () => String.fromCharCode(33 + chance.below(94))).join(""),
		() => "\ud83d:0",
		() => "x".repeat(65),
		() => `${message}:${"9".repeat(40)}`,
		() => "act:submit",
		() => `../../${message}:0`,
		() => "",
	])();
};
