import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { Role } from "../domain/person.ts";
import type { UnitKind } from "../domain/unit.ts";
import type { ViewButton } from "./button.ts";

/** A notice as its readers see it. */
export interface NoticeText {
	readonly number: number;
	readonly text: string;
	/** Who issues it: unit and name. */
	readonly unit: string;
	readonly issuer: string;
	readonly wantsReceipt: boolean;
}

/** Whom it is for, in words a reader knows. */
export interface AudienceText {
	/** Names of units, a kind of units, or a group's title. */
	readonly to: { readonly units: readonly string[] } | { readonly kind: UnitKind } | { readonly group: string };
	readonly role: Role | null;
}

/** How many a notice reaches, and whom it does not. */
export interface NoticeReachText {
	readonly groups: number;
	/** People written to alone. */
	readonly people: number;
	/** People who are reached nowhere: 「大巴镇 王伟」. */
	readonly unreached: readonly string[];
	/** Units without a group and without people. */
	readonly empty: readonly string[];
	/** Those of them that get it only in the morning, for their channels keep silent now; absent where there are none. */
	readonly waits?: { readonly channels: readonly string[]; readonly groups: number; readonly people: number; readonly until: Instant };
}

/** A unit in the list of receipts. */
export interface ReceiptLine {
	readonly unit: string;
	readonly names: readonly string[];
	/** When the first of them confirmed; null while nobody has. */
	readonly at: Instant | null;
}

type Buttons = { readonly buttons: readonly ViewButton[] };

export type NoticeView =
	/** The notice itself, in a group or alone. */
	| ({ readonly key: "notice"; readonly notice: NoticeText; readonly files: readonly FileRef[] } & Buttons)
	/** To the issuer alone: how it will look, for whom, and what can be done. `dropped`: another draft was given up for it. */
	| ({
			readonly key: "notice-preview";
			readonly notice: NoticeText;
			readonly files: readonly FileRef[];
			readonly audience: AudienceText;
			readonly reach: NoticeReachText;
			/** joined: its text came in two messages. */
			/** Its text asks readers to say 收到, and nobody counts who does. */
			readonly uncounted: boolean;
			readonly remark: "dropped" | "joined" | "old" | "not-newest" | "files-added" | "too-many-files" | "odd-files" | null;
	  } & Buttons)
	/** The draft has no text yet, or gets a new one. */
	| ({ readonly key: "notice-text-needed"; readonly again: boolean } & Buttons)
	| ({ readonly key: "notice-nothing-open" } & Buttons)
	| ({ readonly key: "notice-nobody"; readonly audience: AudienceText } & Buttons)
	| ({ readonly key: "notice-discarded" } & Buttons)
	/** 发布 in a group. */
	| ({ readonly key: "notice-publish-private" } & Buttons)
	/** 给 本群 in private. */
	| ({ readonly key: "notice-no-group" } & Buttons)
	| ({
			readonly key: "notice-published";
			readonly number: number;
			readonly reach: NoticeReachText;
			readonly wantsReceipt: boolean;
	  } & Buttons)
	/** A short word to whoever confirmed; `others`: numbers of notices that wait for them still. */
	| ({ readonly key: "notice-received"; readonly number: number; readonly again: boolean; readonly others: readonly number[] } & Buttons)
	| ({ readonly key: "notice-none-waiting" } & Buttons)
	/** It waits for nobody's word: not asked for, or withdrawn. `overseer`: said to whoever asked for its receipts. */
	| ({ readonly key: "notice-wants-none"; readonly number: number; readonly withdrawn: boolean; readonly overseer: boolean } & Buttons)
	/** Units this person may not address: `unit` is one of them. */
	| ({ readonly key: "notice-beyond"; readonly unit: string; readonly who: readonly Role[] } & Buttons)
	| ({ readonly key: "notice-unknown"; readonly number: number | null; readonly command: "receipts" | "chase" | "withdraw" } & Buttons)
	| ({ readonly key: "notice-not-yours"; readonly number: number; readonly issuer: string } & Buttons)
	| ({
			readonly key: "notice-receipts";
			readonly number: number;
			/** The beginning of its text. */
			readonly head: string;
			readonly publishedAt: Instant;
			readonly withdrawn: boolean;
			readonly silent: readonly ReceiptLine[];
			readonly confirmed: readonly ReceiptLine[];
			/** Units and people that are asked, and how many of each confirmed. */
			readonly units: number;
			readonly people: number;
			readonly peopleConfirmed: number;
			/** People of the list who cannot answer: the bot does not know their account. */
			readonly unbound: number;
			/** People who confirmed without being asked. */
			readonly guests: number;
			readonly remindAt: Instant | null;
			/** When the silent were reminded. */
			readonly remindedAt: Instant | null;
			/** Silent people who could still be reminded. */
			readonly notReminded: number;
			/** Chats it did not get to: still tried, or given up. */
			readonly unsent: { readonly waiting: number; readonly lost: number };
	  } & Buttons)
	| ({
			readonly key: "notice-chased";
			readonly number: number;
			/** capped: all of them were reminded often enough today. */
			readonly outcome: "sent" | "later" | "already" | "all-confirmed" | "nobody-reached" | "capped";
			/** Units and people that are silent; of a reminder that went out, those it went to. */
			readonly units: number;
			readonly people: number;
			/** People spared, and how often a day anybody is reminded at most. */
			readonly capped: number;
			readonly cap: number;
			/** When it will go out; null when it has. */
			readonly at: Instant | null;
	  } & Buttons)
	/** To a silent unit's group, or to a silent person. */
	| ({
			readonly key: "notice-reminder";
			readonly number: number;
			readonly head: string;
			readonly unit: string;
			readonly inGroup: boolean;
	  } & Buttons)
	/** To every chat the notice went to. */
	| ({
			readonly key: "notice-withdrawn";
			readonly number: number;
			readonly unit: string;
			readonly issuer: string;
			readonly reason: string | null;
	  } & Buttons)
	/** To whoever withdrew it. */
	| ({
			readonly key: "notice-withdrawal-done";
			readonly number: number;
			/** Told of it: groups, and people written to alone. */
			readonly groups: number;
			readonly people: number;
			readonly again: boolean;
	  } & Buttons);
