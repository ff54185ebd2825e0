import { type Person, type PersonKey, type Post, personKey } from "../domain/person.ts";
import { unitCode } from "../domain/unit.ts";
import { plainName } from "./cell-values.ts";
import { findOne, readReference } from "./name-lookup.ts";
import type { UnitsRead } from "./read-units.ts";
import type { TableRow } from "./table-row.ts";
import { ROLE_WORDS, UNIT_WORDS } from "./words.ts";

/** A person being put together from their rows, with the first of them. */
interface PersonRows {
	readonly row: TableRow;
	readonly name: string;
	phone: string | null;
	readonly posts: Map<string, { readonly post: Post; readonly row: TableRow }>;
}

/** Reads sheet 人员: rows of one 编号 are one person's posts. */
export const readPeople = (rows: readonly TableRow[], units: UnitsRead): Person[] => {
	const people = new Map<PersonKey, PersonRows>();
	for (const row of rows) {
		const key = row.code("编号", true);
		const name = row.name("姓名");
		const phone = readPhone(row);
		const post = readPost(row, units);
		if (!key || name === undefined) continue;
		const known = people.get(personKey(key));
		const person = known ?? { row, name, phone: phone ?? null, posts: new Map() };
		if (known) checkSame(row, known, name, phone ?? null);
		else people.set(personKey(key), person);
		person.phone ??= phone ?? null;
		if (post) addPost(person, post, row);
	}
	return [...people].map(([key, { name, phone, posts }]) => ({ key, name, phone, posts: [...posts.values()].map(({ post }) => post) }));
};

const checkSame = (row: TableRow, person: PersonRows, name: string, phone: string | null): void => {
	const firstRow = person.row.number;
	if (person.name !== name) row.tell("person-differs", { field: "姓名", here: name, there: person.name, firstRow }, "姓名");
	if (phone !== null && person.phone !== null && phone !== person.phone)
		row.tell("person-differs", { field: "手机", here: phone, there: person.phone, firstRow }, "手机");
};

const postKey = ({ unit, role, from, to }: Post): string => `${unit} ${role} ${from ?? ""} ${to ?? ""}`;

const addPost = (person: PersonRows, post: Post, row: TableRow): void => {
	const firstRow = person.posts.get(postKey(post))?.row.number;
	if (firstRow === undefined) person.posts.set(postKey(post), { post, row });
	else row.tell("post-twice", { firstRow }, "编号");
};

const readPhone = (row: TableRow): string | null | undefined => {
	const text = row.text("手机");
	if (text === undefined) return undefined;
	const phone = text.normalize("NFKC").replace(/[\s()-]/g, "");
	if (phone === "") return null;
	return /^\+?\d{5,15}$/.test(phone) ? phone : row.tell("phone-malformed", { value: text.slice(0, 40) }, "手机");
};

const readPost = (row: TableRow, units: UnitsRead): Post | undefined => {
	const unit = readUnitOf(row, units);
	const role = row.chosen("角色", ROLE_WORDS);
	const title = row.text("职务", 60);
	const span = row.span("任职日期", "免职日期");
	if (unit !== undefined && role !== undefined) {
		const kind = units.kinds.get(unit);
		if (kind !== undefined && (role === "village") !== (kind === "village"))
			row.tell("village-role", { role: ROLE_WORDS.labelOf(role), unitKind: UNIT_WORDS.labelOf(kind) }, "角色");
	}
	if (unit === undefined || role === undefined || title === undefined || span === undefined) return undefined;
	return { unit: unitCode(unit), role, title, from: span.from, to: span.to };
};

/** The unit of a row: by 单位代码, or by 单位名称 where no code is given; a name that contradicts the code is noted, the code holds. */
export const readUnitOf = (row: TableRow, units: UnitsRead): string | undefined => {
	const written = row.text("单位名称");
	if (written === undefined) return undefined;
	if (!row.has("单位代码") && row.hasColumn("单位代码") && written !== "")
		return findOne(row, "单位名称", written, units.lookup, "unit-unknown");
	const code = readReference(row, "单位代码", units.lookup, "unit-unknown");
	const names = code === undefined ? undefined : units.names.get(code);
	if (code !== undefined && written !== "" && names && !names.includes(plainName(written)))
		row.tell("note-name-differs", { code, written, name: names[0] ?? "" }, "单位名称");
	return code;
};
