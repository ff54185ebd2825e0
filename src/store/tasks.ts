import type { Instant } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { Task } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type { Task as TaskRow } from "./generated/client.ts";
import { bindList, bindRows, firstOfEach, given, insert, runsOf, table } from "./table.ts";

const TASK = table<TaskRow>("Task", { id: "text", kind: "text", unit: "text", report: "int", createdAt: "text", doneAt: "text" });
const FINISH = { id: "text", at: "text" } as const;

type Added = EffectOf<"add-task">;
type Finished = EffectOf<"finish-task">;

/** A task finished before stays finished when it was. */
export const taskStatements = (dialect: Dialect, effects: readonly (Added | Finished)[]): Statement[] =>
	runsOf(effects).flatMap((run) =>
		run[0]?.do === "add-task" ? insert(dialect, TASK)((run as Added[]).map(({ task }) => task)) : [finishing(dialect, run as Finished[])],
	);

const finishing = (dialect: Dialect, effects: readonly Finished[]): Statement => ({
	sql: `UPDATE "Task" SET "doneAt" = k."at" FROM ${given(dialect, FINISH)} k WHERE "Task"."id" = k."id" AND "Task"."doneAt" IS NULL`,
	args: [
		bindRows(
			FINISH,
			firstOfEach(effects, ({ id }) => id),
		),
	],
});

/** Unfinished tasks of these units, oldest first. */
export const loadTasks = async (dialect: Dialect, read: Read, units: readonly UnitCode[]): Promise<Task[]> => {
	const sql = `SELECT * FROM "Task" WHERE "unit" IN ${dialect.texts} AND "doneAt" IS NULL ORDER BY "createdAt", "id"`;
	return (await read<TaskRow>(sql, [bindList(units)])).map((row) => ({
		...row,
		kind: row.kind as Task["kind"],
		unit: row.unit as UnitCode,
		createdAt: row.createdAt as Instant,
		doneAt: row.doneAt as Instant | null,
	}));
};
