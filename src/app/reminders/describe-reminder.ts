import { remaining } from "../../dialog/order.ts";
import type { County } from "../../domain/county.ts";
import { type Cadence, type Instant, parsePeriod } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { compileFlow } from "../../flows/compile-flow.ts";
import type { SavedSession } from "../../ports/store.ts";
import type { PlannedReminder, ReminderItem } from "../../reminders/reminder-plan.ts";
import type { ViewButton } from "../../views/button.ts";
import type { RemindedRound } from "../../views/reminders.ts";
import type { ViewOf } from "../../views/view.ts";
import { restored } from "../reports/dialog-turn.ts";
import { CADENCE_COMMANDS } from "../reports/open-report.ts";
import { silentUnits } from "../reports/silent-groups.ts";

/** More buttons are no help on a telephone. */
const MOST_BUTTONS = 6;

/** A planned reminder as it is said. */
export const describeReminder = (
	county: County,
	{ person, as, items, lost }: PlannedReminder,
	drafts: readonly SavedSession[],
	at: Instant,
): ViewOf<"reminder"> =>
	withRounds(county, {
		key: "reminder",
		to: person === null ? "group" : as,
		at,
		...(lost.length > 0 ? { lost: lost.map(({ channel, since, until }) => ({ channel, since, until })) } : {}),
		rounds: items.map((item) => {
			const isAlone = person !== null && as === "reporter";
			return roundOf(county, item, isAlone ? draftOf(county, item, person, drafts) : null, isAlone);
		}),
		buttons: [],
	});

/** The names of the units a reminder is about, and its buttons: one a report, for whoever is asked to write it. */
export const withRounds = (county: County, view: ViewOf<"reminder">): ViewOf<"reminder"> => {
	const rounds = view.rounds.map((round) => ({ ...round, ...silentUnits(county, unitsOf(county, round.units)) }));
	// Where a colleague has begun there is nothing to begin.
	const asked = view.to === "reporter" ? rounds.filter(({ draft }) => draft === null || draft.by === null) : [];
	const reports = asked.flatMap((round) => round.units.map((unit) => ({ round, unit })));
	const listed = rounds.find((round) => round.listed !== undefined);
	const buttons = [
		...(listed ? confirming(listed) : []),
		...reports.slice(0, MOST_BUTTONS).map(({ round, unit }) => button(county, round, unit, asked.length, reports.length)),
	];
	return { ...view, rounds, buttons };
};

const unitsOf = (county: County, codes: readonly UnitCode[]) => codes.flatMap((code) => county.unit(code) ?? []);

const roundOf = (county: County, item: ReminderItem, draft: RemindedRound["draft"], isAlone: boolean): RemindedRound => ({
	duty: item.duty,
	title: county.duty(item.duty)?.name ?? item.duty,
	period: item.period,
	dueAt: item.dueAt,
	closesAt: item.units.length === 1 ? (item.units[0]?.closesAt ?? item.closesAt) : item.closesAt,
	late: item.late,
	units: item.units.map(({ unit }) => unit),
	...changingIn(item),
	...(item.asksOnly ? { asksOnly: true } : {}),
	silent: [],
	silentElsewhere: null,
	draft,
	...(isAlone && item.units.length === 1 && item.units[0]?.listed !== undefined ? { listed: item.units[0].listed } : {}),
});

const changingIn = ({ units }: ReminderItem): Pick<RemindedRound, "changing"> => {
	const changing = units.flatMap(({ unit, changedBy }) => (changedBy ? [unit] : []));
	return changing.length > 0 ? { changing } : {};
};

/** The report somebody began for the unit, their own before that of a colleague; one that nobody of the unit began is none of theirs. */
const draftOf = (county: County, item: ReminderItem, person: PersonKey, drafts: readonly SavedSession[]): RemindedRound["draft"] => {
	const [only] = item.units;
	if (!only || item.units.length > 1 || only.draft === null) return null;
	const open = drafts.filter(({ duty, period, unit }) => duty === item.duty && period === item.period && unit === only.unit);
	const found = open.find((draft) => draft.person === person) ?? open[0];
	if (!found) return null;
	const by = found.person === person ? null : (county.person(found.person)?.name ?? found.person);
	return { left: Math.max(0, found.asked - found.answered), files: filesLeft(county, found), by };
};

/** The names of the questions that still want a file: it has to be fetched from a drawer before it can be sent. */
const filesLeft = (county: County, draft: SavedSession): string[] => {
	const duty = county.duty(draft.duty);
	const flow = duty && compileFlow(duty, county);
	const state = flow && restored(draft, flow);
	if (!flow || !state) return [];
	return remaining(flow, state)
		.filter(({ kind, required }) => kind === "files" && required)
		.map(({ name }) => name);
};

/** 确认 of the line that waits: the first, where there are several. */
const confirming = ({ duty, period, units: [unit] }: RemindedRound): ViewButton[] =>
	unit === undefined ? [] : [{ label: { word: "confirm-line" }, action: { do: "confirm-line", line: { duty, period, unit } } }];

const button = (county: County, round: RemindedRound, code: UnitCode, rounds: number, reports: number): ViewButton => {
	const unit = county.unit(code)?.name ?? code;
	const cadence: Cadence = parsePeriod(round.period).cadence;
	const label: ViewButton["label"] =
		reports === 1
			? { word: round.draft === null ? "fill-now" : "fill-on" }
			: { text: rounds === reports ? round.title : rounds === 1 ? unit : `${unit} ${round.title}` };
	return { label, action: { do: "say", text: `${CADENCE_COMMANDS[cadence]} ${unit} ${round.title} ${round.period}` } };
};
