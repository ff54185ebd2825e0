import type { Duty } from "../../domain/duty.ts";
import { addDays, type Cadence, dateOf, daysOf, type Instant, type PeriodKey, parsePeriod, wallClock } from "../../domain/period.ts";
import { owes, phaseOf } from "../../domain/round.ts";
import type { RoundChange } from "../../domain/round-change.ts";
import type { Unit } from "../../domain/unit.ts";
import type { RoundStates } from "../../ports/store.ts";
import { CADENCE_COMMANDS } from "../reports/open-report.ts";
import { readNamedRound, readUntil, saySlip } from "../rounds/named-round.ts";
import { tellUnits } from "../rounds/tell-units.ts";
import type { Turn } from "../turns/turn.ts";
import type { CommandHandler } from "./handler.ts";

const REASON_CHARS = 100;
/** Longer is no extension but another rule, and most likely a slip. */
const LONGEST_DAYS = 60;

/** 延期 第47周 11月21日12:00 原因: moves the deadline of a round for all who owe it. */
export const extend: CommandHandler = async (turn, speaker, rest) => {
	const named = readNamedRound(turn, speaker, rest, false);
	const { period } = named;
	if (period === null) return saySlip(turn, "extend", "period");
	const { cadence } = parsePeriod(period);
	const duties = meantBy(turn, cadence, named.duty);
	const [first] = duties;
	if (!first) return turn.say({ key: "no-duty", cadence, buttons: [] });
	const stands = turn.rounds.round(first, period, null).dueAt;
	const given = readUntil(turn, named.rest, timeOf(stands));
	if (!given || given === "unclear") return saySlip(turn, "extend", given ? "unclear-time" : "time");
	const { until } = given;
	const latest =
		duties
			.map((duty) => turn.rounds.round(duty, period, null).dueAt)
			.sort()
			.at(-1) ?? stands;
	if (until <= turn.now || until <= latest) return saySlip(turn, "extend", "too-early", latest);
	if (dateOf(until) > addDays(daysOf(period).last, LONGEST_DAYS) && dateOf(until) > addDays(turn.today, LONGEST_DAYS))
		return saySlip(turn, "extend", "too-late");
	const reason = given.rest.trim().slice(0, REASON_CHARS);
	if (reason === "") return saySlip(turn, "extend", "reason");
	const changes = duties.map(
		(duty): RoundChange => ({
			id: turn.world.ids.next(),
			kind: "extend",
			duty: duty.id,
			period,
			unit: null,
			until,
			reason,
			by: speaker.person.key,
			at: turn.now,
		}),
	);
	const after = turn.rounds.with(changes);
	const silent = new Map<Unit, Duty[]>();
	let madeOnTime = 0;
	for (const duty of duties) {
		if (phaseOf(turn.rounds.round(duty, period, null), turn.now) === "not-open") continue;
		const { missing, reported } = await roundSoFar(turn, duty, period);
		for (const unit of missing) silent.set(unit, [...(silent.get(unit) ?? []), duty]);
		madeOnTime += reported.filter((one) => turn.rounds.isLate(duty.id, period, one) && !after.isLate(duty.id, period, one)).length;
	}
	const told = await tellUnits(turn, [...silent.keys()], until, (units) => {
		const [duty = first] = units.flatMap((unit) => silent.get(unit) ?? []);
		const [unit] = units;
		const alone = unit !== undefined && units.length === 1;
		return {
			key: "deadline-extended-for-you",
			title: duty.name,
			units: units.map(({ name }) => name),
			period,
			dueAt: until,
			reason,
			buttons: alone
				? [{ label: { text: duty.name }, action: { do: "say", text: `${CADENCE_COMMANDS[cadence]} ${unit.name} ${period}` } }]
				: [],
		};
	});
	for (const change of changes) {
		turn.add({ do: "add-round-change", change });
		turn.audit(speaker.person.key, "round:extended", `round:${change.duty}:${period}`, { until, reason });
	}
	turn.say(
		{
			key: "deadline-extended",
			titles: duties.map(({ name }) => name),
			period,
			dueAt: until,
			dayOff: !turn.rounds.calendar.works(dateOf(until)),
			reason,
			silent: silent.size,
			told,
			madeOnTime,
			buttons: [],
		},
		{ addressee: speaker.person },
	);
};

/** The duty that is named; without a name those of a cadence, as with 未报 the villages' own only where there is no other. */
const meantBy = ({ county }: Turn, cadence: Cadence, name: string | null): Duty[] => {
	const all = county.data.duties.filter((duty) => duty.cadence === cadence && (name === null || duty.name === name));
	const above = all.filter(({ units }) =>
		"kind" in units ? units.kind !== "village" : units.codes.some((code) => county.unit(code)?.kind !== "village"),
	);
	return name === null && above.length > 0 ? above : all;
};

const timeOf = (at: Instant): string => {
	const { hour, minute } = wallClock(at);
	return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
};

/** Who has reported a round, and which of the units that owe it have not. */
const roundSoFar = async (
	turn: Turn,
	duty: Duty,
	period: PeriodKey,
): Promise<{ readonly missing: Unit[]; readonly reported: RoundStates["reported"] }> => {
	const day = turn.rounds.owingDay(duty, period);
	const { reported, pending } = await turn.set.wide().roundStates(duty.id, period, null);
	// What waits for its principal is done, as far as the reporter is concerned.
	const there = new Set([...reported, ...pending.filter(({ state }) => state === "waiting")].map(({ unit }) => unit));
	return { missing: turn.county.data.units.filter((unit) => owes(duty, unit, day) && !there.has(unit.code)), reported };
};
