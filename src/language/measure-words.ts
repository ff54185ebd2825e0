import { type Measure, measure, standardMeasure } from "../domain/measure.ts";

/** A measure as written behind a number. */
export interface MeasureWord {
	readonly end: number;
	/** Standard name (平米 → 平方米). */
	readonly unit: Measure;
}

// What may not follow, so that 3个家庭 is no 家 and 八成立 is no 成.
const NOT_BEFORE: Readonly<Record<string, string>> = {
	母: "[猪牛羊鸡驴马亲畜子本株]",
	成: "[立功员本片活为品年鸡牛羊猪果林熟交绩效长都虫就绪套]|了(?![,，。!\\s]|$)",
	折: "[合算旧价腾损扣回]",
	个: "百分点?",
	里: "[面边外头程屯]",
	方: "[面案法向式便块]",
	家: "[子庭里中长具乡畜禽人家户窝店洼荒]",
	条: "[件例款龙心理]",
	处: "[理于置在长级罚暑]",
	头: "[等年号雾茬批]",
	口: "[粮袋径岸号头]",
	间: "[隔接断作苗距或]",
	套: "[种作袋路]",
	场: "[地院所面]",
	次: "[年日要数性]",
	户: "[口外籍主数均稍]",
	名: "[称单义字额下]",
	眼: "[前下看光]",
	米: "[粒饭勒]",
	元: "[旦宝素月]",
	批: "[准评示复发文]",
	项: "目",
	组: "[织长建成员]",
	对: "[于应外内照接比口方待策此不]",
	支: "[部持付出书援委架撑农]",
	根: "[据本治德]",
	面: "[积前对临貌上]",
	门: "[口前得]",
	本: "[周月年季地村镇乡人身来期]",
	种: "[植子苗了上果养地下在完粮羊猪牛鸡畜]",
	位: "[于置]",
	片: "[区长面警]",
	座: "[谈位]",
	张: "[家三王书镇乡村主]",
	道: "[路理德具歉不]",
	车: "[间辆库新家]",
	斤: "顶",
	村: "[里民委书干级集两支屯部]",
	所: "[有以在属需得长谓]",
	平: "[方均安整地台时房]",
	棚: "[区室膜内]",
	台: "[阶账风]",
	只: "[有是要能剩差缺够完栽建干]",
	件: "[事]?之",
	株: "[距]",
	栋: "[梁]",
	人: "[员民家工口大代均]",
	块: "[地田板牌石砖]",
	分: "[之别钟布散类工期批段管成局配析解歧块户田为组明清开支]",
	度: "[过假数]",
	级: "",
	层: "[面次级]",
	段: "[时落]",
	篇: "[章]",
	份: "[子]",
	趟: "",
	池: "[子塘水]",
	队: "[伍长员]",
	社: "[会区保]",
	袋: "",
	桶: "",
	排: "[水涝灌查队]",
	延: "[长迟期续误]",
	升: "[级至到]",
};

const SPELLINGS: Readonly<Record<string, string>> = {
	响地: "垧",
	mu: "亩",
	母: "亩",
	延长米: "米",
	延米: "米",
	平方: "平方米",
	平: "平方米",
	方: "立方米",
	m3: "立方米",
	立方: "立方米",
	m: "米",
	万块: "万元",
	万块钱: "万元",
	元钱: "元",
	名: "人",
	个百分点: "%",
	百分点: "%",
	"%": "%",
	个点: "%",
};

