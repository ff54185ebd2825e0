import type { FileRef } from "./file.ts";
import type { Instant } from "./period.ts";
import type { PersonKey, Role } from "./person.ts";
import type { UnitCode, UnitKind } from "./unit.ts";

/** Where a notice goes before its people are looked up. */
export type NoticeScope =
	/** Every unit of a kind that the issuer may address (给 各乡镇). */
	| { readonly to: "kind"; readonly kind: UnitKind }
	| { readonly to: "units"; readonly units: readonly UnitCode[] }
	/** The group it was asked for in (给 本群); `unit` null where that belongs to none. */
	| {
			readonly to: "group";
			readonly channel: string;
			readonly account: string;
			readonly id: string;
			readonly title: string;
			readonly unit: UnitCode | null;
	  };

/** Whom a notice is for; with a role, only those who hold it, each in private. */
export interface NoticeAudience {
	readonly scope: NoticeScope;
	readonly role: Role | null;
}

/** A notice and its draft: the same row from the first word to the withdrawal. */
export interface Notice {
	readonly id: string;
	/** Given when it is published; null before. */
	readonly number: number | null;
	readonly issuer: PersonKey;
	/** The unit the issuer speaks for. */
	readonly unit: UnitCode;
	readonly text: string;
	readonly files: readonly FileRef[];
	readonly audience: NoticeAudience;
	readonly wantsReceipt: boolean;
	/** Draft: the issuer's next words are its text. */
	readonly awaitsText: boolean;
	/** Rises with every change of a draft: a button of an earlier preview publishes nothing. */
	readonly revision: number;
	readonly state: "draft" | "published" | "withdrawn";
	readonly createdAt: Instant;
	readonly updatedAt: Instant;
	readonly publishedAt: Instant | null;
	readonly withdrawnAt: Instant | null;
	/** Why, as the withdrawer wrote it; null without a reason. */
	readonly withdrawnFor: string | null;
	/** When the silent are to be reminded; null when nobody asked for it, or it is done. */
	readonly remindAt: Instant | null;
}

/** How somebody is reached: in their unit's group, alone, not at all; guest: not on the list, but answered all the same. */
export const NOTICE_REACHES = ["group", "private", "none", "guest"] as const;
export type NoticeReach = (typeof NOTICE_REACHES)[number];

/** One person of one unit whose word a published notice asks for. Somebody with posts in two of its units stands in both. */
export interface NoticeRecipient {
	readonly unit: UnitCode;
	readonly person: PersonKey;
	readonly reach: NoticeReach;
	readonly confirmedAt: Instant | null;
	readonly remindedAt: Instant | null;
}

/** Most files of a notice. */
export const MOST_NOTICE_FILES = 10;
/** Longest reason of a withdrawal that is told. */
export const LONGEST_REASON = 200;

/** How long a notice is still sent to a chat that could not be reached: later it would speak of what is over. */
export const NOTICE_LIFE_MS = 72 * 60 * 60 * 1000;

/** How far a notice's receipts are, by unit: a unit has confirmed when any of its people has. Guests count for no unit. */
export interface UnitReceipts {
	readonly unit: UnitCode;
	readonly confirmed: readonly NoticeRecipient[];
	readonly silent: readonly NoticeRecipient[];
}

/** The listed recipients by unit, in the order in which the units come; who confirmed first comes first. */
export const receiptsByUnit = (recipients: readonly NoticeRecipient[]): UnitReceipts[] => {
	const units = new Map<UnitCode, NoticeRecipient[]>();
	for (const recipient of recipients)
		if (recipient.reach !== "guest") units.set(recipient.unit, [...(units.get(recipient.unit) ?? []), recipient]);
	return [...units].map(([unit, people]) => ({
		unit,
		confirmed: people
			.filter(({ confirmedAt }) => confirmedAt !== null)
			.sort((a, b) => ((a.confirmedAt ?? "") < (b.confirmedAt ?? "") ? -1 : 1)),
		silent: people.filter(({ confirmedAt }) => confirmedAt === null),
	}));
};
