/** Shapes of core.telegram.org/bots/api, as far as the fake speaks them. */
export type Fields = Readonly<Record<string, unknown>>;

export interface UserJson {
	readonly id: number;
	readonly is_bot: boolean;
	readonly first_name: string;
	readonly last_name?: string;
	readonly username?: string;
	readonly language_code?: string;
}

export interface EntityJson {
	readonly type: string;
	/** UTF-16 code units. */
	readonly offset: number;
	readonly length: number;
	readonly url?: string;
	readonly user?: UserJson;
	readonly language?: string;
}

export interface ButtonJson {
	readonly text: string;
	readonly callback_data?: string;
	readonly url?: string;
}

export type Keyboard = readonly (readonly ButtonJson[])[];

export interface UpdateJson extends Fields {
	readonly update_id: number;
}

/** What a bot hears by default, when it never named allowed_updates. */
export const NOT_BY_DEFAULT: ReadonlySet<string> = new Set(["chat_member", "message_reaction", "message_reaction_count"]);