const WORDS = [
	..."平方公里 平方千米 平方米 平米 平方 公顷 公亩 市亩 亩 母 mu 顷 垧 晌 坰 响地 分地 分 厘 hm2 ha km2 m2".split(" "),
	..."公里 千米 华里 延长米 延米 厘米 毫米 米 里 km cm mm m 公斤 千克 市斤 斤 吨 kg".split(" "),
	..."亿元 万元 元钱 元 块钱 块 立方米 立方 方 m3 平 升".split(" "),
	..."个百分点 百分点 个点 % ‰ 个 处 头 只 羽 口 匹 株 棵 栋 幢 座 间 户 人次 人 名 眼 台 套 家 次 场 件 辆 条 张 项 所 片 批 组 对 支 根".split(
		" ",
	),
	..."袋 车 桶 箱 捆 盘 排 趟 门 份 本 种 道 段 层 面 册 幅 篇 位 村 屯 栏 成 折 窝 垄 畦 池 孔 副 卷 倍 度 千瓦 kw 马力 工日 亩次 头次 棚 延".split(
		" ",
	),
];

const BY_FIRST = new Map<string, string[]>();
for (const word of [...new Set(WORDS)].sort((a, b) => b.length - a.length)) {
	const first = word[0] ?? "";
	BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), word]);
}

const FORBIDDEN = new Map<string, RegExp>();
for (const [word, next] of Object.entries(NOT_BEFORE)) if (next !== "") FORBIDDEN.set(word, new RegExp(`^(?:${next})`));

const PLOT = /^块(?:[大小]?(?:地|田)|展?板|牌|石|砖)/;

// 口 counts wells, people and livestock; what stands near tells which.
const mouthMeasure = (text: string, at: number): string => {
	const around = text.slice(Math.max(0, at - 10), at + 4);
	if (/口(?:机|大|水|深|电)*井/.test(text.slice(at, at + 6)) || /井[^。;；,，\n]{0,6}$/.test(text.slice(Math.max(0, at - 8), at)))
		return "眼";
	if (/口人/.test(around)) return "人";
	return /锅|鱼塘|缸/.test(around) ? "口" : "头";
};

const wordAt = (text: string, at: number): string | null => {
	for (const word of BY_FIRST.get((text[at] ?? "").toLowerCase()) ?? []) {
		if (
			!text
				.slice(at, at + word.length)
				.toLowerCase()
				.startsWith(word)
		)
			continue;
		const end = at + word.length;
		if (/[a-z]/.test(word) && /[A-Za-z]/.test(text[end] ?? "")) continue;
		if (word !== "块" && FORBIDDEN.get(word)?.test(text.slice(end, end + 3))) continue;
		return word;
	}
	return null;
};

/** The measure that starts exactly at `at`, in its standard name; null when the text there is no measure. */
export const measureAt = (text: string, at: number): MeasureWord | null => {
	if (/[吨t]/.test(text[at] ?? "") && (text[at] === "吨" || !/[A-Za-z]/.test(text[at + 1] ?? "")))
		return { end: at + 1, unit: measure("吨") };
	const word = wordAt(text, at);
	if (word === null) return null;
	const end = at + word.length;
	if (word === "块" && PLOT.test(text.slice(at, at + 4))) return { end, unit: measure("块") };
	if (word === "口") return { end: text[end] === "人" ? end + 1 : end, unit: measure(mouthMeasure(text, at)) };
	if (word === "分地") return { end, unit: measure("分") };
	return { end, unit: SPELLINGS[word] === undefined ? standardMeasure(word) : measure(SPELLINGS[word]) };
};

/** The measure behind a number, across up to two spaces or inside brackets: 45 亩, 45(亩). */
export const measureBehind = (text: string, at: number): MeasureWord | null => {
	const direct = measureAt(text, at);
	if (direct !== null) return direct;
	const closed = /^[】」』”"\])]/.test(text[at] ?? "") ? measureAt(text, at + 1) : null;
	if (closed !== null) return closed;
	const gap = /^ {0,2}/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
	if (text[at + gap] === "(") {
		const inside = measureAt(text, at + gap + 1);
		return inside !== null && text[inside.end] === ")" ? { ...inside, end: inside.end + 1 } : null;
	}
	const spaced = gap > 0 ? measureAt(text, at + gap) : null;
	// After a space a counting word is more often the start of the next noun (45 头等营子); areas and money are not.
	return spaced;
};
