import type { ShellWords } from "../shell.ts";
import { channelName } from "./alarms.ts";
import { formats } from "./formats.ts";

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

export const shell: ShellWords = {
	opened: (url) => `Yixian is running: ${url}`,
	connecting: (channel, account, reason) => {
		if (channel !== "wechat") return `Connecting Telegram bot ${account}; send /status to see how it is.`;
		if (reason === "no-puppet")
			return "WeChat is not connected: Wechaty, or the package WECHATY_PUPPET names, is not installed. Install it with npm install and restart.";
		return "Connecting WeChat; a code to scan is shown when one is needed. Send /status to see how it is.";
	},
	channelName,
	scanHere: (channel) =>
		`${channelName(channel)} waits to be logged in: scan this code with the telephone of Yixian's own account and confirm there. When it expires the next one follows.`,
	scanElsewhere: (channel, url) =>
		`${channelName(channel)} waits to be logged in: somebody of the supervision office finds the code at ${url}, or asks for it with /login.`,
	demo: "Demo county: people and targets are invented, the clock can be moved. Your own: npm run import -- FILE.xlsx",
	real: (county) => `County: ${county}`,
	emptyReal: "Nothing imported yet. Get the empty workbook: npm run template -- FILE.xlsx; then: npm run import -- FILE.xlsx",
	closing: "Stopping, finishing what is in hand…",
	locked: (pid) => `This data folder is in use by another Yixian (process ${pid}). Stop it, or choose another DATA_DIR.`,
	demoNeedsLoopback: (host) =>
		`The demo opens on this machine only, HOST may not be ${host}. Leave HOST out, or import a workbook first (DEMO=0 switches the demo off).`,
	cannotListen: (why, host, port) =>
		({
			taken: `Port ${port} is in use by another program. Stop it, or choose another port, such as PORT=8788.`,
			forbidden: `No permission to use port ${port}. Choose one above 1024, such as PORT=8788.`,
			"no-such-address": `This machine has no address ${host}. Change HOST, such as HOST=127.0.0.1.`,
		})[why],
	dataDirUnusable: (folder) => `The data folder ${folder} cannot be made or written. Choose another, such as DATA_DIR=./data.`,
	databaseUnusable: (file) =>
		`The database ${file} cannot be opened: no database, damaged, or not permitted. Change DATA_DIR or DATABASE_URL, as in DATABASE_URL=file:./data/yixian.db.`,
	dataDirTooDeep: (folder) => `The path of the data folder ${folder} is too long. Choose a shorter one, such as DATA_DIR=./data.`,
	wakeAfterImport: "The demo is running. Stop it and npm start again for the real county.",
	usage: (command) =>
		({
			import: "usage: npm run import -- FILE.xlsx [--yes]",
			template: "usage: npm run template -- FILE.xlsx [--demo]",
			backup: "Usage: npm run backup -- FOLDER (one that does not exist yet)",
			invite: "usage: npm run invite -- NAME, or npm run invite -- all",
		})[command],
	cannotRead: (file) => `cannot read ${file}`,
	cannotWrite: (file) => `cannot write ${file}: is the folder there, is the file open in Excel?`,
	askImport: "Import this? y imports, anything else does not: ",
	notImported: "Not imported.",
	imported: ({ running }) => (running ? "Imported; the running program uses it already." : "Imported."),
	stale: "The data changed since it was compared. Not imported; please try again.",
	wrote: (file) => `wrote ${file}`,
	nobodyNamed: (name) => `Nobody is called "${name}". Use the name in sheet 人员.`,
	backedUp: ({ folder, reports, files, bytes }) =>
		`Backed up to ${folder} and checked by opening it: ${reports} reports, ${files} files, ${megabytes(bytes)} MB.`,
	backupLacks: (files) => `Note: ${files} files of reports were missing or damaged before and are not in the backup. All else is.`,
	backupRefused: (why, folder, { neededBytes, freeBytes }) =>
		({
			"nothing-there": "There is nothing to back up yet.",
			exists: `${folder} exists already; nothing was backed up. Choose a new name.`,
			"no-space":
				neededBytes === 0
					? "The disk is full; nothing was backed up. Choose another disk."
					: `Not enough space: ${megabytes(neededBytes)} MB needed, ${megabytes(freeBytes)} MB free. Choose another disk.`,
			"cannot-write": `${folder} cannot be written; nothing was backed up. Is the folder above it writable?`,
			damaged: "The database is damaged; no backup was made. Restore an earlier one, see the README.",
		})[why],
	nothingImported: "Nothing imported yet: nobody to invite.",
	everyoneBound: "Everybody is bound.",
	invitation: (line) =>
		`${line.unit}\t${line.name}\t${line.post}\t${line.code}\tuntil ${formats.moment(line.until)}${line.link === null ? "" : `\t${line.link}`}`,
	noWorkbookYet: "Nothing imported yet: this is the empty workbook.",
	yes: ["y", "yes"],
	fileNames: { template: "workbook.xlsx", slips: "binding-codes.html", login: "login-code.png" },
	room: { privateTitle: "Yixian", groupTitle: (unit) => `${unit} work group`, guestName: "Guest (demo)", guestPost: "not bound" },
};
