import type { CommandId } from "../../domain/command.ts";
import type { DateText } from "../../domain/period.ts";
import { type Action, mayAnywhere } from "../../domain/permission.ts";
import type { Person } from "../../domain/person.ts";

const REPORTING: readonly Action[] = ["report", "report-for-others"];

/**
 * What each command is about in the permission table; one of the actions is enough, none is asked for where everybody who is bound may. The first is
 * named when somebody may not. On whom a right may be used is for the command itself to ask, once it knows the unit.
 */
const COMMAND_RIGHTS: Readonly<Record<CommandId, readonly Action[]>> = {
	bind: [],
	help: [],
	"my-tasks": ["my-tasks"],
	cancel: [],
	back: [],
	skip: [],
	edit: ["report"],
	review: ["review"],
	weekly: REPORTING,
	monthly: REPORTING,
	quarterly: REPORTING,
	yearly: REPORTING,
	progress: ["see-progress"],
	ranking: ["see-ranking"],
	why: ["see-why"],
	problems: ["see-problems"],
	advance: ["answer-problem"],
	resolve: ["answer-problem"],
	verify: ["verify-problem"],
	"send-back": ["verify-problem"],
	assign: ["assign-problem"],
	"drop-problem": ["raise-problem"],
	summary: ["see-summary"],
	missing: ["see-missing"],
	remind: ["remind"],
	proxy: ["report-for-others"],
	reopen: ["change-rounds"],
	extend: ["change-rounds"],
	away: ["go-away"],
	return: ["go-away"],
	notice: ["notice"],
	publish: ["notice"],
	receipts: ["notice"],
	chase: ["notice"],
	withdraw: ["notice"],
	received: [],
	import: ["import"],
	template: ["template"],
	invite: ["invite"],
	unbind: ["unbind"],
	"bind-group": ["bind-group"],
	status: ["status"],
	scan: ["scan"],
	burden: ["see-burden"],
	analysis: ["see-analysis"],
	bulletin: ["draft-bulletin"],
	"send-up": ["draft-bulletin"],
	agree: ["approve-bulletin"],
	disagree: ["approve-bulletin"],
	correct: ["draft-bulletin"],
	export: ["export"],
};

/** Whether a person may use a command today; where not, the action they lack. */
export const rightTo = (person: Person, id: CommandId, day: DateText): { readonly lacks: Action | null } => {
	const rights = COMMAND_RIGHTS[id];
	const [first] = rights;
	return { lacks: first === undefined || rights.some((action) => mayAnywhere(person, action, day)) ? null : first };
};
