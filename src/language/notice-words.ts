import type { Role } from "../domain/person.ts";
import type { UnitKind } from "../domain/unit.ts";

/** Words that say that something was seen. */
export interface Acknowledgement {
	/** The notice named (收到 12); null without. */
	readonly number: number | null;
	/** 收到 itself, and not one of the words people say for it (好的, 👍). */
	readonly exact: boolean;
	/** Nothing but the word. */
	readonly bare: boolean;
}

/** Longest text that is taken for an acknowledgement. */
const LONGEST = 40;

const folded = (text: string): string =>
	text
		.normalize("NFKC")
		.replace(/\p{Cf}|\uFE0F/gu, "")
		.replace(/\p{Emoji_Modifier}/gu, "")
		.trim()
		.replace(/^@\S+\s+/u, "")
		.toLowerCase();

const POLITE = "[\\s,，.。!！~～、…]*(?:谢谢|辛苦了|谢谢领导|🙏|👌|👍|🌹)*[\\s.。!！~～…]*$";
const NUMBERED = new RegExp(
	`^(?:/received(?:@\\S+)?|(?:已|已经|都)?收到(?:了|啦)?)[\\s:：,，]*第?\\s*(\\d{1,6})\\s*(?:号|号通知)?(?:了)?${POLITE}`,
	"u",
);
const EXACT = new RegExp(
	`^(?:/received(?:@\\S+)?|(?:好的?|嗯+|已|已经|都)?[,，]?\\s*收到(?:了|啦|的)?(?:通知|领导)?(?:了)?)${POLITE}`,
	"u",
);
const TAIL = /^(?:已|已经)?收到(?:了|啦)?[\s,，.。!！~～]+(.+)$/u;
/** What follows asks or doubts: nothing was acknowledged. */
const ASKS = /[?？]|[吗么没]|(?:谁|哪)/u;
const WEAK = new RegExp(
	`^(?:好|好的|好滴|好嘞|好咧|知道|知道了|明白|明白了|了解|了解了|清楚了|知悉|已知悉|已阅|已读|看到了|已看到|ok|okay|👍|👌|🫡|🆗)(?:了|啦|哈|呢|啊)?${POLITE}`,
	"u",
);

/** What a text acknowledges; null when it says something else. 收到没有, 没收到 and 收到了吗 acknowledge nothing. */
export const readAcknowledgement = (text: string): Acknowledgement | null => {
	if (text.length > LONGEST) return null;
	const words = folded(text);
	const number = NUMBERED.exec(words)?.[1];
	if (number !== undefined) return { number: Number(number), exact: true, bare: true };
	if (EXACT.test(words)) return { number: null, exact: true, bare: true };
	const tail = TAIL.exec(words)?.[1];
	if (tail !== undefined && !ASKS.test(tail)) return { number: null, exact: true, bare: false };
	return WEAK.test(words) ? { number: null, exact: false, bare: true } : null;
};

/** What the words under a notice's draft do. */
export type DraftWord = "publish" | "edit" | "discard" | "receipt-on" | "receipt-off";

const DRAFT_WORDS: readonly (readonly [DraftWord, RegExp])[] = [
	["publish", /^(?:发布|确认发布|发布吧|\/publish(?:@\S+)?)$/u],
	["edit", /^(?:修改|改一下|重写|\/edit(?:@\S+)?)$/u],
	["discard", /^(?:放弃|取消|不发了|不发|\/cancel(?:@\S+)?)$/u],
	["receipt-off", /^(?:不要求|不用|不要|不需要|无需|不必)(?:回复)?(?:收到|回执|回复)$/u],
	["receipt-on", /^(?:要求|要|需要|请)(?:回复)?(?:收到|回执|回复收到)$/u],
];

/** The word a text is for a draft; null for none. */
export const readDraftWord = (text: string): DraftWord | null => {
	const words = folded(text).replace(/[\s.。!！]+$/u, "");
	return DRAFT_WORDS.find(([, form]) => form.test(words))?.[0] ?? null;
};

