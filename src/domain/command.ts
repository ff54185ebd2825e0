/** What people can ask the bot to do by a word, in the order the help lists them. */
export const COMMAND_IDS = [
	"bind",
	"weekly",
	"monthly",
	"quarterly",
	"yearly",
	"edit",
	"my-tasks",
	"progress",
	"missing",
	"proxy",
	"import",
	"template",
	"invite",
	"unbind",
	"bind-group",
	"status",
	"back",
	"skip",
	"cancel",
	"help",
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];
