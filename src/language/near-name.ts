import { distance } from "fastest-levenshtein";
import { readingsOf, soundAlike } from "./pinyin.ts";
import { isOrdinary, type UnitDirectory, type UnitName } from "./unit-directory.ts";

/** Why a name was found though it is not written like that. */
export type NearReason = "homophone" | "typo";

/** A unit whose name is close to what was typed, closest first. */
export interface NearName {
	readonly name: UnitName;
	readonly reason: NearReason;
	/** 0 sounds the same; larger is further away. */
	readonly far: number;
}

const LOOKALIKES = [
	"巴已己巳色",
	"札扎礼",
	"于干千",
	"土士上",
	"未末",
	"戈弋",
	"苍仓",
	"王玉",
	"大太犬",
	"本木",
	"泡池",
	"板扳",
	"王主",
	"固因",
	"旧日",
	"庙届",
	"卧外",
	"紫柴",
	"台治",
	"红江",
	"河何",
];

const lookAlike = (a: string, b: string): boolean => LOOKALIKES.some((group) => group.includes(a) && group.includes(b));

const sameLength = (typed: string, base: string): { far: number; reason: NearReason } | null => {
	let changed = 0;
	let heard = 0;
	let seen = 0;
	for (let index = 0; index < base.length; index++) {
		const a = typed[index] ?? "";
		const b = base[index] ?? "";
		if (a === b) continue;
		changed++;
		if (changed > 1 && base.length < 2) return null;
		const sound = soundAlike(a, b);
		if (sound === 2) heard++;
		else if (sound === 1) seen++;
		else if (lookAlike(a, b)) seen += 2;
		else seen += 10;
		if (seen > 12) return null;
	}
	if (changed === heard) return { far: changed * 0.1, reason: "homophone" };
	if (seen < 10) return seen <= Math.max(2, base.length - 1) ? { far: 1 + seen * 0.2, reason: seen > 1 ? "typo" : "homophone" } : null;
	// One character that neither sounds nor looks alike is a slip only in a name long enough to tell.
	return seen === 10 && base.length - 1 >= 2 ? { far: 3, reason: "typo" } : null;
};

// People's messages repeat the same few words; what was compared once with a directory's names need not be again.
const remembered = new WeakMap<UnitDirectory, Map<string, readonly NearName[]>>();
const MOST_REMEMBERED = 5000;

/**
 * Units whose base name is a homophone or a near miss of `typed` (same length: by sound and shape; else one character missing or too many,
 * in names of three or more). `loose` also takes one wrong character in a name of two, for text that is plainly meant as a name.
 */
export const nearNames = (directory: UnitDirectory, typed: string, loose: boolean): readonly NearName[] => {
	const kept = remembered.get(directory) ?? new Map<string, readonly NearName[]>();
	remembered.set(directory, kept);
	const key = loose ? `${typed}!` : typed;
	const known = kept.get(key);
	if (known !== undefined) return known;
	const near = compareNames(directory, typed, loose);
	if (kept.size < MOST_REMEMBERED) kept.set(key, near);
	return near;
};

const compareNames = (directory: UnitDirectory, typed: string, loose: boolean): NearName[] => {
	const near: NearName[] = [];
	for (const name of directory.names) {
		const { base } = name;
		if (base === typed || (isOrdinary(base) && !loose) || Math.abs(base.length - typed.length) > 1) continue;
		if (base.length === typed.length) {
			const found = sameLength(typed, base);
			if (found) near.push({ name, ...found });
			else if (loose && base.length === 2 && distance(base, typed) === 1) near.push({ name, reason: "typo", far: 4 });
		} else if (Math.min(base.length, typed.length) >= 2 && Math.max(base.length, typed.length) >= 3 && distance(base, typed) === 1) {
			near.push({ name, reason: "typo", far: Math.min(base.length, typed.length) >= 3 ? 2 : 3 });
		}
	}
	return near.sort((a, b) => a.far - b.far);
};

/** Units whose name is spelt by these Latin letters (dabazhen, daba), without tones. */
export const spelledNames = (directory: UnitDirectory, letters: string): UnitName[] => {
	const typed = letters.toLowerCase().replace(/[\s'-]/g, "");
	const core = typed.replace(/(?:zhen|xiang|cun|shequ|jiedao)$/, "");
	return directory.names.filter((name) => {
		const spelt = [...name.base].map((character) => readingsOf(character)[0] ?? "").join("");
		return spelt === core || spelt === typed;
	});
};
