import { afterAll, beforeAll, expect, it } from "vitest";
import { COMMAND_IDS, type CommandId } from "../../src/domain/command.ts";
import { Universe } from "../support/universe.ts";

/** One person of every role, the people of the townships all of 大巴镇; and somebody nobody bound. */
const PEOPLE = {
	督查: "DC01",
	组织: "ZZ01",
	部门: "BM03-2",
	县领导: "LD01",
	主要领导: "210921108-1",
	报送员: "210921108-3",
	村干部: "210921108211-1",
	没绑定: "guest",
} as const;
type Who = keyof typeof PEOPLE;

interface Row {
	readonly id: CommandId;
	readonly text: string;
	/** Everybody else who is bound is refused. */
	readonly may: readonly Who[];
}

const EVERYBODY: readonly Who[] = ["督查", "组织", "部门", "县领导", "主要领导", "报送员", "村干部"];
const REPORTING: readonly Who[] = ["部门", "主要领导", "报送员", "村干部"];
const OFFICE: readonly Who[] = ["督查"];
const ISSUERS: readonly Who[] = ["督查", "组织", "主要领导"];

/** Who may do what, written down by hand from the chat contract: not taken from the program. */
const TABLE: readonly Row[] = [
	{ id: "help", text: "帮助", may: EVERYBODY },
	{ id: "my-tasks", text: "我的任务", may: EVERYBODY },
	{ id: "cancel", text: "取消", may: EVERYBODY },
	{ id: "back", text: "上一步", may: EVERYBODY },
	{ id: "skip", text: "跳过", may: EVERYBODY },
	{ id: "edit", text: "修改", may: REPORTING },
	{ id: "review", text: "审核", may: ["督查", "主要领导"] },
	{ id: "weekly", text: "周报", may: REPORTING },
	{ id: "weekly", text: "周报 暖棚45亩", may: REPORTING },
	{ id: "weekly", text: "周报 佛寺镇 暖棚45亩", may: ["督查", "部门"] },
	{ id: "weekly", text: "周报 后朝阳村 暖棚45亩", may: ["督查", "部门", "主要领导", "村干部"] },
	{ id: "monthly", text: "月报", may: REPORTING },
	{ id: "quarterly", text: "季报", may: REPORTING },
	{ id: "yearly", text: "年报", may: REPORTING },
	{ id: "progress", text: "进度", may: EVERYBODY },
	{ id: "progress", text: "进度 大巴镇", may: EVERYBODY },
	{ id: "progress", text: "进度 后朝阳村", may: EVERYBODY },
	{ id: "progress", text: "进度 阜蒙县", may: EVERYBODY },
	{ id: "progress", text: "进度 佛寺镇", may: ["督查", "组织", "部门", "县领导"] },
	{ id: "ranking", text: "排名", may: EVERYBODY },
	{ id: "ranking", text: "排名 第46周", may: EVERYBODY },
	{ id: "ranking", text: "排名 佛寺镇", may: EVERYBODY },
	{ id: "why", text: "为什么", may: EVERYBODY },
	{ id: "why", text: "为什么 大巴镇", may: EVERYBODY },
	{ id: "why", text: "为什么 佛寺镇", may: ["督查", "组织", "部门", "县领导"] },
	{ id: "problems", text: "问题", may: EVERYBODY },
	{ id: "problems", text: "问题 大巴镇", may: ["督查", "组织", "县领导", "主要领导", "报送员", "村干部"] },
	{ id: "problems", text: "问题 佛寺镇", may: ["督查", "组织", "县领导"] },
	{ id: "problems", text: "问题 佛寺镇 机井坏了", may: OFFICE },
	{ id: "problems", text: "问题 机井又坏了", may: ["督查", ...REPORTING] },
	{ id: "advance", text: "进展 99 已打井2眼", may: ["督查", ...REPORTING] },
	{ id: "resolve", text: "销号 99", may: ["督查", ...REPORTING] },
	{ id: "verify", text: "核实 99", may: ["督查", ...REPORTING] },
	{ id: "send-back", text: "退回 99 没修好", may: ["督查", ...REPORTING] },
	{ id: "assign", text: "交办 99 大巴镇", may: OFFICE },
	{ id: "drop-problem", text: "撤销 99 报重了", may: ["督查", ...REPORTING] },
	{ id: "summary", text: "汇总", may: ["督查", "组织", "部门", "县领导"] },
	{ id: "missing", text: "未报", may: ["督查", "组织", "部门", "县领导", "主要领导"] },
	{ id: "export", text: "导出 季报材料", may: ["督查", "组织"] },
	{ id: "missing", text: "未报 第46周", may: ["督查", "组织", "部门", "县领导", "主要领导"] },
	{ id: "remind", text: "催报", may: ["督查", "主要领导"] },
	{ id: "remind", text: "催报 大巴镇", may: ["督查", "主要领导"] },
	{ id: "remind", text: "催报 佛寺镇", may: OFFICE },
	{ id: "remind", text: "催报 不限 防汛紧急", may: OFFICE },
	{ id: "proxy", text: "代报 大巴镇 暖棚45亩", may: ["督查", "部门", "主要领导"] },
	{ id: "proxy", text: "代报 后朝阳村 暖棚45亩", may: ["督查", "部门", "主要领导"] },
	{ id: "proxy", text: "代报 佛寺镇 暖棚45亩", may: ["督查", "部门"] },
	{ id: "reopen", text: "重开 大巴镇 第46周 数据要更正", may: OFFICE },
	{ id: "extend", text: "延期 第47周 明天12:00 连日大雪", may: OFFICE },
	{ id: "away", text: "请假 明天 代理 没有的人", may: EVERYBODY },
	{ id: "return", text: "销假", may: EVERYBODY },
	{ id: "notice", text: "通知 明天开会", may: ISSUERS },
	{ id: "notice", text: "通知 给 大巴镇：明天开会", may: ISSUERS },
	{ id: "notice", text: "通知 给 佛寺镇：明天开会", may: ["督查", "组织"] },
	{ id: "publish", text: "发布", may: ISSUERS },
	{ id: "receipts", text: "回执", may: ISSUERS },
	{ id: "chase", text: "催收到", may: ISSUERS },
	{ id: "withdraw", text: "撤回 99", may: ISSUERS },
	{ id: "received", text: "收到", may: EVERYBODY },
	{ id: "import", text: "导入", may: OFFICE },
	{ id: "template", text: "模板", may: OFFICE },
	{ id: "invite", text: "邀请 李建国", may: OFFICE },
	{ id: "invite", text: "邀请 全部", may: OFFICE },
	{ id: "unbind", text: "解绑 梁占军", may: OFFICE },
	{ id: "bind-group", text: "绑定群 大巴镇", may: OFFICE },
	{ id: "status", text: "自检", may: OFFICE },
	{ id: "scan", text: "扫码", may: OFFICE },
	{ id: "burden", text: "减负", may: ["督查", "组织", "县领导"] },
	{ id: "analysis", text: "季度分析", may: ["督查", "组织", "县领导"] },
	{ id: "bulletin", text: "通报", may: OFFICE },
	{ id: "send-up", text: "送审", may: OFFICE },
	{ id: "agree", text: "同意", may: ["督查", "组织", "县领导"] },
	{ id: "disagree", text: "不同意 数不对", may: ["督查", "组织", "县领导"] },
	{ id: "correct", text: "更正 1", may: OFFICE },
	{ id: "export", text: "导出 周报", may: ["督查", "组织", "部门", "县领导", "主要领导"] },
	{ id: "burden", text: "减负 沈福生 上月", may: ["督查", "组织", "县领导"] },
];

