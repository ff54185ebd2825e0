import type { FileRef } from "../../domain/file.ts";
import type { Files, KeptBytes } from "../../ports/files.ts";
import { materialWordsOf, reportDocument } from "../../render/archive/material-words.ts";
import { distinctNames, safeFileName } from "../../render/archive/safe-file-name.ts";
import { type ArchiveEntry, entryBytes, writeZip } from "../../render/archive/write-zip.ts";
import type { Language } from "../../render/chat.ts";
import { writeReportDocument } from "../../render/document/report-document.ts";
import { exportSheet } from "../../render/sheet/export-sheets.ts";
import type { LeftOut, MaterialReport } from "../../views/material.ts";
import type { View } from "../../views/view.ts";
import type { WriteSheets } from "../../workbook/sheets/write-in-worker.ts";
import type { ExportParts } from "./export-parts.ts";
import { gatherMaterial, type MaterialAsked, type MaterialFile, type UnitMaterial } from "./gather-material.ts";
import { type FilePlace, materialIndex } from "./material-index.ts";
import { planParts } from "./plan-parts.ts";

export interface MaterialWriter {
	readonly files: Files;
	readonly language: Language;
	readonly writeSheets: WriteSheets;
}

/** Larger archives nobody wants to download again when the line breaks. */
const MOST_BYTES = 200_000_000;

/** What the sheet on top may take: itself, and a line for each file. */
const indexBytes = (lines: number): number => 64 * 1024 + 256 * lines;

/** The most a report takes as a document: the package itself, and its words unpressed. */
const documentBytes = (report: MaterialReport): number => 32 * 1024 + 4 * JSON.stringify(report).length;

/** A report as a document, made when it is written: turns go on between one and the next. */
async function* documentPieces(report: MaterialReport, language: Language): AsyncGenerator<Uint8Array, void, undefined> {
	yield await writeReportDocument(reportDocument(report, language));
}

/** Something that goes into an archive: the document that is a unit's report, or a file it handed in. */
interface Piece extends ArchiveEntry {
	readonly bytes: number;
	/** Null: the document. */
	readonly of: MaterialFile | null;
}

/**
 * A round's material as archives no larger than the limit: a folder a unit in the county's order, in it the report that counts and its files, on top a sheet of what
 * there is and what is missing. Files are read as they are written: none is ever whole in memory.
 */
export const writeMaterial = async (parts: ExportParts, writer: MaterialWriter, asked: MaterialAsked): Promise<View> => {
	const { files, language } = writer;
	const { duty, period, at } = asked;
	const words = materialWordsOf(language);
	const document = `${safeFileName(duty.name, words.nameless)}.docx`;
	const named = (refs: readonly FileRef[]): MaterialFile[] => {
		const distinct = distinctNames();
		distinct(document);
		return refs.map((file) => ({ file, name: distinct(safeFileName(file.name, words.nameless)) }));
	};
	const units = await gatherMaterial(parts, asked, named);
	const there = units.filter(({ report }) => report !== null);
	if (there.length === 0) return { key: "material-none", title: duty.name, period, buttons: [] };

	const lines = units.reduce((sum, one) => sum + Math.max(1, one.files.length), 0);
	const limit = Math.min(asked.limit, MOST_BYTES);
	const folder = foldersOf(units, words.nameless);
	const kept = await keptBytes(files, there);
	const pieces = there.map((unit) => piecesOf(unit, { folder: folder(unit), document, kept, language }));
	const placed = placedIn(pieces, limit - indexBytes(lines));
	const count = Math.max(0, ...placed.map(({ part }) => part ?? 0));
	if (count === 0) return { key: "material-uncarried", buttons: [] };

	const partOf = new Map(placed.map(({ piece, part }) => [piece.of, part]));
	const placeOf = (file: MaterialFile): FilePlace => {
		if (!kept.has(file)) return "lost";
		const part = partOf.get(file) ?? null;
		return part === null ? "too-large" : { part: count === 1 ? null : part };
	};
	const index = await writer.writeSheets([exportSheet(materialIndex(asked, units, placeOf, at), language)]);
	const top: ArchiveEntry = { path: `${words.index}.xlsx`, at, pieces: [index] };
	const archives: FileRef[] = [];
	for (let part = 1; part <= count; part += 1) {
		const entries = [top, ...placed.filter((one) => one.part === part).map(({ piece }) => piece)];
		const name = `${safeFileName(words.archive(duty.name, period, count === 1 ? null : part), words.nameless)}.zip`;
		archives.push(await files.keep(writeZip(entries), { name, type: "application/zip" }));
	}
	return {
		key: "material",
		title: duty.name,
		period,
		due: units.length,
		reported: there.length,
		count: placed.filter(({ piece, part }) => piece.of !== null && part !== null).length,
		bytes: archives.reduce((sum, { size }) => sum + size, 0),
		limit,
		missing: units.filter(({ report }) => report === null).map(({ name }) => name),
		tooLarge: leftOut(there, (file) => placeOf(file) === "too-large"),
		lost: leftOut(there, (file) => placeOf(file) === "lost"),
		files: archives,
		buttons: [],
	};
};

/** Each piece with the archive it goes into, from 1; null: it is too large for any. */
const placedIn = (units: readonly (readonly Piece[])[], most: number): { readonly piece: Piece; readonly part: number | null }[] => {
	const plan = planParts(
		units.map((pieces) => pieces.map(({ bytes }) => bytes)),
		most,
	);
	return units.flatMap((pieces, row) => pieces.map((piece, column) => ({ piece, part: plan[row]?.[column] ?? null })));
};

const leftOut = (units: readonly UnitMaterial[], isLeft: (file: MaterialFile) => boolean): LeftOut[] =>
	units.flatMap(({ name: unit, files }) => files.filter(isLeft).map(({ name, file }) => ({ unit, name, size: file.size })));

/** 「01 大巴镇」: the folders stand in the county's order, numbered as the units are, those without any material too. */
const foldersOf = (units: readonly UnitMaterial[], nameless: string): ((unit: UnitMaterial) => string) => {
	const digits = Math.max(2, String(units.length).length);
	const numbers = new Map(units.map((unit, index) => [unit, String(index + 1).padStart(digits, "0")]));
	return (unit) => `${numbers.get(unit)} ${safeFileName(unit.name, nameless)}`;
};

/** The files that are still there. */
const keptBytes = async (files: Files, units: readonly UnitMaterial[]): Promise<ReadonlyMap<MaterialFile, KeptBytes>> => {
	const found = new Map<MaterialFile, KeptBytes>();
	for (const one of units.flatMap((unit) => unit.files)) {
		const bytes = await files.open(one.file.hash);
		if (bytes) found.set(one, bytes);
	}
	return found;
};

const piecesOf = (
	{ report, files }: UnitMaterial,
	into: {
		readonly folder: string;
		readonly document: string;
		readonly kept: ReadonlyMap<MaterialFile, KeptBytes>;
		readonly language: Language;
	},
): Piece[] => {
	if (report === null) return [];
	const piece = (name: string, size: number, pieces: ArchiveEntry["pieces"], of: MaterialFile | null): Piece => {
		const path = `${into.folder}/${name}`;
		return { path, at: report.at, pieces, bytes: entryBytes(path, size), of };
	};
	return [
		piece(into.document, documentBytes(report), documentPieces(report, into.language), null),
		...files.flatMap((one) => {
			const bytes = into.kept.get(one);
			return bytes ? [piece(one.name, bytes.size, bytes.pieces, one)] : [];
		}),
	];
};
