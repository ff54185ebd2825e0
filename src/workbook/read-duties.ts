import type { Duty, DutyId, Moment } from "../domain/duty.ts";
import type { Cadence } from "../domain/period.ts";
import { readDutyUnits } from "./duty-units.ts";
import { MOMENT_EXAMPLES, momentOrder, parseMoment } from "./moments.ts";
import type { IndicatorsRead } from "./read-indicators.ts";
import { readQuestions } from "./read-questions.ts";
import { readReminders } from "./read-reminders.ts";
import type { UnitsRead } from "./read-units.ts";
import type { TableRow } from "./table-row.ts";
import { CADENCE_WORDS, YES_NO_WORDS } from "./words.ts";

/** The columns that describe the duty, not the question; later rows leave them empty or repeat them. */
const DUTY_TITLES = ["名称", "频次", "填报单位", "开放", "截止", "关闭", "提醒", "审核"] as const;
const QUESTION_TITLES = ["题号", "题型", "题目"] as const;

/** The rows of one duty, the first of them describing it. */
interface DutyRows {
	readonly id: string | undefined;
	readonly rows: TableRow[];
}

/** Reads sheet 报送: a row with a new 报送编号 begins a duty, each row is one of its questions. */
export const readDuties = (rows: readonly TableRow[], units: UnitsRead, indicators: IndicatorsRead): Duty[] => {
	const duties: Duty[] = [];
	const ids = new Map<string, number>();
	const names = new Map<string, number>();
	for (const group of groupRows(rows)) {
		const [head] = group.rows;
		if (!head) continue;
		const duty = readDuty(group, head, units, indicators);
		const twin = group.id === undefined ? undefined : ids.get(group.id);
		if (group.id !== undefined && twin !== undefined) head.tell("key-twice", { value: group.id, firstRow: twin }, "报送编号");
		if (group.id !== undefined) ids.set(group.id, twin ?? head.number);
		if (!duty) continue;
		const firstRow = names.get(duty.name);
		if (firstRow !== undefined) head.tell("name-twice", { value: duty.name, firstRow }, "名称");
		names.set(duty.name, firstRow ?? head.number);
		duties.push(duty);
	}
	return duties;
};

const groupRows = (rows: readonly TableRow[]): DutyRows[] => {
	const groups: DutyRows[] = [];
	for (const row of rows) {
		const id = row.code("报送编号", false);
		const current = groups[groups.length - 1];
		if ((id === null || (id !== undefined && id === current?.id)) && current) {
			checkRepeated(row, current);
			current.rows.push(row);
		} else if (id === null) {
			row.tell("question-without-duty", {}, "报送编号");
		} else groups.push({ id, rows: [row] });
	}
	return groups;
};

/** A later row of a duty may repeat what the first says, not contradict it. */
const checkRepeated = (row: TableRow, { rows }: DutyRows): void => {
	const [head] = rows;
	for (const title of DUTY_TITLES) {
		const here = row.peek(title);
		const there = head?.peek(title) ?? "";
		if (here !== "" && here !== there)
			row.tell("duty-differs", { here: here.slice(0, 40), there: there.slice(0, 40), firstRow: head?.number ?? 0 }, title);
	}
};

const readDuty = ({ id, rows }: DutyRows, head: TableRow, units: UnitsRead, indicators: IndicatorsRead): Duty | undefined => {
	const name = head.name("名称");
	const cadence = head.chosen("频次", CADENCE_WORDS);
	const owing = readDutyUnits(head, units);
	const moments = cadence === undefined ? undefined : readMoments(head, cadence);
	const reminders =
		id === undefined || cadence === undefined || moments === undefined
			? undefined
			: readReminders(head, { id: id as DutyId, cadence, ...moments });
	const review = head.choice("审核", YES_NO_WORDS);
	const asking = rows.filter((row) => QUESTION_TITLES.some((title) => row.has(title)));
	if (asking.length === 0) head.tell("duty-without-questions", {}, "题号");
	const questions = readQuestions(asking, indicators);
	if (
		id === undefined ||
		name === undefined ||
		cadence === undefined ||
		owing === undefined ||
		moments === undefined ||
		reminders === undefined ||
		review === undefined
	)
		return undefined;
	return { id: id as DutyId, name, cadence, units: owing, ...moments, reminders, review: review ?? false, questions };
};

const readMoments = (row: TableRow, cadence: Cadence): { opens: Moment; due: Moment; closes: Moment } | undefined => {
	const opens = readMoment(row, "开放", cadence);
	const due = readMoment(row, "截止", cadence);
	const closes = readMoment(row, "关闭", cadence);
	if (!opens || !due || !closes) return undefined;
	if (momentOrder(opens) >= momentOrder(due) || momentOrder(due) > momentOrder(closes))
		return row.tell("moments-out-of-order", { opens: row.peek("开放"), due: row.peek("截止"), closes: row.peek("关闭") }, "截止");
	return { opens, due, closes };
};

const readMoment = (row: TableRow, title: string, cadence: Cadence): Moment | undefined => {
	const text = row.text(title, 40);
	if (text === undefined) return undefined;
	if (text === "") return row.missing(title);
	return parseMoment(cadence, text) ?? row.tell("moment-malformed", { value: text, example: MOMENT_EXAMPLES[cadence] }, title);
};
