import type { Instant } from "../domain/period.ts";
import type { Role } from "../domain/person.ts";
import type { ViewButton } from "./button.ts";

export interface PersonLine {
	readonly name: string;
	readonly unit: string;
	readonly post: string;
}

export type PeopleView =
	| { readonly key: "not-bound"; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "bound";
			readonly name: string;
			readonly posts: readonly { readonly unit: string; readonly post: string; readonly role: Role }[];
			/** Dialogs that came along from an earlier account. */
			readonly openDialogs: number;
			readonly buttons: readonly ViewButton[];
	  }
	/** The same words for wrong, used and expired codes. */
	| { readonly key: "code-refused"; readonly buttons: readonly ViewButton[] }
	/** A code typed where others read it: it is made useless. */
	| { readonly key: "code-in-group"; readonly buttons: readonly ViewButton[] }
	| { readonly key: "code-wait"; readonly until: Instant; readonly buttons: readonly ViewButton[] }
	| { readonly key: "name-needed"; readonly command: "invite" | "unbind"; readonly buttons: readonly ViewButton[] }
	| { readonly key: "nobody-named"; readonly name: string; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "several-named";
			readonly name: string;
			readonly people: readonly PersonLine[];
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "invited";
			readonly invitations: readonly {
				readonly name: string;
				readonly unit: string;
				readonly post: string;
				readonly code: string;
				readonly until: Instant;
				/** Opens the bot and binds at one tap; null where no messenger has such a thing. */
				readonly link: string | null;
			}[];
			readonly buttons: readonly ViewButton[];
	  }
	/** All slips are being written; the file follows. */
	| { readonly key: "slips-started"; readonly count: number; readonly buttons: readonly ViewButton[] }
	| { readonly key: "everyone-bound"; readonly buttons: readonly ViewButton[] }
	| { readonly key: "unbound"; readonly person: PersonLine; readonly accounts: number; readonly buttons: readonly ViewButton[] }
	/** Somebody the platform hides (an anonymous administrator, a channel) asked for something. */
	| { readonly key: "anonymous-sender"; readonly buttons: readonly ViewButton[] }
	/** A sticker, a place, a contact; `asking`: a dialog's question stands open. */
	| { readonly key: "other-content"; readonly asking: boolean; readonly buttons: readonly ViewButton[] }
	| { readonly key: "no-account"; readonly person: PersonLine; readonly buttons: readonly ViewButton[] };
