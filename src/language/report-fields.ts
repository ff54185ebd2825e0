import type { Measure } from "../domain/measure.ts";
import type { Span } from "./normalize.ts";
import { soundAlike } from "./pinyin.ts";

/** One indicator a report may speak of. */
export interface ReportField {
	readonly id: string;
	readonly name: string;
	readonly aliases: readonly string[];
	readonly measure: Measure;
}

/** A field's name in the folded text; several fields when the name is shared and the measure has to tell. */
export interface FieldHit extends Span {
	readonly fields: readonly ReportField[];
}

// Short forms people use for the programme's works, added where the field's own name or an alias belongs to the family.
const FAMILIES: readonly (readonly string[])[] = [
	["暖棚小区", "暖棚", "大棚", "温室", "日光温室", "冷暖棚", "暖大棚", "温室大棚", "暖棚建设", "棚区", "暧棚", "暖朋", "大朋", "设施农业"],
	["果树", "果园", "经济林", "果树经济林", "果木", "果树栽植", "栽果树", "果数", "林果", "水果"],
	[
		"养殖小区",
		"养殖",
		"畜禽小区",
		"畜禽养殖小区",
		"标准化畜禽养殖小区",
		"标准化养殖小区",
		"畜牧小区",
		"养植小区",
		"养值小区",
		"养殖场",
		"畜禽",
		"小区",
	],
];

const CORES: readonly RegExp[] = [/暖棚|大棚|温室/, /果树|果园|经济林/, /养殖|畜禽|畜牧/];

const spellingsOf = (field: ReportField): string[] => {
	const own = [field.name, ...field.aliases];
	const core = own.flatMap((name) => [
		name,
		name.replace(/^(?:新增|新建|累计|本周)/, ""),
		name.replace(/(?:累计)?(?:面积|数量|个数|处数|规模)$/, ""),
	]);
	const family = FAMILIES.find((_, index) => own.some((name) => CORES[index]?.test(name)));
	return [...new Set([...core, ...(family ?? [])])].filter((name) => name.length >= 2);
};

// The names depend on the fields alone; callers build the same few lists again for every message.
const MOST_INDEXED = 200;
const indexed = new Map<string, readonly (readonly [string, readonly number[]])[]>();

const indexSpellings = (fields: readonly ReportField[]): readonly (readonly [string, readonly ReportField[]])[] => {
	const key = fields.map((field) => [field.name, ...field.aliases].join("/")).join("|");
	let names = indexed.get(key);
	if (names === undefined) {
		names = collectSpellings(fields).map(([name, named]) => [name, named.map((field) => fields.indexOf(field))] as const);
		if (indexed.size < MOST_INDEXED) indexed.set(key, names);
	}
	return names.map(([name, places]) => [name, places.flatMap((place) => fields[place] ?? [])] as const);
};

const collectSpellings = (fields: readonly ReportField[]): [string, ReportField[]][] => {
	const table = new Map<string, ReportField[]>();
	const owners = new Map<string, ReportField[]>();
	for (const field of fields) for (const name of [field.name, ...field.aliases]) owners.set(name, [...(owners.get(name) ?? []), field]);
	for (const field of fields) {
		for (const name of spellingsOf(field)) {
			// A short form that is another field's own name stays with that field.
			const owner = owners.get(name);
			if (owner !== undefined && !owner.includes(field)) continue;
			table.set(name, [...new Set([...(table.get(name) ?? []), field])]);
		}
	}
	return [...table].sort((a, b) => b[0].length - a[0].length);
};

const soundsIn = (text: string, name: string, taken: readonly Span[]): number => {
	for (let at = 0; at + name.length <= text.length; at++) {
		if (taken.some((span) => at < span.end && span.start < at + name.length)) continue;
		let alike = true;
		for (let index = 0; alike && index < name.length; index++) {
			const character = text[at + index] ?? "";
			alike = character === name[index] || (/[一-鿿]/.test(character) && soundAlike(character, name[index] ?? "") === 2);
		}
		if (alike) return at;
	}
	return -1;
};

const LONGEST_FOR_SOUND = 400;

/** Names of fields in a folded text, longest first, outside the masked ranges; a misheard full name counts where nothing else was found. */
export const findFields = (text: string, fields: readonly ReportField[], masks: readonly Span[]): FieldHit[] => {
	const hits: FieldHit[] = [];
	const taken: Span[] = [...masks];
	const free = (start: number, end: number): boolean => !taken.some((span) => start < span.end && span.start < end);
	const take = (start: number, end: number, named: readonly ReportField[]): void => {
		hits.push({ start, end, fields: named });
		taken.push({ start, end });
	};
	for (const [name, named] of indexSpellings(fields)) {
		for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
			if (free(at, at + name.length)) take(at, at + name.length, named);
		}
	}
	if (text.length <= LONGEST_FOR_SOUND) {
		for (const field of fields) {
			if (hits.some((hit) => hit.fields.includes(field))) continue;
			for (const name of spellingsOf(field).filter((spelling) => !/小区$|^养殖$|^畜禽$/.test(spelling) || spelling.length > 3)) {
				const at = soundsIn(text, name, taken);
				if (at < 0) continue;
				take(at, at + name.length, [field]);
				break;
			}
		}
	}
	return hits.sort((a, b) => a.start - b.start);
};
