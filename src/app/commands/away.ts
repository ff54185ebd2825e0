import { type Absence, isAwayOn } from "../../domain/absence.ts";
import { addDays } from "../../domain/period.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import { readLeave } from "../../language/read-leave.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { AwaySlip } from "../../views/rounds.ts";
import { peopleNamed, personLine } from "../people/named.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import { handedOverKey, handOver } from "../rounds/hand-over.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { CommandHandler } from "./handler.ts";

/** Longer than this somebody else should hold the post: that is for the workbook. */
const LONGEST_DAYS = 180;
const OFFERED = 8;

/** 请假 11月20日到11月25日 代理 王伟: gives one's posts and open dialogs to somebody of the same unit for these days. */
export const away: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const { days, deputy: typed } = readLeave(rest, turn.today);
	if (days === null || days.first > days.last) return slip(turn, "days", typed, chat);
	if (days.last < turn.today) return slip(turn, "past", typed, chat);
	if (days.last > addDays(turn.today, LONGEST_DAYS)) return slip(turn, "too-long", typed, chat);
	const begun = days.first < turn.today;
	const span = begun ? { first: turn.today, last: days.last } : days;
	const deputy = deputyNamed(turn, speaker, typed, span, chat);
	if (!deputy) return;
	const absence: Absence = { id: turn.world.ids.next(), person: speaker.person.key, deputy: deputy.key, ...span, at: turn.now };
	const store = turn.set.wide();
	const [theirs = null] = privateChatsOf(await store.accountsOf(deputy.key), turn.world);
	for (const { id } of ownAbsences(turn, speaker)) turn.add({ do: "end-absence", id, at: turn.now });
	turn.add({ do: "add-absence", absence });
	const now = isAwayOn(absence, turn.today);
	const given = now ? handOver(absence, await turn.set.sessions(speaker.person.key), await turn.set.sessions(deputy.key), theirs) : [];
	turn.add(...given);
	if (now) turn.add({ do: "set-setting", key: handedOverKey(absence), value: turn.now });
	turn.audit(speaker.person.key, "person:away", `person:${speaker.person.key}`, { ...span, deputy: deputy.key });
	const dialogs = given.length;
	turn.say(
		{ key: "away-begun", ...span, deputy: personLine(turn.county, deputy, turn.today), dialogs, told: theirs !== null, buttons: [] },
		{ chat, addressee: speaker.person },
	);
	if (theirs)
		turn.say(
			{ key: "away-deputy", person: personLine(turn.county, speaker.person, turn.today), ...span, dialogs, buttons: [] },
			{ chat: theirs, addressee: deputy, priority: "broadcast" },
		);
};

/** 销假: ends one's leave at once. */
export const back: CommandHandler = async (turn, speaker) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const to = { chat, addressee: speaker.person };
	const absences = ownAbsences(turn, speaker);
	const [absence] = absences;
	if (!absence) return turn.say({ key: "not-away", buttons: [] }, to);
	const store = turn.set.wide();
	for (const { id } of absences) turn.add({ do: "end-absence", id, at: turn.now });
	turn.audit(speaker.person.key, "person:back", `person:${speaker.person.key}`, { absence: absence.id });
	turn.say({ key: "away-ended", deputy: turn.county.person(absence.deputy)?.name ?? absence.deputy, buttons: [] }, to);
	const [theirs] = privateChatsOf(await store.accountsOf(absence.deputy), turn.world);
	if (theirs) turn.say({ key: "away-ended-deputy", name: speaker.person.name, buttons: [] }, { chat: theirs, priority: "broadcast" });
};

/** Leave of the speaker that is not over. */
const ownAbsences = ({ world, today }: Turn, { person }: Speaker): Absence[] =>
	world.absences.filter((absence) => absence.person === person.key && absence.last >= today);

const slip = (turn: Turn, what: AwaySlip, name: string, chat: ChatRef): void =>
	turn.say({ key: "away-slip", slip: what, name, first: turn.today, last: addDays(turn.today, 5), buttons: [] }, { chat });

/** The one colleague who is named; null when nobody or several are, which is said. */
const deputyNamed = (turn: Turn, speaker: Speaker, typed: string, span: { first: string; last: string }, chat: ChatRef): Person | null => {
	if (typed === "") {
		slip(turn, "deputy", typed, chat);
		return null;
	}
	const units = new Set(postsOn(speaker.person, turn.today).map(({ unit }) => unit));
	const named = peopleNamed(turn.county, typed, turn.today);
	const colleagues = named.filter((person) => postsOn(person, turn.today).some(({ unit }) => units.has(unit)));
	const [deputy] = colleagues;
	if (deputy && colleagues.length > 1) {
		turn.say(
			{
				key: "several-named",
				name: typed,
				people: colleagues.map((one) => personLine(turn.county, one, turn.today)),
				buttons: colleagues.slice(0, OFFERED).map((one) => ({
					label: { text: personLine(turn.county, one, turn.today).post },
					action: { do: "say", text: `/away ${span.first} - ${span.last} deputy ${one.key}` },
				})),
			},
			{ chat, addressee: speaker.person },
		);
		return null;
	}
	const wrong: AwaySlip | null = !deputy
		? "elsewhere"
		: deputy.key === speaker.person.key
			? "oneself"
			: turn.world.absences.some((one) => one.person === deputy.key && one.first <= span.last && one.last >= span.first)
				? "deputy-away"
				: null;
	if (wrong !== null) slip(turn, wrong, typed.slice(0, 20), chat);
	return wrong === null && deputy ? deputy : null;
};
