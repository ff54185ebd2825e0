import { type PeriodKey, parsePeriod } from "../domain/period.ts";
import { saysNoProblem } from "../language/problem-words.ts";

const plain = (text: string): string =>
	text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[\s,.。!~、:;]+/gu, "");

/** How one writes that there is nothing. */
export const NOTHING = "无";

const NONE =
	/^(?:本周|本月|目前|暂时|暂|都|也|我们|这边)*(?:没有?|无|未|没啥|没什么|没有什么|无任何)(?:任何|啥|什么)?(?:问题|困难|照片|图片|材料|情况|需要|变化)?(?:需要?(?:帮助|解决))?(?:了|的|啊|呢|哈)?$|^(?:none|一切正常|正常)$/;
const AGREES =
	/^(?:是|是的|对|对的|对了|没错|没问题|确认|确定|可以|行|行的|好|好的|嗯+|yes|y|ok|okay|👌|👍|✅|无误|核对无误|正确|全对|都对|报吧|交吧|上报|发吧)(?:吧|了|啊|的)?$/u;
const INCREASE = /新增|增加|增量|新的|本周|这周|本月|这个月|本期/;
const TOTAL = /累计|累积|总数|总量|总共|一共|共计|合计|总的|全部|目前|到现在|截至/;

/** 无, 没有, 暂无问题: there is nothing to tell. */
export const saysNone = (text: string): boolean => NONE.test(plain(text)) || (/[\p{L}\p{N}]/u.test(text) && saysNoProblem(text));

/** Whether words agree to submit what was just shown: stricter than a yes to a question (收到 and 有 submit nothing). */
export const agreesToSubmit = (text: string): boolean => AGREES.test(plain(text));

/** Whether words speak of the increase or of the total; null when of neither or both. */
export const basisSaid = (text: string): "increment" | "total" | null => {
	const increase = INCREASE.test(text);
	const total = TOTAL.test(text);
	if (increase === total) return null;
	return increase ? "increment" : "total";
};

const CHINESE = "一二三四五六七八九十";

const placeSaid = (text: string): number | null => {
	const words = /^(?:第|选)?([一二三四五六七八九十]|\d{1,2})(?:项|题|条|个|号)?$/.exec(plain(text))?.[1];
	if (words === undefined) return null;
	const chinese = CHINESE.indexOf(words);
	return chinese >= 0 ? chinese : Number(words) - 1;
};

const CHOICE_NUMBER =
	/^[(「『【[“"]?(?:(\d{1,2})|我?(?:选第|选|回|第)([一二三四五六七八九十]|\d{1,2})[个项条号]?)[)」』】\]”"]?[.。、,!]?$/u;

/** The place (from 0) of a choice by its number alone: 1, 1. （1） ① 「1」 选1 第一个 我选二; null for any other words. */
export const numberSaid = (text: string): number | null => {
	const [, digits, named = digits] = CHOICE_NUMBER.exec(text.normalize("NFKC").trim()) ?? [];
	if (named === undefined) return null;
	const chinese = CHINESE.indexOf(named);
	return chinese >= 0 ? chinese : Number(named) - 1;
};

const onlyOne = (places: readonly number[]): number | null => (places.length === 1 ? (places[0] as number) : null);

const places = (names: readonly (readonly string[])[], fits: (name: string) => boolean): number[] =>
	names.flatMap((group, place) => (group.some((name) => fits(plain(name))) ? [place] : []));

const UNCHANGED = /(?:不|未|没有?|无)(?:什么|啥|任何)?(?:变|改)|不用改|不动/u;

/** Whether a part of words that change several items leaves the one of these names as it is (暖棚改成60，果树不变). */
export const leavesAsIs = (text: string, names: readonly string[]): boolean =>
	text.split(/[\s,，;；。、]+/u).some((part) => UNCHANGED.test(part) && names.some((name) => part.includes(name)));

/** The place (from 0) of the item meant by its number or one of its names; null when none or several fit. */
export const itemSaid = (text: string, names: readonly (readonly string[])[]): number | null => {
	const number = placeSaid(text);
	if (number !== null) return number >= 0 && number < names.length ? number : null;
	const words = plain(text);
	if (words === "") return null;
	const exact = places(names, (name) => name === words);
	if (exact.length > 0) return onlyOne(exact);
	if (words.length < 2) return null;
	return onlyOne(
		places(names, (name) => name.includes(words) || (name.length >= 2 && words.includes(name) && words.length <= name.length + 4)),
	);
};

/** Whether words find what somebody else reported right (true) or wrong (false); null when they say neither. */
export const verdictSaid = (text: string): boolean | null => {
	const words = plain(text);
	if (/^(?:核对|数据?)?(?:无误|没错|正确|对|对的|没问题)(?:了|的)?$/u.test(words)) return true;
	return /^(?:核对|数据?)?(?:有误|有错|错了|不对|不正确|有问题)(?:了|的)?$/u.test(words) ? false : null;
};

/** Whether words answer 「要改报表吗？」: 改成新版本, 改 (true), 不改 (false); null when they do neither. */
export const keepsOrChanges = (text: string): boolean | null => {
	const words = plain(text);
	if (/^(?:1|要?改|改吧|改成新版本?|新版本|要)$/u.test(words)) return true;
	return /^(?:2|不用?改|不要改?|别改|不用|照旧|算了)(?:了|吧)?$/u.test(words) ? false : null;
};

/** Whether words are those of the button under a workbook's difference. */
export const confirmsImport = (text: string): boolean => /^(?:确认|确定|同意)导入$/u.test(plain(text));

/** How one calls a period when choosing among several. */
export const periodWords = (period: PeriodKey): string[] => {
	const { cadence, year, number } = parsePeriod(period);
	const words = { week: `第${number}周`, month: `${number}月`, quarter: `第${number}季度`, year: "" }[cadence];
	return [period, `${year}年${words}`];
};