let universe: Universe;
beforeAll(async () => {
	universe = await Universe.open();
});
afterAll(() => universe.close());

type Outcome = "allowed" | "refused" | "not bound";

const ask = async (who: Who, text: string): Promise<Outcome> => {
	const { stage } = universe;
	await stage.say(PEOPLE[who], null, text);
	await universe.settle();
	const said = (await stage.heard()).filter((one) => "person" in one.where && one.where.person === PEOPLE[who]).map((one) => one.text);
	await stage.say(PEOPLE[who], null, "取消");
	await universe.settle();
	await stage.heard();
	if (said.length === 0) throw new Error(`${who} got no answer to ${text}`);
	if (said.some((one) => one.startsWith("请先绑定"))) return "not bound";
	if (said.some((one) => one.startsWith("没有权限"))) return "refused";
	// Something that broke, or was not understood, is no permission.
	if (said.some((one) => one.startsWith("对不起") || one.startsWith("没看懂") || one.startsWith("没找到")))
		throw new Error(`${who}, ${text}: ${said.join("\n")}`);
	return "allowed";
};

for (const { text, may } of TABLE)
	it(`「${text}」 is answered to ${may.length === EVERYBODY.length ? "everybody who is bound" : may.join("、")} and refused to all others`, async () => {
		const outcomes = Object.fromEntries(await inTurn((who) => ask(who, text)));
		const expected = Object.fromEntries(
			(Object.keys(PEOPLE) as Who[]).map((who): [Who, Outcome] => [
				who,
				who === "没绑定" ? "not bound" : may.includes(who) ? "allowed" : "refused",
			]),
		);
		expect(outcomes).toEqual(expected);
	});

const inTurn = async <T>(work: (who: Who) => Promise<T>): Promise<[Who, T][]> => {
	const done: [Who, T][] = [];
	for (const who of Object.keys(PEOPLE) as Who[]) done.push([who, await work(who)]);
	return done;
};

it("has a row for every command there is", () => {
	expect([...new Set(TABLE.map((row) => row.id))].sort()).toEqual(COMMAND_IDS.filter((id) => id !== "bind").toSorted());
});
