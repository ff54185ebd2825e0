import { addMs, dateOf, epochMsOf } from "../../domain/period.ts";
import { postsOn } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { KnownGroup } from "../../ports/store.ts";
import type { ChannelLine, GroupLine } from "../../views/office.ts";
import type { ViewOf } from "../../views/view.ts";
import { personLine } from "../people/named.ts";
import { notYetBack } from "../people/renewals.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { SelfCheck, Turn } from "../turns/turn.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { CommandHandler } from "./handler.ts";
import { statusNeeds } from "./status-needs.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Jobs counted at most: more is as bad. */
const JOBS_COUNTED = 1000;
/** More groups are no longer one screen of a telephone; those that need a hand come first. */
const GROUPS_SHOWN = 8;
/** Of people who have to be bound again; the slips name all. */
const NAMES_SHOWN = 5;
/** The State Council publishes the next year's days off in about November. */
const NEXT_YEAR_FROM_MONTH = 10;

/** 自检: whether messengers, groups, queues and store are well, for the office alone; what needs a hand first. */
export const status: CommandHandler = async (turn, speaker) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const store = turn.set.wide();
	const { system, channels, unhurried, lastTick } = await turn.world.selfCheck();
	const people = turn.county.data.people.filter((person) => postsOn(person, turn.today).length > 0);
	const bound = await store.boundPeople();
	const groups = groupLines(turn, await store.knownGroups());
	const facts: Omit<ViewOf<"status">, "needs"> = {
		key: "status",
		at: turn.now,
		version: system.version,
		channels: channels.map(channelLine),
		groups: groups.slice(0, GROUPS_SHOWN),
		groupCounts: {
			bound: groups.filter(({ member, unit }) => member && unit !== null).length,
			unbound: groups.filter(({ member, unit }) => member && unit === null).length,
			left: groups.filter(({ member }) => !member).length,
		},
		notBack: await notBack(turn),
		// The question itself is being answered.
		inbox: Math.max(0, (await store.inboxDepth()) - 1),
		outbox: await store.outboxDepth(),
		oldestWaiting: await store.oldestWaiting(unhurried),
		parked: await store.parkedSince(addMs(turn.now, -DAY_MS)),
		databaseBytes: system.databaseBytes,
		diskFreeBytes: system.diskFreeBytes,
		...(system.lastBackupAt !== undefined && { lastBackup: system.lastBackupAt }),
		lastTick,
		nextTick: addMs(turn.now, MINUTE_MS - (epochMsOf(turn.now) % MINUTE_MS)),
		calendar: calendarYears(turn),
		targetsMissing: targetsMissing(turn),
		jobs: (await store.pendingJobs(JOBS_COUNTED)).length,
		failedJobs: await store.failedJobs(addMs(turn.now, -7 * DAY_MS)),
		reminders: await remindersToday(turn),
		bound: people.filter((person) => bound.has(person.key)).length,
		people: people.length,
		buttons: [],
	};
	turn.say({ ...facts, needs: statusNeeds(facts) }, { chat, addressee: speaker.person });
};

/** This year is asked about, and the next from the month on in which it is published. */
const calendarYears = ({ rounds, today }: Turn): { known: readonly number[]; provisional: number[] } => {
	const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
	const known = rounds.calendar.knownYears;
	const asked = month >= NEXT_YEAR_FROM_MONTH ? [year, year + 1] : [year];
	return { known, provisional: asked.filter((one) => !known.includes(one)) };
};

/** Without targets a new year has no per cents, no plan and no ranking: said before it begins. */
const targetsMissing = ({ county, today }: Turn): number[] => {
	const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
	const { targets } = county.data;
	return targets.length === 0
		? []
		: (month === 12 ? [year, year + 1] : [year]).filter((one) => !targets.some((target) => target.year === one));
};

const remindersToday = async (turn: Turn): Promise<ViewOf<"status">["reminders"]> => {
	const records = await turn.set.wide().remindersOn(dateOf(turn.now));
	const peopleIn = (outcome: "capped" | "unreachable"): number =>
		new Set(records.filter((record) => record.outcome === outcome).map(({ person }) => person)).size;
	const messages = new Set(records.flatMap(({ message }) => (message === null ? [] : [message])));
	return { sent: messages.size, capped: peopleIn("capped"), unreachable: peopleIn("unreachable") };
};

const channelLine = ({ id, health }: SelfCheck["channels"][number]): ChannelLine => ({ id, ...health });

/** Who was bound on a messenger before its ids changed and is not again. */
const notBack = async (turn: Turn): Promise<ViewOf<"status">["notBack"]> =>
	(await notYetBack(turn.set.wide(), turn.county, turn.today)).map(({ channel, people, groups }) => ({
		channel,
		people: people.length,
		names: people
			.slice(0, NAMES_SHOWN)
			.map((person) => personLine(turn.county, person, turn.today))
			.map(({ unit, name }) => `${unit}${name}`),
		units: groups.map((code) => nameOf(turn, code)),
	}));

/** Those the bot is in, and those it was bound in and has to come back to; what needs a hand first. */
const groupLines = (turn: Turn, groups: readonly KnownGroup[]): GroupLine[] =>
	groups
		.filter((group) => group.member || group.unit !== null)
		.map((group) => ({ title: group.title, unit: unitName(turn, group), member: group.member, seesAll: group.seesAll }))
		.sort((a, b) => urgency(a) - urgency(b) || a.title.localeCompare(b.title, "zh-CN"));

const urgency = ({ member, unit, seesAll }: GroupLine): number => (!member ? 0 : unit === null ? 1 : seesAll ? 3 : 2);

const unitName = (turn: Turn, { unit }: KnownGroup): string | null => (unit === null ? null : nameOf(turn, unit));

const nameOf = ({ county }: Turn, code: UnitCode): string => {
	const unit = county.unit(code);
	return unit ? distinctName(county, unit) : code;
};
