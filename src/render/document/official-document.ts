import type { DocumentWords } from "../../locales/bulletins.ts";

/** One column of a table, and where its entries stand; it becomes as wide as what is written in it. */
export interface TableColumn {
	readonly title: string;
	readonly align: "left" | "center" | "right";
	/** Never parted from the column before it. */
	readonly joined?: boolean;
	/** Words that may break: it takes the room the others leave. */
	readonly wraps?: boolean;
}

/** What the body of an official document is made of, from top to bottom. */
export type DocumentBlock =
	/** 1: 一、 2: （一） 3: 1. 4: （1）; the number is part of the text. `goesOn`: text behind the heading in its paragraph. */
	| { readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4; readonly text: string; readonly goesOn?: string }
	| { readonly kind: "text"; readonly text: string }
	| {
			readonly kind: "table";
			readonly caption: string | null;
			readonly columns: readonly TableColumn[];
			readonly rows: readonly (readonly string[])[];
	  }
	| {
			readonly kind: "picture";
			readonly png: Uint8Array;
			readonly width: number;
			readonly height: number;
			readonly caption: string | null;
	  };

/** A 附件: begins a page of its own. */
export interface DocumentAttachment {
	readonly title: string;
	readonly blocks: readonly DocumentBlock[];
}

/** An official document (公文) as GB/T 9704-2012 lays it out; every text is finished. */
export interface OfficialDocument {
	/** 发文机关标志, in red: 「临江县督查考核办公室文件」. */
	readonly masthead: string;
	/** 发文字号 as the office's register gave it: 「临督办发〔2026〕15号」; null until it has one. */
	readonly number: string | null;
	readonly title: string;
	/** 主送机关 without the colon. */
	readonly recipients: string;
	readonly blocks: readonly DocumentBlock[];
	readonly attachments: readonly DocumentAttachment[];
	/** 发文机关署名 and 成文日期 (「2026年11月3日」). */
	readonly signedBy: string;
	readonly signedOn: string;
	/** 版记 at the foot of the last page. */
	readonly imprint: { readonly copiesTo: string | null; readonly printedBy: string; readonly printedOn: string };
	/** Marks what is not issued yet (「送审稿」), above the masthead; null on the document that goes out. */
	readonly draft: string | null;
	/** What its own parts are called. */
	readonly words: DocumentWords;
}
