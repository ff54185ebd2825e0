import type { ChatRef } from "../../ports/chat.ts";
import type { GroupEvent } from "../../ports/intake.ts";
import type { KnownGroup } from "../../ports/store.ts";
import { mayTellOffice } from "../alarms/office-hours.ts";
import { officeChats } from "../people/office-chats.ts";
import type { Turn } from "../turns/turn.ts";
import { groupLeft } from "./group-left.ts";
import { groupHere, groupSubject } from "./known-group.ts";

type EventOf<W extends GroupEvent["what"]> = Extract<GroupEvent, { what: W }>;

/** What happened to a group is kept, also before the first import and whoever did it; only what somebody has to know is said. */
export const groupEvent = async (turn: Turn, event: GroupEvent): Promise<void> => {
	switch (event.what) {
		case "member":
			return joined(turn, event);
		case "left":
			return left(turn, event);
		case "renamed":
			return turn.add({ do: "save-group", group: { ...groupHere(turn), title: event.title, updatedAt: turn.now } });
		case "moved":
			return moved(turn, event);
		default:
			return event satisfies never;
	}
};

/** The bot came in, or its rights changed. A binding made before it left is kept. */
const joined = (turn: Turn, { title: told, admin, seesAll }: EventOf<"member">): void => {
	const before = turn.group;
	const title = told || (before?.title ?? "");
	const unit = before?.unit ?? null;
	turn.add({ do: "save-group", group: { chat: turn.chat, title, unit, member: true, admin, seesAll, updatedAt: turn.now } });
	// Nobody asked: whoever did goes first.
	const to = { priority: "broadcast" } as const;
	if (before?.member !== true)
		turn.say({ key: "group-greeting", seesAll, unit: unitName(turn, before), example: exampleUnit(turn), buttons: [] }, to);
	else if (before.seesAll && !seesAll) turn.say({ key: "group-blind", buttons: [] }, to);
};

/** Nothing reaches the group any more: what is queued for it is parked. The office is told on another road; at night and on days off, the next working morning. */
const left = async (turn: Turn, event: EventOf<"left">): Promise<void> => {
	const { group } = turn;
	// Never known, known to be gone, or gone on under another id: no loss.
	if (group === null || !group.member) return;
	const title = event.title || group.title;
	const gone: KnownGroup = { ...group, title, member: false, admin: false, updatedAt: turn.now };
	turn.add({ do: "save-group", group: gone });
	turn.add({ do: "park-chat", chat: turn.chat, reason: "left", at: turn.now });
	turn.audit("system", "group:left", groupSubject(turn.chat), { title, unit: group.unit });
	const { county } = turn.world;
	if (county === null || !mayTellOffice(county.calendar, turn.now)) return;
	const down = new Set((await turn.world.selfCheck()).channels.flatMap(({ id, health }) => (health.state === "down" ? [id] : [])));
	const isServed = (chat: ChatRef): boolean => turn.world.isServed(chat) && !down.has(chat.channel);
	const chats = await officeChats({ store: turn.set.wide(), county, day: turn.today, isServed });
	// Whoever is reached nowhere now is told when they are.
	if (chats.length === 0) return;
	for (const { chat } of chats) turn.say(groupLeft.view(county, gone), { chat, priority: "reminder" });
	turn.add(groupLeft.toldOf(gone, turn.now));
};

/** What was queued, bound and begun follows; the group is the same. */
const moved = async (turn: Turn, { toId }: EventOf<"moved">): Promise<void> => {
	const chat: ChatRef = { ...turn.chat, id: toId };
	const there = await turn.set.group(chat);
	const here = groupHere(turn);
	turn.add({ do: "move-chat", from: turn.chat, toId });
	turn.add({
		do: "save-group",
		group: { ...(there ?? here), chat, unit: there?.unit ?? here.unit, member: true, updatedAt: turn.now },
	});
};

const unitName = (turn: Turn, group: KnownGroup | null): string | null =>
	group === null || group.unit === null || turn.world.county === null ? null : (turn.county.unit(group.unit)?.name ?? group.unit);

/** A unit as an example of whose group it may be; null before the first import. */
export const exampleUnit = ({ world }: Turn): string | null =>
	world.county === null
		? null
		: (world.county.data.units.find((unit) => unit.kind === "township" && unit.validTo === null) ?? world.county.root).name;
