import type { CommandId } from "../../domain/command.ts";

/** What a messenger's menu says beside each command, in at most 256 characters. */
export const menu: Readonly<Record<CommandId, string>> = {
	bind: "绑定：后面加绑定码",
	weekly: "周报：一项一项填",
	monthly: "月报",
	quarterly: "季报",
	yearly: "年报",
	edit: "修改：改已经报的数",
	"my-tasks": "我的任务：还有什么没报",
	progress: "进度：完成多少",
	missing: "未报：谁还没报",
	proxy: "代报：替别人报",
	reopen: "重开：让一个单位补报",
	extend: "延期：给大家改截止时间",
	away: "请假：请同事代理",
	return: "销假：回来了",
	import: "导入工作簿",
	template: "模板：取回工作簿",
	invite: "邀请：发绑定码",
	unbind: "解绑：停用一个人的账号",
	"bind-group": "绑定群：在群里定下是哪个单位",
	status: "自检：通不通、绑没绑",
	back: "上一步",
	skip: "跳过这一题",
	cancel: "取消，不填了",
	help: "帮助：我能做什么",
};
