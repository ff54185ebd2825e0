import type { Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import { type Unit, type UnitCode, unitCode } from "../../domain/unit.ts";
import { type Channel, NO_LIMITS, type OutgoingMessage } from "../../ports/channel.ts";
import type { AccountRef, ChatRef } from "../../ports/chat.ts";

const REHEARSAL = "rehearsal";

/** A person's account in the rehearsal is their key. */
export const rehearsalAccount = (person: PersonKey): AccountRef => ({ channel: REHEARSAL, id: person });
export const rehearsalPrivateChat = (account: AccountRef): ChatRef => ({
	channel: REHEARSAL,
	account: REHEARSAL,
	id: `p-${account.id}`,
	kind: "private",
});
export const rehearsalGroup = ({ code }: Pick<Unit, "code">): ChatRef => ({
	channel: REHEARSAL,
	account: REHEARSAL,
	id: `g-${code}`,
	kind: "group",
});
/** The unit of a group; null for every other chat. */
export const rehearsalGroupUnit = ({ channel, id }: ChatRef): UnitCode | null =>
	channel === REHEARSAL && id.startsWith("g-") ? unitCode(id.slice(2)) : null;

/** A message that went out. */
export interface SentMessage {
	readonly at: Instant;
	readonly message: OutgoingMessage;
}

/** A messenger nobody sits at: everything it is asked to send counts as sent and is kept, in order. No limits; buttons, no cards. */
export class RehearsalChannel implements Channel {
	readonly id = REHEARSAL;
	readonly account = REHEARSAL;
	readonly can = {
		buttons: true,
		edit: false,
		toast: false,
		mention: true,
		files: true,
		filesPerMessage: 10,
		maxCaption: 1024,
		maxFileBytes: 50_000_000,
		keepsMissed: true,
		pace: "fast",
		maxText: 4096,
	} as const;
	readonly limits = NO_LIMITS;
	readonly #now: () => Instant;
	#sent: SentMessage[] = [];

	constructor(now: () => Instant) {
		this.#now = now;
	}

	async start(): Promise<void> {}
	async stop(): Promise<void> {}

	async send(message: OutgoingMessage): Promise<{ readonly kind: "sent" }> {
		this.#sent.push({ at: this.#now(), message });
		return { kind: "sent" };
	}

	health(): { readonly state: "up"; readonly reason: ""; readonly name: null; readonly seesGroups: true } {
		return { state: "up", reason: "", name: null, seesGroups: true };
	}

	/** What was sent since the last call. */
	take(): SentMessage[] {
		const sent = this.#sent;
		this.#sent = [];
		return sent;
	}
}
