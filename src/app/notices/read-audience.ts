import type { NoticeAudience, NoticeScope } from "../../domain/notice.ts";
import type { Role } from "../../domain/person.ts";
import type { UnitCode, UnitKind } from "../../domain/unit.ts";
import { meansWholeCounty } from "../../language/command-words.ts";
import { beginsApart, behindThisGroup, leadingKind, leadingRole } from "../../language/notice-words.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { type LeadingUnit, readLeadingUnit } from "../units/leading-unit.ts";

/** Whom a text names behind 给, and what follows. */
export type AudienceRead =
	| { readonly kind: "read"; readonly audience: NoticeAudience; readonly rest: string }
	/** A unit's name that is a near miss or stands for several; `before` is what was read already. */
	| { readonly kind: "unsure"; readonly unit: Extract<LeadingUnit, { kind: "unsure" }>; readonly before: string }
	/** 本群, in private. */
	| { readonly kind: "no-group" };

const GAP = /^[\s、,，和及与]+/u;
const END = /^[\s]*[:：\n。;；]/u;

/** One name at the head of a text, with the role behind it; null where none stands apart. */
type Name =
	| { readonly what: "kind"; readonly kind: UnitKind; readonly role: Role | null; readonly rest: string }
	| { readonly what: "unit"; readonly unit: UnitCode; readonly role: Role | null; readonly rest: string }
	| { readonly what: "unsure"; readonly unit: Extract<LeadingUnit, { kind: "unsure" }> };

const nameAt = (turn: Turn, speaker: Speaker, text: string): Name | null => {
	const kind = leadingKind(text);
	if (kind) {
		const role = leadingRole(kind.rest);
		const rest = role?.rest ?? kind.rest;
		return beginsApart(rest) ? { what: "kind", kind: kind.kind, role: role?.role ?? null, rest } : null;
	}
	const named = readLeadingUnit(turn, speaker, text);
	if (!named) return null;
	// What readLeadingUnit passes over between the name and the rest tells whether the name stands apart.
	const trimmed = text.trim();
	const behind = trimmed.slice(trimmed.length - named.rest.length - gapBefore(trimmed, named.rest));
	const group = /^的?(?:工作)?群/u.exec(behind)?.[0] ?? "";
	const role = leadingRole(behind);
	const rest = role?.rest ?? behind.slice(group.length);
	if (!beginsApart(rest)) return null;
	return named.kind === "sure"
		? { what: "unit", unit: named.unit.code, role: role?.role ?? null, rest }
		: { what: "unsure", unit: { ...named, rest: rest.trim() } };
};

/** How many signs stand right before the rest. */
const gapBefore = (text: string, rest: string): number =>
	/[\s:：,，、。]*$/u.exec(text.slice(0, text.length - rest.length))?.[0].length ?? 0;

/** Reads 「大巴镇 东梁镇：明天开会」 behind 给; null when it names nobody, so that 给 belongs to the text itself. */
export const readAudience = (turn: Turn, speaker: Speaker, text: string): AudienceRead | null => {
	const inGroup = behindThisGroup(text.trim());
	if (inGroup !== null && beginsApart(inGroup)) return thisGroup(turn, inGroup);
	const units: UnitCode[] = [];
	let role: Role | null = null;
	let kind: UnitKind | null = null;
	let rest = text.trim();
	while (rest !== "") {
		const name: Name | null = kind === null ? (wholeCounty(rest) ?? nameAt(turn, speaker, rest)) : null;
		if (name?.what === "unsure") return { kind: "unsure", unit: name.unit, before: text.slice(0, text.length - rest.length).trim() };
		// One role for all: units after one with a role belong to the text.
		if (!name || (units.length > 0 && (name.what === "kind" || role !== null))) break;
		if (name.what === "kind") kind = name.kind;
		else if (!units.includes(name.unit)) units.push(name.unit);
		role = name.role;
		if (END.test(name.rest)) {
			rest = name.rest;
			break;
		}
		rest = name.rest.replace(GAP, "");
	}
	if (kind === null && units.length === 0) return null;
	const scope: NoticeScope = kind === null ? { to: "units", units } : { to: "kind", kind };
	return { kind: "read", audience: { scope, role }, rest: withoutGap(rest) };
};

/** 全县 stands for its townships. */
const wholeCounty = (text: string): Name | null => {
	const [word = ""] = /^\S+?(?=$|[\s:：,，、。;；])/u.exec(text) ?? [];
	return meansWholeCounty(word) ? { what: "kind", kind: "township", role: null, rest: text.slice(word.length) } : null;
};

const withoutGap = (text: string): string => text.replace(/^[\s:：,，、。;；]+/u, "").trim();

const thisGroup = (turn: Turn, rest: string): AudienceRead => {
	if (!turn.inGroup) return { kind: "no-group" };
	const { channel, account, id } = turn.chat;
	const scope: NoticeScope = { to: "group", channel, account, id, title: turn.group?.title ?? "", unit: turn.groupUnit };
	return { kind: "read", audience: { scope, role: null }, rest: withoutGap(rest) };
};
