import type { ImportSummary, SlipLine } from "../views/shell.ts";

/** What the program says on the terminal of the machine it runs on. */
export interface ShellWords {
	readonly opened: (url: string) => string;
	/** Which messenger is being connected, and what stands in its way already ("" for nothing). */
	readonly connecting: (channel: string, account: string, reason: string) => string;
	readonly channelName: (channel: string) => string;
	/** A messenger waits for somebody to scan the code that follows. */
	readonly scanHere: (channel: string) => string;
	/** The same where the code does not follow: where it is. */
	readonly scanElsewhere: (channel: string, url: string) => string;
	readonly demo: string;
	readonly real: (county: string) => string;
	readonly emptyReal: string;
	readonly closing: string;
	readonly locked: (pid: string) => string;
	readonly demoNeedsLoopback: (host: string) => string;
	/** Why nothing can be opened at an address: what to change. */
	readonly cannotListen: (why: "taken" | "forbidden" | "no-such-address", host: string, port: string) => string;
	readonly dataDirUnusable: (folder: string) => string;
	readonly databaseUnusable: (file: string) => string;
	readonly dataDirTooDeep: (folder: string) => string;
	readonly wakeAfterImport: string;
	readonly usage: (command: "import" | "template" | "invite" | "backup") => string;
	readonly cannotRead: (file: string) => string;
	readonly cannotWrite: (file: string) => string;
	readonly askImport: string;
	readonly notImported: string;
	readonly imported: (summary: ImportSummary) => string;
	readonly stale: string;
	readonly wrote: (file: string) => string;
	readonly nobodyNamed: (name: string) => string;
	readonly backedUp: (backup: {
		readonly folder: string;
		readonly reports: number;
		readonly files: number;
		readonly bytes: number;
	}) => string;
	/** So many files of reports could not be copied: they were lost before. */
	readonly backupLacks: (files: number) => string;
	readonly backupRefused: (
		why: "nothing-there" | "exists" | "no-space" | "cannot-write" | "damaged",
		folder: string,
		space: { readonly neededBytes: number; readonly freeBytes: number },
	) => string;
	readonly nothingImported: string;
	readonly everyoneBound: string;
	readonly invitation: (line: SlipLine) => string;
	readonly noWorkbookYet: string;
	/** Answers that mean yes to askImport. */
	readonly yes: readonly string[];
	readonly fileNames: { readonly template: string; readonly slips: string; readonly login: string };
	readonly room: {
		readonly privateTitle: string;
		readonly groupTitle: (unit: string) => string;
		readonly guestName: string;
		readonly guestPost: string;
	};
}
