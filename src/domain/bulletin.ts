import type { DutyId } from "./duty.ts";
import type { FileRef } from "./file.ts";
import type { Instant, PeriodKey } from "./period.ts";
import type { PersonKey } from "./person.ts";

/** 通报 of a month's key work, 更正 of one that was published, 先进典型 and 曝光 (policy, part four, (三)). */
export const BULLETIN_KINDS = ["monthly", "correction", "example", "exposure"] as const;
export type BulletinKind = (typeof BULLETIN_KINDS)[number];

/**
 * draft: its drafter changes it. reviewing: it waits for a second person. approved: exactly this text may go out. publishing: documents are being written;
 * nothing of it changes any more. published; dropped.
 */
export const BULLETIN_STATES = ["draft", "reviewing", "approved", "publishing", "published", "dropped"] as const;
export type BulletinState = (typeof BULLETIN_STATES)[number];

/** A line of the table behind a bulletin, frozen with its text. */
export interface BulletinRow {
	readonly rank: string;
	readonly unit: string;
	readonly score: string;
	/** Places gained (「升2」) or lost, as written; empty where there is nothing to compare. */
	readonly moved: string;
	/** Total, target and per cent of each indicator, as written. */
	readonly figures: readonly string[];
}

/** The table behind a bulletin: what was known when it was drafted, whatever is reported later. */
export interface BulletinTable {
	readonly title: string;
	readonly headings: readonly string[];
	readonly rows: readonly BulletinRow[];
}

/** A bulletin from its draft to its publication: one row that changes until it is published, and never after. */
export interface Bulletin {
	readonly id: string;
	/** Given when it is published; null before. */
	readonly number: number | null;
	readonly kind: BulletinKind;
	/** Whose figures it tells; null for an example or an exposure, which rests on none. */
	readonly duty: DutyId | null;
	readonly period: PeriodKey;
	/** The edition of the frozen ranking it rests on; 0: as it stood. */
	readonly edition: number;
	/** The number of the bulletin it corrects; null for others. */
	readonly corrects: number | null;
	readonly title: string;
	/** Paragraphs in order; a heading begins with 一、 or （一）. */
	readonly paragraphs: readonly string[];
	readonly tables: readonly BulletinTable[];
	/** 发文字号 from the office's register; null until it was given. */
	readonly documentNumber: string | null;
	readonly state: BulletinState;
	/** Rises with every change of what goes out: what was approved is approved at one revision. */
	readonly revision: number;
	readonly drafter: PersonKey;
	readonly approver: PersonKey | null;
	readonly approvedAt: Instant | null;
	readonly createdAt: Instant;
	readonly updatedAt: Instant;
	readonly publishedAt: Instant | null;
	/** The document and picture as they went out; kept for good. */
	readonly files: readonly FileRef[];
}

/** Kinds whose text a person writes. */
export type WrittenKind = Extract<BulletinKind, "example" | "exposure">;

/** Most paragraphs, and characters of one. */
export const BULLETIN_LIMITS = { paragraphs: 60, characters: 1_500, title: 80, documentNumber: 40 } as const;

/** Whether somebody may approve a bulletin that waits: never who drafted it. */
export const mayApprove = (bulletin: Bulletin, person: PersonKey): boolean => bulletin.state === "reviewing" && bulletin.drafter !== person;

/** A bulletin with its text changed: what was approved before is not this text. Its number in the register is no part of what is approved. */
export const withText = (bulletin: Bulletin, change: Partial<Pick<Bulletin, "title" | "paragraphs">>, at: Instant): Bulletin => ({
	...bulletin,
	...change,
	state: "draft",
	revision: bulletin.revision + 1,
	approver: null,
	approvedAt: null,
	updatedAt: at,
});
