import type { Effect } from "../ports/store.ts";
import { accountStatements } from "./accounts.ts";
import { auditStatements } from "./audit.ts";
import { bulletinStatements } from "./bulletins.ts";
import { chainStatements } from "./chain-lines.ts";
import { isSameChat } from "./chats.ts";
import { codeStatements, failureStatements } from "./codes.ts";
import { countyStatements } from "./county.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectKind, EffectOf } from "./effects.ts";
import type { Statement } from "./engine.ts";
import { groupStatements } from "./groups.ts";
import { inboxStatements } from "./inbox.ts";
import { jobStatements } from "./jobs.ts";
import { noticeStatements } from "./notices.ts";
import { outboxStatements } from "./outbox.ts";
import { problemStatements } from "./problems.ts";
import { rankingStatements } from "./rankings.ts";
import { occurrenceStatements, reminderStatements } from "./reminders.ts";
import { reportStatements } from "./reports.ts";
import { decisionStatements } from "./reviews.ts";
import { absenceStatements, changeStatements } from "./rounds.ts";
import { sessionStatements } from "./sessions.ts";
import { settingStatements } from "./settings.ts";
import { standingStatements } from "./standings.ts";
import { taskStatements } from "./tasks.ts";

/**
 * The statements that do what applying the effects one after another would do. Effects on different things do not meet, so each kind of
 * thing gets its effects together, in their order; only a new county, which everything else refers to, keeps its place among them.
 */
export const planCommit = (dialect: Dialect, effects: readonly Effect[]): Statement[] => {
	const statements: Statement[] = [];
	let group: Effect[] = [];
	for (const effect of effects) {
		if (effect.do === "replace-county") {
			statements.push(...planGroup(dialect, group), ...countyStatements(dialect, effect));
			group = [];
		} else if (!isMoveNowhere(effect)) group.push(effect);
	}
	return [...statements, ...planGroup(dialect, group)];
};

const isMoveNowhere = (effect: Effect): boolean =>
	(effect.do === "move-chat" && effect.from.id === effect.toId) ||
	(effect.do === "redirect-messages" && isSameChat(effect.from, effect.to));

const planGroup = (dialect: Dialect, effects: readonly Effect[]): Statement[] => {
	const there = new Set<EffectKind>(effects.map((effect) => effect.do));
	const of = <K extends EffectKind>(...kinds: readonly K[]): EffectOf<K>[] => {
		// Hardly any commit has more than a few kinds.
		if (!kinds.some((kind) => there.has(kind))) return [];
		return effects.filter((effect): effect is EffectOf<K> => (kinds as readonly EffectKind[]).includes(effect.do));
	};
	return [
		...sessionStatements(dialect, of("save-session", "drop-session", "move-chat")),
		...reportStatements(dialect, of("add-report-version", "confirm-report")),
		...decisionStatements(of("add-review-decision")),
		...standingStatements(of("save-standings")),
		...rankingStatements(dialect, of("save-ranking")),
		...accountStatements(dialect, of("bind-account", "unbind-account", "move-chat", "park-chat")),
		...codeStatements(dialect, of("add-code", "use-code", "revoke-codes")),
		...failureStatements(dialect, of("record-code-failure")),
		...taskStatements(dialect, of("add-task", "finish-task")),
		...chainStatements(dialect, of("save-chain-line", "drop-chain-line", "move-chat")),
		...outboxStatements(dialect, of("enqueue-message", "park-chat", "move-chat", "redirect-messages")),
		...jobStatements(dialect, of("add-job", "finish-job", "move-chat")),
		...changeStatements(dialect, of("add-round-change")),
		...absenceStatements(dialect, of("add-absence", "end-absence")),
		...problemStatements(dialect, of("record-problem")),
		...occurrenceStatements(dialect, of("record-occurrence")),
		...reminderStatements(dialect, of("add-reminder-records")),
		...bulletinStatements(dialect, of("save-bulletin")),
		...settingStatements(dialect, of("set-setting")),
		...auditStatements(dialect, of("add-audit")),
		...groupStatements(dialect, of("save-group", "move-chat")),
		// Behind the messages: what is recalled may have been queued by the same commit.
		...noticeStatements(
			dialect,
			of(
				"save-notice",
				"drop-notice",
				"add-notice-delivery",
				"confirm-notice",
				"note-notice-reminded",
				"recall-notice",
				"move-chat",
				"redirect-messages",
			),
		),
		...inboxStatements(dialect, of("finish-inbox", "move-chat")),
	];
};
