import { add, type Decimal, decimal } from "../domain/decimal.ts";
import { type AnswerReading, combine, mayMeasure, withNoIncrease } from "./combine.ts";
import type { Span } from "./normalize.ts";
import type { FoundQuantity } from "./read-quantities.ts";
import type { FieldHit, ReportField } from "./report-fields.ts";
import { notMade } from "./report-not-made.ts";
import { noneBehind, saysSame } from "./zero.ts";

/** What one field was said to be. */
export interface ReportEntry {
	readonly fieldId: string;
	readonly reading: AnswerReading;
}

/** The part of a text to read, with what stands in it. */
export interface AssignInput {
	readonly text: string;
	readonly range: Span;
	readonly fields: readonly ReportField[];
	readonly hits: readonly FieldHit[];
	readonly quantities: readonly FoundQuantity[];
	/** The field a heading names for all lines of a 接龙; null when none does. */
	readonly assumed: ReportField | null;
}

export interface Assigned {
	readonly entries: readonly ReportEntry[];
	readonly unassigned: readonly FoundQuantity[];
	/** True when the text says that nothing changed without naming a field. */
	readonly none: boolean;
}

const LIST_GAP = /^[、和及与跟,， /]*$/;
const FOLLOWS = /^(?:的|左右|上下)? ?$/;
const BREAK = /[。;；\n]/;
const REST = /(?:其他|其它|其余|别的|另外|另|剩下)(?:的|几项|两项|各项|指标|项目|工程|内容)*(?:都|均|也|全)?[^。;；\n]{0,4}$/;
const CORRECTION = /(?:不对|错了|说错|写错|发错|报错|打错|弄错|记错|填错|更正|纠正|订正|修正|改正|更改|应该是|应为|改成|改为|口误|不是)/;

type Store = Map<ReportField, { quantity: FoundQuantity; corrected: boolean }[]>;

interface State {
	group: readonly FieldHit[];
	used: boolean;
	/** Names already taken by a number before them (45亩暖棚). */
	readonly consumed: Set<FieldHit>;
	lastField: ReportField | null;
	rest: "zero" | "same" | null;
	readonly store: Store;
	readonly unassigned: FoundQuantity[];
	none: boolean;
	/** True when that was said of all fields (都没变，就果树新增120亩). */
	all: boolean;
	/** Names of a list that its numbers follow in the same order (分别). */
	queue: FieldHit[];
}

const fieldFor = (hit: FieldHit, quantity: FoundQuantity): ReportField | null => {
	const fitting = hit.fields.filter((field) => quantity.zero || mayMeasure(quantity, field.measure));
	if (fitting.length === 1) return fitting[0] ?? null;
	return hit.fields.length === 1 ? (hit.fields[0] ?? null) : null;
};

// A correction replaces what it corrects: the same kind of number, else the nearest in size.
const replace = (kept: { quantity: FoundQuantity; corrected: boolean }[], quantity: FoundQuantity): FoundQuantity => {
	const same = kept.findIndex((one) => one.quantity.mode === quantity.mode);
	const distance = (one: FoundQuantity): number => Math.abs(Math.log((Number(one.value ?? 0) + 1) / (Number(quantity.value ?? 0) + 1)));
	const index =
		same >= 0 || quantity.mode !== "unstated"
			? same
			: kept.reduce(
					(best, one, at) => (best < 0 || distance(one.quantity) < distance(kept[best]?.quantity ?? one.quantity) ? at : best),
					-1,
				);
	const old = kept[index];
	if (old === undefined) return quantity;
	kept.splice(index, 1);
	return quantity.mode === "unstated" ? { ...quantity, mode: old.quantity.mode } : quantity;
};

const keep = (state: State, field: ReportField, quantity: FoundQuantity, corrected: boolean): void => {
	const kept = state.store.get(field) ?? [];
	const settled = corrected && (quantity.zero || mayMeasure(quantity, field.measure)) ? replace(kept, quantity) : quantity;
	kept.push({ quantity: settled, corrected });
	state.store.set(field, kept);
	state.lastField = field;
};

const sumOfFields = (state: State): Decimal | null => {
	const values = [...state.store.values()].flatMap((kept) => kept.at(-1)?.quantity.value ?? []);
	return values.length < 2 ? null : values.reduce((sum, value) => add(sum, value), decimal(0));
};

const isGrandTotal = (state: State, between: string, quantity: FoundQuantity): boolean =>
	/(?:共|合计|总计|总共|一共)/.test(between) && !/累计/.test(between) && quantity.value !== null && sumOfFields(state) === quantity.value;

