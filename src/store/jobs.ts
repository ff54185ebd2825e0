import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { Job } from "../ports/store.ts";
import { chatFromColumns, chatToColumns } from "./chats.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Job as JobRow } from "./generated/client.ts";
import { DAMAGED, type Sifted, sift } from "./sift.ts";
import { bindList, bindRows, firstOfEach, given, insert, runsOf, table } from "./table.ts";

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
type Moved = EffectOf<"move-chat">;

/** A job finished before stays as it was finished. */
export const jobStatements = (dialect: Dialect, effects: readonly (Added | Finished | Moved)[]): Statement[] =>
	runsOf(effects).flatMap((run) => {
		switch (run[0]?.do) {
			case "add-job":
				return insert(dialect, JOB)((run as Added[]).map(({ job }) => toRow(job)));
			case "finish-job":
				return [finishing(dialect, run as Finished[])];
			default:
				return (run as Moved[]).map(movingJobs);
		}
	});

/** What waits for a chat is answered in the one that replaced it. */
const movingJobs = ({ from, toId }: Moved): Statement => ({
	sql: `UPDATE "Job" SET "chatId" = ? WHERE "status" = 'pending' AND "chatChannel" = ? AND "chatAccount" = ? AND "chatId" = ?`,
	args: [toId, from.channel, from.account, from.id],
});

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

const fromRow = (row: JobRow, input: unknown): Job => ({
	id: row.id,
	kind: row.kind as Job["kind"],
	input,
	chat: chatFromColumns(row),
	person: row.person as PersonKey,
	attempts: row.attempts,
	createdAt: row.createdAt as Instant,
});

/** Unfinished jobs, oldest first. */
export const pendingJobs = async (read: Read, limit: number): Promise<Sifted<Job, string>> =>
	sift(
		await read<JobRow>(`SELECT * FROM "Job" WHERE "status" = 'pending' ORDER BY "position" LIMIT ?`, [limit]),
		(row) => fromRow(row, JSON.parse(row.inputJson)),
		({ id }) => id,
	);

/** The number of jobs given up since an instant. */
export const failedJobs = async (read: Read, since: Instant): Promise<number> => {
	const [row] = await read<{ failed: bigint }>(`SELECT COUNT(*) AS "failed" FROM "Job" WHERE "status" = 'failed' AND "finishedAt" >= ?`, [
		since,
	]);
	return Number(row?.failed ?? 0);
};

/** Jobs nobody can read any more end as failed. */
export const dismissingJobs = (dialect: Dialect, ids: readonly string[]): Statement => ({
	sql: `UPDATE "Job" SET "status" = 'failed', "reason" = '${DAMAGED}' WHERE "id" IN ${dialect.texts}`,
	args: [bindList(ids)],
});

export const countingJobAttempt = (id: string): Statement => ({
	sql: 'UPDATE "Job" SET "attempts" = "attempts" + 1 WHERE "id" = ?',
	args: [id],
});
