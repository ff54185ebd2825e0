import { listMarks } from "./list-marks.ts";

/** The number of a problem at the head of a text (12, #12, 第12号问题), and what follows. */
export const leadingProblem = (text: string): { readonly number: number; readonly rest: string } | null => {
	const typed = text.normalize("NFKC");
	const found = /^\s*(?:第|#|no\.?)?\s*(\d{1,7})\s*(?:号问题|号|问题)?(?=$|[\s:,，、。;；]|\D)(?!\.\d)/iu.exec(typed);
	if (!found) return null;
	const rest = typed
		.slice(found[0].length)
		.replace(/^[\s:,，、。;；]+/u, "")
		.trimEnd();
	// What is kept stays as it was typed, full-width signs and all.
	const tail = text.trimEnd().slice(-rest.length);
	return { number: Number(found[1]), rest: rest !== "" && tail.normalize("NFKC") === rest ? tail : rest };
};

const NONE = new RegExp(
	[
		"(?:本周|本月|目前|现在|暂时|都|也|暂)*(?:没有|没|无|未|暂无|不存在)(?:遇到|碰到|出现|发现|发生)?(?:什么|啥|任何|其他|其它|别的|大)?(?:的)?(?:问题|困难|需要(?:协调|解决)的)?(?:了|啊|呢)?",
		// 一个也没有, 啥问题都没有
		"(?:问题|困难)?(?:一个|一点儿?|半点|任何|什么|啥)(?:问题|困难)?(?:也|都)?(?:没有?|无)(?:了|啊|呢)?",
		"(?:都|一切|全部?)?(?:正常|顺利)",
		"(?:问题|困难)?(?:都)?不大",
		"[0零〇](?:个|件|条)?(?:问题|困难)?",
		"none|no",
	]
		.map((one) => `^(?:${one})$`)
		.join("|"),
	"iu",
);
const AS_BEFORE =
	/^(?:问题)?(?:同|和|与|跟)(?:上周|上月|上次|上期|上一?周|前次)(?:的)?(?:一样|相同|问题)?$|^(?:还是|仍是|仍然是|依然是)?(?:上周|上月|上次|上期)(?:的|那些?|那几个)*(?:问题)?$|^同上$/u;

const bare = (text: string): string =>
	text
		.normalize("NFKC")
		.replace(/[\s\p{P}\p{S}]+/gu, "")
		.toLowerCase();

/** Whether words say that there is no problem. */
export const saysNoProblem = (text: string): boolean => bare(text) === "" || NONE.test(bare(text));

/** Whether words say that the problems are those of the last report (同上周). */
export const saysAsBefore = (text: string): boolean => AS_BEFORE.test(bare(text));

const ORDINAL = /(?:^|(?<=[。;；,，\n]))\s*(?:[一二三四五六七八九]是|第[一二三四五六七八九][，,、]|其[一二三四五六七八九])\s*[:：,，]?/gu;
const PARTS = /[\n;；]+/u;

/** The problems of one answer, one by one: numbered, on lines of their own, set off by ；, or told off as 一是…二是…. 无 is none of them. */
export const problemItems = (text: string): string[] => {
	const typed = text.replace(/\r\n?/gu, "\n").replace(/[\u2460-\u2473]/gu, "\n");
	// Marks are looked for in the folded text only where folding moves nothing.
	const folded = typed.normalize("NFKC");
	const source = folded.length === typed.length ? typed : folded;
	const marks = listMarks(folded);
	let cut = "";
	let from = 0;
	for (const { start, end } of marks) {
		cut += `${source.slice(from, start)}\n`;
		from = end;
	}
	cut += source.slice(from);
	return cut
		.replace(ORDINAL, "\n")
		.split(PARTS)
		.map((item) =>
			item
				.trim()
				.replace(/^[-*•·\s,，、。:：]+|[\s,，、。:：]+$/gu, "")
				.replace(/^(?:存在的?)?(?:问题|困难)\s*[:：]\s*/u, ""),
		)
		.filter((item) => !saysNoProblem(item));
};

/** The problems of a message that tells them off one by one, each marked or on a line of its own; a text without marks is one problem, whatever stands in it. */
export const separateProblems = (text: string): string[] => {
	const folded = text.normalize("NFKC");
	const isCircled = (text.match(/[\u2460-\u2473]/gu)?.length ?? 0) > 1;
	const isList = isCircled || listMarks(folded).length > 1 || /\n/u.test(folded.trim()) || (folded.match(ORDINAL)?.length ?? 0) > 1;
	const items = isList ? problemItems(text) : [];
	return items.length > 1 ? items : [text];
};

/** What somebody chose for a list: each its own problem, or all of it one; null where they did not say. */
export const readSeparately = (text: string): { readonly how: "each" | "one" | null; readonly rest: string } => {
	const found = /^\s*(?:(分开记|分别记|each\b)|(记成一个|合起来记|one\b))[\s:：,，]*/iu.exec(text);
	if (!found) return { how: null, rest: text };
	return { how: found[1] === undefined ? "one" : "each", rest: text.slice(found[0].length) };
};

/** What people put before a problem to say that it is still there. */
const STILL =
	/^(?:仍然|仍旧|仍|还是|还|依然|依旧|目前|现在|继续|上周的?|上次的?)+|(?:的问题|问题)?(?:仍然|仍|还|依然)?(?:未解决|没有解决|没解决|尚未解决)$|的?问题$/gu;

/** The same for two wordings of one problem that differ in signs, spaces and 仍 only. */
export const problemKey = (text: string): string => {
	const plain = bare(text);
	const without = plain.replace(STILL, "");
	return without === "" ? plain : without;
};

/** Whether a question asks for problems that were solved (上月已解决的问题). */
export const asksForSolved = (label: string): boolean => /(?:已|已经)解决/u.test(label);
