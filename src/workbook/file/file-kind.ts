import type { FileKind } from "../../views/workbook.ts";

const starts = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((value, index) => bytes[index] === value);

const holds = (bytes: Uint8Array, text: string): boolean =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text, 0, "utf16le");

/** What a file is by its first bytes: "zip" may still be a workbook; everything else is none. */
export const fileKind = (bytes: Uint8Array): FileKind => {
	if (bytes.length === 0) return "empty";
	if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return "zip";
	// An OLE container: an .xls of before 2007, or a workbook with a password.
	if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return holds(bytes, "EncryptedPackage") ? "encrypted" : "xls";
	if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return "pdf";
	if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff)) return "picture";
	// BIFF2–4 worksheets stand without a container.
	if (bytes[0] === 0x09 && [0x00, 0x02, 0x04].includes(bytes[1] ?? -1) && bytes[3] === 0x00) return "xls";
	return textKind(bytes.subarray(0, 4096));
};

const textKind = (head: Uint8Array): FileKind => {
	const text = Buffer.from(head)
		.toString("latin1")
		.replace(/^\u00ef\u00bb\u00bf/, "")
		.trimStart()
		.toLowerCase();
	if (/<(?:!doctype\s+html|html|table|head|body|meta)\b/.test(text)) return "html";
	if (text.startsWith("<?xml") || text.startsWith("<workbook")) return "xml";
	// Control characters mean something binary; NUL alone may be UTF-16 text.
	if ([...head].some((value) => value < 9 || (value > 13 && value < 32 && value !== 27)))
		return starts(head, 0xff, 0xfe) ? "csv" : "unknown";
	return /[,\t;，]/.test(text) || /\n/.test(text) ? "csv" : "unknown";
};

/** What a zip package without a workbook part is, by the names in it. */
export const packageKind = (names: readonly string[]): FileKind => {
	const any = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
	if (any(/^xl\/workbook\.bin$/i)) return "xlsb";
	if (any(/^word\//i)) return "word";
	if (any(/^ppt\//i)) return "slides";
	if (any(/^mimetype$/i) && any(/^content\.xml$/i)) return "ods";
	return "zip";
};
