/** What stands behind 通报, beside a month. */
export type BulletinWords =
	| { readonly do: "publish" }
	| { readonly do: "send-up" }
	| { readonly do: "drop" }
	/** 典型：…, 曝光：… */
	| { readonly do: "write"; readonly kind: "example" | "exposure"; readonly text: string }
	/** 字号 … */
	| { readonly do: "number"; readonly text: string }
	| { readonly do: "title"; readonly text: string }
	| { readonly do: "add"; readonly text: string }
	/** 改 3：…; `place` counts from 1. */
	| { readonly do: "replace"; readonly place: number; readonly text: string }
	/** 删 3 */
	| { readonly do: "remove"; readonly place: number };

const GAP = String.raw`\s*[:：]?\s*`;
const WRITTEN = new RegExp(`^(典型|先进典型|example|曝光|exposure)${GAP}(.*)$`, "isu");
const NUMBER = new RegExp(`^(?:发文)?字号${GAP}(.+)$`, "su");
const TITLE = new RegExp(`^标题${GAP}(.+)$`, "su");
const ADDED = new RegExp(`^[加添]${GAP}(.+)$`, "su");
const CHANGED = new RegExp(String.raw`^改\s*第?\s*(\d{1,3})\s*段?${GAP}(\S.*)$`, "su");
const REMOVED = /^删\s*第?\s*(\d{1,3})\s*段?$/u;

/** Reads what is to be done with a bulletin; null when the words say nothing of the kind. */
export const readBulletinWords = (typed: string): BulletinWords | null => {
	const words = typed.trim();
	const written = WRITTEN.exec(words);
	if (written)
		return { do: "write", kind: /^(?:曝光|exposure)$/iu.test(written[1] ?? "") ? "exposure" : "example", text: written[2] ?? "" };
	if (/^(?:发布|publish)$/iu.test(words)) return { do: "publish" };
	if (/^(?:送审|send ?up)/iu.test(words)) return { do: "send-up" };
	if (/^(?:不要了?|放弃|取消|drop)$/iu.test(words)) return { do: "drop" };
	for (const [what, pattern] of [
		["number", NUMBER],
		["title", TITLE],
		["add", ADDED],
	] as const) {
		const text = pattern.exec(words)?.[1]?.trim();
		if (text !== undefined) return { do: what, text };
	}
	const changed = CHANGED.exec(words);
	if (changed) return { do: "replace", place: Number(changed[1]), text: changed[2] ?? "" };
	const removed = REMOVED.exec(words);
	return removed && { do: "remove", place: Number(removed[1]) };
};
