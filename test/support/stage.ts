/** A file somebody sends. */
export interface SentFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** Something the bot said. */
export interface Heard {
	/** The private chat of a person (their key), or a group (the code of its unit). */
	readonly where: { readonly person: string } | { readonly group: string };
	readonly text: string;
	readonly buttons: readonly string[];
	readonly files: readonly string[];
	/** How it was shown, where that is not a new message: at the press, in the place of an older message, asking for a reply. */
	readonly as?: "toast" | "edit" | "ask";
}

/** Which message's button is pressed: the newest that has the label, or the oldest. */
export type Which = "newest" | "oldest";

/** No message of the chat has a button of that label. */
export class NoSuchButton extends Error {}

/** Where people and the bot talk, whichever channel it is. Chats are named by the code of the group's unit; null is the private chat. */
export interface Stage {
	/** Resolves when what was said is durably taken in. Rejects when the channel refuses it. */
	say(person: string, group: string | null, text: string): Promise<void>;
	/** Presses a button by its label on a message of that chat. Rejects with NoSuchButton. */
	press(person: string, group: string | null, label: string, which: Which): Promise<void>;
	send(person: string, group: string | null, file: SentFile, text: string): Promise<void>;
	/** The newest file the bot sent into a person's private chat, as that person gets it. */
	lastFile(person: string): Promise<SentFile>;
	/** All the bot said anywhere since the last call, in order within each chat, chats in the order they were first spoken in. */
	heard(): Promise<Heard[]>;
}
