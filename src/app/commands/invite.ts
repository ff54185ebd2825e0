import { meansEverybody } from "../../language/command-words.ts";
import type { ChatRef } from "../../ports/chat.ts";
import { personLine } from "../people/named.ts";
import { pickPerson } from "../people/pick-person.ts";
import { peopleToInvite } from "../people/renewals.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { issueCode } from "./binding-code.ts";
import type { CommandHandler } from "./handler.ts";

/** 邀请 NAME, 邀请 全部: binding codes, in private only; for everybody a sheet of slips to print. */
export const invite: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	if (meansEverybody(rest)) return inviteEverybody(turn, speaker, chat);
	const person = pickPerson(turn, speaker, "invite", rest, chat);
	if (!person) return;
	const { code, until, effects } = issueCode(person, turn.now, turn.world.ids, speaker.person.key);
	turn.add(...effects);
	turn.say(
		{
			key: "invited",
			invitations: [{ ...personLine(turn.county, person, turn.today), code, until, link: turn.world.bindingLink(code) }],
			buttons: [],
		},
		{ chat, addressee: speaker.person },
	);
};

const inviteEverybody = async (turn: Turn, speaker: Speaker, chat: ChatRef): Promise<void> => {
	const to = { chat, addressee: speaker.person };
	const count = (await peopleToInvite(turn.set.wide(), turn.county, turn.today)).length;
	if (count === 0) return turn.say({ key: "everyone-bound", buttons: [] }, to);
	turn.add({
		do: "add-job",
		job: {
			id: turn.world.ids.next(),
			kind: "write-slips",
			input: null,
			chat,
			person: speaker.person.key,
			attempts: 0,
			createdAt: turn.now,
		},
	});
	turn.say({ key: "slips-started", count, buttons: [] }, to);
};
