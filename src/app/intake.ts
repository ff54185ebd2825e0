import type { CommandId } from "../domain/command.ts";
import { parseCommand } from "../language/command-words.ts";
import { accountKey, chatKey } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import type { Inbound, Intake } from "../ports/intake.ts";
import type { Store } from "../ports/store.ts";

/** Intake over the store's inbox. `wake` is called after every durable write. */
export const createIntake = (parts: { store: Store; clock: Clock; wake: () => void }): Intake => ({
	async receive(updates) {
		const kept: Inbound[] = [];
		// What follows a command of the same person in the same batch may answer what that command will ask.
		const begun = new Set<string>();
		for (const update of updates) {
			const talk = `${accountKey(update.sender)} ${chatKey(update.chat)}`;
			if (!begun.has(talk) && !(await concernsBot(parts.store, update))) continue;
			kept.push(update);
			begun.add(talk);
		}
		if (kept.length === 0) return;
		await parts.store.receive(kept, parts.clock.now());
		parts.wake();
	},
});

/** Everyday words that mean something to the bot only while a dialog runs: 「取消」 in a group is most often about a meeting. */
const DIALOG_ONLY: ReadonlySet<CommandId> = new Set(["cancel", "back", "skip"]);

/** Group talk that is neither addressed to the bot, nor a command, nor an answer to a dialog running in that group is nobody's business. */
const concernsBot = async (store: Store, { chat, content, sender }: Inbound): Promise<boolean> => {
	if (chat.kind === "private" || !("addressed" in content) || content.addressed) return true;
	if (content.kind === "other") return false;
	const command = parseCommand(content.text);
	if (command?.clear && !DIALOG_ONLY.has(command.id)) return true;
	const [bound] = (await store.load({ accounts: [sender] })).accounts;
	if (!bound) return false;
	const { sessions } = await store.load({ sessionsOf: [bound.person] });
	return sessions.some((session) => session.active && session.chat.id === chat.id && session.chat.channel === chat.channel);
};
