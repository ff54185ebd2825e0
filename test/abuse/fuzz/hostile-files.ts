import { hostileWorkbooks, notWorkbooks } from "../../support/hostile-workbooks.ts";
import type { Chance } from "./chance.ts";

/** A file and what it pretends to be. */
export interface HostileFile {
	readonly bytes: Uint8Array;
	readonly name: string;
	readonly type: string;
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const text = (words: string): Uint8Array => Buffer.from(words);
const made = new Map<string, Uint8Array>();

/** The same bytes every time: the store keeps files by content. */
const once = (name: string, make: () => Uint8Array): Uint8Array => {
	const known = made.get(name) ?? make();
	made.set(name, known);
	return known;
};

/** Small workbooks that cost little to make and to refuse. */
const CHEAP = [
	"a document type with entities",
	"a document that reads another file",
	"an entity nobody defined",
	"a shared string that is not there",
];

const FILES: readonly ((chance: Chance) => HostileFile)[] = [
	() => ({ bytes: once("exe", () => text("MZ\x90\x00This program cannot be run in DOS mode")), name: "现场.jpg", type: "image/jpeg" }),
	() => ({ bytes: once("html", () => text("<html><script>alert(document.cookie)</script>")), name: "photo.html", type: "text/html" }),
	() => ({
		bytes: once("svg", () => text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>')),
		name: "图.svg",
		type: "image/svg+xml",
	}),
	() => ({ bytes: once("svg", () => text("<svg onload=alert(1)>")), name: "图.png", type: "image/png" }),
	() => ({ bytes: once("xls", notWorkbooks.xls), name: "表.xlsx", type: XLSX }),
	() => ({ bytes: once("xls", notWorkbooks.xls), name: "表.xls", type: "application/vnd.ms-excel" }),
	() => ({ bytes: once("zip", notWorkbooks.zip), name: "表.xlsx", type: XLSX }),
	() => ({ bytes: once("htm-xls", notWorkbooks.html), name: "工作簿.xlsx", type: XLSX }),
	() => ({ bytes: new Uint8Array(), name: "空.jpg", type: "image/jpeg" }),
	() => ({ bytes: once("pdf", notWorkbooks.pdf), name: "=cmd|'/c calc'!A1.csv", type: "text/csv" }),
	() => ({ bytes: once("txt", () => text("x")), name: "../../../etc/cron.d/x\u202egpj.exe", type: "image/jpeg" }),
	() => ({ bytes: once("txt", () => text("x")), name: `${"长".repeat(300)}.jpg`, type: "" }),
	() => ({ bytes: once("txt", () => text("x")), name: 'a";filename="b.html\r\nX-Evil: 1', type: 'text/html"; x="' }),
	(chance) => {
		const name = chance.pick(CHEAP);
		return { bytes: once(name, () => hostileWorkbooks[name]?.bytes() ?? new Uint8Array()), name: "工作簿.xlsx", type: XLSX };
	},
	// A bomb costs the making too: the same one, now and then.
	(chance) =>
		chance.is(0.03)
			? {
					bytes: once("bomb", () => hostileWorkbooks["a zip bomb that declares its size"]?.bytes() ?? new Uint8Array()),
					name: "炸弹.xlsx",
					type: XLSX,
				}
			: { bytes: new Uint8Array(3), name: ".", type: "" },
];

/** A file under a lying name, of a lying type, or no file at all. */
export const hostileFile = (chance: Chance): HostileFile => chance.pick(FILES)(chance);
