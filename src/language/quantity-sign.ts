import { type Scanned, turnSign } from "./quantity-scan.ts";

const FALL = /(?:减少|核减|调减|扣减|扣除|缩减|减了|少了|减|下降|降低|降)(?:了|面积|约|有| )*$/;
const NEGATIVE = /(?<![担欠责抱自胜])负 ?$/;
/** Words before a quantity that was lost (冻死30株): a fall of what was there. */
export const LOSS =
	/(?:拆除|拆了|拆掉|拆|损毁|毁坏|毁了|冻死|旱死|淹死|死亡|死了|(?<!撑)死|退了|淘汰|报废|砍了|砍掉|砍|刨了|退出|撂荒|损失)(?:了|掉了?|约|有| )*$/;

/** A quantity with what the signs and words before it add. */
export interface Signed {
	readonly scanned: Scanned;
	readonly plus: boolean;
	readonly fell: boolean;
}

/** Reads a sign or a word of decrease before a quantity. 暖棚-45亩 may be a dash or a minus and loses its value; a minus opens a number only after an edge. */
export const readSign = (text: string, scanned: Scanned): Signed => {
	const before = text.slice(Math.max(0, scanned.start - 8), scanned.start);
	const none = { scanned, plus: false, fell: false };
	if (/\+ ?$/.test(before)) return { ...none, plus: true };
	if (before.endsWith("-")) {
		const edgeBefore = before.length < 2 || /[\s:：(,，=。;；、]/.test(before.at(-2) ?? "");
		if (edgeBefore) return { scanned: { ...turnSign(scanned), start: scanned.start - 1 }, plus: false, fell: true };
		return /[-—]$/.test(before.slice(0, -1)) ? none : { ...none, scanned: { ...scanned, value: null, unclear: scanned.unclear ?? "sign" } };
	}
	const worded = NEGATIVE.exec(before) ?? FALL.exec(before);
	if (worded && scanned.value !== null && scanned.value !== "0") {
		return { scanned: { ...turnSign(scanned), start: scanned.start - worded[0].length }, plus: false, fell: true };
	}
	return none;
};

const ASIDE =
	/(不含|不包括|不算|超出?(?:计划|任务|目标)|多报|少报|漏报|错报|多算|少算|占地|占用|用地|征地|征收|流转|辐射|受灾|受旱|灌溉|整地|平整|清表|备耕|翻耕|平均|人均|户均|亩均|亩产|单棚|单栋|单价|单产|均价|每|各个?|亩收入|(?<![增延])长(?!了)|宽|(?<!提)高|深|间距|株距|行距|带动|容积|直径|投资|投入|资金|总投资|补贴|收入|产值|效益|价格)(?:上周|上期|上次|原有|之前|已报|的|土地|耕地|面积|农户|个|栋|亩|座|处|户|棚|头|株|家|月|年|天|公斤|斤|米|约|大约|达到?|共|了|收入|近|为|是|[:： ])*$/;
const RATE_AFTER = /^ ?(?:\/|每)(?:个|栋|亩|座|处|户|棚|头|株|家|年|月|天|人)/;

// 比上周少10亩 may compare totals or increases: no figure of its own. 多 is how people say an increase.
const COMPARED = /[比较](?:上周|上个?月|上期|上次|去年同期|去年|前一?周|同期|往年)[一-鿿]{0,4}?(?:少|高|低)(?:了|出)?$/;

/** The word that makes a quantity say something beside the thing reported (占地, 每, 流转); null for a plain one. */
export const asideOf = (text: string, scanned: Scanned): string | null => {
	if (COMPARED.test(text.slice(Math.max(0, scanned.start - 14), scanned.start))) return "比上期";
	const said = ASIDE.exec(text.slice(Math.max(0, scanned.start - 12), scanned.start))?.[1];
	if (said !== undefined && said !== "各" && said !== "各个") return said;
	return RATE_AFTER.test(text.slice(scanned.end, scanned.end + 3)) ? "每" : null;
};
