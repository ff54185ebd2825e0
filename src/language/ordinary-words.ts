/**
 * Names of units that are also everyday words. Without a suffix (建设镇) they are a unit only where they head a line or stand alone,
 * and even then must be confirmed.
 */
export const ORDINARY_NAMES: ReadonlySet<string> = new Set(
	"建设 太平 新民 国华 青山 和睦 河东 河西 石场 衙门 桃李 富民 国强 民富 强盛 强民 富兴 国盛 民治 清河 新华 山岳 冷汤 八里 关家 大屯 富市 水泉 南荒 泡子 汤头 小洞 土城子 下洼子 干沟子 团山子 一棵树 阜新 革命 朝阳 新德 永先 大道 西北 前进 解放 地宫 新邱 荣花 天恩 会德 惠德 宝德 毛德".split(
		" ",
	),
);

/** Words that never name a unit without a suffix: 同意 approves, 果树 is what is counted. */
export const NEVER_BARE: ReadonlySet<string> = new Set("果树 同意 集中 自然屯 西北 大道 前进 解放 地宫 八里".split(" "));

/** What may not follow a name for it to be the unit (大巴车, 阜新市). */
export const NOT_UNIT_BEHIND: Readonly<Record<string, RegExp>> = {
	大巴: /^(?:车|司机|票|客)/,
	阜新: /^(?:市|县|蒙古|蒙|日报|地区|区)/,
	新民: /^(?:市|主|生)/,
	新邱: /^区/,
	建设: /^(?:用地|局|银行|单位|项目|工程)/,
	沙拉: /^酱/,
	水泉: /^[眼井]/,
};

/** What before a name shows that it is no unit (坐大巴). */
export const NOT_UNIT_BEFORE: Readonly<Record<string, RegExp>> = { 大巴: /[坐乘辆租]$/ };

/** Behind an everyday word with 村 or 镇 these characters show a plain noun: 同意村里, 集中村民. */
export const NOUN_BEHIND = /^(?:[里民级干集容内部子庄两支中上区屯民])/;

/** Characters before 村, 镇, 乡 that make a common noun of any name-like window (本村, 全镇, 示范村). */
export const COMMON_BEFORE =
	/(?:(?<!大.|固)本|[全各我该每个他她们农这那哪几些别]|行政|贫困|示范|重点|城|乡|先进|后进|自然|所有|其他|其它|部分|试点|分|邻|外|进|入|驻|包|下|到|在|的|和|与|及)$/;
