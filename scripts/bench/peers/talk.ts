/** The weekly report as every peer asks it: the same five questions, a summary, and the receipt. */
export const QUESTIONS = [
	{ id: "greenhouse", text: "2026年 周报 1/5\n本周新增暖棚多少亩？例如：45亩", kind: "number" },
	{ id: "orchard", text: "2026年 周报 2/5\n本周新增果树多少亩？例如：120亩", kind: "number" },
	{ id: "livestock", text: "2026年 周报 3/5\n本周新增养殖小区多少个？例如：1个", kind: "number" },
	{ id: "issues", text: "2026年 周报 4/5\n本周有什么问题需要县里帮助？没有写“无”。", kind: "text" },
	{ id: "photos", text: "2026年 周报 5/5\n现场照片，可以发几张，也可以发“跳过”。", kind: "text" },
] as const;

export type Answers = Record<string, string>;

export const NOT_UNDERSTOOD = "没看懂，请写一个数，例如：45亩";

/** The simplest reading a bot can do: digits and whatever stands behind them. Null when there is none. */
export const readAnswer = (kind: "number" | "text", text: string): string | null => {
	if (kind === "text") return text;
	return /^\s*(\d+(?:\.\d+)?)/.exec(text)?.[1] ?? null;
};

export const summary = (answers: Answers): string =>
	`请核对\n${QUESTIONS.map(({ id }, index) => `${index + 1}. ${id}：${answers[id]}`).join("\n")}\n发“提交”就报上。`;

export const RECEIVED = "已收到，谢谢。";
