import { buttonsOf, type FakeChat, type Post, textOf } from "../../test/support/telegram/chat.ts";
import type { Sight, World } from "../../test/support/telegram/world.ts";

/** Something the bot showed, as a person reads it. */
export interface Seen {
	readonly text: string;
	readonly post: Post;
	readonly files: number;
	/** What its buttons send, as it was then. */
	readonly buttons: readonly string[];
}

/** What went wrong, gathered; the run is judged by it at its end. */
export class Findings {
	readonly #found: string[] = [];

	add(what: string): void {
		this.#found.push(what);
	}

	get all(): readonly string[] {
		return this.#found;
	}
}

/** Which run of the program is talking: rises with the first call of each. */
export interface Epoch {
	readonly number: number;
	/** How often it may repeat a message in one chat. */
	readonly mayRepeat: number;
}

const STILL_COMING = /^(?:\d+个)?文件还在接收/u;

const isSame = (one: Seen, other: Seen): boolean =>
	one.text === other.text && one.files === other.files && one.buttons.join() === other.buttons.join();

const seenIn = (sight: Sight): Seen => {
	const { post } = sight;
	if (sight.kind === "toast") return { text: sight.text, post, files: 0, buttons: [] };
	return { text: textOf(post), post, files: post.files.length, buttons: buttonsOf(post).map((button) => button.callback_data ?? "") };
};

/**
 * One chat as a patient person reads it: says something, waits for the bot's next message, and passes over one that only repeats the last. A repeat is
 * allowed once after each kill; whatever nobody waited for is found to be wrong when the next thing is said.
 */
export class Talk {
	readonly name: string;
	readonly #findings: Findings;
	readonly #epoch: Epoch;
	readonly #unread: Seen[] = [];
	readonly #repeated = new Map<number, number>();
	#last: Seen | null = null;
	#next: ((seen: Seen) => void) | null = null;
	/** What is waited for, in words; null while nothing is. */
	waitsFor: string | null = null;
	/** Repeated messages so far. */
	repeats = 0;

	constructor(name: string, findings: Findings, epoch: Epoch) {
		this.name = name;
		this.#findings = findings;
		this.#epoch = epoch;
	}

	/** Something appeared in this chat. */
	saw(sight: Sight): void {
		if (sight.kind === "markup" || sight.kind === "deleted") return;
		const seen = seenIn(sight);
		// A file that takes long, as on a busy machine or over a kill: the answer is still to come.
		if (STILL_COMING.test(seen.text)) return;
		// What was shown at a press is said in a message when the press is over by then.
		const isRepeat = this.#last !== null && isSame(this.#last, seen);
		if (isRepeat) this.#repeat(seen);
		else if (this.#next) this.#read(seen);
		else this.#unread.push(seen);
		this.#last = seen;
	}

	/** Does something and reads the answer, which has to be like this; rejects with Misunderstood when it is not. */
	async after(act: () => unknown, like: RegExp, what: string): Promise<Seen> {
		const [unread] = this.#unread;
		if (unread) this.#wrong(`said what nobody had asked for: ${unread.text}`);
		act();
		return this.next(like, what);
	}

	/** Reads the next message. */
	async next(like: RegExp, what: string): Promise<Seen> {
		this.waitsFor = what;
		const seen = this.#unread.shift() ?? (await new Promise<Seen>((resolve) => (this.#next = resolve)));
		this.waitsFor = null;
		if (!like.test(seen.text)) this.#wrong(`answered ${what} with: ${seen.text}`);
		return seen;
	}

	/** At the end nothing may be left that nobody asked for. */
	end(): void {
		for (const { text } of this.#unread) this.#findings.add(`${this.name}: the bot said what nobody had asked for: ${text}`);
	}

	#read(seen: Seen): void {
		const next = this.#next;
		this.#next = null;
		next?.(seen);
	}

	#repeat({ text }: Seen): void {
		this.repeats += 1;
		const { number, mayRepeat } = this.#epoch;
		const times = (this.#repeated.get(number) ?? 0) + 1;
		this.#repeated.set(number, times);
		if (times > mayRepeat) this.#findings.add(`${this.name}: repeated ${times} times in run ${number}: ${text}`);
	}

	#wrong(what: string): never {
		const told = `${this.name}: the bot ${what.replaceAll("\n", " / ")}`;
		this.#findings.add(told);
		throw new Misunderstood(told);
	}
}

/** The bot said something that does not fit: this person stops talking. */
export class Misunderstood extends Error {}

/** Gives what appears to the talks of its chats. */
export const listen = (world: World, talkOf: (chat: FakeChat) => Talk | undefined): (() => void) =>
	world.onSight((sight) => talkOf(sight.post.chat)?.saw(sight));
