/**
 * What a quantity is said of: an increase of this period, the total so far, a plan or a target (never taken as done), an earlier
 * period, or nothing said.
 */
export type Mode = "increment" | "total" | "plan" | "target" | "past" | "unstated";

const TARGET = /目标|任务|指标|应完成|要求完成|下达/;
const PLAN =
	/计划|打算|准备|预计|预期|拟|下周|下个?月|下季|下步|下一步|明年|明天|后天|争取|力争|规划|意向|有望|确保|能(?:到|完成|达到?|建成?|干到?)|将要|即将|将(?!近)|还差|还剩|剩(?=$|了|约)|还缺|还需|还欠|尚差|尚需|尚未|剩余|剩下|缺口|未完成|没完成|没有完成|未建|未栽|待建|待栽|还要|想再?|(?<![相误偏])差$|缺$|在建|正在建|正建|前(?:再|要|能|可|争取|力争|确保)|(?<![至止上\d一二三四五六七八九十])(?:月底|年底)前?(?:能|可|要|将)?(?:达到|完成|到|累计)/;
const PLAN_FULFILLED =
	/(?:按照?|完成了?(?:全年|年度|本年|今年)?|计划内|超额?)(?:的)?(?:计划|任务|目标)(?:量|数|面积)?的?|(?:任务|目标|计划)(?:已经?|全部|均|都)?(?:完成|落实)了?$|(?:任务|计划)(?:完成|落实)$|(?:任务|计划|目标)[中里]的?$/;
const PAST =
	/(?:^|[^比较和跟与同上连含])(?:上周|上月|上个月|上年|去年|上次|上期|上季|同期|原有|原来|原先|原本|此前|之前|以前|前期|往年|历年|前年|昨年)/;
const HARD_TOTAL =
	/累计|累积|累(?=$|[约达有:：])|截至|截止|至今|年初以来|今年以来|今年新|达到|达(?=约|到|$)|现有|总数|总量|总面积|总规模|(?<!新增|增加)存栏|保有|增加到|增加至|增长到|增至|增到|扩大到|扩大至|发展到|发展至|提高到|提高至|升至|上升到|减少到|减少至|降到|降至|下降到|变成|变为|调整为|调整到|到现在|到(?:这周|本周|今天|今日|昨天|目前)/;
const SOFT_TOTAL =
	/目前|现在|(?<!本)共(?!同|建|产|享)|总共|一共|合计|共计|总计|共有|已完成|已经完成|已达|已有|已建成|已建|全部|总(?!书记|理|结|体|投)|现已|业已|如今|拢共|满共/;
const PERIOD_NOW = /本周|这周|这一周|这个周|本星期|这星期|本期|今天|今日|昨天|昨日|本月|这个月|当月|本季/;
const INCREASE =
	/新增|新建|新栽|新植|新发展|新上|新扣|新开工|新完成|新落实|新(?=[^民邱丘华德窝立书])|增加了?|增|又|再|多了|[比较与]上(?:周|上个?月|期|次)[一-鿿]{0,3}多|扩建|扩了|净增|续建|加了|\+$/;
const CHANGED_TO =
	/(?:(?:增加|增长|增|扩大|发展|提高|上升|升|减少|下降|降|变|调整)(?:到|至|成)|(?<!新增?|净增?)(?:增加|增长|增|扩大|发展|提高|上升|升|减少|下降|降|变|调整)为)了?$/;

const STILL = /(?:没变|不变|没动|变化|没有?新增|无新增)[^。;；\n]*(?:还是|仍|依然|保持)/;
const DONE = /实际|完成|建成|栽了|建了|干了|落实/;

const modeIn = (words: string): Mode | null => {
	if (words === "") return null;
	if (CHANGED_TO.test(words)) return "total";
	const plain = words.replace(PLAN_FULFILLED, "完成");
	if (TARGET.test(plain)) return "target";
	if (PLAN.test(plain)) return "plan";
	const increase = INCREASE.test(words);
	const now = PERIOD_NOW.test(words);
	if (PAST.test(words) && !now) return /[比较]上/.test(words) ? "increment" : "past";
	if (HARD_TOTAL.test(words)) return increase && now && !/截[至止]/.test(words) ? "increment" : "total";
	if (increase || now) return "increment";
	return SOFT_TOTAL.test(words) ? "total" : null;
};

