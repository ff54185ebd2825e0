import type { Span } from "./normalize.ts";
import { type Scanned, scanQuantity } from "./quantity-scan.ts";

const MASK = "\ue000";

/** The text with the given ranges blotted out, same length. */
export const blot = (text: string, spans: readonly Span[]): string => {
	if (spans.length === 0) return text;
	const characters = text.split("");
	for (const span of spans)
		for (let index = span.start; index < span.end; index++) if (characters[index] !== "\n") characters[index] = MASK;
	return characters.join("");
};
const START = /[0-9.零〇一幺壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿几数半廿卅卌俩仨]/;
const EDGE_BEFORE = /[\s,，。;；、:：()!?\ue000+=-]/;
const EDGE_AFTER = /[\s,，。;；、()!?\ue000\-~]/;
const WORD_FORMERS = /[万统唯第周期之合单初专同划逐不归拜如说]/;
// 王三, 老六: a person, where no measure follows.
const SURNAME_BEFORE = /(?:^|[^一-鿿])[王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹于白石老]$/;
const COUNTED_NOUN = /[户株头个面总人次棚亩量参指系岁点位分倍少多无计基复读回件地]/;

const edge = (pattern: RegExp, character: string | undefined): boolean => character === undefined || pattern.test(character);

/** Words that make a bare 百亩 or 千只 a rough figure (近百亩). */
export const VAGUE_BARE = /(?:近|上|过|超过?|约|成|将近|接近)$/;

const keeps = (text: string, scanned: Scanned): boolean => {
	const written = text.slice(scanned.start, scanned.end);
	const before = text[scanned.start - 1];
	if (scanned.unit === null && /[A-Za-z]/.test(text[scanned.end] ?? "")) return false;
	if (/^几/.test(written) && scanned.unit !== null && /[这那前后头]/.test(before ?? "")) return false;
	if (/^数/.test(written) && COUNTED_NOUN.test(before ?? "")) return false;
	if (
		/^[百千万佰仟]$/.test(written.slice(0, 1)) &&
		!/^[百千万]{2}|^百分|^万分|^千分/.test(written) &&
		scanned.value !== null &&
		scanned.unclear === null
	) {
		const lead = text.slice(Math.max(0, scanned.start - 3), scanned.start);
		// 百亩 alone is a name or a headline; 栽了百亩, 新增百亩 is a rough figure.
		return (
			VAGUE_BARE.test(lead) ||
			/^[百千万][余多]/.test(written) ||
			/^(?:以上|左右|上下)/.test(text.slice(scanned.end, scanned.end + 2)) ||
			(scanned.unit !== null && /[了增]$/.test(lead) && edge(EDGE_AFTER, text[scanned.end]))
		);
	}
	// 百万亩 without 近 or 上 is a headline.
	if (/^[百千]万亩/.test(written) && !VAGUE_BARE.test(text.slice(Math.max(0, scanned.start - 3), scanned.start))) return false;
	if (scanned.unit !== null || scanned.unclear === "alternatives") return true;
	if (/^[一二三四五六七八九]{2}$/.test(written)) return edge(EDGE_AFTER, text[scanned.end]) && edge(EDGE_BEFORE, before);
	if (/^[百千万亿佰仟]+$/.test(written) || /^[几数]$/.test(written)) return false;
	if (written.length > 1 || /\d/.test(written)) return !/^[十百千]+万$/.test(written) || edge(EDGE_AFTER, text[scanned.end]);
	if (/^ ?(?:[-~—至到或、]|还是)+ ?[一二两三四五六七八九十百\d]/.test(text.slice(scanned.end, scanned.end + 6))) return true;
	if (/^[一二三四五六七八九]$/.test(written) && SURNAME_BEFORE.test(text.slice(Math.max(0, scanned.start - 2), scanned.start)))
		return false;
	return edge(EDGE_AFTER, text[scanned.end]) && (edge(EDGE_BEFORE, before) || !WORD_FORMERS.test(before ?? ""));
};

/** True for a number without a leading digit (百亩, 千只): rough at best. */
export const bareVague = (text: string, scanned: Scanned): boolean =>
	/^[百千万亿佰仟](?!分)/.test(text.slice(scanned.start, scanned.start + 3)) && scanned.value !== null;

/** Quantities of a text whose masked ranges are blotted out, in order, before neighbours are joined. */
export const scanAll = (text: string): Scanned[] => {
	const found: Scanned[] = [];
	let at = 0;
	while (at < text.length) {
		// 3亩零5分
		if (text[at] === "零" && found.at(-1)?.end === at && found.at(-1)?.unit && /[1-9一二三四五六七八九]/.test(text[at + 1] ?? "")) at++;
		const scanned = START.test(text[at] ?? "") ? scanQuantity(text, at) : null;
		if (scanned === null) {
			at++;
			continue;
		}
		const nounBefore = text[at] === "数" && COUNTED_NOUN.test(text[at - 1] ?? "");
		if (nounBefore || (text[at] === "." && /[.\u4e00-\u9fff]/.test(text[at - 1] ?? ""))) {
			at++;
			continue;
		}
		if (keeps(text, scanned)) found.push(bareVague(text, scanned) ? { ...scanned, approximate: true } : scanned);
		at = scanned.end;
	}
	return found;
};

// Half done: a share nobody can turn into a number.
const SHARE_WORDS =
	/(?:一大|一小|一多|一|大|多|过|快)半(?![年天夜个截数点边路夜月])|半拉(?!子)|大半(?=[个栋截座块])|翻(?:一|两)番|翻番|[百千万]把(?:十|来)?[亩个株只头棵户人]|(?:百儿八十|千儿八百|万儿八千)[亩个株只头棵户人]?/g;

// 1.2e3亩, 1O0亩, 1.2.3亩, 12.亩: no number anyone could be sure of.
const GARBLED =
	/(?<![A-Za-z0-9.])(?:\d+(?:\.\d+){2,}|\d+\.(?=亩|公顷|栋|株)|[\d一二三四五六七八九十百千]+点(?=亩|公顷)|\d+(?:\.\d+)?[OoeEIl]\d*|[lIOo]\d+)(?![A-Za-z]) ?(?:亩|公顷|个|栋|株|棵|头|只|处|万亩|万)?/g;

/** Written shares and garbled numbers that have no certain value (一半, 1.2e3亩). */
export const shareWords = (text: string): Scanned[] =>
	[...text.matchAll(SHARE_WORDS), ...text.matchAll(GARBLED)].map((found) => ({
		start: found.index,
		end: found.index + found[0].length,
		value: null,
		unit: null,
		approximate: true,
		range: null,
		unclear: "unclear",
		scaled: false,
		huge: false,
	}));
