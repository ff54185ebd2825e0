import type { Person } from "../../../src/domain/person.ts";
import type { UnitCode } from "../../../src/domain/unit.ts";
import { chatKey } from "../../../src/ports/chat.ts";
import type { Inbound } from "../../../src/ports/intake.ts";
import type { NewMessage } from "../../../src/ports/store.ts";

/** What only the office may be told, and only where nobody else reads it. */
const OFFICE_ONLY: ReadonlySet<string> = new Set([
	"invited",
	"slips-started",
	"everyone-bound",
	"unbound",
	"no-account",
	"status",
	"login-code",
	"login-wanted",
	"no-login",
	"channel-renewed",
	"files",
	"template-started",
	"import-needs-file",
	"import-started",
	"import-refused",
	"import-different",
	"import-unchanged",
	"import-applied",
	"import-applying",
	"import-stale",
]);
/** What may go to somebody who said nothing: the people of a unit whose figures others entered, whoever entered them, the office. */
const TO_OTHERS: ReadonlySet<string> = new Set([
	"proxy-confirm",
	"proxy-confirmed",
	"proxy-corrected",
	"group-left",
	// A report goes to whoever approves it, and what became of it to whoever sent it.
	"review-asked",
	"report-approved",
	"report-returned",
	// What a second person decided, to whoever drafted it.
	"bulletin-decided",
]);
/** What is told to many at once by those who may. */
const NOTICES: ReadonlySet<string> = new Set(["notice", "notice-reminder", "notice-withdrawn"]);
/** The only views of the office that tell what a group's people called it. */
const TELLS_TITLES: ReadonlySet<string> = new Set(["group-left", "status"]);

/** Whom a message answers, and what its author may hear. */
export interface Hearing {
	readonly inbound: Inbound;
	readonly person: Person | null;
	/** Whether the person belongs to the supervision office. */
	readonly office: boolean;
	/** Whether a chat (by its key) is where the person is reached alone. */
	readonly own: (chat: string) => boolean;
	/** Whether a text holds words of people who may be heard nowhere. */
	readonly silenced: (text: string) => boolean;
	/** Whether the person may give notice in a chat (by its key). */
	readonly mayNotify: (chat: string) => boolean;
	/** Whether a problem (by its number) is of concern in a chat (by its key). */
	readonly concerned: (chat: string, problem: number) => boolean;
	/** Whether the person may have a unit reminded. */
	readonly mayRemind: (unit: UnitCode) => boolean;
	/** Every binding code there is. */
	readonly codes: readonly string[];
}

/** What is wrong with where a message goes, or with what it tells there. */
export const faultsOfMessage = ({ chat, view, addressee }: NewMessage, hearing: Hearing): string[] => {
	const { inbound, person, office, own, silenced, mayNotify, concerned, mayRemind, codes } = hearing;
	const here = chatKey(chat) === chatKey(inbound.chat);
	const json = JSON.stringify(view);
	const tellsTitle = TELLS_TITLES.has(view.key) && chat.kind === "private";
	const isNotice = NOTICES.has(view.key) && mayNotify(chatKey(chat));
	const isReminder = view.key === "reminder" && view.rounds.every(({ units }) => units.every(mayRemind));
	const isAboutProblem = view.key === "problem-told" && concerned(chatKey(chat), view.problem.number);
	const faults: readonly (readonly [boolean, string])[] = [
		[
			!here && !own(chatKey(chat)) && !isNotice && !isAboutProblem && !isReminder && !(chat.kind === "private" && TO_OTHERS.has(view.key)),
			`${view.key} said to ${chatKey(chat)}`,
		],
		[OFFICE_ONLY.has(view.key) && (!office || chat.kind !== "private"), `${view.key} told`],
		[view.key === "failed", "an apology"],
		[silenced(json) && !tellsTitle, `a stranger's words in ${view.key}`],
		[chat.kind === "group" && codes.some((code) => json.includes(code)), "a code in a group"],
		[addressee !== null && here && person !== null && addressee !== person.key, `${view.key} for another`],
	];
	return faults.flatMap(([isSo, what]) => (isSo ? [what] : []));
};
