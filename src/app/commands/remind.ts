import { addMs, dateOf, type Instant } from "../../domain/period.ts";
import { may, mayAnywhere } from "../../domain/permission.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { WorkingCalendar } from "../../domain/working-calendar.ts";
import type { ChatRef } from "../../ports/chat.ts";
import { planReminders } from "../../reminders/plan-reminders.ts";
import type { DueStep, ReminderPlan, ReminderWorld } from "../../reminders/reminder-plan.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { NamedInPart } from "../../views/reminders.ts";
import { type AskedStep, type GatheredWorld, gatherWorld } from "../reminders/gather-world.ts";
import { reminderEffects, remindersSubject } from "../reminders/reminder-effects.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { type CommandHandler, refuse } from "./handler.ts";
import { type Owed, type OwedRead, readOwed } from "./owed-rounds.ts";

const REASON_CHARS = 100;
const ASKED_CHARS = 40;
/** Who asks again within this time is told that it was done. */
const AGAIN_MS = 60 * 60 * 1000;
/** Names told of a list that is longer. */
const MOST_NAMES = 20;

/** 「第47周 不限 防汛紧急」: what is asked for, and the reason for which cap and days off do not count; null where they do. */
const readLift = (text: string): { readonly asked: string; readonly lift: string | null } => {
	const [, before = "", behind = ""] = /^(?:([\s\S]*?)[\s,，、]+)?不限(?:[\s:：,，、]+([\s\S]*))?$/u.exec(text.trim()) ?? [];
	const isLifted = /(?:^|[\s,，、])不限(?:[\s:：,，、]|$)/u.test(text.trim());
	if (!isLifted) return { asked: text.trim(), lift: null };
	return { asked: before.trim(), lift: behind.trim().slice(0, REASON_CHARS) };
};

/** A 催报 as it was understood. */
interface Asked {
	readonly read: OwedRead;
	/** Why cap and days off do not count; null where they do. */
	readonly lift: string | null;
	readonly to: { readonly chat: ChatRef; readonly addressee: Person };
	/** What every answer to it is made of. */
	readonly said: { readonly mayLift: boolean; readonly asked: string; readonly buttons: readonly [] };
}

/** 催报, 催报 第47周, 催报 大巴镇, 催报 不限 原因: reminds those missing in a round now, within the caps, and says what became of it. */
export const remind: CommandHandler = async (turn, speaker, rest) => {
	const { asked, lift } = readLift(rest);
	const mayLift = mayAnywhere(speaker.person, "lift-limits", turn.today);
	const said = { mayLift, asked: asked.slice(0, ASKED_CHARS), buttons: [] } as const;
	if (lift !== null && !mayLift) return refuse(turn, "lift-limits");
	if (lift === "") return turn.say({ key: "remind-needs-reason", asked: said.asked, buttons: [] }, { addressee: speaker.person });
	const read = readOwed(turn, speaker, asked, { action: "remind", command: "/remind", soonest: true });
	if (!read || read.owed.length === 0) return;
	const isOfGroup = read.owed.every(({ units }) => units.every((unit) => unit.code === turn.groupUnit || unit.parent === turn.groupUnit));
	const chat = isOfGroup ? turn.chat : privately(turn, speaker);
	if (!chat) return;
	const to = { chat, addressee: speaker.person };
	const hours = hoursOf(turn, lift !== null);
	if (hours.includes(turn.now)) return remindNow(turn, speaker, { read, lift, to, said }, hours);
	const why = hours.awake(turn.now) ? "day-off" : "quiet";
	turn.say({ key: "remind-later", why, at: hoursOf(turn, false).next(turn.now), ...said }, to);
};

const remindNow = async (turn: Turn, speaker: Speaker, { read, lift, to, said }: Asked, hours: WakingHours): Promise<void> => {
	const scope = turn.groupUnit ?? scopeOf(turn, speaker);
	const within = read.within.length > 0 ? read.within.map(({ code }) => code) : scope === null ? null : [scope];
	const recent = lift === null ? await remindedRecently(turn, read.owed, within) : new Map<Owed, Instant>();
	const [newest] = [...recent.values()].sort().reverse();
	const fresh = read.owed.filter((one) => !recent.has(one));
	if (fresh.length === 0 && newest !== undefined) return turn.say({ key: "reminded-already", at: newest, ...said }, to);
	const steps = fresh.map((one) => askedStep(turn, one));
	const cap = Number(turn.county.data.rules["remind-cap"]);
	const loaded = { ...turn.world, version: turn.world.countyVersion, county: turn.county };
	const parts = { store: turn.set.wide(), loaded, chats: turn.world, now: turn.now, hours, cap: lift === null ? cap : null };
	const gathered = await gatherWorld(parts, steps);
	const isOver = ({ expiresAt }: DueStep): boolean => expiresAt <= turn.now;
	for (const { duty, round, expiresAt, missing } of gathered.world.steps.filter(isOver))
		turn.say(
			{ key: "remind-closed", title: duty.name, period: round.period, closedAt: expiresAt, missing: missing.length, buttons: [] },
			to,
		);
	const rounds = gathered.world.steps.filter((step) => !isOver(step)).map((step) => roundLine(step, steps));
	if (rounds.length === 0) return;
	const plan = planReminders(gathered.world);
	const cause = { actor: speaker.person.key, reference: `remind:${turn.reference}`, steps: [], reason: lift, within };
	turn.add(...reminderEffects(plan, gathered, loaded, cause, turn.world.ids));
	const left = [...recent].map(([{ duty }, at]) => ({ title: duty.name, at }));
	turn.say({ key: "reminders-sent", rounds, recent: left, ...outcomeOf(turn, plan, gathered), cap, ...said }, to);
};

