import type { CountyData } from "../domain/county.ts";
import { type Decimal, fromMillionths, toMillionths } from "../domain/decimal.ts";
import type { Duty, DutyId } from "../domain/duty.ts";
import type { Indicator, IndicatorId, Project, ProjectId, Target } from "../domain/indicator.ts";
import { measure } from "../domain/measure.ts";
import type { DateText } from "../domain/period.ts";
import type { Person, PersonKey, Post } from "../domain/person.ts";
import type { Exemption, Unit, UnitCode } from "../domain/unit.ts";
import type { CalendarDay } from "../domain/working-calendar.ts";
import type {
	CalendarDay as CalendarRow,
	Duty as DutyRow,
	Indicator as IndicatorRow,
	Person as PersonRow,
	Post as PostRow,
	Project as ProjectRow,
	Target as TargetRow,
	Unit as UnitRow,
} from "./generated/client.ts";

/** A row that is in the workbook now, at a place of its sheet. */
const current = (place: number): { place: number; endedAt: null } => ({ place, endedAt: null });

export const unitToRow = ({ aliases, exempt, ...unit }: Unit, place: number): UnitRow => ({
	...unit,
	aliasesJson: JSON.stringify(aliases),
	exemptJson: exempt ? JSON.stringify(exempt) : null,
	...current(place),
});

export const unitFromRow = (row: UnitRow): Unit => ({
	code: row.code as UnitCode,
	name: row.name,
	kind: row.kind as Unit["kind"],
	parent: row.parent as UnitCode | null,
	aliases: JSON.parse(row.aliasesJson) as string[],
	validFrom: row.validFrom,
	validTo: row.validTo,
	successor: row.successor as UnitCode | null,
	...(row.exemptJson === null ? {} : { exempt: JSON.parse(row.exemptJson) as Exemption[] }),
});

export const personToRow = ({ key, name, phone }: Person, place: number): PersonRow => ({ key, name, phone, ...current(place) });

export const postsToRows = (people: CountyData["people"]): PostRow[] =>
	people
		.flatMap((person) => person.posts.map((post) => ({ person: person.key, post })))
		.map(({ person, post }, place) => ({
			person,
			unit: post.unit,
			role: post.role,
			title: post.title,
			validFrom: post.from ?? "",
			validTo: post.to ?? "",
			...current(place),
		}));

const postFromRow = (row: PostRow): Post => ({
	unit: row.unit as UnitCode,
	role: row.role as Post["role"],
	title: row.title,
	from: (row.validFrom || null) as DateText | null,
	to: (row.validTo || null) as DateText | null,
});

export const peopleFromRows = (people: readonly PersonRow[], posts: readonly PostRow[]): Person[] => {
	const held = new Map<string, Post[]>(people.map(({ key }) => [key, []]));
	for (const post of posts) held.get(post.person)?.push(postFromRow(post));
	return people.map(({ key, name, phone }) => ({ key: key as PersonKey, name, phone, posts: held.get(key) ?? [] }));
};

export const projectToRow = ({ aliases, ...project }: Project, place: number): ProjectRow => ({
	...project,
	aliasesJson: JSON.stringify(aliases),
	...current(place),
});

export const projectFromRow = (row: ProjectRow): Project => ({
	id: row.id as ProjectId,
	name: row.name,
	aliases: JSON.parse(row.aliasesJson) as string[],
	department: row.department as UnitCode,
});

export const indicatorToRow = ({ aliases, ...indicator }: Indicator, place: number): IndicatorRow => ({
	...indicator,
	aliasesJson: JSON.stringify(aliases),
	...current(place),
});

export const indicatorFromRow = (row: IndicatorRow): Indicator => ({
	id: row.id as IndicatorId,
	project: row.project as ProjectId,
	name: row.name,
	aliases: JSON.parse(row.aliasesJson) as string[],
	measure: measure(row.measure),
	places: row.places,
	yearEnd: row.yearEnd as Indicator["yearEnd"],
});

export const targetToRow = (target: Target, place: number): TargetRow => ({
	unit: target.unit,
	indicator: target.indicator,
	year: target.year,
	annual: toMillionths(target.annual),
	fourYearValue: target.fourYear ? toMillionths(target.fourYear.value) : null,
	fourYearFirst: target.fourYear?.firstYear ?? null,
	planJson: JSON.stringify(target.plan),
	opening: toMillionths(target.opening),
	...current(place),
});

/** Targets with the same plan share it: a province's have a handful among them. */
export const targetsFromRows = (rows: readonly TargetRow[]): Target[] => {
	const plans = new Map<string, readonly Decimal[]>();
	return rows.map((row) => {
		const plan = plans.get(row.planJson) ?? (JSON.parse(row.planJson) as Decimal[]);
		plans.set(row.planJson, plan);
		return targetFromRow(row, plan);
	});
};

const targetFromRow = (row: TargetRow, plan: Target["plan"]): Target => ({
	unit: row.unit as UnitCode,
	indicator: row.indicator as IndicatorId,
	year: row.year,
	annual: fromMillionths(row.annual),
	fourYear:
		row.fourYearValue === null || row.fourYearFirst === null
			? null
			: { value: fromMillionths(row.fourYearValue), firstYear: row.fourYearFirst },
	plan,
	opening: fromMillionths(row.opening),
});

export const dutyToRow = (
	{ id, name, cadence, units, opens, due, closes, reminders, review, questions }: Duty,
	place: number,
): DutyRow => ({
	id,
	name,
	cadence,
	unitsJson: JSON.stringify(units),
	opensJson: JSON.stringify(opens),
	dueJson: JSON.stringify(due),
	closesJson: JSON.stringify(closes),
	remindersJson: reminders && JSON.stringify(reminders),
	review,
	questionsJson: JSON.stringify(questions),
	...current(place),
});

export const dutyFromRow = (row: DutyRow): Duty => ({
	id: row.id as DutyId,
	name: row.name,
	cadence: row.cadence as Duty["cadence"],
	units: JSON.parse(row.unitsJson) as Duty["units"],
	opens: JSON.parse(row.opensJson) as Duty["opens"],
	due: JSON.parse(row.dueJson) as Duty["due"],
	closes: JSON.parse(row.closesJson) as Duty["closes"],
	reminders: row.remindersJson === null ? null : (JSON.parse(row.remindersJson) as Duty["reminders"]),
	review: row.review,
	questions: JSON.parse(row.questionsJson) as Duty["questions"],
});

export const dayToRow = (day: CalendarDay, place: number): CalendarRow => ({ ...day, ...current(place) });

export const dayFromRow = ({ date, works, note }: CalendarRow): CalendarDay => ({ date: date as DateText, works, note });
