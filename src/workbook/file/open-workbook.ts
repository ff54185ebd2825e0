import type { WorkbookProblem } from "../../views/workbook.ts";
import { fileKind, packageKind } from "./file-kind.ts";
import { LIMITS } from "./limits.ts";
import { readRelations, readSharedStrings, readStyles, readWorkbookPart } from "./package-parts.ts";
import { problem, refuse } from "./refusal.ts";
import { readSheet, type Sheet, type SheetContext } from "./sheet-part.ts";
import { ZipArchive } from "./zip-archive.ts";

const MB = 1024 * 1024;

/** The sheets asked for (all whose name the test accepts), the names of the others, and what is worth a note. */
export interface OpenedWorkbook {
	readonly sheets: readonly Sheet[];
	readonly others: readonly string[];
	readonly notes: readonly WorkbookProblem[];
}

/** Refuses, before anything is unpacked, a file that is too large or no workbook. */
export const checkFile = (bytes: Uint8Array): void => {
	if (bytes.length > LIMITS.fileBytes) refuse("file-too-large", { sizeMb: Math.ceil(bytes.length / MB), limitMb: LIMITS.fileBytes / MB });
	const kind = fileKind(bytes);
	if (kind !== "zip") refuse("file-wrong-kind", { kind });
};

/** Opens an .xlsx within the limits, whatever it holds. Throws Refusal, never anything else for what is wrong with the file. */
export const openWorkbook = async (bytes: Uint8Array, wanted: (name: string) => boolean): Promise<OpenedWorkbook> => {
	checkFile(bytes);
	const archive = new ZipArchive(bytes);
	const part = await findWorkbookPart(archive);
	const workbook = await readWorkbookPart(archive, part);
	const relations = await readRelations(archive, part);
	const partOf = (type: string): string | undefined =>
		relations.find((relation) => relation.type === type && archive.has(relation.path))?.path;
	const strings = partOf("sharedStrings");
	const styles = partOf("styles");
	const context: SheetContext = {
		strings: strings === undefined ? [] : await readSharedStrings(archive, strings),
		styles: styles === undefined ? [] : await readStyles(archive, styles),
		from1904: workbook.from1904,
		cellsLeft: LIMITS.cells,
	};
	const sheets: Sheet[] = [];
	for (const { name, relation } of workbook.sheets.filter((sheet) => wanted(sheet.name))) {
		const found = relations.find(({ id, type }) => id === relation && type === "worksheet");
		if (found) sheets.push(await readSheet(archive, found.path, name, context));
	}
	return {
		sheets,
		others: workbook.sheets.map((sheet) => sheet.name).filter((name) => !wanted(name)),
		notes: archive.has("xl/vbaProject.bin") ? [problem("note-macros-ignored", {})] : [],
	};
};

const findWorkbookPart = async (archive: ZipArchive): Promise<string> => {
	const kind = packageKind(archive.names());
	if (kind !== "zip") refuse("file-wrong-kind", { kind });
	const named = (await readRelations(archive, "")).find((relation) => relation.type === "officeDocument")?.path;
	const part = [named, "xl/workbook.xml"].find((path) => path !== undefined && archive.has(path));
	return part ?? refuse("file-wrong-kind", { kind: "zip" });
};
