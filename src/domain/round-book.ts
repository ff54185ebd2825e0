import type { Duty, DutyId } from "./duty.ts";
import { type DateText, dateOf, type Instant, type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "./period.ts";
import type { ReportVersion } from "./report.ts";
import { hasWorkingDay, owes, phaseOf, type Round, roundIn } from "./round.ts";
import type { RoundChange } from "./round-change.ts";
import type { Unit, UnitCode } from "./unit.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** Periods back from the present one that may still take reports by the duty's rule. */
const LOOK_BACK = 2;

/** Rounds of a duty that are remembered: more than the weeks people report, few enough whatever weeks they name. */
const KEPT = 200;

/** Why a round is owed by nobody: its period has no working day, or it was over when the duty was first imported. */
export type NotOwed = "no-working-day" | "before-start";

/** When every round opens, is due and closes: the duties' rules over the working calendar, and what the office decided about single rounds. */
export class RoundBook {
	readonly calendar: WorkingCalendar;
	readonly #starts: ReadonlyMap<DutyId, Instant>;
	readonly #changes: readonly RoundChange[];
	readonly #reckoned = new Map<Duty, Map<PeriodKey, Round>>();
	readonly #byRound = new Map<string, RoundChange[]>();

	/** `changes` in the order they were made; `starts` when each duty was first imported, where that is known. */
	constructor(calendar: WorkingCalendar, changes: readonly RoundChange[], starts: ReadonlyMap<DutyId, Instant>) {
		this.calendar = calendar;
		this.#changes = changes;
		this.#starts = starts;
		for (const change of changes) {
			const key = `${change.duty} ${change.period}`;
			const known = this.#byRound.get(key);
			if (known) known.push(change);
			else this.#byRound.set(key, [change]);
		}
	}

	/** The same book with more changes behind those it has. */
	with(changes: readonly RoundChange[]): RoundBook {
		return changes.length === 0 ? this : new RoundBook(this.calendar, [...this.#changes, ...changes], this.#starts);
	}

	/** A duty's round as it stands for a unit, or (null) for all. */
	round(duty: Duty, period: PeriodKey, unit: UnitCode | null): Round {
		const plain = this.#plain(duty, period);
		const changes = this.#byRound.get(`${duty.id} ${period}`);
		if (!changes) return plain;
		const extended = changes.findLast((change) => change.kind === "extend");
		const dueAt = extended?.until ?? plain.dueAt;
		const reopened = changes.filter((change) => change.kind === "reopen" && change.unit === unit).map((change) => change.until);
		const closesAt = [plain.closesAt, dueAt, ...reopened].sort().at(-1) ?? plain.closesAt;
		if (!extended) return { ...plain, closesAt };
		return { ...plain, dueAt, closesAt, movedFrom: null, provisional: false };
	}

	/** By the duty's rule alone. Every message of a week asks for the same round. */
	#plain(duty: Duty, period: PeriodKey): Round {
		const rounds = this.#reckoned.get(duty) ?? new Map<PeriodKey, Round>();
		const known = rounds.get(period);
		if (known) return known;
		if (rounds.size >= KEPT) rounds.clear();
		const round = roundIn(duty, period, this.calendar);
		this.#reckoned.set(duty, rounds.set(period, round));
		return round;
	}

	/** The newest change of a round that concerns a unit, or (null) all; null where there is none. */
	changeOf(duty: DutyId, period: PeriodKey, unit: UnitCode | null): RoundChange | null {
		return this.#byRound.get(`${duty} ${period}`)?.findLast((change) => change.unit === null || change.unit === unit) ?? null;
	}

	/** Whether a report counts as late: it was when it was sent, and no extension made since covers it. A reopened round stays late. */
	isLate(duty: DutyId, period: PeriodKey, first: Pick<ReportVersion, "late" | "sentAt">): boolean {
		if (!first.late) return false;
		const extended = this.#byRound.get(`${duty} ${period}`)?.findLast((change) => change.kind === "extend");
		return extended === undefined || first.sentAt > extended.until;
	}

	/** How many extensions were made of a duty's rounds from one to another. */
	extensionsBetween(duty: DutyId, from: PeriodKey, until: PeriodKey): number {
		return this.#changes.filter(
			(change) => change.kind === "extend" && change.duty === duty && change.period >= from && change.period <= until,
		).length;
	}

	/** The periods of a duty whose deadline was moved for all, whenever that was. */
	extendedPeriods(duty: DutyId): PeriodKey[] {
		return [...new Set(this.#changes.filter((change) => change.kind === "extend" && change.duty === duty).map(({ period }) => period))];
	}

	/** When a duty was first imported; null where that is not known. */
	startOf(duty: DutyId): Instant | null {
		return this.#starts.get(duty) ?? null;
	}

	/** What the program gave back of its own accord and still counts at an instant. */
	givenBack(now: Instant): RoundChange[] {
		return this.#changes.filter(({ by, until }) => by === null && until > now);
	}

	/** Why nobody owes a round; null where it is owed. A round the office extended or reopened is owed whatever the calendar says. */
	notOwed(duty: Duty, period: PeriodKey): NotOwed | null {
		const changes = this.#byRound.get(`${duty.id} ${period}`);
		if (!changes && !hasWorkingDay(period, this.calendar)) return "no-working-day";
		const start = this.#starts.get(duty.id);
		return start !== undefined && this.#isPast(duty, period, start) ? "before-start" : null;
	}

	/** The day that decides which units owe a round, where one ends and another goes on: that of its deadline as the duty names it. */
	owingDay(duty: Duty, period: PeriodKey): DateText {
		const { dueAt, movedFrom } = this.#plain(duty, period);
		return dateOf(movedFrom ?? dueAt);
	}

	/**
	 * The month a week counts in, wherever weeks are put into months, quarters or years: that of its deadline as the duty names it, whatever moved it since, but
	 * never one outside the week's own year. Week 53 of 2026, due on 1 January, counts in December: its figures are of 2026's targets.
	 */
	monthOf(duty: Duty, week: PeriodKey): PeriodKey {
		const { year } = parsePeriod(week);
		const month = periodOf("month", this.owingDay(duty, week));
		const dueIn = parsePeriod(month).year;
		return dueIn === year ? month : periodOf("month", `${year}-${dueIn > year ? "12" : "01"}-01` as DateText);
	}

	/** The rounds of a duty that a unit (or null: anybody) owes and that take reports now, newest first. */
	taking(duty: Duty, now: Instant, unit: Unit | null): Round[] {
		const current = periodOf(duty.cadence, dateOf(now));
		const near = Array.from({ length: LOOK_BACK + 1 }, (_, back) => shiftPeriod(current, -back));
		const changed = this.#changes.filter((change) => change.duty === duty.id && change.until >= now).map((change) => change.period);
		const reopened = new Set(this.#reopenedFor(unit?.code ?? null, changed, duty));
		return [...new Set([...near, ...changed])]
			.sort((a, b) => (a < b ? 1 : -1))
			.filter((period) => reopened.has(period) || (this.notOwed(duty, period) === null && this.#owes(duty, unit, period)))
			.map((period) => this.round(duty, period, unit?.code ?? null))
			.filter((round) => ["open", "late"].includes(phaseOf(round, now)));
	}

	/** The next round of a duty that opens after an instant and is owed. */
	nextAfter(duty: Duty, now: Instant): Round {
		const current = periodOf(duty.cadence, dateOf(now));
		const ahead = [0, 1, 2, 3].map((shift) => shiftPeriod(current, shift));
		const period = ahead.find((one) => this.notOwed(duty, one) === null && this.round(duty, one, null).opensAt > now);
		return this.round(duty, period ?? shiftPeriod(current, 1), null);
	}

	/** Whether a round was over when its duty came: closed, or followed by one that was open already. Between two rounds the newest is asked for. */
	#isPast(duty: Duty, period: PeriodKey, start: Instant): boolean {
		return this.round(duty, period, null).closesAt <= start || this.round(duty, shiftPeriod(period, 1), null).opensAt <= start;
	}

	#owes(duty: Duty, unit: Unit | null, period: PeriodKey): boolean {
		return unit === null || (unit.validFrom === null && unit.validTo === null) || owes(duty, unit, this.owingDay(duty, period));
	}

	#reopenedFor(unit: UnitCode | null, periods: readonly PeriodKey[], duty: Duty): PeriodKey[] {
		return periods.filter((period) =>
			this.#byRound.get(`${duty.id} ${period}`)?.some((change) => change.kind === "reopen" && change.unit === unit),
		);
	}
}
