import type { SentFile } from "../support/stage.ts";
import { textOf } from "../support/telegram/chat.ts";
import type { Group } from "../support/telegram/group.ts";
import { shown } from "../support/telegram/server.ts";
import type { TelegramStage } from "../support/telegram/telegram-stage.ts";
import type { TelegramAct } from "./script.ts";

/** Does what somebody does on Telegram; resolves when the bot took it in. */
export const actOnTelegram = async (
	stage: TelegramStage,
	who: string,
	unit: string | null,
	act: TelegramAct,
	{ words: binding, files }: { readonly words: (text: string) => string; readonly files: readonly SentFile[] },
): Promise<void> => {
	const person = stage.person(who);
	const words = (text: string): string => stage.words(binding(text));
	const { bot } = stage;
	const where = stage.where(who, unit);
	const chat = unit === null ? bot.chatWith(person.user) : stage.group(unit).chat;
	const group = (): Group => {
		if (unit === null) throw new Error("this is done in a group");
		return stage.group(unit);
	};
	switch (act.kind) {
		case "reply": {
			const replyTo = shown(chat, bot).at(-1);
			if (!replyTo) throw new Error("the bot said nothing here");
			person.say(where, words(act.text), { replyTo });
			break;
		}
		case "change": {
			const post = chat.posts.findLast((one) => one.from.id === person.user.id && textOf(one) === act.from);
			if (!post) throw new Error(`nobody said ${act.from}`);
			person.edit(post, words(act.to));
			break;
		}
		case "album":
			person.album(
				where,
				files.map(({ bytes }) => bytes),
				words(act.text),
			);
			break;
		case "open-link":
			person.start(bot, words(act.code));
			break;
		case "block":
			if (act.blocked) person.block(bot);
			else person.unblock(bot);
			break;
		case "say-hidden":
			group().promote(person, person, { anonymous: true });
			person.say(where, words(act.text));
			group().demote(person, person);
			break;
		case "add-bot":
			group().add(bot, person);
			break;
		case "remove-bot":
			group().remove(bot, person);
			break;
		case "promote-bot":
			group().promote(bot, person);
			break;
		case "upgrade":
			stage.setGroup(unit ?? "", group().upgrade(person));
			break;
		case "rename":
			group().rename(act.title, person);
			break;
		default:
			return act satisfies never;
	}
	await stage.taken();
};
