import type { LeftOut, MaterialView } from "../../views/material.ts";
import type { SentencesOf } from "../catalogue.ts";
import type { MaterialWords } from "../material.ts";
import { formats } from "./formats.ts";
import { shortRow } from "./report-lines.ts";

const { moment, period } = formats;

/** Words of the archive a round's material is bundled into. */
export const materialWords: MaterialWords = {
	archive: (duty, key, part) => `${duty}_material_${period(key)}${part === null ? "" : `-${part}`}`,
	index: "Contents",
	nameless: "file",
	title: (unit, duty, key) => `${unit}: ${duty}, ${period(key)}`,
	sent: ({ number, by, at, late, proxy }) =>
		`No. ${number}, sent by ${by}, ${moment(at)}, ${late ? "late" : "on time"}${proxy ? ", for the unit" : ""}`,
	approved: (by, at, way) =>
		way === "self"
			? `Reported by the principal in person (${by})`
			: `Approved by ${by}${way === "office" ? " for the office" : ""}, ${moment(at)}`,
	answer: (row, files) => {
		if (row.kind === "files") return files.join("\n");
		if (row.kind === "text") return row.text;
		return `${shortRow(row)}${row.kind === "figure" && row.reason !== null ? `\nReason: ${row.reason}` : ""}`;
	},
	loose: "Other files",
};

const MIB = 1024 * 1024;
/** Units named one by one; the others stand in the sheet. */
const MOST_NAMED = 10;

const size = (bytes: number): string => (bytes < MIB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${Math.round(bytes / MIB)} MB`);
const named = (files: readonly LeftOut[]): string =>
	`${files
		.slice(0, MOST_NAMED)
		.map((one) => `${one.unit} ${one.name} (${size(one.size)})`)
		.join(", ")}${files.length > MOST_NAMED ? `, ${files.length} in all` : ""}`;

export const material: SentencesOf<MaterialView["key"]> = {
	"material-started": () => "Bundling the material. With many files this takes some minutes.",
	"material-none": ({ title, period: of }) =>
		`No ${title} of ${period(of)} is approved yet: there is nothing to bundle. Who has not reported: /missing ${title} ${period(of)}.`,
	"material-uncarried": () => "Files this large cannot be sent here. Please ask in the web room.",
	material: ({ title, period: of, due, reported, count, bytes, limit, missing, tooLarge, lost, files }) =>
		[
			`${title}, ${period(of)}: ${reported} of ${due} units reported and approved, ${count} files, ${size(bytes)}.`,
			...(files.length > 1
				? [`More than one archive holds (${size(limit)}): ${files.length} archives by unit, the contents in each.`]
				: []),
			...(missing.length > 0
				? [
						`Missing (${missing.length}): ${missing.slice(0, MOST_NAMED).join(", ")}${missing.length > MOST_NAMED ? " and others, see the contents" : ""}.`,
					]
				: []),
			...(tooLarge.length > 0 ? [`Too large, left out: ${named(tooLarge)}. Please ask in the web room.`] : []),
			...(lost.length > 0 ? [`Kept no more: ${named(lost)}. Please have them sent again.`] : []),
		].join("\n"),
};
