import type { UnitKind } from "../domain/unit.ts";

const LEVELS: readonly (readonly [UnitKind, string])[] = [
	["township", "乡镇街道|乡镇级?|镇街"],
	["village", "行政村|村级|村里|村"],
	["department", "县直部门|部门"],
];
const APART = "(?=$|[\\s:：,，、和及的]|周报|月报|季报|年报)";
const FORMS = LEVELS.map(([kind, words]) => ({ kind, form: new RegExp(`^(?:各|所有|全部)?(?:${words})${APART}`, "u") }));

/** 乡镇, 各村, 县直部门 at the head of a text: the units of that kind, and what follows. */
export const leadingLevel = (text: string): { readonly kind: UnitKind; readonly rest: string } | null => {
	for (const { kind, form } of FORMS) {
		const found = form.exec(text);
		if (found) return { kind, rest: text.slice(found[0].length) };
	}
	return null;
};

/** What stands at the head of a text up to a space or the sign between the names of a list; "" where there is nothing. */
export const leadingWord = (text: string): string => /^[^\s、,，]+/u.exec(text)?.[0] ?? "";

/** A text without the signs, 和 or 的 that stand between the names of a list. */
export const withoutListGap = (text: string): string => text.replace(/^(?:[\s:：,，、。;；/]+|[和及与跟的](?=[\s\S])|的$)/u, "");
