import type { CommandId } from "../../domain/command.ts";

export const menu: Readonly<Record<CommandId, string>> = {
	bind: "Bind with your code",
	weekly: "Weekly report",
	monthly: "Monthly report",
	quarterly: "Quarterly report",
	yearly: "Yearly report",
	edit: "Change what you sent",
	"my-tasks": "What you still owe",
	progress: "Progress",
	missing: "Who has not reported",
	proxy: "Report for another unit",
	import: "Import the workbook",
	template: "Get the workbook",
	invite: "Give a binding code",
	unbind: "Cut an account off",
	"bind-group": "Say whose group this is",
	status: "Self-check",
	back: "The question before",
	skip: "Skip this question",
	cancel: "Drop the form",
	help: "What I can do",
};