/** Where the day does not count, today is worked. */
const hoursOf = (turn: Turn, anyDay: boolean): WakingHours => {
	const { rules, calendar } = turn.county.data;
	const days = anyDay ? new WorkingCalendar([...calendar, { date: dateOf(turn.now), works: true, note: "" }]) : turn.county.calendar;
	return new WakingHours(rules, days);
};

/** Whoever may not remind the whole county reminds their own unit. */
const scopeOf = (turn: Turn, { person }: Speaker): UnitCode | null =>
	may(turn.county, person, "remind", turn.county.root.code, turn.today)
		? null
		: (postsOn(person, turn.today).find(({ unit }) => may(turn.county, person, "remind", unit, turn.today))?.unit ?? null);

/** The rounds that somebody had reminded of within the hour, for all that is asked about now. */
const remindedRecently = async (turn: Turn, owed: readonly Owed[], asked: readonly UnitCode[] | null): Promise<Map<Owed, Instant>> => {
	const recent = new Map<Owed, Instant>();
	for (const one of owed) {
		const entries = await turn.set.wide().auditOf(remindersSubject({ duty: one.duty.id, period: one.period }), 9);
		const found = entries.find(({ actor, at, facts }) => {
			const reminded = [facts.within ?? turn.county.root.code].flat() as UnitCode[];
			const covered = (asked ?? [turn.county.root.code]).every((code) => reminded.some((within) => turn.county.contains(within, code)));
			return actor !== "system" && at > addMs(turn.now, -AGAIN_MS) && covered;
		});
		if (found) recent.set(one, found.at);
	}
	return recent;
};

/** The step that somebody's 催报 is: due now, in the groups; it expires at the deadline or, after that, when the last of the units may report no more. */
const askedStep = (turn: Turn, { duty, period, units }: Owed): AskedStep => {
	const round = turn.rounds.round(duty, period, null);
	const closes = [round.closesAt, ...units.map(({ code }) => turn.rounds.round(duty, period, code).closesAt)].sort().at(-1);
	const expiresAt = turn.now < round.dueAt ? round.dueAt : (closes ?? round.closesAt);
	const step: DueStep = {
		duty,
		round,
		step: { at: { hours: 0 }, way: "group" },
		key: `${turn.reference}:${duty.id}:${period}`,
		at: turn.now,
		expiresAt,
	};
	return { step, units };
};

const roundLine = ({ duty, round, key, missing }: ReminderWorld["steps"][number], asked: readonly AskedStep[]) => {
	const units = asked.find(({ step }) => step.key === key)?.units ?? [];
	return { title: duty.name, period: round.period, missing: missing.length, reported: units.length - missing.length };
};

/** What is told of a plan; in a group people are counted, not named. */
const outcomeOf = (turn: Turn, { messages, held, unreached }: ReminderPlan, { world }: GatheredWorld) => {
	const nameOf = (code: UnitCode): string => turn.county.unit(code)?.name ?? code;
	const inPart = (all: readonly string[], named: boolean): NamedInPart => {
		const names = [...new Set(all)];
		return { names: named ? names.slice(0, MOST_NAMES) : [], count: names.length };
	};
	const whole = (code: UnitCode): string => {
		const names = world.people.filter(({ unit }) => unit === code).map(({ person }) => turn.county.person(person)?.name ?? person);
		return turn.inGroup || names.length === 0 ? nameOf(code) : `${nameOf(code)}（${names.join("、")}）`;
	};
	const spared = held.filter(({ why }) => why === "capped");
	return {
		units: new Set(messages.flatMap(({ items }) => items.flatMap(({ units }) => units.map(({ unit }) => unit)))).size,
		groups: messages.filter(({ inGroup }) => inGroup).length,
		people: messages.filter(({ inGroup }) => !inGroup).length,
		spared: inPart(
			spared.map(({ person, unit }) => `${nameOf(unit)} ${turn.county.person(person)?.name ?? person}`),
			!turn.inGroup,
		),
		unreached: inPart(
			unreached.map(({ unit }) => whole(unit)),
			true,
		),
	};
};
