/** What simulated people type. */
export const TYPED = {
	nothing: "没有",
	submit: "提交",
	skip: "跳过",
	done: "完成",
	yes: "是",
	increment: "新增",
	discard: "放弃",
	noProblem: "问题：无",
	problem: (text: string): string => `问题：${text}`,
	/** What people say before they have a figure. */
	nonsense: ["正在统计", "稍等", "马上报", "等会儿"],
	/** A measure that is no indicator's. */
	otherMeasure: "栋",
	reasons: ["前几周漏报，这次补上", "两个村同时开工", "项目集中验收"],
	problems: ["机井不足", "道路不通，料拉不进来", "苗木没到位", "占地手续没批下来", "资金没到位"],
	/** Answers to questions of words: the first whose word stands in the question, else the last. */
	sentences: [
		{ about: "部门", text: "水利局、交通局" },
		{ about: "已解决", text: "机井打好了两眼" },
		{ about: "原因", text: "天冷，料到得晚" },
		{ about: "下步", text: "抓紧扫尾，加强管护" },
		{ about: "", text: "正常推进，三个村开工" },
	],
} as const;

/** What somebody answers a question of words. */
export const sentenceFor = (label: string): string => TYPED.sentences.find(({ about }) => label.includes(about))?.text ?? TYPED.nothing;
