const OFFICE_PARTS = [
	["xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
	["word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
	["ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
] as const;

const SIGNATURES: readonly (readonly [signature: string, type: string])[] = [
	["\xff\xd8\xff", "image/jpeg"],
	["\x89PNG\r\n\x1a\n", "image/png"],
	["GIF87a", "image/gif"],
	["GIF89a", "image/gif"],
	["%PDF-", "application/pdf"],
	["OggS", "audio/ogg"],
	["#!AMR", "audio/amr"],
	["ID3", "audio/mpeg"],
	["\xff\xfb", "audio/mpeg"],
	["\xff\xf3", "audio/mpeg"],
	["\xff\xf2", "audio/mpeg"],
	["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"],
];

/** What a file is, found by looking at its first bytes; "application/octet-stream" when they say nothing. */
export const typeOf = (bytes: Uint8Array): string => {
	const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const head = data.toString("latin1", 0, 16);
	const found = SIGNATURES.find(([signature]) => head.startsWith(signature));
	if (found) return found[1];
	if (head.startsWith("PK\x03\x04")) return zipType(data);
	if (head.startsWith("RIFF")) return { WEBP: "image/webp", WAVE: "audio/wav" }[head.slice(8, 12)] ?? "application/octet-stream";
	if (head.slice(4, 8) === "ftyp") return isoMediaType(head.slice(8, 12));
	return "application/octet-stream";
};

/** Office documents are zip archives known by the names of their parts, which a zip holds in the clear. */
const zipType = (data: Buffer): string => OFFICE_PARTS.find(([part]) => data.includes(part, 0, "latin1"))?.[1] ?? "application/zip";

const isoMediaType = (brand: string): string => {
	if (brand.startsWith("M4A")) return "audio/mp4";
	if (brand.startsWith("qt")) return "video/quicktime";
	return ["heic", "heix", "mif1", "msf1"].includes(brand) ? "image/heic" : "video/mp4";
};