const nextFieldTakes = (
	input: AssignInput,
	state: State,
	quantity: FoundQuantity,
	next: FieldHit | undefined,
	after: FoundQuantity | undefined,
	between: string,
): boolean => {
	if (next === undefined || !FOLLOWS.test(input.text.slice(quantity.to, next.start))) return false;
	if (fieldFor(next, quantity) === null || quantity.zero) return false;
	const [open] = state.group;
	if (open === undefined) return true;
	const openFits = open.fields.some((field) => mayMeasure(quantity, field.measure));
	const nextFits = next.fields.some((field) => mayMeasure(quantity, field.measure));
	if (!openFits || !nextFits) return nextFits;
	if (!state.used) return false;
	// 暖棚45亩累计1300亩果树120亩: the next field has a word or a number of its own.
	if (noneBehind(input.text.slice(next.end, next.end + 12))) return false;
	if (!state.consumed.has(open) && quantity.mode === "total" && !/[,，。;；、\n]/.test(between)) return false;
	return after === undefined || after.from < next.end || /[,，、。;；\n]/.test(input.text.slice(next.end, after.from));
};

const openGroup = (input: AssignInput, state: State, hit: FieldHit, previousEnd: number): void => {
	const between = input.text.slice(previousEnd, hit.start);
	const last = state.group.at(-1);
	const joined = last !== undefined && !state.used && last.end === previousEnd && LIST_GAP.test(between);
	state.group = joined ? [...state.group, hit] : [hit];
	state.used = state.consumed.has(hit);
};

const takeCorrection = (state: State, quantity: FoundQuantity, between: string): boolean => {
	if (!CORRECTION.test(between)) return false;
	const named = state.group.length > 0 && !state.used;
	if (named) return false;
	const newLine = /\n/.test(between);
	const assigned = [...state.store.keys()].filter((field) => mayMeasure(quantity, field.measure));
	const field = newLine ? (assigned.length === 1 ? assigned[0] : undefined) : (state.lastField ?? undefined);
	if (field === undefined) state.unassigned.push(quantity);
	else keep(state, field, quantity, true);
	return true;
};

const takeQuantity = (
	input: AssignInput,
	state: State,
	quantity: FoundQuantity,
	previousEnd: number,
	hitsAhead: readonly FieldHit[],
	after: FoundQuantity | undefined,
): void => {
	const between = input.text.slice(previousEnd, quantity.from);
	const lead = input.text.slice(Math.max(input.range.start, quantity.from - 14), quantity.from);
	if (quantity.zero && REST.test(lead)) {
		state.rest = "zero";
		return;
	}
	if (takeCorrection(state, quantity, between)) return;
	const next = hitsAhead[0];
	const unmade = state.group.length > 0 && !state.used ? undefined : notMade(input, quantity, next, after);
	if (unmade !== undefined) {
		for (const field of unmade?.length === 1 ? unmade : []) keep(state, field, quantity, false);
		if (next !== undefined && next.start <= quantity.to) state.consumed.add(next);
		return;
	}
	if (nextFieldTakes(input, state, quantity, next, after, between) && next !== undefined) {
		const field = fieldFor(next, quantity);
		if (field !== null) keep(state, field, quantity, false);
		state.consumed.add(next);
		return;
	}
	if (isGrandTotal(state, between, quantity)) return;
	const broken = state.used && BREAK.test(between) && (quantity.mode === "unstated" || quantity.zero);
	if (state.group.length === 0 || broken) {
		const lone = input.assumed ?? (input.fields.length === 1 ? input.fields[0] : undefined);
		if (lone !== undefined) keep(state, lone, quantity, false);
		else if (quantity.zero) {
			state.none = true;
			state.all ||= /(?:都|均|全|全部|各项|三项)$/.test(lead);
		} else state.unassigned.push(quantity);
		return;
	}
	if (state.group.length > 1 && !state.used && /分别|依次/.test(between)) state.queue = [...state.group];
	const turn = /^[、，,和及 ]*$|分别|依次/.test(between) ? state.queue.shift() : undefined;
	const turned = turn === undefined ? null : fieldFor(turn, quantity);
	if (turned !== null) {
		keep(state, turned, quantity, false);
		state.used = true;
		return;
	}
	if (state.group.length > 1 && !quantity.zero && !/各|均|都是/.test(between)) {
		state.unassigned.push(quantity);
		return;
	}
	const told = state.group.some((hit) => hit.fields.some((field) => state.store.has(field)));
	const plain = quantity.aside === "其中" && !state.used && !told ? { ...quantity, aside: null } : quantity;
	const corrected = CORRECTION.test(input.text.slice(Math.max(input.range.start, (state.group[0]?.start ?? 0) - 12), quantity.from));
	for (const hit of state.group) {
		const field = fieldFor(hit, plain);
		if (field !== null) keep(state, field, plain, corrected);
		else if (!quantity.zero) state.unassigned.push(quantity);
	}
	state.used = true;
};

// 果树无, 养殖小区：没有, 果树同上周: words instead of a number behind a field's name.
const wordsBehind = (input: AssignInput, hit: FieldHit, end: number): AnswerReading | null => {
	const words = input.text.slice(hit.end, end);
	if (noneBehind(words)) return { kind: "zero" };
	const clause = /^[^,，。;；、\n]*/.exec(words)?.[0] ?? "";
	return saysSame(clause) ? { kind: "same-as-last" } : null;
};

