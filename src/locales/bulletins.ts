import type { BulletinTable, WrittenKind } from "../domain/bulletin.ts";
import type { DateText } from "../domain/period.ts";
import type { BulletinFacts, CorrectionFacts } from "../views/bulletins.ts";

/** What a bulletin says: its drafter may change every paragraph before it is approved. */
export interface BulletinText {
	readonly title: string;
	readonly paragraphs: readonly string[];
	readonly tables: readonly BulletinTable[];
}

/** Words of an official document's own parts. */
export interface DocumentWords {
	/** What an attachment's page begins with; null: it is the only one. */
	readonly attachment: (number: number | null) => string;
	/** What stands before the first attachment's name below the text. */
	readonly attachmentLead: string;
	/** 抄送 and 印发日期 in the imprint. */
	readonly copies: (to: string) => string;
	readonly printed: (on: string) => string;
}

/** Words of bulletins and of the documents they become. */
export interface BulletinWords {
	readonly monthly: (facts: BulletinFacts, office: string) => BulletinText;
	readonly correction: (facts: CorrectionFacts, office: string) => BulletinText;
	/** What one that a person wrote is called until they say otherwise. */
	readonly titleOf: (kind: WrittenKind, units: readonly string[], office: string) => string;
	/** The issuing office by its full name: 「临江县督查考核办公室」. */
	readonly office: (county: string, unit: string) => string;
	readonly masthead: (office: string) => string;
	readonly recipients: string;
	/** 「2026年11月3日」 */
	readonly date: (day: DateText) => string;
	/** Marks what is not issued. */
	readonly draft: string;
	readonly document: DocumentWords;
	readonly fileName: (title: string) => string;
}
