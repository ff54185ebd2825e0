import { type Absence, withActingPosts } from "./absence.ts";
import { compare, sum } from "./decimal.ts";
import type { Duty, DutyId } from "./duty.ts";
import type { Indicator, IndicatorId, Project, ProjectId, Target } from "./indicator.ts";
import type { Person, PersonKey } from "./person.ts";
import type { Rules } from "./rule.ts";
import type { Unit, UnitCode } from "./unit.ts";
import { type CalendarDay, WorkingCalendar } from "./working-calendar.ts";

/** Everything the office keeps in its workbook, as one checked whole. */
export interface CountyData {
	readonly units: readonly Unit[];
	readonly people: readonly Person[];
	readonly projects: readonly Project[];
	readonly indicators: readonly Indicator[];
	readonly targets: readonly Target[];
	readonly duties: readonly Duty[];
	readonly rules: Rules;
	/** The office's own days off and worked, over those the program knows. */
	readonly calendar: readonly CalendarDay[];
}

/** The workbook's data with the look-ups every use case needs. Immutable; a new import makes a new one. */
export class County {
	readonly data: CountyData;
	readonly root: Unit;
	readonly calendar: WorkingCalendar;
	readonly #units: ReadonlyMap<UnitCode, Unit>;
	readonly #children: ReadonlyMap<UnitCode, readonly Unit[]>;
	readonly #people: ReadonlyMap<PersonKey, Person>;
	readonly #posted: ReadonlyMap<UnitCode, readonly Person[]>;
	readonly #targets: ReadonlyMap<UnitCode, readonly Target[]>;
	readonly #predecessors: ReadonlyMap<UnitCode, readonly Unit[]>;

	/**
	 * Whoever stands in for somebody away holds their posts for those days, here and not in `data`. Throws Error when there is no county unit: the
	 * workbook's checks refuse such data earlier.
	 */
	constructor(data: CountyData, absences: readonly Absence[] = []) {
		this.data = data;
		this.calendar = new WorkingCalendar(data.calendar);
		this.#units = new Map(data.units.map((unit) => [unit.code, unit]));
		this.#children = grouped(data.units, (unit) => (unit.parent === null ? [] : [unit.parent]));
		const people = absences.length === 0 ? data.people : actingPeople(data.people, absences);
		this.#people = new Map(people.map((person) => [person.key, person]));
		this.#posted = grouped(people, (person) => [...new Set(person.posts.map((post) => post.unit))]);
		this.#targets = grouped(data.targets, (target) => [target.unit]);
		this.#predecessors = grouped(data.units, (unit) => (unit.successor === null ? [] : [unit.successor]));
		const root = data.units.find((unit) => unit.kind === "county");
		if (!root) throw new Error("a county needs its county unit");
		this.root = root;
	}

	unit(code: UnitCode): Unit | undefined {
		return this.#units.get(code);
	}

	/** Direct children, in the workbook's order. */
	children(code: UnitCode): readonly Unit[] {
		return this.#children.get(code) ?? [];
	}

	person(key: PersonKey): Person | undefined {
		return this.#people.get(key);
	}

	/** People with any post, of whatever date, in exactly this unit. */
	peopleOf(code: UnitCode): readonly Person[] {
		return this.#posted.get(code) ?? [];
	}

	project(id: ProjectId): Project | undefined {
		return this.data.projects.find((project) => project.id === id);
	}

	indicator(id: IndicatorId): Indicator | undefined {
		return this.data.indicators.find((indicator) => indicator.id === id);
	}

	duty(id: DutyId): Duty | undefined {
		return this.data.duties.find((duty) => duty.id === id);
	}

	/** Units that were renamed into or merged into this one, directly. */
	predecessors(code: UnitCode): readonly Unit[] {
		return this.#predecessors.get(code) ?? [];
	}

	/** A unit's target; of one that took others over and has none of its own yet, theirs together. */
	target(unit: UnitCode, indicator: IndicatorId, year: number): Target | undefined {
		const own = this.#targets.get(unit)?.findLast((target) => target.indicator === indicator && target.year === year);
		if (own || !this.#predecessors.has(unit)) return own;
		const theirs = this.predecessors(unit).flatMap(({ code }) => {
			const all = this.#targets.get(code) ?? [];
			return all.findLast((target) => target.indicator === indicator && target.year === year) ?? [];
		});
		return theirs.length === 0 ? undefined : together(unit, theirs);
	}

	/** Whether `inner` is `outer` or lies below it. */
	contains(outer: UnitCode, inner: UnitCode): boolean {
		for (let at: UnitCode | null = inner; at !== null; at = this.#units.get(at)?.parent ?? null) if (at === outer) return true;
		return false;
	}
}

/** Targets of one indicator and year as one; the plan is that of the largest. */
const together = (unit: UnitCode, targets: readonly Target[]): Target | undefined => {
	const largest = targets.reduce<Target | undefined>(
		(most, one) => (most && compare(most.annual, one.annual) >= 0 ? most : one),
		undefined,
	);
	if (!largest) return undefined;
	const [only] = targets;
	return {
		...largest,
		unit,
		annual: sum(targets.map(({ annual }) => annual)),
		opening: sum(targets.map(({ opening }) => opening)),
		fourYear: targets.length === 1 ? (only?.fourYear ?? null) : null,
	};
};

const actingPeople = (people: readonly Person[], absences: readonly Absence[]): Person[] => {
	const byKey = new Map(people.map((person) => [person.key, person]));
	return people.map((person) => withActingPosts(person, absences, (key) => byKey.get(key)));
};

const grouped = <T>(items: readonly T[], keysOf: (item: T) => readonly UnitCode[]): Map<UnitCode, T[]> => {
	const groups = new Map<UnitCode, T[]>();
	for (const item of items)
		for (const key of keysOf(item)) {
			const group = groups.get(key);
			if (group) group.push(item);
			else groups.set(key, [item]);
		}
	return groups;
};
