import type { DialogCommand } from "../dialog/reading.ts";

type Simple = Exclude<DialogCommand["do"], "edit" | "correct">;

const SORRY = "不对|错了|说错了?|写错了?|报错了?|打错了?|填错了?|弄错了?|搞错了?|记错了?|看错了?|数错了?|口误|更正|纠正|订正|不好意思|抱歉";

/** Words that are a command when they are all that is said. */
const WORDS: readonly (readonly [Simple, RegExp])[] = [
	["cancel", /^(?:取消|取消填报|取消上报|退出|不填了|不报了|\/cancel)$/],
	["back", /^(?:回?上一步|上一题|上一项|返回|后退|\/back)$/],
	["skip", /^(?:跳过|略过|跳过(?:这|此|本)?(?:项|题|步)|先跳过|下一[题项步]|\/skip)$/],
	["help", /^(?:帮助|怎么填|怎么写|怎么报|什么意思|看不懂|不会填|不会|\?+|\/help|help)$/],
	["submit", /^(?:提交|确认提交|确定提交|提交吧|就这样提交|确认无误|\/submit)$/],
	["discard", /^(?:放弃|放弃填报|放弃上报|不交了|\/discard)$/],
	["done", /^(?:完成|发完了?|传完了?|上传完了?|发好了|传好了|好了|完了|就这些|\/done)$/],
	["wrong", new RegExp(`^(?!不好意思$|抱歉$)(?:(?:刚才|刚刚|上一个|上个|前面)(?:的|那个)?)?(?:我|都)?(?:${SORRY})了?$`)],
];

const CHANGE_ONE = /^(?:我?(?:想|要)?(?:修改|更改)(?:一下)?|改(?:一下)?|\/edit)[\s:]*(.*)$/s;
const CHANGE_TO = /^(?:请|帮我)?(?:把|将)?(.{1,40}?)(?:改成|改为|修改为|更正为|更改为|应改为|应为|应该是|换成)[\s:]*(.+)$/s;
const ITEM_LEAD = /^(?:请|帮我|修改|更改|改|把|将|第)+/;

const CORRECT = new RegExp(
	`^(?:哦|啊|呃|嗯|哎)?[,\\s]*(?:(?:刚才|刚刚|上一个|上个|前面)(?:的|那个)?)?(?:${SORRY})(?:[了,。:;!\\s]|${SORRY})*(?:应该?|应当)?(?:是|为|改成|改为)?\\s*(.+)$`,
	"s",
);
const NOT_BUT = /^不是.{1,20}?[,\s]+(?:而|应该?)?是\s*(.+)$/s;
const HAS_NUMBER = /[\d零〇一二两三四五六七八九十百千万半]|没变|没有|无/;

const plain = (text: string): string =>
	text
		.normalize("NFKC")
		.replace(/[\u200B-\u200F\uFEFF]/gu, "")
		.trim();

const readCorrection = (text: string): DialogCommand | null => {
	const words = NOT_BUT.exec(text)?.[1] ?? CORRECT.exec(text)?.[1];
	return words !== undefined && HAS_NUMBER.test(words) ? { do: "correct", text: words.trim() } : null;
};

const readChange = (text: string): DialogCommand | null => {
	const to = CHANGE_TO.exec(text);
	const item = to?.[1]?.trim().replace(ITEM_LEAD, "").trim();
	if (to?.[2] !== undefined && item) return { do: "edit", item, value: to[2].trim() };
	const one = CHANGE_ONE.exec(text)?.[1]?.trim();
	if (one === undefined) return null;
	return { do: "edit", item: one === "" ? null : one, value: null };
};

/** The command a person's words are inside a dialog; null when they are an answer. */
export const readDialogCommand = (text: string): DialogCommand | null => {
	const words = plain(text);
	const alone = words.replace(/[.。!,~\s]+$/u, "").toLowerCase();
	for (const [command, pattern] of WORDS) if (pattern.test(alone)) return { do: command };
	return readCorrection(words) ?? readChange(words);
};