// 果树、养殖小区都没有: 都 and 均 speak of every name of the list before them; without them a name stands for itself.
const namedTogether = (text: string, hits: readonly FieldHit[], last: number): FieldHit[] => {
	const named = hits.slice(last, last + 1);
	const behind = text.slice(hits[last]?.end ?? 0, (hits[last]?.end ?? 0) + 8);
	for (let at = last - 1; at >= 0; at--) {
		const hit = hits[at];
		const gap = hit === undefined ? null : text.slice(hit.end, named[0]?.start ?? 0);
		const list = gap !== null && (/^(?:[、/]|和|及|与|跟| )+$/.test(gap) || (gap === "" && /^[ ]?(?:都|均|全|也都)/.test(behind)));
		if (hit === undefined || !list) break;
		named.unshift(hit);
	}
	return named;
};

// 暖棚建了3个小区 counts the 暖棚 field's own 小区: the short name is no field of its own right behind a number that stands behind such a field.
const ownHits = (text: string, hits: readonly FieldHit[]): FieldHit[] =>
	hits.filter((hit, index) => {
		if (text.slice(hit.start, hit.end) !== "小区") return true;
		const before = hits[index - 1];
		const gap = before === undefined ? "" : text.slice(before.end, hit.start);
		const owned = before?.fields.some(
			(field) => !hit.fields.includes(field) && [field.name, ...field.aliases].some((name) => /小区/.test(name)),
		);
		return !(owned && /^[共建了有新成上一的 ]*[0-9一二两三四五六七八九十]+(?:个|处|座)$/.test(gap));
	});

const readings = (input: AssignInput, state: State, worded: ReadonlyMap<ReportField, AnswerReading>): ReportEntry[] => {
	const entries: ReportEntry[] = [];
	for (const field of input.fields) {
		const kept = state.store.get(field) ?? [];
		const combined = combine(
			kept.map((one) => one.quantity),
			field.measure,
		);
		const corrected = kept.some((one) => one.corrected);
		const still = state.none && combined.kind === "value" && combined.mode === "total" ? withNoIncrease(combined) : combined;
		const reading = still.kind === "not-understood" ? worded.get(field) : still;
		if (reading !== undefined)
			entries.push({ fieldId: field.id, reading: reading.kind === "value" && corrected ? { ...reading, corrected } : reading });
		else if (state.rest !== null)
			entries.push({ fieldId: field.id, reading: state.rest === "zero" ? { kind: "zero" } : { kind: "same-as-last" } });
	}
	return entries;
};

/** Gives every quantity of a part of the text to the field it is said of; what cannot be told stays unassigned. */
export const assignQuantities = (input: AssignInput): Assigned => {
	const { range, text } = input;
	const inside = (span: { start: number; end: number }): boolean => span.start >= range.start && span.end <= range.end;
	const hits = ownHits(text, input.hits.filter(inside));
	const quantities = input.quantities.filter((quantity) => quantity.from >= range.start && quantity.to <= range.end);
	const state: State = {
		group: [],
		used: false,
		consumed: new Set(),
		lastField: null,
		rest: null,
		store: new Map(),
		unassigned: [],
		none: false,
		all: false,
		queue: [],
	};
	const worded = new Map<ReportField, AnswerReading>();
	let [previousEnd, hitAt] = [range.start, 0];
	quantities.forEach((quantity, index) => {
		while (hitAt < hits.length && (hits[hitAt]?.start ?? 0) < quantity.from) {
			const hit = hits[hitAt++];
			if (hit === undefined) break;
			openGroup(input, state, hit, previousEnd);
			previousEnd = hit.end;
		}
		takeQuantity(input, state, quantity, previousEnd, hits.slice(hitAt), quantities[index + 1]);
		previousEnd = quantity.to;
	});
	hits.forEach((hit, index) => {
		const end = Math.min(hits[index + 1]?.start ?? range.end, range.end);
		const reading = wordsBehind(input, hit, end);
		if (reading === null) return;
		for (const one of namedTogether(text, hits, index))
			for (const field of one.fields.length === 1 ? one.fields : []) worded.set(field, reading);
	});
	if (state.all && state.store.size > 0) state.rest ??= "zero";
	const tail = text.slice(range.start, range.end);
	if (state.rest === null && /(?:其他|其它|其余|别的)[^。;；\n]{0,6}(?:同上周|持平|和上周一样|跟上周一样|照旧)/.test(tail))
		state.rest = "same";
	if (
		state.rest === null &&
		/(?:其他|其它|其余|别的)(?:的|几项|两项|各项|项目|指标)*(?:都|均|也|全|暂)?(?:没有|无)(?=$|[,，。;；\n!]|了)/.test(tail)
	)
		state.rest = "zero";
	return { entries: readings(input, state, worded), unassigned: state.unassigned, none: state.none };
};
