import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { AccountRef } from "./chat.ts";

/** One unused binding code, for a slip. */
export interface Invitation {
	readonly name: string;
	readonly unit: string;
	readonly post: string;
	readonly code: string;
	/** Last moment the code works. */
	readonly until: Instant;
	/** Opens a messenger's bot and binds with the code at one tap; null where none is running. */
	readonly link: string | null;
}

export type ImportOutcome =
	| { readonly kind: "refused"; readonly text: string }
	| { readonly kind: "unchanged"; readonly text: string }
	| { readonly kind: "different"; readonly text: string; readonly token: string };

/** A code that somebody has to scan before a messenger can be used. */
export interface LoginPicture {
	/** The messenger's name, for people. */
	readonly name: string;
	/** Since when this very code holds. */
	readonly since: Instant;
	readonly png: Uint8Array;
}

/** What an operator may ask of the running program, from the shell or the room's frame. Texts are finished, in the program's language. */
export interface Desk {
	/** Checks a workbook and compares it with what is stored; `token` applies exactly this reading. */
	checkWorkbook(bytes: Uint8Array): Promise<ImportOutcome>;
	/** Applies a checked workbook; false when the token is unknown or what is stored changed since. */
	applyWorkbook(token: string): Promise<boolean>;
	/** The workbook as stored; empty when nothing is. */
	template(): Promise<Uint8Array>;
	/** New codes for everybody of that name (or "all" / 全部 unbound people); null when nobody has the name. */
	invite(name: string): Promise<Invitation[] | null>;
	/** Uses a binding code for a channel account; null when it does not work (wrong, used, expired or too many tries). */
	bind(account: AccountRef, code: string): Promise<{ name: string; unit: string; post: string } | null>;
	/** Whether somebody may scan the codes that messengers wait for. */
	mayScan(person: PersonKey): boolean;
	/** The codes that wait now, shown to somebody who may scan them; none to others. */
	logins(person: PersonKey): Promise<readonly LoginPicture[]>;
	/** `ready` when turns and sending work. `reasons`: why not; and, while the rest works, which messenger is down ("telegram down: unauthorized"). */
	readiness(): Promise<{ ready: boolean; reasons: string[] }>;
	/** Prometheus text. */
	metrics(): Promise<string>;
}

/** The demo's clock: everything due on the way happens in order before `moveTo` resolves. */
export interface DemoClock {
	now(): Instant;
	/** Throws RangeError when `to` lies in the past or more than 400 days ahead. */
	moveTo(to: Instant): Promise<Instant>;
}

/** One tick a minute; also called while the demo's clock is moved. */
export interface Tick {
	runDue(now: Instant): Promise<void>;
}
