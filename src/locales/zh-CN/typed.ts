/** What is said of buttons, and what it is where there are none. Long enough that nobody's own words are among them. */
const WITHOUT_BUTTONS: readonly (readonly [string, string])[] = [
	["没问题发“提交”，要改发“修改”，不报了发“放弃”。\n", ""],
	["（只发“周报”就一项一项问）", "（只发“周报”，就把要填的列给您）"],
	["\n有按钮的，直接点也行。", ""],
	["请只发“同意”两个字，或点按钮；", "请只发“同意”两个字；"],
	["看到请点“收到”，或回复“收到", "看到请回“收到"],
	["照这样报，点“照此上报”或发“是”；", "照这样报，回“是”；"],
	["点一下，或者连原因一起写，", "回序号，或者连原因一起写，"],
	["还有别的项，接着点上面的。", "还有别的项，接着回上面的序号。"],
	["要催报哪一份，请点它的名字。", "要催报哪一份，请回序号。"],
	["这个按钮已经失效，按了不算。", "这一条已经办过了，不算。"],
	["这是旧消息的按钮，没有生效。", "这一条是旧的，没有生效。"],
	["这个按钮已经失效。请重新发一次", "这一条已经失效。请重新发一次"],
	["您点“确认导入”才会生效。", "您回“确认导入”才会生效。"],
	["审核（看等您审核的月报、季报，点“通过”", "审核（看等您审核的月报、季报，回“通过”"],
	["（先给您看，点“发布”才发", "（先给您看，回“发布”才发"],
];

/** A sentence that speaks of buttons with these labels, where choices are typed. */
export const typed = (text: string, labels: readonly string[]): string =>
	[...WITHOUT_BUTTONS, ...labels.map((label) => [`点“${label}”`, `回“${label}”`] as const)].reduce(
		(words, [button, word]) => words.replaceAll(button, word),
		text,
	);
