import type { Absence } from "../../src/domain/absence.ts";
import type { CountyData } from "../../src/domain/county.ts";
import { type Decimal, decimal } from "../../src/domain/decimal.ts";
import type { Duty, DutyId, QuestionId } from "../../src/domain/duty.ts";
import type { IndicatorId, ProjectId } from "../../src/domain/indicator.ts";
import { measure } from "../../src/domain/measure.ts";
import type { DateText, Instant, PeriodKey } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import type { Entry, PlainAnswer, ReportVersion } from "../../src/domain/report.ts";
import type { RoundChange } from "../../src/domain/round-change.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import type { Standing } from "../../src/domain/standing.ts";
import { type UnitCode, unitCode } from "../../src/domain/unit.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Inbound } from "../../src/ports/intake.ts";
import type { BindingCode, Effect, Job, KnownGroup, NewMessage, SavedSession, Task } from "../../src/ports/store.ts";
import type { View } from "../../src/views/view.ts";

/** An instant of the fixtures' week: day 16 is the Monday. */
export const at = (day: number, hour = 9, minute = 0): Instant =>
	`2026-11-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00.000Z` as Instant;
export const MONDAY = at(16);
export const WEEKLY = "weekly" as DutyId;
export const MONTHLY = "monthly" as DutyId;
export const W47 = "2026-W47" as PeriodKey;
export const GREENHOUSE = "greenhouse" as IndicatorId;
export const ORCHARD = "orchard" as IndicatorId;
export const INDICATORS = [GREENHOUSE, ORCHARD] as const;
export const COUNTY = unitCode("100");
export const UNITS = [unitCode("101"), unitCode("102"), unitCode("103")] as const;
export const PEOPLE = [personKey("p1"), personKey("p2"), personKey("p3")] as const;
export const GROUP: ChatRef = { channel: "test", account: "bot", id: "group", kind: "group" };

const moment = (day: number, time: string) => ({ day, time });
const duty = (id: DutyId, cadence: Duty["cadence"]): Duty => ({
	id,
	name: `报送${id}`,
	cadence,
	units: { kind: "township" },
	opens: moment(1, "08:00"),
	due: moment(5, "17:00"),
	closes: { ...moment(2, "12:00"), next: true },
	reminders: [{ at: { hours: -2 }, way: "group" }],
	review: true,
	questions: [
		{
			id: "q1" as QuestionId,
			kind: "number",
			label: "暖棚",
			help: null,
			required: true,
			indicator: GREENHOUSE,
			options: [],
			when: null,
			problem: false,
		},
	],
});

const target = (unit: UnitCode, indicator: IndicatorId) => ({
	unit,
	indicator,
	year: 2026,
	annual: decimal("12345678901.123456"),
	fourYear: { value: decimal(40_000), firstYear: 2025 },
	plan: Array.from({ length: 12 }, (_, month) => decimal(month === 11 ? 100 : month * 8.5)),
	opening: decimal("0.3"),
});

/** A small county: three townships, three people, two indicators, a weekly and a monthly duty. */
export const smallCounty = (): CountyData => ({
	units: [COUNTY, ...UNITS].map((code, index) => ({
		code,
		name: `单位${code}`,
		kind: index === 0 ? "county" : "township",
		parent: index === 0 ? null : COUNTY,
		aliases: [`别名${code}`],
		validFrom: "2020-01-01",
		validTo: null,
		successor: null,
	})),
	people: PEOPLE.map((key, index) => ({
		key,
		name: "王伟",
		phone: index === 0 ? "13800000000" : null,
		posts: [
			{ unit: UNITS[index] as UnitCode, role: "reporter", title: "干事", from: null, to: "2030-12-31" as DateText },
			{ unit: COUNTY, role: "leader", title: "", from: "2021-01-01" as DateText, to: null },
		],
	})),
	projects: [{ id: "belt" as ProjectId, name: "产业带", aliases: [], department: COUNTY }],
	indicators: INDICATORS.map((id) => ({
		id,
		project: "belt" as ProjectId,
		name: id,
		aliases: ["棚"],
		measure: measure("亩"),
		places: 2,
		yearEnd: "carry",
	})),
	targets: [target(UNITS[0], GREENHOUSE), { ...target(UNITS[1], ORCHARD), fourYear: null, opening: decimal(-1) }],
	duties: [duty(WEEKLY, "week"), { ...duty(MONTHLY, "month"), units: { codes: [UNITS[0]] } }],
	rules: { ...defaultRules(), "jump-factor": decimal("2.5") },
	calendar: [
		{ date: "2027-01-01" as DateText, works: false, note: "元旦" },
		{ date: "2026-12-27" as DateText, works: true, note: "" },
	],
});

export const importCounty = (from = 0, data = smallCounty()): Effect => ({ do: "replace-county", from, data, at: MONDAY });

