import type { CommandId } from "../domain/command.ts";

/** What a sentence asks for that begins with no command's word: a report (补报 上周, 我要报周报), or a change of what was reported (报错了). */
export type ReportRequest =
	| { readonly do: "report"; readonly id: Extract<CommandId, "weekly" | "monthly" | "quarterly" | "yearly">; readonly rest: string }
	| { readonly do: "change" };

const REPORTS = { 周报: "weekly", 月报: "monthly", 季报: "quarterly", 年报: "yearly" } as const;
const SPACED = /^([周月季年])\s+报(?=$|[\s:：,，])/u;
const ASKED = /^(?:我们?)?(?:要|想|来)?(补)?(?:[填交]|报(?![名到警销考]))(?:一下|个)?[\s:：,，]*([\s\S]*)$/u;
const NOUN = /(?:的)?(周报|月报|季报|年报)/u;
const QUESTION = /吗|怎么|如何|没报|[?？]\s*$/u;
const WRONG = /[报填写弄搞说发]错|错了|不对|改一下|更正|撤回|作废|重新?报/u;
/** Longer texts tell something else. */
const LONGEST_CHANGE = 30;

/** Reads a sentence that is no command; null when it asks for no report and for no change of one. */
export const readReportRequest = (text: string): ReportRequest | null => {
	const typed = text.trim().replace(SPACED, "$1报");
	const asked = ASKED.exec(typed === text.trim() ? typed : `报${typed}`);
	const noun = NOUN.exec(asked?.[2] ?? "")?.[1] as keyof typeof REPORTS | undefined;
	if (asked && (asked[1] !== undefined || noun !== undefined) && !QUESTION.test(typed))
		return { do: "report", id: REPORTS[noun ?? "周报"], rest: (asked[2] ?? "").replace(NOUN, " ").trim() };
	return typed.length <= LONGEST_CHANGE && WRONG.test(typed) ? { do: "change" } : null;
};
