import { expect, it } from "vitest";
import {
	BurdenCount,
	type BurdenMessage,
	type BurdenReminder,
	type BurdenReply,
	type BurdenTotals,
	isQuiet,
} from "../../../src/app/burden/burden-totals.ts";
import { addMs, type DateText, type Instant } from "../../../src/domain/period.ts";
import { personKey } from "../../../src/domain/person.ts";
import type { ReminderRecord } from "../../../src/ports/reminders.ts";

const [A, B, C] = [personKey("A"), personKey("B"), personKey("C")];
const START = "2026-11-16T01:00:00.000Z" as Instant;
const NOTHING = { messages: [], replies: [], reminders: [] };

/** What these rows amount to. */
const burdenTotals = (rows: {
	readonly messages: readonly BurdenMessage[];
	readonly replies: readonly BurdenReply[];
	readonly reminders: readonly BurdenReminder[];
}): BurdenTotals => {
	const count = new BurdenCount();
	for (const message of rows.messages) count.addMessage(message);
	for (const reply of rows.replies) count.addReply(reply);
	for (const reminder of rows.reminders) count.addReminder(reminder);
	return count.totals();
};

const sent = (person: typeof A | null, kind: BurdenMessage["kind"], more: Partial<BurdenMessage> = {}): BurdenMessage => ({
	person,
	inGroup: false,
	kind,
	became: "sent",
	...more,
});
const reminder = (person: typeof A, more: Partial<ReminderRecord>): ReminderRecord => ({
	at: START,
	day: "2026-11-16" as DateText,
	person,
	unit: null,
	kind: "round",
	subject: "weekly:2026-W47",
	message: null,
	inGroup: false,
	outcome: "sent",
	...more,
});
const minutesIn = (person: typeof A, minutes: readonly number[]) =>
	minutes.map((minute) => ({ person, at: addMs(START, minute * 60_000) }));

it("counts what came unasked, tells it from questions and answers, and names first whoever was asked most", () => {
	const totals = burdenTotals({
		...NOTHING,
		messages: [
			sent(A, "reminder"),
			sent(A, "question"),
			sent(A, "answer"),
			sent(B, "notice"),
			sent(B, "told"),
			sent(B, "reminder"),
			sent(C, "answer"),
			sent(null, "notice", { inGroup: true }),
			sent(A, "question", { inGroup: true }),
			sent(null, "answer", { inGroup: true }),
		],
	});
	expect(totals).toMatchObject({ reached: 2, messages: 4, groupMessages: 1, questions: 2, median: 1, most: 3 });
	expect(totals.people.map(({ person }) => person)).toEqual([B, A, C]);
	expect(totals.people[1]?.sent).toEqual({ reminder: 1, notice: 0, told: 0, question: 2, answer: 1 });
});

it("counts a message to a group once for everybody it names, and tells the spared from the unreached, once a day and round", () => {
	const totals = burdenTotals({
		...NOTHING,
		reminders: [
			reminder(A, { message: "m1", inGroup: true }),
			reminder(A, { message: "m1", inGroup: true }),
			reminder(B, { message: "m1", inGroup: true }),
			reminder(B, { message: "m2" }),
			reminder(A, { outcome: "capped" }),
			reminder(A, { outcome: "capped" }),
			reminder(C, { outcome: "unreachable" }),
		],
	});
	expect(totals).toMatchObject({ mentions: 2, reached: 2, held: { capped: 1, unreachable: 1 } });
});

it("tells why a message was not sent, and leaves out what still waits and the answers nobody could be given", () => {
	const totals = burdenTotals({
		...NOTHING,
		messages: (["expired", "reported", "lost", "lost", "waiting"] as const)
			.map((became) => sent(A, "reminder", { became }))
			.concat(sent(A, "answer", { became: "lost" })),
	});
	expect(totals).toMatchObject({ messages: 0, held: { expired: 1, reported: 1, lost: 2 } });
});

it("takes the time between answers that follow one another, and a minute for each that stands alone", () => {
	const totals = burdenTotals({ ...NOTHING, replies: [...minutesIn(A, [0, 2, 4, 60, 120, 123]), ...minutesIn(B, [0])] });
	expect(totals.people.map(({ person, replies, minutes }) => [person, replies, minutes])).toEqual([
		[A, 6, 1 + 2 + 2 + 1 + 1 + 3],
		[B, 1, 1],
	]);
	expect(totals.minutes).toBe(11);
});

it("is quiet where nothing happened", () => {
	expect(isQuiet(burdenTotals(NOTHING))).toBe(true);
	expect(burdenTotals(NOTHING)).toMatchObject({ reached: 0, median: 0, most: 0 });
	expect(isQuiet(burdenTotals({ ...NOTHING, messages: [sent(null, "notice", { inGroup: true })] }))).toBe(false);
});
