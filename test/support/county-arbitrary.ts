import fc from "fast-check";
import type { CountyData } from "../../src/domain/county.ts";
import { type Decimal, decimal } from "../../src/domain/decimal.ts";
import type { Duty, DutyId, DutyQuestion, Moment, QuestionId } from "../../src/domain/duty.ts";
import type { Indicator, IndicatorId, Project, ProjectId, Target } from "../../src/domain/indicator.ts";
import { measure } from "../../src/domain/measure.ts";
import { addDays, type DateText } from "../../src/domain/period.ts";
import { type Person, type Post, personKey, type Role } from "../../src/domain/person.ts";
import { REMINDER_WAYS, type ReminderStep } from "../../src/domain/reminder-step.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import { type Unit, type UnitCode, type UnitKind, unitCode } from "../../src/domain/unit.ts";
import { fallsInRound, speakAtOnce } from "../../src/workbook/read-reminders.ts";
import { inOrder } from "../../src/workbook/reminders.ts";

// Text that a sheet could take for something else: formulas, numbers, dates, XML, escapes, errors, a mark of explanation.
const STRANGE = [
	"=1+1",
	"+86",
	"-5",
	"@cmd",
	"<b>&amp",
	"说明：甲",
	"2026-01-05",
	"007",
	"1e5",
	"TRUE",
	"#N/A x",
	"_x0041_ y",
	"全部人",
	"a=b",
	'"引"',
	"'x",
];
const word = fc.oneof(
	fc.array(fc.constantFrom(..."甲乙丙丁村镇乡王伟·Ab9（）“”-=+@&<>'"), { minLength: 1, maxLength: 12 }).map((chars) => chars.join("")),
	fc.constantFrom(...STRANGE),
);
const label = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("\n"));
const code = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{1,10}$/);
const digits = fc.stringMatching(/^[1-9]\d{5,11}$/);
const date = fc
	.date({ min: new Date("1901-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
	.map((day) => day.toISOString().slice(0, 10) as DateText);
const span = fc
	.tuple(fc.option(date), fc.option(date))
	.map(([a, b]) => (a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b }));
const amount = (places: number): fc.Arbitrary<Decimal> =>
	fc
		.tuple(fc.bigInt({ min: 0n, max: 99_999_999_999n }), fc.nat(10 ** places - 1))
		.map(([whole, part]) => decimal(places === 0 ? whole : `${whole}.${String(part).padStart(places, "0")}`));
const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

const exempt = fc.constantFrom(
	{},
	{},
	{ exempt: [{ year: 2026, reason: "移民搬迁" }] },
	{
		exempt: [
			{ year: 2026, reason: "灾害" },
			{ year: 2027, reason: "移民（二期）" },
		],
	},
);

const drawUnits = (draw: Draw): Unit[] => {
	const codes = draw(fc.uniqueArray(fc.oneof(code, digits), { minLength: 6, maxLength: 14 }));
	const kinds: UnitKind[] = codes.map((_, at) =>
		at === 0 ? "county" : ((["department", "township", "village"] as const)[at % 3] as UnitKind),
	);
	const townships = codes.filter((_, at) => kinds[at] === "township");
	const units = codes.map((key, at): Unit => {
		const kind = kinds[at] as UnitKind;
		const { from, to } = draw(span);
		const parent = kind === "county" ? null : kind === "village" ? (townships[at % townships.length] as string) : (codes[0] as string);
		const successor = draw(fc.option(fc.constantFrom(...codes.filter((other) => other !== key))));
		return {
			code: unitCode(key),
			// The position keeps names apart within one parent.
			name: `${draw(word)}${at}`,
			kind,
			parent: parent === null ? null : unitCode(parent),
			aliases: distinct(draw(fc.array(word, { maxLength: 3 }))),
			validFrom: from,
			validTo: to,
			successor: successor === null ? null : unitCode(successor),
			...draw(exempt),
		};
	});
	return units;
};

const drawPeople = (draw: Draw, units: readonly Unit[]): Person[] =>
	draw(fc.uniqueArray(fc.oneof(code, digits), { maxLength: 8 })).map((key) => {
		const posts = draw(fc.uniqueArray(fc.constantFrom(...units), { minLength: 1, maxLength: 3 })).map((unit): Post => {
			const roles: readonly Role[] =
				unit.kind === "village" ? ["village"] : ["supervisor", "organiser", "department", "principal", "reporter", "leader"];
			return { unit: unit.code, role: draw(fc.constantFrom(...roles)), title: draw(fc.oneof(word, fc.constant(""))), ...draw(span) };
		});
		return { key: personKey(key), name: draw(word), phone: draw(fc.option(fc.stringMatching(/^1\d{10}$/))), posts };
	});

const drawIndicators = (draw: Draw, projects: readonly Project[]): Indicator[] =>
	projects.length === 0
		? []
		: draw(fc.uniqueArray(code, { maxLength: 4 })).map((id, at) => ({
				id: id as IndicatorId,
				project: draw(fc.constantFrom(...projects)).id,
				name: `${draw(word)}指${at}`,
				aliases: distinct(draw(fc.array(word, { maxLength: 2 }))).map((alias) => `${alias}别${at}`),
				measure: measure(draw(fc.constantFrom("亩", "个", "万元", "头"))),
				places: draw(fc.nat(6)),
				yearEnd: draw(fc.constantFrom("restart", "carry")),
			}));

const drawTargets = (draw: Draw, units: readonly Unit[], indicators: readonly Indicator[]): Target[] =>
	units.flatMap((unit) =>
		indicators.flatMap((indicator) => {
			const four = draw(fc.option(amount(indicator.places)));
			return draw(fc.subarray([2025, 2026])).map((year): Target => {
				const shares = [...draw(fc.array(fc.nat(10_000), { minLength: 11, maxLength: 11 }))].sort((a, b) => a - b);
				return {
					unit: unit.code,
					indicator: indicator.id,
					year,
					annual: draw(amount(indicator.places)),
					fourYear: four === null ? null : { value: four, firstYear: 2025 },
					plan: [...shares.map((share) => decimal((share / 100).toFixed(2))), decimal(100)],
					opening: draw(amount(indicator.places)),
				};
			});
		}),
	);

const clock = fc
	.tuple(fc.nat(23), fc.nat(59))
	.map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const MOMENT_DAYS: Readonly<Record<Duty["cadence"], readonly Omit<Moment, "time">[]>> = {
	week: [{ day: 1 }, { day: 7 }, { day: 8 }, { day: 14 }],
	month: [{ day: 1 }, { day: 28 }, { day: 0 }, { day: 3, next: true }],
	quarter: [{ day: 80 }, { day: 0 }, { day: 1, next: true }, { day: 10, next: true }],
	year: [{ day: 1 }, { day: 340 }, { day: 0 }, { day: 15, next: true }],
};

const step: fc.Arbitrary<ReminderStep> = fc.record({
	at: fc.oneof(
		fc.record({ days: fc.integer({ min: -20, max: 20 }), time: clock }),
		fc.record({ hours: fc.oneof(fc.integer({ min: -336, max: -1 }), fc.integer({ min: 1, max: 336 })) }),
	),
	way: fc.constantFrom(...REMINDER_WAYS),
});

/** Steps that can be heard, in the order in which the workbook keeps them. */
const drawReminders = (draw: Draw, duty: Omit<Duty, "reminders">): Duty["reminders"] => {
	const drawn = draw(fc.option(fc.array(step, { maxLength: 8 })));
	if (drawn === null) return null;
	const steps: ReminderStep[] = [];
	for (const one of drawn) if (fallsInRound(one, duty) && !steps.some((other) => speakAtOnce(other, one, duty))) steps.push(one);
	return inOrder(steps, duty.due.time);
};

const drawDuty = (draw: Draw, id: string, at: number, units: readonly Unit[], indicators: readonly Indicator[]): Duty => {
	const cadence = draw(fc.constantFrom("week", "month", "quarter", "year"));
	const [opens, due, closes] = draw(fc.subarray([...MOMENT_DAYS[cadence]], { minLength: 3, maxLength: 3 })).map((day) => ({
		...day,
		time: draw(clock),
	}));
	const listed = draw(fc.uniqueArray(fc.constantFrom(...units), { minLength: 1, maxLength: units.length }));
	const mixed = units.filter((unit) => unit.kind === "township").concat(units.filter((unit) => unit.kind === "department"));
	const owing = draw(
		fc.oneof(
			fc.constantFrom<Duty["units"]>({ kind: "township" }, { kind: "village" }),
			fc.constantFrom(listed, mixed).map((some) => ({ codes: some.map((unit): UnitCode => unit.code) })),
		),
	);
	const duty = {
		id: id as DutyId,
		name: `${draw(word)}报${at}`,
		cadence,
		units: owing,
		opens: opens as Moment,
		due: due as Moment,
		closes: closes as Moment,
		review: draw(fc.boolean()),
		questions: drawQuestions(draw, indicators),
	};
	return { ...duty, reminders: drawReminders(draw, duty) };
};

const drawQuestions = (draw: Draw, indicators: readonly Indicator[]): DutyQuestion[] => {
	const plain = (kind: DutyQuestion["kind"], id: string): DutyQuestion => ({
		id: id as QuestionId,
		kind,
		label: draw(label),
		help: draw(fc.option(label)),
		required: draw(fc.boolean()),
		indicator: null,
		options: [],
		when: null,
		problem: false,
	});
	const options = draw(fc.uniqueArray(fc.constantFrom("好", "坏", "一般", "1", "是"), { minLength: 2, maxLength: 4 }));
	const choice: DutyQuestion = { ...plain("choice", "pick"), options };
	const issues: DutyQuestion = { ...plain("text", "issues"), problem: true };
	return [
		...indicators.map((indicator, at) => ({ ...plain("number", `n${at}`), indicator: indicator.id })),
		choice,
		issues,
		plain("yesno", "yes"),
		{ ...plain("files", "files"), when: { question: choice.id, oneOf: draw(fc.subarray(options, { minLength: 1 })) } },
		{
			...plain("text", "more"),
			when: draw(fc.constantFrom({ question: issues.id, oneOf: ["有"] }, { question: "yes" as QuestionId, oneOf: ["是", "否"] }, null)),
		},
	];
};

/** Any county the workbook can hold, strange names and all. */
export const anyCounty: fc.Arbitrary<CountyData> = fc.gen().map((gen) => {
	const draw: Draw = (arbitrary) => gen(() => arbitrary);
	const units = drawUnits(draw);
	const departments = units.filter((unit) => unit.kind === "department");
	const projects = draw(fc.uniqueArray(code, { maxLength: 3 })).map(
		(id, at): Project => ({
			id: id as ProjectId,
			name: `${draw(word)}工${at}`,
			aliases: [],
			department: draw(fc.constantFrom(...departments)).code,
		}),
	);
	const indicators = drawIndicators(draw, projects);
	return {
		units,
		people: drawPeople(draw, units),
		projects,
		indicators,
		targets: drawTargets(draw, units, indicators),
		duties: draw(fc.uniqueArray(code, { maxLength: 3 })).map((id, at) => drawDuty(draw, id, at, units, indicators)),
		rules: {
			...defaultRules(),
			"lamp-green": draw(amount(2).map((value) => decimal(value.slice(-2).replace(/^\.|^0(?=\d)/, "") || "0"))),
			"quiet-until": decimal(draw(fc.constantFrom("0", "7.5", "11"))),
		},
		calendar: draw(fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 4 })).map((days) => ({
			date: addDays("2026-11-01" as DateText, days),
			works: draw(fc.boolean()),
			note: draw(fc.constantFrom("", "春节", "调休")),
		})),
	};
});
