import { literally } from "./literally.ts";
/** A problem as it is compared with others: whose it is, and its words. */
export interface ComparedProblem {
	readonly number: number;
	/** Problems of one group are of several of these. */
	readonly unit: string;
	readonly text: string;
}

/** Problems of several units that are about the same thing. */
export interface AlikeProblems<P extends ComparedProblem = ComparedProblem> {
	/** What they have in common (机井不足). */
	readonly about: string;
	readonly problems: readonly P[];
}

type Ailment = "lack" | "broken" | "late" | "other";

/** What is wrong with a thing, however it is said: 机井不足, 机井不够 and 缺机井 are one. */
const AILMENTS: readonly (readonly [Ailment, RegExp])[] = [
	["lack", /不足|不够|短缺|紧缺|紧张|缺少|缺乏|缺口|欠缺|匮乏|缺|太少|偏少|没有|无(?!法)/gu],
	["broken", /损坏|毁坏|坏了|坏掉|故障|破损|坏|塌了?|垮了?|漏水?/gu],
	["late", /滞后|缓慢|迟缓|没到位|未到位|不到位|没有到位|拖延|太慢|偏慢/gu],
];
const AILMENT_WORDS: Readonly<Record<Ailment, string>> = { lack: "不足", broken: "损坏", late: "滞后", other: "" };

/** Words that say nothing about the thing. */
const EMPTY =
	/目前|现在|本周|本月|部分|有的|有些|需要|希望|请求?|县里|上级|领导|部门|协调|帮助|解决|尽快|及时|问题|困难|存在|出现|比较|非常|十分|严重|突出|影响|施工|进度|建设|工程|项目|几个|一些|全镇|我镇|本镇|该村|村里|镇里|仍然?|还是?|[和与及的了着过很太是有在为]|\d+(?:\.\d+)?[亩个处栋眼口头株户米万台套]?/gu;

/** Longer common words than this are a sentence. */
const LONGEST_TOPIC = 8;

const ailmentOf = (text: string): Ailment => AILMENTS.find(([, words]) => new RegExp(words.source, "u").test(text))?.[0] ?? "other";

/** What a part of a sentence complains of: the pieces that name a thing, and what is wrong with it. No word reaches over a gap. */
interface Complaint {
	readonly ailment: Ailment;
	readonly pieces: readonly string[];
}

const complaintsOf = (text: string, names: RegExp | null): Complaint[] =>
	text
		.normalize("NFKC")
		.split(/[,，。;；:：!?、\n]+/u)
		.map((clause) => {
			const named = names ? clause.replace(names, " ") : clause;
			const plain = AILMENTS.reduce((rest, [, words]) => rest.replace(words, " "), named);
			const pieces = plain
				.replace(EMPTY, " ")
				.split(/[^\p{L}]+/u)
				.filter((piece) => piece.length >= 2);
			return { ailment: ailmentOf(named), pieces };
		});

/** Every run of two to eight letters of the pieces. */
const topicsOf = (pieces: readonly string[]): Set<string> => {
	const topics = new Set<string>();
	for (const piece of pieces)
		for (let start = 0; start < piece.length; start += 1)
			for (let end = start + 2; end <= Math.min(piece.length, start + LONGEST_TOPIC); end += 1) topics.add(piece.slice(start, end));
	return topics;
};

/**
 * Groups problems of at least two units that share a thing and what is wrong with it, each problem in one group: the largest group first, and of equal ones
 * that with the longer word in common. `placeNames` are no things (大巴镇机井 and 富荣镇机井 are about 机井). The order of the problems does not matter.
 */
export const alikeProblems = <P extends ComparedProblem>(
	problems: readonly P[],
	placeNames: readonly string[] = [],
): AlikeProblems<P>[] => {
	const names = [...placeNames].filter((name) => name.length >= 2).sort((a, b) => b.length - a.length);
	const pattern = names.length > 0 ? new RegExp(names.map(literally).join("|"), "gu") : null;
	const byTopic = new Map<string, P[]>();
	for (const problem of [...problems].sort((a, b) => a.number - b.number)) {
		for (const { ailment, pieces } of complaintsOf(problem.text, pattern))
			for (const topic of topicsOf(pieces)) {
				const key = `${ailment}:${topic}`;
				const members = byTopic.get(key);
				if (!members) byTopic.set(key, [problem]);
				else if (members.at(-1) !== problem) members.push(problem);
			}
	}
	const taken = new Set<number>();
	const groups: AlikeProblems<P>[] = [];
	const several = [...byTopic].filter(([, members]) => unitsOf(members) > 1).sort(byWeight);
	for (const [key, members] of several) {
		const left = members.filter(({ number }) => !taken.has(number));
		if (unitsOf(left) < 2) continue;
		for (const { number } of left) taken.add(number);
		const [ailment, topic = ""] = key.split(":");
		groups.push({ about: `${topic}${AILMENT_WORDS[ailment as Ailment]}`, problems: left });
	}
	return groups.sort((a, b) => b.problems.length - a.problems.length);
};

const unitsOf = (problems: readonly ComparedProblem[]): number => new Set(problems.map(({ unit }) => unit)).size;

/** More units first, then the longer common word, then by the word itself: the same whatever order they came in. */
const byWeight = ([a, left]: [string, readonly ComparedProblem[]], [b, right]: [string, readonly ComparedProblem[]]): number =>
	unitsOf(right) - unitsOf(left) || b.length - a.length || (a < b ? -1 : 1);

/** How much two wordings have in common, from 0 to 1: the share of the pairs of neighbouring letters in their things that both have; all where they name the same thing and ailment. */
export const likeness = (a: string, b: string): number => {
	const pairs = (text: string): string[] => Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
	const two = [a, b].map((text, index) => ({ number: index, unit: String(index), text }));
	if (alikeProblems(two).length > 0) return 1;
	// 不足 is no more in common than that something is lacking.
	const things = (text: string): string =>
		complaintsOf(text, null)
			.flatMap(({ pieces }) => pieces)
			.join("");
	const [left, right] = [pairs(things(a)), pairs(things(b))];
	const rest = [...right];
	const shared = left.filter((pair) => {
		const at = rest.indexOf(pair);
		if (at >= 0) rest.splice(at, 1);
		return at >= 0;
	});
	return left.length + right.length === 0 ? 0 : (2 * shared.length) / (left.length + right.length);
};
