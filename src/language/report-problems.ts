import type { Span } from "./normalize.ts";

/** The problems part of a report: some, said to be none, or not spoken of. */
export interface ProblemPart {
	readonly said: "something" | "none" | "nothing";
	/** The problems without their heading. */
	readonly body: Span | null;
	/** Heading and problems: nothing in here is a figure of the report. */
	readonly span: Span | null;
}

const NONE_SAID =
	/(?:没有?|无|没啥|没什么|没有什么|没有啥|暂无|不存在)(?:任何|其他|其它|别的|大的?|啥)?(?:问题|困难)(?!就?是)|(?:问题|困难)(?:都|也|暂时)?(?:没有|暂无|不存在)(?=$|[\s,，。;；!])|一切(?:正常|顺利)/;
const HEADER =
	/(?:目前|现在|当前)?(?:存在的?|面临的?|遇到的?|主要的?|突出的?)*(?:主要)?(?:问题和困难|困难和问题|困难问题|问题困难|问题|困难|难点|堵点)(?:主要)?(?:是|就是|有|为|如下)?\s*[:：]|(?:需要?|请)(?:县里|领导|上级|帮忙|帮助)?(?:协调|解决|帮助)(?:解决)?的?(?:问题|困难|事项|事)?(?:是|有)?\s*[:：]|(?:还|就是|目前)?有(?:一|个|一个|几个|两个|些|点)?(?:小|大)?(?:问题|困难)(?:就是|是)?[,，:： ]?|(?:目前|现在)?(?:存在的?|主要的?|遇到的?)*(?<![没无决么啥这该多大何])(?<!(?<!存在|主要|遇到|面临|突出)的)(?<!(?<!小区[一二三四五六七八九十0-9]{1,3})个)(?:问题|困难)(?:就?是|有|为|改[成为])?[,， ]?/;
// A heading stands at the head of a line or sentence, or has its colon: 打井队下周才到 goes on with the problem.
const LISTED = String.raw`(?:\d{1,2}[.、)]|[①-⑳]|[一二三四五六七八九十]{1,2}[、.]|\([一二三四五六七八九]\))`;
const NEXT = "(?:下一?步|下周|措施|工作打算|建议|备注)";
const CLOSING = "(?:以上[是为]|以上$|(?:汇报|联系|填报|报送)人|联系电话|特此|请(?:各位)?领导(?:审阅|批示|指示|过目|查阅|阅)|谢谢)";
const END_HEADERS = new RegExp(
	String.raw`(?:[\n。;；]|^)\s*${LISTED}?\s*(?:${NEXT}|以上)|[\s,，。;；]*${LISTED}\s*${NEXT}|[\s,，]*${NEXT}(?:的|工作)*(?:计划|打算|安排|思路|措施)?\s*[:：]|[,，]\s*下一?[步周](?:的|工作)*(?:计划|打算|准备|安排)|[\s,，。;；]*${CLOSING}`,
);
const NOTHING = /^(?:暂时|目前|都|现在|也)*(?:没有|无|暂无|没|没啥|没什么|没有什么|不存在|没得|none|no|\/|-+|—+)(?:了|啊|呢|哈)?$/i;

const NOTHING_SAID: ProblemPart = { said: "nothing", body: null, span: null };

const trimSpan = (text: string, start: number, end: number): Span => {
	const body = text.slice(start, end);
	const lead = /^[\s:：,，、。;；]*/.exec(body)?.[0].length ?? 0;
	const tail = /[\s,，、。;；]*$/.exec(body)?.[0].length ?? 0;
	return lead + tail >= body.length ? { start, end: start } : { start: start + lead, end: end - tail };
};

// Where the problems stop: the end of the line, a further heading, or a field that is reported with a number.
const endOf = (text: string, from: number, reported: readonly Span[]): number => {
	const firstLine = /^\s*\n/.exec(text.slice(from));
	const begin = from + (firstLine?.[0].length ?? 0);
	const bound = reported.find((span) => span.start >= begin)?.start ?? text.length;
	const block = text.slice(begin, bound);
	const heading = END_HEADERS.exec(block);
	const limit = heading ? heading.index : block.length;
	const line = firstLine ? /\n\s*\n/.exec(block.slice(0, limit)) : null;
	const numbered = firstLine || /^\s*(?:\d[.、)]|[①-⑳]|\(\d\)|\([一二三四五]\)|一是)/.test(block);
	const newline = numbered ? (line?.index ?? -1) : block.slice(0, limit).indexOf("\n");
	return begin + (newline >= 0 ? Math.min(newline, limit) : limit);
};

const CLAUSE =
	/[^,，。;；:：\n]{2,30}(?:的(?:问题|困难|难题)|难题)[^,，。;；\n]{0,4}(?:需要?|请|希望|急需|亟|影响|制约|没解决|未解决|比较?突出|很?突出)[^。;；\n]*/;

// 机井不足的问题需要县里协调: a problem without a heading.
const clauseOf = (text: string): ProblemPart => {
	const found = CLAUSE.exec(text);
	if (found === null) return NOTHING_SAID;
	const body = trimSpan(text, found.index, found.index + found[0].length);
	return { said: "something", body, span: body };
};

/** Finds the problems in a folded text. `reported` are the ranges of fields with a number behind them, which end the problems. */
export const findProblems = (text: string, reported: readonly Span[]): ProblemPart => {
	const header = HEADER.exec(text);
	const none = NONE_SAID.exec(text);
	if (none && (header === null || none.index <= header.index))
		return { said: "none", body: null, span: { start: none.index, end: none.index + none[0].length } };
	if (header === null) return clauseOf(text);
	const from = header.index + header[0].length;
	let end = endOf(text, from, reported);
	const mark = /(?:\d{1,2}[.、)]|[①-⑳])\s*$/.exec(text.slice(from, end));
	if (mark && mark.index > 0) end = from + mark.index;
	const body = trimSpan(text, from, end);
	const said = text.slice(body.start, body.end);
	const whole = { start: header.index, end: Math.max(end, from) };
	if (NOTHING.test(said)) return { said: "none", body: null, span: whole };
	return said === "" ? NOTHING_SAID : { said: "something", body, span: whole };
};