/** The mode said by the words before a quantity, back to the quantity before it; null when they say nothing. */
export const modeBefore = (words: string): Mode | null => {
	const clauses = words.split(/[,，]/).filter((clause) => !/问题|困难/.test(clause));
	const last = clauses.at(-1) ?? "";
	const near = clauses.length > 1 ? modeIn(last) : null;
	if (near !== null) return near;
	// 没有新增，还是1266.2亩: what still stands is the total.
	if (/还是|仍|依然|保持/.test(last) && STILL.test(words)) return "total";
	const all = modeIn(clauses.join(","));
	if (all === null && STILL.test(words)) return "total";
	// 60亩的任务，完成了45亩: what the nearer clause says done is no task.
	return clauses.length > 1 && (all === "plan" || all === "target") && DONE.test(last) ? "unstated" : all;
};

/** True when a clause begins anew with what was done (计划…；完成暖棚45亩): what was said of plans before no longer holds. */
export const doneLeads = (words: string): boolean => /实际|完成|建成|落实/.test(words.split(/[,，、]/).at(-1) ?? "");

const NOTE = /^ ?\((?:均|都)?(?:为|是)?(本周新增|新增|本周|增量|累计|总数|合计|目前|计划|任务|目标)(?:数|量|面积|数字)?\)/;
const CLOSING = /^(?:的)?(?:都)?(?:是|为)(本周新增|新增|累计|总数|合计|计划|任务|目标)(?:数|量|的|面积)?(?=$|[,，。;；、\s)])/;
const TRAILING_PLAN =
	/^(?:的)?(?:年度|全年)?(任务|目标|计划)(?:数|量)?(?![书外中里一-鿿])|^(?:的)?(?:年度|全年)?(任务)(?=完成|已|共)|^(?:的?[\u4e00-\u9fff]{0,4}?)(?:正在)?(计划|打算|准备|预计|争取)(?:中|下周|下个?月|月底|年底|明年|[^完])/;
const TRAILING_UNDONE =
	/^(?:[\u4e00-\u9fff]{0,3}?)(?:(?:还没|没有?|尚未|未)(?:完成|建|栽|开工|动工|落实|干|启动|到位)|正?在(?:建|施工)|施工中|建设中)/;

/** True when a plan word behind a quantity belongs to the number after it: 完成了3个计划5个. */
export const leadsNext = (words: string, behind: string): boolean =>
	/(?:完成|实际|建成|落实|干)了?$/.test(words.replace(/约|大约/g, "")) &&
	/^(?:计划|任务|目标|正?在建|未建|未完成|没完成)(?:数|量|是|为|[:： ])*$/.test(behind);

/** The mode said just behind a quantity: 45亩(新增), 60亩任务, 30亩还没栽; null when nothing is. */
export const modeAfter = (words: string): Mode | null => {
	const said = NOTE.exec(words)?.[1] ?? CLOSING.exec(words)?.[1];
	if (said !== undefined) {
		if (/新增|本周|增量/.test(said)) return "increment";
		if (/累计|总数|合计|目前/.test(said)) return "total";
		return said === "计划" ? "plan" : "target";
	}
	const plan = TRAILING_PLAN.exec(words);
	if (plan) return plan[1] === "任务" || plan[1] === "目标" || plan[2] !== undefined ? "target" : "plan";
	return TRAILING_UNDONE.test(words) ? "plan" : null;
};

const DONE_AFTER =
	/^(?:的)?(?:任务|计划)?[\u4e00-\u9fff]{0,2}?(?:已经?|都|全部|均|全)(?:已经?|都|全部|均|全)?(?:完成|建成|建好|栽完|栽上|干完|落实|完工)/;

/** True when what follows says that a planned quantity has been done (计划的45亩已全部完成). */
export const doneAfter = (words: string): boolean => DONE_AFTER.test(words);

const LAST_MODE_WORD = new RegExp(
	[/上周|上月|上期|上次|去年/, TARGET, PLAN, HARD_TOTAL, SOFT_TOTAL, PERIOD_NOW, INCREASE].map((pattern) => pattern.source).join("|"),
	"g",
);

/** True when the mode words stand before a noun (本周新增暖棚…), so that they also hold for the quantities after it. */
export const leadsClause = (words: string): boolean => {
	let end = 0;
	for (const found of words.matchAll(LAST_MODE_WORD)) end = found.index + found[0].length;
	return end > 0 && /[\u4e00-\u9fff]{2}/.test(words.slice(end).replace(/[了有的为是约大概达到面积:]/g, ""));
};
