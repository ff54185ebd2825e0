import { types } from "wechaty";
import type { SentFile } from "../stage.ts";
import type { Group } from "./group.ts";
import { kindOfFile, type Post } from "./post.ts";
import type { WechatWorld } from "./world.ts";

/** Somebody's account: the id is the platform's, and may be another after a login. */
export interface Account {
	id: string;
	readonly name: string;
}

/** What a puppet shows between the name behind an @ and the words. */
const BEHIND_NAME = "\u2005";

/** Somebody with WeChat on a telephone. Where a group is not named, they write to the bot. */
export class Person implements Account {
	readonly #world: WechatWorld;
	id: string;
	readonly name: string;

	constructor(world: WechatWorld, id: string, name: string) {
		this.#world = world;
		this.id = id;
		this.name = name;
	}

	say(text: string, group: Group | null = null): Post {
		return this.#post(group, { text });
	}

	/** Names the bot with @ first, as one does by holding its picture. */
	mention(text: string, group: Group): Post {
		const { self } = this.#world;
		return this.#post(group, { text: `@${self.name}${BEHIND_NAME}${text}`, mentions: [self.id] });
	}

	/** A photo, a recording, a video or a file, by the ending of its name. */
	send(file: SentFile, group: Group | null = null): Post {
		return this.#post(group, { file, type: kindOfFile(file.name) });
	}

	/** A place, a sticker, a contact, a red envelope, something taken back … */
	other(type: types.Message, group: Group | null = null): Post {
		return this.#post(group, { type });
	}

	/** Asks to be the bot's friend. Returns the id of the request. */
	befriend(hello: string): string {
		return this.#world.askForFriendship(this, hello);
	}

	#post(group: Group | null, { type = types.Message.Text, text = "", mentions = [], file = null }: Partial<Post>): Post {
		if (group && !group.members.has(this)) throw new Error("not in that group");
		return this.#world.deliver({ chat: group ?? this, from: this, type, text, mentions, file });
	}
}
