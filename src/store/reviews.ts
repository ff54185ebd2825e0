import type { QuestionId } from "../domain/duty.ts";
import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { ReturnedField, ReviewDecision, ReviewWay } from "../domain/review-decision.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { PendingReview } from "../ports/reviews.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { ReviewDecision as DecisionRow } from "./generated/client.ts";
import { bindList, insertEach, table } from "./table.ts";

const DECISION = table<DecisionRow>("ReviewDecision", {
	report: "int",
	version: "int",
	decision: "text",
	person: "text",
	way: "text",
	at: "text",
	late: "bool",
	fieldsJson: "text",
});

const addDecisions = insertEach(DECISION);

/** The key refuses a second decision about a version. What the report's row says of its newest version follows, unless there is a newer one. */
export const decisionStatements = (effects: readonly EffectOf<"add-review-decision">[]): Statement[] =>
	effects.flatMap(({ report, decision }) => [
		...addDecisions([toRow(report, decision)]),
		decision.decision === "approved" ? approving(report, decision) : returning(report, decision),
	]);

const isNewest = `NOT EXISTS (SELECT 1 FROM "ReportVersion" v WHERE v."report" = "Report"."number" AND v."version" > ?)`;

const approving = (report: number, { version, late, at }: ReviewDecision): Statement => ({
	sql: `UPDATE "Report" SET "counts" = true, "judgedAt" = COALESCE("judgedAt", ?),
		"review" = CASE WHEN ${isNewest} THEN NULL ELSE "review" END WHERE "number" = ?`,
	args: [late ? at : null, version, report],
	changes: 1,
});

const returning = (report: number, { version }: ReviewDecision): Statement => ({
	sql: `UPDATE "Report" SET "review" = CASE WHEN ${isNewest} THEN 'returned' ELSE "review" END WHERE "number" = ?`,
	args: [version, report],
	changes: 1,
});

const toRow = (report: number, { by, fields, ...decision }: ReviewDecision): DecisionRow => ({
	...decision,
	report,
	person: by,
	fieldsJson: JSON.stringify(fields.map(({ question, reason }) => [question, reason])),
});

export const decisionFromRow = (row: DecisionRow): ReviewDecision => ({
	version: row.version,
	decision: row.decision as ReviewDecision["decision"],
	by: row.person as PersonKey,
	way: row.way as ReviewWay,
	at: row.at as Instant,
	late: row.late,
	fields: (JSON.parse(row.fieldsJson) as [QuestionId, string][]).map(([question, reason]): ReturnedField => ({ question, reason })),
});

const STATES = bindList(["waiting", "returned"]);

/** Reports whose newest version is not approved, by number. */
export const pendingReviews = async (dialect: Dialect, read: Read, units: readonly UnitCode[] | null): Promise<PendingReview[]> =>
	(
		await read<PendingReview>(
			`SELECT "number", "duty", "period", "unit", "review" AS "state", "counts" FROM "Report"
				WHERE "review" IN ${dialect.texts} ${units === null ? "" : `AND "unit" IN ${dialect.texts}`} ORDER BY "number"`,
			units === null ? [STATES] : [STATES, bindList(units)],
		)
	).map((row) => ({ ...row, number: Number(row.number), counts: Boolean(row.counts) }));
