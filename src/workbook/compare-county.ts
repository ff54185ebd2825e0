import type { CountyData } from "../domain/county.ts";
import { defaultRules } from "../domain/rule.ts";
import {
	type CountyDifference,
	type FieldChange,
	SHEET_NAMES,
	type SheetDifference,
	type SheetName,
	type WorkbookProblem,
} from "../views/workbook.ts";
import { problem } from "./file/refusal.ts";
import { type Fields, type SheetRecord, sheetRecords } from "./sheet-records.ts";
import { INFO_TITLES } from "./styles.ts";

const NOTHING: CountyData = {
	units: [],
	people: [],
	projects: [],
	indicators: [],
	targets: [],
	duties: [],
	rules: defaultRules(),
	calendar: [],
};

/** One field: what it refers to (keys, for comparing) and what a reader sees (names). */
interface FieldValue {
	readonly exact: string;
	readonly shown: string;
}

interface Item {
	readonly label: string;
	readonly fields: ReadonlyMap<string, FieldValue>;
}

/**
 * What an import would change, sheet by sheet, in the workbook's own words. Records are matched by their keys; the order of rows does not count.
 * What is stored and absent from the workbook is listed as ended: it is used no more, its reports stay.
 */
export const compareCounty = (before: CountyData | null, after: CountyData): CountyDifference => {
	const old = itemsOf(before ?? NOTHING);
	const fresh = itemsOf(after);
	const sheets = SHEET_NAMES.map((name) => compareSheet(name, old[name], fresh[name]));
	return { first: before === null, sheets: sheets.filter(({ added, changed, ended }) => added.length + changed.length + ended.length > 0) };
};

type Items = ReadonlyMap<string, Item>;

const itemsOf = (data: CountyData): Record<SheetName, Items> => {
	const exact = sheetRecords(data, "keys");
	const shown = sheetRecords(data, "names");
	const sheets = SHEET_NAMES.map((name) => {
		const counts = new Map<string, number>();
		for (const { label } of shown[name]) counts.set(label, (counts.get(label) ?? 0) + 1);
		const items = shown[name].map((record, index) => {
			const label = (counts.get(record.label) ?? 0) > 1 || record.label === "" ? `${record.label}（${record.key}）` : record.label;
			return [record.key, { label, fields: fieldsOf(name, exact[name][index] as SheetRecord, record) }] as const;
		});
		return [name, new Map(items)] as const;
	});
	return Object.fromEntries(sheets) as unknown as Record<SheetName, Items>;
};

const fieldsOf = (name: SheetName, exact: SheetRecord, shown: SheetRecord): Map<string, FieldValue> => {
	const views = summarize(name, shown);
	return new Map([...summarize(name, exact)].map(([field, value]) => [field, { exact: value, shown: views.get(field) ?? "" }]));
};

/** A record's fields as text; several rows become one field each (a duty's questions) or one field together (a person's posts, a plan curve). */
const summarize = (name: SheetName, { rows }: SheetRecord): Map<string, string> => {
	const [head = {}] = rows;
	const info = INFO_TITLES[name] ?? [];
	const own = (fields: Fields): [string, string][] => Object.entries(fields).filter(([title]) => !info.includes(title));
	switch (name) {
		case "人员":
			return new Map([
				["姓名", head.姓名 ?? ""],
				["手机", head.手机 ?? ""],
				["任职", rows.map(postText).join("；")],
			]);
		case "任务": {
			const months = own(head).filter(([title]) => /^\d+月$/.test(title));
			const others = own(head).filter(([title]) => !/^\d+月$/.test(title));
			return new Map([...others, ["进度计划", months.map(([, share]) => share).join("/")]]);
		}
		case "报送":
			return new Map([
				...DUTY_FIELDS.map((title) => [title, head[title] ?? ""] as const),
				["题目顺序", rows.map((row) => row.题目 || row.指标 || row.题号 || "").join("、")],
				...rows.map((row) => [`题 ${row.题号 ?? ""}`, questionText(row)] as const),
			]);
		default:
			return new Map(own(head));
	}
};

const DUTY_FIELDS = ["名称", "频次", "填报单位", "开放", "截止", "关闭", "提醒", "审核"];

/** The unit by name where names are shown (单位名称), by code where they are compared. */
const postText = (row: Fields): string => {
	const from = row.任职日期 ? `${row.任职日期}起` : "";
	const to = row.免职日期 ? `至${row.免职日期}` : "";
	return [row.单位名称, row.角色, row.职务, from + to].filter(Boolean).join(" ");
};

const questionText = (row: Fields): string =>
	[
		row.题目,
		row.题型,
		row.指标,
		row.选项,
		row.必答 === "否" ? "选答" : "",
		row.出现条件 ? `当${row.出现条件}` : "",
		row.问题题 === "是" ? "记作问题" : "",
		row.提示,
	]
		.filter(Boolean)
		.join("，");

/** A note where nobody of the supervision office is left: a county may begin with its units alone, but an office that drops itself should know. */
export const officeNotes = ({ people }: CountyData): WorkbookProblem[] =>
	people.some(({ posts }) => posts.some(({ role }) => role === "supervisor"))
		? []
		: [problem("note-no-supervisor", {}, { sheet: "人员", column: "角色" })];

const compareSheet = (sheet: SheetName, before: Items, after: Items): SheetDifference => {
	const changed = [...after].flatMap(([key, item]) => {
		const old = before.get(key);
		const fields = old ? compareFields(old, item) : [];
		return fields.length > 0 ? [{ item: item.label, fields }] : [];
	});
	return {
		sheet,
		added: [...after].filter(([key]) => !before.has(key)).map(([, item]) => item.label),
		changed,
		ended: [...before].filter(([key]) => !after.has(key)).map(([, item]) => item.label),
	};
};

const compareFields = (old: Item, item: Item): FieldChange[] => {
	const titles = [...new Set([...item.fields.keys(), ...old.fields.keys()])];
	return titles.flatMap((field) => {
		const before = old.fields.get(field);
		const after = item.fields.get(field);
		if (before?.exact === after?.exact) return [];
		const alike = before !== undefined && before.shown === after?.shown;
		return [{ field, before: (alike ? before.exact : before?.shown) ?? "", after: (alike ? after?.exact : after?.shown) ?? "" }];
	});
};
