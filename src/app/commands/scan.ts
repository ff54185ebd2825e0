import { privately } from "../turns/say-in-audience.ts";
import type { CommandHandler } from "./handler.ts";

/** 扫码: the code that a messenger waits for to be scanned, as it holds now, for the office's eyes alone. */
export const scan: CommandHandler = async (turn, speaker, rest) => {
	const { content } = turn.inbound;
	// 「扫码，大家进群」 is talk unless it was said to the bot.
	if (turn.inGroup && rest !== "" && !("addressed" in content && content.addressed)) return;
	const chat = privately(turn, speaker);
	if (!chat) return;
	const to = { chat, addressee: speaker.person };
	const waiting = turn.world.logins.waiting();
	if (waiting.length === 0) return turn.say({ key: "no-login", buttons: [] }, to);
	for (const login of waiting) {
		const { channel, since } = login;
		turn.say({ key: "login-code", channel, codeSince: since, files: [await turn.world.logins.picture(login)], buttons: [] }, to);
		turn.audit(speaker.person.key, "login:shown", `channel:${channel}`, { since });
	}
};
