/** What an answer in words tells: what was done, why it was not done in time, what is to be done next. */
export type QuestionPurpose = "done" | "cause" | "next";

const PURPOSES: readonly (readonly [QuestionPurpose, RegExp])[] = [
	["cause", /原因|为什么没|why/iu],
	["next", /下一?步|下个?季|下个?月|下一?阶段|打算|思路|工作安排|next/iu],
	["done", /完成情况|进展|工作情况|做了什么|progress|done/iu],
];

/** What a question in words asks for, by its own wording: 下步工作思路 is next, 没有按进度完成的原因和解决措施 is cause. Null for any other. */
export const questionPurpose = (label: string): QuestionPurpose | null => PURPOSES.find(([, words]) => words.test(label))?.[0] ?? null;
