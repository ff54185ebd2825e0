import { personLine } from "../people/named.ts";
import { pickPerson } from "../people/pick-person.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { CommandHandler } from "./handler.ts";

/** 解绑 NAME: cuts all of a person's accounts off at once; open dialogs stay with the person and come along with the next code. */
export const unbind: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	const person = chat ? pickPerson(turn, speaker, "unbind", rest, chat) : null;
	if (!chat || !person) return;
	const to = { chat, addressee: speaker.person };
	const line = personLine(turn.county, person, turn.today);
	const accounts = await turn.set.wide().accountsOf(person.key);
	if (accounts.length === 0) return turn.say({ key: "no-account", person: line, buttons: [] }, to);
	for (const { account } of accounts) turn.add({ do: "unbind-account", account, at: turn.now });
	turn.add({ do: "revoke-codes", person: person.key, at: turn.now });
	turn.audit(speaker.person.key, "account:unbound", `person:${person.key}`, { accounts: accounts.length });
	turn.say({ key: "unbound", person: line, accounts: accounts.length, buttons: [] }, to);
};