export const inbound = (updateId: string, change: Partial<Inbound> = {}): Inbound => ({
	updateId,
	chat: GROUP,
	sender: { channel: "test", id: "someone" },
	messageId: null,
	sentAt: MONDAY,
	content: { kind: "text", text: `周报 ${updateId}`, addressed: true },
	...change,
});

export const session = (id: string, change: Partial<SavedSession> = {}): SavedSession => ({
	id,
	person: PEOPLE[0],
	subject: `${WEEKLY}:${W47}:${id}`,
	duty: WEEKLY,
	period: W47,
	unit: UNITS[0],
	chat: GROUP,
	active: true,
	answered: 1,
	asked: 5,
	state: { flow: "weekly", answers: { q1: ["1.2万亩", null, true, 0.1] } },
	updatedAt: MONDAY,
	...change,
});

export const entry = (change: Partial<Entry> = {}): Entry => ({
	indicator: GREENHOUSE,
	basis: "increment",
	increment: decimal("0.1"),
	total: decimal("12345678901.123456"),
	asOf: "2026-11-20" as DateText,
	approximate: false,
	reason: null,
	written: "一分地",
	...change,
});

const q = (name: string): QuestionId => name as QuestionId;
const ANSWERS: readonly PlainAnswer[] = [
	{ question: q("problems"), kind: "text", text: "机井不足" },
	{ question: q("weather"), kind: "choice", option: "晴" },
	{ question: q("done"), kind: "yesno", yes: true },
	{ question: q("visited"), kind: "yesno", yes: false },
	{ question: q("photos"), kind: "files", files: [{ hash: "ab", name: "照片.jpg", type: "image/jpeg", size: 7 }] },
];

export const version = (number: number, change: Partial<ReportVersion> = {}): ReportVersion => ({
	version: number,
	sentAt: MONDAY,
	by: PEOPLE[0],
	source: "own",
	late: false,
	form: "f1",
	entries: [
		entry(),
		entry({ indicator: ORCHARD, basis: "total", increment: decimal("-3.25"), total: decimal(0), reason: "核减", approximate: true }),
	],
	answers: ANSWERS,
	...change,
});

export const addVersion = (number: number, which: ReportVersion, unit: UnitCode = UNITS[0], period = W47): Effect => ({
	do: "add-report-version",
	report: { number, duty: WEEKLY, period, unit },
	version: which,
});

export const standing = (period: string, total: Decimal, change: Partial<Standing> = {}): Standing => ({
	unit: UNITS[0],
	indicator: GREENHOUSE,
	duty: WEEKLY,
	period: period as PeriodKey,
	basis: "increment",
	increment: decimal(1),
	total,
	asOf: "2026-11-20" as DateText,
	...change,
});

export const view = (reference: string): View => ({ key: "failed", reference, buttons: [] });

export const message = (id: string, change: Partial<NewMessage> = {}): NewMessage => ({
	id,
	chat: GROUP,
	view: view(id),
	dedupeKey: `key ${id}`,
	priority: "answer",
	createdAt: MONDAY,
	expiresAt: null,
	addressee: null,
	answers: null,
	card: null,
	...change,
});

export const enqueue = (id: string, change: Partial<NewMessage> = {}): Effect => ({ do: "enqueue-message", message: message(id, change) });

export const group = (id: string, change: Partial<KnownGroup> = {}): KnownGroup => ({
	chat: { ...GROUP, id },
	title: `${id}工作群`,
	unit: null,
	member: true,
	admin: false,
	seesAll: false,
	updatedAt: MONDAY,
	...change,
});

export const bindingCode = (hash: string, change: Partial<BindingCode> = {}): BindingCode => ({
	hash,
	person: PEOPLE[0],
	expiresAt: at(30),
	usedAt: null,
	...change,
});

export const task = (id: string, change: Partial<Task> = {}): Task => ({
	id,
	kind: "confirm-proxy",
	unit: UNITS[0],
	report: 1,
	createdAt: MONDAY,
	doneAt: null,
	...change,
});

export const job = (id: string): Job => ({
	id,
	kind: "check-workbook",
	input: { file: "ab" },
	chat: GROUP,
	person: PEOPLE[0],
	attempts: 0,
	createdAt: MONDAY,
});

export const roundChange = (id: string, change: Partial<RoundChange> = {}): RoundChange => ({
	id,
	kind: change.unit ? "reopen" : "extend",
	duty: WEEKLY,
	period: W47 as PeriodKey,
	unit: null,
	until: at(21),
	reason: "雨大",
	by: PEOPLE[0],
	at: MONDAY,
	...change,
});

export const absence = (id: string, change: Partial<Absence> = {}): Absence => ({
	id,
	person: PEOPLE[0],
	deputy: PEOPLE[1],
	first: "2026-11-20" as DateText,
	last: "2026-11-25" as DateText,
	at: MONDAY,
	...change,
});
