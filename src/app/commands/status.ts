import { addMs } from "../../domain/period.ts";
import { postsOn } from "../../domain/person.ts";
import type { KnownGroup } from "../../ports/store.ts";
import type { ChannelLine, GroupLine } from "../../views/office.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { SelfCheck, Turn } from "../turns/turn.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { CommandHandler } from "./handler.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Jobs counted at most: more is as bad. */
const JOBS_COUNTED = 1000;

/** 自检: whether messengers, groups, queues and store are well, for the office alone. */
export const status: CommandHandler = async (turn, speaker) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const store = turn.set.wide();
	const { system, channels, lastTick } = await turn.world.selfCheck();
	const people = turn.county.data.people.filter((person) => postsOn(person, turn.today).length > 0);
	const bound = await store.boundPeople();
	turn.say(
		{
			key: "status",
			at: turn.now,
			version: system.version,
			channels: channels.map(channelLine),
			groups: groupLines(turn, await store.knownGroups()),
			// The question itself is being answered.
			inbox: Math.max(0, (await store.inboxDepth()) - 1),
			outbox: await store.outboxDepth(),
			parked: await store.parkedSince(addMs(turn.now, -DAY_MS)),
			databaseBytes: system.databaseBytes,
			diskFreeBytes: system.diskFreeBytes,
			lastTick,
			calendar: calendarYears(turn),
			jobs: (await store.pendingJobs(JOBS_COUNTED)).length,
			bound: people.filter((person) => bound.has(person.key)).length,
			people: people.length,
			buttons: [],
		},
		{ chat, addressee: speaker.person },
	);
};

/** This year and the next are asked about. */
const calendarYears = ({ rounds, today }: Turn): { known: readonly number[]; provisional: number[] } => {
	const year = Number(today.slice(0, 4));
	const known = rounds.calendar.knownYears;
	return { known, provisional: [year, year + 1].filter((one) => !known.includes(one)) };
};

const channelLine = ({ id, health }: SelfCheck["channels"][number]): ChannelLine => ({ id, ...health });

/** Those the bot is in, and those it was bound in and has to come back to; what needs a hand first. */
const groupLines = (turn: Turn, groups: readonly KnownGroup[]): GroupLine[] =>
	groups
		.filter((group) => group.member || group.unit !== null)
		.map((group) => ({ title: group.title, unit: unitName(turn, group), member: group.member, seesAll: group.seesAll }))
		.sort((a, b) => urgency(a) - urgency(b) || a.title.localeCompare(b.title, "zh-CN"));

const urgency = ({ member, unit, seesAll }: GroupLine): number => (!member ? 0 : unit === null ? 1 : seesAll ? 3 : 2);

const unitName = ({ county }: Turn, { unit: code }: KnownGroup): string | null => {
	const unit = code === null ? undefined : county.unit(code);
	return unit ? distinctName(county, unit) : code;
};