const NO_NEED = "(?<!(?:不用|不必|不要|不需要?|无需|无须|免|勿|别)(?:再|都)?)";
/** 请回复“收到”, 收到请回复, 请确认收到, 要求收到. */
const ASKED: readonly RegExp[] = [
	new RegExp(`${NO_NEED}(?:回复?|答复|反馈|确认|要求)(?:一下|一声|一个|个|是否)?[\\s“”"‘’'「【:：]*(?:已|已经)?收到(?![的过])`, "u"),
	/收到[”"’'」】]?(?:本|此|该)?(?:通知|短信|消息)?(?:的|了|者|后|以后|之后)?[\s,，。.!！:：]*(?:都|均|的?单位|各单位|大家)?(?:请|要|望|务必|烦请|麻烦)?(?:都|均|及时|立即|马上|尽快)?(?:在群里|群里|在群内)?(?:回复|回执|回个|回一|回话|反馈)(?=$|\P{Script=Han}|收到|我|一|话)/u,
];

/** Whether a notice's text itself asks its readers to say 收到. */
export const asksForReceipt = (text: string): boolean => ASKED.some((form) => form.test(text.normalize("NFKC")));

/** The word before an audience. */
export const GIVE_TO = "给";

/** 给, 发给: what follows says for whom. The text behind it; null without. */
export const behindGiveTo = (text: string): string | null => /^\s*(?:发给|发到|给)\s*([\s\S]+)$/u.exec(text)?.[1] ?? null;

const KINDS: readonly (readonly [UnitKind, RegExp])[] = [
	["village", /^(?:全县|全镇|全乡)?(?:各|所有|全部|全体)(?:行政)?村(?:级|委会|社区)?(?:单位)?/u],
	["township", /^(?:全县)?(?:各|所有|全部|全体)(?:乡镇[\s、,，]*(?:\(?街道\)?)?|镇街|镇|乡|街道)/u],
	["department", /^(?:县直|全县)?(?:各|所有|全部|全体)(?:县直)?(?:部门|单位)/u],
];

const ROLES: readonly (readonly [Role, RegExp])[] = [
	["principal", /^的?(?:党政)?(?:主要领导|主要负责人|主要负责同志|一把手|书记镇长)/u],
	["reporter", /^的?(?:分管领导|分管负责人|分管同志|报送员|报送人|工作人员|具体工作人员)/u],
	["village", /^的?(?:村干部|村书记|村支书|村主任|村两委)/u],
];

const at = <T>(table: readonly (readonly [T, RegExp])[], text: string): { readonly what: T; readonly rest: string } | null => {
	for (const [what, form] of table) {
		const found = form.exec(text);
		if (found) return { what, rest: text.slice(found[0].length) };
	}
	return null;
};

/** 各乡镇, 各村, 各部门 at the head of a text. */
export const leadingKind = (text: string): { readonly kind: UnitKind; readonly rest: string } | null => {
	const found = at(KINDS, text);
	return found && { kind: found.what, rest: found.rest };
};

/** 主要领导, 报送员, 村干部 at the head of a text. */
export const leadingRole = (text: string): { readonly role: Role; readonly rest: string } | null => {
	const found = at(ROLES, text);
	return found && { role: found.what, rest: found.rest };
};

/** 本群 at the head of a text: what follows; null without. */
export const behindThisGroup = (text: string): string | null => /^(?:本群|这个群|群里|本工作群)([\s\S]*)$/u.exec(text)?.[1] ?? null;

/** 给 火星镇：开会: a name as units have them, set apart as an audience is; null where the text is none's address. */
export const addresseeWritten = (text: string): string | null =>
	/^\s*([\p{Script=Han}]{2,12}(?:镇|乡|村|街道|社区|局|办|办公室|中心|场))\s*[:：]/u.exec(text)?.[1] ?? null;

/** Whether a text begins where one name ends: at its end, or at a sign or space. */
export const beginsApart = (text: string): boolean => text === "" || /^[\s:：,，、。;；]/u.test(text);

/** The number of a notice at the head of a text (12, 第12号), and what follows. */
export const leadingNumber = (text: string): { readonly number: number; readonly rest: string } | null => {
	const found = /^\s*第?\s*(\d{1,6})\s*(?:号通知|号)?(?=$|[\s:：,，、。;；\D])/u.exec(text.normalize("NFKC"));
	return found
		? {
				number: Number(found[1]),
				rest: text
					.normalize("NFKC")
					.slice(found[0].length)
					.replace(/^[\s:：,，、。;；]+/u, "")
					.trim(),
			}
		: null;
};
