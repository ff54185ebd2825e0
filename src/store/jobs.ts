import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { Job } from "../ports/store.ts";
import { chatFromColumns, chatToColumns } from "./chats.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Job as JobRow } from "./generated/client.ts";
import { bindRows, firstOfEach, given, insert, runsOf, table } from "./table.ts";

const JOB = table<Omit<JobRow, "position">>("Job", {
	id: "text",
	kind: "text",
	inputJson: "text",
	chatChannel: "text",
	chatAccount: "text",
	chatId: "text",
	chatKind: "text",
	person: "text",
	status: "text",
	attempts: "int",
	createdAt: "text",
	finishedAt: "text",
	reason: "text",
});
const FINISH = { id: "text", outcome: "text", reason: "text", at: "text" } as const;

type Added = EffectOf<"add-job">;
type Finished = EffectOf<"finish-job">;

/** A job finished before stays as it was finished. */
export const jobStatements = (dialect: Dialect, effects: readonly (Added | Finished)[]): Statement[] =>
	runsOf(effects).flatMap((run) =>
		run[0]?.do === "add-job"
			? insert(dialect, JOB)((run as Added[]).map(({ job }) => toRow(job)))
			: [finishing(dialect, run as Finished[])],
	);

const finishing = (dialect: Dialect, effects: readonly Finished[]): Statement => ({
	sql: `UPDATE "Job" SET "status" = k."outcome", "reason" = k."reason", "finishedAt" = k."at" FROM ${given(dialect, FINISH)} k
		WHERE "Job"."id" = k."id" AND ${dialect.checked('"Job"."status"')} = 'pending'`,
	args: [
		bindRows(
			FINISH,
			firstOfEach(effects, ({ id }) => id),
		),
	],
});

const toRow = (job: Job): Omit<JobRow, "position"> => ({
	id: job.id,
	kind: job.kind,
	inputJson: JSON.stringify(job.input),
	...chatToColumns(job.chat),
	person: job.person,
	status: "pending",
	attempts: job.attempts,
	createdAt: job.createdAt,
	finishedAt: null,
	reason: null,
});

const fromRow = (row: JobRow): Job => ({
	id: row.id,
	kind: row.kind as Job["kind"],
	input: JSON.parse(row.inputJson),
	chat: chatFromColumns(row),
	person: row.person as PersonKey,
	attempts: row.attempts,
	createdAt: row.createdAt as Instant,
});

/** Unfinished jobs, oldest first. */
export const pendingJobs = async (read: Read, limit: number): Promise<Job[]> =>
	(await read<JobRow>(`SELECT * FROM "Job" WHERE "status" = 'pending' ORDER BY "position" LIMIT ?`, [limit])).map(fromRow);

export const countingJobAttempt = (id: string): Statement => ({
	sql: 'UPDATE "Job" SET "attempts" = "attempts" + 1 WHERE "id" = ?',
	args: [id],
});
