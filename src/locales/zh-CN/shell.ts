import type { ShellWords } from "../shell.ts";
import { channelName } from "./alarms.ts";
import { formats } from "./formats.ts";

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

export const shell: ShellWords = {
	opened: (url) => `一线通已启动：${url}`,
	connecting: (channel, account, reason) => {
		if (channel !== "wechat") return `Telegram 机器人 ${account} 在连接；连没连上，发“自检”看。`;
		if (reason === "no-puppet")
			return "微信没有接通：这台机器上没有装 Wechaty，或没有装 WECHATY_PUPPET 写的那个包。请用 npm install 装上，再重新启动。";
		return "微信在连接；要扫码时会显示登录码。连没连上，发“自检”看。";
	},
	channelName,
	scanHere: (channel) => `${channelName(channel)}等人扫码登录：请用一线通那个号的手机扫下面的码，再在手机上点确认。过期了会自动换一张。`,
	scanElsewhere: (channel, url) => `${channelName(channel)}等人扫码登录：请督查考核办的人打开 ${url} 扫码，或给一线通发“扫码”取码。`,
	demo: "演示县：人员和任务数都是虚构的，时间可以往前拨。导入正式工作簿：npm run import -- 文件.xlsx",
	real: (county) => `正式库：${county}`,
	emptyReal: "还没有导入工作簿。先取空表：npm run template -- 工作簿.xlsx，填好后：npm run import -- 工作簿.xlsx",
	closing: "正在停止，先办完手里的……",
	locked: (pid) => `这个数据目录正被另一个一线通使用（进程号 ${pid}）。先停掉那一个，或用 DATA_DIR 换一个目录。`,
	demoNeedsLoopback: (host) => `演示县只能在本机打开，HOST 不能是 ${host}。请去掉 HOST，或先导入正式工作簿（演示也可用 DEMO=0 关掉）。`,
	cannotListen: (why, host, port) =>
		({
			taken: `端口 ${port} 正被别的程序占用。先停掉那一个，或换一个端口，如 PORT=8788。`,
			forbidden: `没有权限用端口 ${port}。请换一个大于1024的端口，如 PORT=8788。`,
			"no-such-address": `这台机器没有 ${host} 这个地址。请改 HOST，如 HOST=127.0.0.1。`,
		})[why],
	dataDirUnusable: (folder) => `数据文件夹 ${folder} 不能用：建不了或写不进。请换一个能写的，如 DATA_DIR=./data。`,
	databaseUnusable: (file) =>
		`数据库 ${file} 打不开：不是数据库、已损坏，或没有权限。请改 DATA_DIR 或 DATABASE_URL，如 DATABASE_URL=file:./data/yixian.db。`,
	dataDirTooDeep: (folder) => `数据文件夹 ${folder} 的路径太长。请换一个短些的，如 DATA_DIR=./data。`,
	wakeAfterImport: "正在运行的是演示县。停掉后再 npm start，就是正式库。",
	usage: (command) =>
		({
			import: "用法：npm run import -- 文件.xlsx [--yes]",
			template: "用法：npm run template -- 文件.xlsx [--demo]",
			backup: "用法：npm run backup -- 备份文件夹（还没有的），如 npm run backup -- 备份20261122",
			invite: "用法：npm run invite -- 姓名，或 npm run invite -- all",
		})[command],
	cannotRead: (file) => `读不了文件：${file}`,
	cannotWrite: (file) => `写不了文件：${file}。看看文件夹在不在，文件是不是正用 Excel 打开着。`,
	askImport: "确认导入吗？输入 是 或 y 导入，其他不导入：",
	notImported: "没有导入。",
	imported: ({ running }) => (running ? "已导入，正在运行的程序已换用新数据。" : "已导入。"),
	stale: "核对之后数据又变了，没有导入。请再来一次。",
	wrote: (file) => `已写入：${file}`,
	nobodyNamed: (name) => `没有叫“${name}”的人。请按工作簿“人员”表里的姓名写。`,
	backedUp: ({ folder, reports, files, bytes }) =>
		`已备份到 ${folder}，并打开核对过：报告${reports}份，文件${files}个，共${megabytes(bytes)}MB。`,
	backupLacks: (files) => `注意：有${files}个报告里的文件早就不在或已损坏，没有备份到。其余的都在。`,
	backupRefused: (why, folder, { neededBytes, freeBytes }) =>
		({
			"nothing-there": "还没有数据可备份。",
			exists: `${folder} 已经有了，没有备份。请换一个还没有的名字。`,
			"no-space":
				neededBytes === 0
					? "磁盘满了，没有备份成。请换一个盘。"
					: `磁盘地方不够，没有备份：要${megabytes(neededBytes)}MB，只剩${megabytes(freeBytes)}MB。请换一个盘。`,
			"cannot-write": `写不进 ${folder}，没有备份。看看上一级文件夹能不能写。`,
			damaged: "数据库已损坏，没有备份成。请用以前的备份恢复，办法见 README“备份和恢复”。",
		})[why],
	nothingImported: "还没有导入工作簿，没有人可邀请。",
	everyoneBound: "所有人都已绑定。",
	invitation: (line) =>
		`${line.unit}\t${line.name}\t${line.post}\t${line.code}\t${formats.moment(line.until)}前有效${line.link === null ? "" : `\t${line.link}`}`,
	noWorkbookYet: "还没有导入工作簿，写出的是空表。",
	yes: ["是", "y", "yes"],
	fileNames: { template: "工作簿.xlsx", slips: "绑定码.html", login: "登录码.png" },
	room: { privateTitle: "一线通", groupTitle: (unit) => `${unit}工作群`, guestName: "访客（演示）", guestPost: "未绑定" },
};
