import type { Span } from "./normalize.ts";

const STRONG_WORDS =
	"没啥变化|没什么变化|没有什么变化|没有任何变化|没有啥变化|没有变化|没变化|无变化|未变化|没有变动|没变动|无变动|没有变|没变|没有什么新增|没什么新增|没啥新增|没有新增|没新增|无新增|未新增|暂无新增|零新增|没有增加|没增加|未增加|无增加|没有新的|没有动静|没动静|无动静|没有进展|没进展|无进展|暂无进展|没啥进展|没什么进展|零进展|没有动|没动工|未动工|没动|未动|没开工|未开工|没有开工|还没开始|尚未开始|没开始|未开始|尚未启动|未启动|没启动|没栽(?![活完齐])|没建(?![完好])|没种(?![活完齐])|没盖(?![完好])|没干(?!完)|没搞(?![清懂好定])|没弄(?![好清完])|没整(?![完好明])|不增不减|没增没减|无增减|保持不变|维持不变|不变|原地踏步|原地没动|纹丝没动|纹丝不动|纹丝未动|暂未开展|未开展|没开展|啥也没干|啥都没干";
const WEAK_WORDS = "停工|停着呢|没活动|没得|没啥|啥也没有|啥都没有|什么都没有|没有|暂时没有|目前没有|暂无|无|没|木有|还没有?|尚无";

const STRONG = new RegExp(STRONG_WORDS, "g");
const FILLER =
	"(?:本周|这周|这一周|这个周|今天|本月|这个月|目前|暂时|暂|还是|还|真的?|全|仍然|仍|依然|都|均|也|就|基本上?|都是|一直|确实|我们?(?:村|镇|乡|这|这边|这里)?|[和跟同与]上周(?:相?比)?|[比较]上周|和上次比?)";
const TAIL = "(?:领导|书记|镇长|乡长|主任|老师|了|啊|呢|的|哈|哦|呀|吧|嘛|,|。|!|\\.|~|\\s)*";
const WHOLE = new RegExp(
	`^${FILLER}*(?:${STRONG_WORDS}|(?:${WEAK_WORDS})(?:${WEAK_WORDS})?|(?:新增)?[:：]?(?:零|〇|0)(?:\\.0+)?(?: ?[亩个处头株栋户])?(?:新增|增长|变化)?)${TAIL}$`,
);
const NOT_ONE = /一(?:亩|个|处|栋|株|棵|头|户|座|口|只|家|点儿?)(?:地|棚)?(?:也|都)?(?:没有|没(?!有)|未)(?=[^多少人问困]|$)/g;
const SAME =
	/同上周|[和跟同与]上(?:周|次|期)(?:报的)?一个数|按照?上(?:次|周|期)(?:的)?(?:报|填|算|数)|还是(?:原来|上次|之前|以前)(?:的)?(?:那个)?(?:数|样|情况)|同上期|同上次|同上月|同前|[和跟同与]上(?:周|次|期|个?月)(?:的|数据|数字|数|报的|报的数)*(?:是)?(?:一样|相同|一致|持平|差不多)|(?<!没有?|不)持平|照旧|照上周|按上周(?:的)?(?:报|填|算)|老样子|还是上周(?:的)?(?:数|那个数|数字|数据)?|还是那(?:么多|些)|还那样|同上$|如上$/;

/** Ranges of phrases that plainly say "no change" (没变, 无新增, 没动静), wherever they stand. */
export const zeroPhrases = (text: string): Span[] => {
	const spans = [...text.matchAll(STRONG)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
	const none = [...text.matchAll(NOT_ONE)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
	return [...none, ...spans];
};

/** True when a whole answer says zero: 没变, 无, 没有, 0, 本周没有新增. */
export const saysZero = (text: string): boolean => {
	const plain = text.trim().replace(/[。.!~\s]+$/u, "");
	return plain.length > 0 && plain.length < 40 && WHOLE.test(plain.replace(/[,，]/g, ""));
};

/** True when the text refers to the last report (同上周, 持平): whether its total or its increase stays the same must be asked. */
export const saysSame = (text: string): boolean => SAME.test(text);

const BARE_NONE =
	/^(?:[:： ]|本周|这周|目前|暂时|还|都|也|均|仍|就)*(?:没有|暂无|尚无|无|没|没得)(?:了|啊|呢|哈)?(?=$|[,，。;；、\s!]|(?:问题|困难)就?是)/;
const LEADING_ZERO = /^(?:[:： ]|本周|这周|新增|增加|目前|为|是)*(?:0|零|〇)(?:\.0+)?(?: ?[亩个处头株栋户座])?(?=$|[,，。;；、\s!])/;

/** True when the words right behind a field's name say none: 果树无, 果树：没有, 养殖小区0. */
export const noneBehind = (words: string): boolean => BARE_NONE.test(words) || LEADING_ZERO.test(words);
