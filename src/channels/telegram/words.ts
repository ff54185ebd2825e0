import type { Message } from "grammy/types";
import type { BotProfile } from "./bot-profile.ts";

/** What a message says, without the bot's name. `otherBot`: it is a command given to another bot. */
export interface Words {
	readonly text: string;
	readonly addressed: boolean;
	readonly otherBot: boolean;
}

const COMMAND = /^(\s*\/\w+)@(\w+)/u;

/** Takes out the parts that mention the bot by a link to it (a text mention), last first. */
const withoutLinks = (text: string, message: Message, bot: BotProfile): string => {
	const entities = message.entities ?? message.caption_entities ?? [];
	const links = entities.filter((entity) => entity.type === "text_mention" && entity.user.id === bot.id);
	return links
		.sort((one, other) => other.offset - one.offset)
		.reduce((rest, { offset, length }) => `${rest.slice(0, offset)} ${rest.slice(offset + length)}`, text);
};

const repliesToBot = ({ reply_to_message: replied }: Message, bot: BotProfile): boolean =>
	replied?.from?.id === bot.id && replied.forum_topic_created === undefined;

/** Reads text or caption: "@bot 周报", "/weekly@bot", a mention by link, a reply to the bot all address it. */
export const readWords = (message: Message, bot: BotProfile): Words => {
	const raw = message.text ?? message.caption ?? "";
	const replied = repliesToBot(message, bot);
	const command = COMMAND.exec(raw);
	if (command && command[2]?.toLowerCase() !== bot.username.toLowerCase())
		return { text: raw.trim(), addressed: replied, otherBot: !replied };
	const unlinked = withoutLinks(raw, message, bot);
	const plain = command ? unlinked.replace(COMMAND, "$1") : unlinked;
	const named = plain.replace(new RegExp(`[ \\t]*(?<![\\w@＠])[@＠]${bot.username}(?!\\w)[ \\t]*`, "giu"), " ");
	return { text: named.trim(), addressed: replied || command !== null || named !== plain || unlinked !== raw, otherBot: false };
};
